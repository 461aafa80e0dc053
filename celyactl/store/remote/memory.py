"""What this clone knows of the other one since they last spoke; a cache, which may be deleted at any time.

Instants are seconds since 1970. Git's own remote-tracking branch is kept in step, so that `git status` tells the truth.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field
from msgspec.structs import asdict

from celyactl.store import files
from celyactl.store.head import read_branch
from celyactl.store.lock import FOLDER
from celyactl.store.remote.freshness import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.store.place import Place

_LIMIT: Final = 1 << 24
_UNUSABLE: Final = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What comes of a file that is not what `note` wrote."""


class Memory(Struct, frozen=True):
    """`at`: when they last spoke; `files`: what refs of files are at over there, as far as known."""

    at: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


def recall(place: Place) -> Memory:
    """What is known; nothing when that can't be read."""
    with suppress(OSError, *_UNUSABLE), files.folder(place.common_dir, [FOLDER]) as folder:
        said: Any = json.loads(files.read_small(folder, NAME, _LIMIT) or b"")
        return Memory(int(said["at"]), {str(ref): str(ident) for ref, ident in said["files"].items()})
    return Memory()


def last_spoke(place: Place) -> int | None:
    """When this clone last spoke with another: by an exchange, or by git's own fetch, which writes FETCH_HEAD."""
    known = [recall(place).at]
    with suppress(OSError):
        known.append(int((place.git_dir / "FETCH_HEAD").stat().st_mtime))
    return max(known) or None


def note(place: Place, memory: Memory) -> None:
    """Keep what is known."""
    with suppress(OSError):
        _replace(place, (FOLDER,), NAME, json.dumps(asdict(memory)).encode())


def tracking(name: str, branch: str) -> str:
    """Git's name for what is known of a branch over there."""
    return f"refs/remotes/{name}/{branch.removeprefix('refs/heads/')}"


def follow(place: Place, ref: str, commit: str) -> None:
    """Let the remote-tracking branch say where the other clone's branch is."""
    *parts, name = ref.split("/")
    if read_branch(place.common_dir, ref) != commit:
        with suppress(OSError):
            _replace(place, parts, name, f"{commit}\n".encode())


def _replace(place: Place, parts: tuple[str, ...] | list[str], name: str, content: bytes) -> None:
    """Not awaited on the disk: whatever is lost of it is asked again."""
    beside = f"{NAME}.{os.getpid()}.new"
    with files.folder(place.common_dir, [FOLDER], create=True) as own:
        file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666, dir_fd=own)
        with os.fdopen(file, "wb") as opened:
            opened.write(content)
        with files.folder(place.common_dir, parts, create=True, durable=False) as parent:
            os.rename(beside, name, src_dir_fd=own, dst_dir_fd=parent)

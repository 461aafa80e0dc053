"""A repository that a clone names by its place beside it: who handed over the clone may have put it there, with hooks.

Git runs the hooks and some settings of a repository on this machine with the rights of whoever pushes to it. Beside the
clone they are no more to be trusted than the clone itself; a whole path is a person's word.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from celyactl.errors.syncing import RemoteHasHooks

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACES: Final = ("{}/.git", "{}", "{}.git/.git", "{}.git")
"""Where git looks for the repository that a path means."""
_RUNS: Final = (
    *(b"hookspath", b"[hook", b"fsmonitor", b"alternaterefscommand", b"procreceive", b"recentobjectshook"),
    *(b"include", b"filter", b"worktree", b"promisor", b"partialclone"),
)
"""Words of settings that may make git run a program, read settings elsewhere or fetch what is missing."""
_LARGEST: Final = 1 << 20


def require_harmless(path: Path) -> None:
    """Raise RemoteHasHooks when a push to this repository could run something that it holds."""
    for place in _PLACES:
        if any(_programs(Path(place.format(path)))):
            raise RemoteHasHooks(str(path))


def _programs(folder: Path) -> Iterator[str]:
    """What git might run, or follow elsewhere."""
    if folder.is_file() or (folder / "commondir").exists():
        yield folder.name
    hooks = folder / "hooks"
    if hooks.is_symlink():
        yield hooks.name
    elif hooks.is_dir():
        yield from (hook.name for hook in hooks.iterdir() if hook.suffix != ".sample")
    for name in ("config", "config.worktree"):
        file = folder / name
        if file.exists() and (
            file.stat().st_size > _LARGEST or any(word in file.read_bytes().lower() for word in _RUNS)
        ):
            yield name

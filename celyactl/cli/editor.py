"""A person's text in their editor; it is kept under the user's state folder until it is recorded, and never lost.

Drafts are private (0600): `<name>-<version>-<random>.yaml` (or `.txt`), the version being that of the text they were
made from.
"""

from __future__ import annotations

import glob
import os
import re
import tempfile
from pathlib import Path
from typing import Final

from celyactl.cli import drafts
from celyactl.errors.editing import EditorFailed, NoDraft
from celyactl.errors.system import reason

_DRAFT: Final = re.compile(r".*-([0-9a-f]{12})(?:-[a-z0-9_]{8})?\.yaml")


def keep(name: str, version: str, text: bytes, suffix: str = ".yaml") -> Path:
    """A new private draft of a text; one of the same name that is there stays."""
    folder = drafts.folder()
    for private in (folder.parent, folder):
        private.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(prefix=f"{name}-{version}-", suffix=suffix, dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
    return Path(path)


def latest(name: str) -> Path:
    """The draft of this name that was touched last. Raises NoDraft."""
    folder = drafts.folder()
    found = sorted(folder.glob(f"{glob.escape(name)}-*"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise NoDraft(str(folder))
    return found[-1]


def made_from(path: str) -> str | None:
    """The version that a draft was made from, by its name; None for a file of another kind."""
    found = _DRAFT.fullmatch(Path(path).name)
    return found[1] if found else None


def edit(path: Path) -> bytes:
    """Let the person edit a file with VISUAL, EDITOR or vi, and give its new text. Raises EditorFailed."""
    import shlex  # an editor is rarely asked for
    import subprocess

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        subprocess.run([*shlex.split(command), str(path)], check=True)  # noqa: S603 - the person's own editor
    except ValueError:
        raise EditorFailed(command, "?") from None
    except OSError as problem:
        raise EditorFailed(command, reason(problem)) from None
    except subprocess.CalledProcessError as problem:
        raise EditorFailed(command, str(problem.returncode)) from None
    return path.read_bytes()

"""What a person typed, kept in private files until it is recorded, and never lost.

A text is `<name>-<version>-<random>.yaml` (or `.txt`), the version being that of the text it was made from; a command
line that the disk refused is a script that `sh` runs again.
"""

from __future__ import annotations

import glob
import os
import re
import shlex
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from celyactl.cli import private_files, session
from celyactl.errors.base import CelyactlError
from celyactl.errors.editing import NoDraft
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BY_FILE: Final = marked("Your text is kept in {path}: correct it there, then `{command} --file {path}`.")
BY_RECOVERING: Final = marked("Your text is kept in {path}: `{command} --recover` goes on with it.")
_FOLDER: Final = "drafts"
_DRAFT: Final = re.compile(r".*-([0-9a-f]{12})(?:-[a-z0-9_]{8})?\.yaml")


def keep(name: str, version: str, text: bytes, suffix: str = ".yaml") -> Path:
    """A new draft of a text; one of the same name that is there stays. Raises OSError."""
    return private_files.leave(_folder(), text, prefix=f"{name}-{version}-", suffix=suffix)


def latest(name: str) -> Path:
    """The draft of this name that was touched last. Raises NoDraft."""
    found = sorted(_folder().glob(f"{glob.escape(name)}-*"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise NoDraft(str(_folder()))
    return found[-1]


def made_from(path: str) -> str | None:
    """The version that a draft was made from, by its name; None for a file of another kind."""
    found = _DRAFT.fullmatch(Path(path).name)
    return found[1] if found else None


@contextmanager
def until_recorded(draft: Path, command: str, going_on: str = BY_FILE) -> Iterator[None]:
    """Drop a draft once what is inside has recorded it; a trial leaves it, a refusal does too and says how to go on.

    `going_on` is a message id with `{path}` and `{command}`.
    """
    session.current().is_writing = False  # the text itself is kept: the command line need not be
    try:
        yield
    except CelyactlError as error:
        error.advise(_(going_on).format(path=draft, command=command))
        raise
    if not session.current().dry_run:
        draft.unlink()


def keep_command(words: Sequence[str]) -> Path | None:
    """Keep the words of a command that was started in the current folder; None when no disk takes them."""
    try:
        line = f"cd {shlex.quote(str(Path.cwd()))} &&\n{shlex.join(['celyactl', *words])}\n"
    except OSError:  # the folder is gone
        return None
    return private_files.leave_anywhere(_FOLDER, os.fsencode(line), prefix="celyactl-", suffix=".sh")


def _folder() -> Path:
    return private_files.state_folder() / _FOLDER

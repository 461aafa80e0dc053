"""What an act is about to do, durable before its branch moves, so that the next command can complete or forget it.

It lies in our area: the folder `celyactl/tx` of the git folder (one for each linked work tree), which exists only while
an act is being written and holds every unfinished file of it. Ids are hexadecimal; None stands for "no such file".
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.repository import BadPath
from celyactl.store import files
from celyactl.store.lock import FOLDER
from celyactl.store.place import area_path
from celyactl.store.trees import check_path

if TYPE_CHECKING:
    from celyactl.store.place import Place

_NAME: Final = "intent"
_ID: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LIMIT: Final = 256 << 20
MANY: Final = 500
"""Steps from which on git is asked about folders and not about each path, and looks at files itself."""


class Step(Struct, frozen=True):
    """One path and its blob before and after.

    `edited` is the name of the text that a person has put there and that the act takes over; it need not be an object.
    """

    path: str
    old: str | None
    new: str | None
    edited: str | None = None

    @property
    def found(self) -> str | None:
        """What the file in the work tree holds before the act."""
        return self.edited or self.old

    @property
    def folder(self) -> str:
        """The folder of the path; empty at the root."""
        return self.path.rpartition("/")[0]


class Intent(Struct, frozen=True):
    """The move of `branch` from `old` to `new`; `who` is a line of `Ident.line`, `subject` the act's first line."""

    branch: str
    old: str | None
    new: str
    who: str
    subject: str
    steps: tuple[Step, ...]
    pid: int


def make_area(place: Place) -> None:
    """Make the area, which must not be there; `anchor` makes it durable."""
    with files.folder(place.git_dir, [FOLDER], create=True) as parent:
        os.mkdir(area_path(place).name, dir_fd=parent)


def anchor(place: Place) -> None:
    """Make the area durable, once what is in it is."""
    with files.folder(place.git_dir, [FOLDER]) as parent:
        os.fsync(parent)


def clear_area(place: Place) -> None:
    """Remove the area: the intent first, so that no half of it is ever taken for a whole."""
    area = area_path(place)
    with files.folder(place.git_dir, [FOLDER, area.name]) as opened:
        files.remove(opened, _NAME)
        for name in os.listdir(opened):  # noqa: PTH208  # a folder by its descriptor
            files.remove(opened, name)
    area.rmdir()


def discard_area(place: Place) -> None:
    """Remove the area whatever is in it, also what nobody of ours put there."""
    try:
        clear_area(place)
    except FileNotFoundError:
        return
    except OSError:
        import shutil  # only for what nobody of ours made

        area = area_path(place)
        shutil.rmtree(area) if area.is_dir() and not area.is_symlink() else area.unlink()


def _check(intent: Intent) -> None:
    """Refuse what we would not have written: the file may have come with a hostile clone."""
    ids = [intent.old, intent.new, *(blob for step in intent.steps for blob in (step.old, step.new, step.edited))]
    if not all(_ID.fullmatch(name) for name in ids if name is not None):
        raise ValueError(intent)
    if not all(isinstance(text, str) for text in (intent.branch, intent.new, intent.who, intent.subject)):
        raise TypeError(intent)
    for step in intent.steps:
        check_path(step.path)


def written(intent: Intent) -> dict[str, bytes]:
    """The intent as a file of the area. Half of one is only ever found before the branch moved: it counts as none."""
    facts = {name: getattr(intent, name) for name in ("branch", "old", "new", "who", "subject", "pid")}
    steps = [{"path": step.path, "old": step.old, "new": step.new, "edited": step.edited} for step in intent.steps]
    return {_NAME: json.dumps({**facts, "steps": steps}).encode()}


def read(area: int) -> Intent | None:
    """The intent that was left; None when none was written whole, or when it is not one of ours."""
    try:
        said = json.loads(files.read_small(area, _NAME, _LIMIT) or b"null")
        steps = tuple(Step(**step) for step in said.pop("steps"))
        intent = Intent(**said, steps=steps)
        _check(intent)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, BadPath):
        return None
    return intent

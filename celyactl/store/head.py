"""Where HEAD and a branch are, read from git's files without starting git; branches are full names, ids hexadecimal.

Every command reads this, also those that must start as fast as an empty program: nothing heavy is imported here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.i18n import gettext as _
from celyactl.store import files

if TYPE_CHECKING:
    from pathlib import Path

    from celyactl.errors.repository import RepositoryRefused
    from celyactl.store.place import Place

_ID_LENGTHS: Final = (40, 64)
_HEXADECIMAL: Final = frozenset("0123456789abcdef")
_BRANCHES: Final = "refs/heads/"
_NEVER_IN_A_BRANCH: Final = frozenset("~^:?*[\\\x7f").union(map(chr, range(33)))
_NEVER_TOGETHER: Final = ("..", "//", "@{", "/.", ".lock/")


class Head(NamedTuple):
    """`branch` is None when HEAD is detached, `commit` when the branch has no commit yet."""

    branch: str | None
    commit: str | None


def read_head(place: Place) -> Head:
    """Where HEAD points.

    Raises:
        RepositoryRefused: HEAD or its branch is not what git writes.

    """
    with files.folder(place.git_dir) as git_dir:
        text = _text(files.read_small(git_dir, "HEAD"))
    if _is_id(text):
        return Head(None, text)
    branch = text.removeprefix("ref: ").strip()
    if not _is_branch(branch):
        todo = _("`git switch BRANCH` mends it.")
        raise _refused(_("HEAD names no branch"), str(place.git_dir / "HEAD"), todo)
    return Head(branch, read_branch(place.common_dir, branch))


def read_branch(common_dir: Path, branch: str) -> str | None:
    """The commit of a branch; None when it has none yet."""
    # A ref that is being packed is in the packed file before its own file goes: look there last, then once more.
    return _loose(common_dir, branch) or _packed(common_dir, branch) or _loose(common_dir, branch)


def _loose(common_dir: Path, branch: str) -> str | None:
    *parts, name = branch.split("/")
    try:
        with files.folder(common_dir, parts) as parent:
            content = files.read_small(parent, name)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if content is None:
        return None
    text = _text(content)
    if not _is_id(text):
        raise _refused(_("the branch is no commit's name"), branch, _("`git fsck` tells more."))
    return text


def _packed(common_dir: Path, branch: str) -> str | None:
    try:
        packed = (common_dir / "packed-refs").read_bytes()
    except FileNotFoundError:
        return None
    before, found, _rest = packed.partition(b" %s\n" % os.fsencode(branch))
    name = before.rpartition(b"\n")[2].decode("ascii", "replace")
    return name if found and _is_id(name) else None


def _text(content: bytes | None) -> str:
    return os.fsdecode(content or b"").rstrip("\n")


def _is_id(text: str) -> bool:
    return len(text) in _ID_LENGTHS and _HEXADECIMAL.issuperset(text)


def _is_branch(name: str) -> bool:
    """Whether git takes this for the full name of a branch, by the rules of git-check-ref-format."""
    return (
        name.startswith(_BRANCHES)
        and not name.endswith(("/", ".", ".lock"))
        and _NEVER_IN_A_BRANCH.isdisjoint(name)
        and not any(pair in name for pair in _NEVER_TOGETHER)
    )


def _refused(reason: str, where: str, todo: str) -> RepositoryRefused:
    from celyactl.errors.repository import RepositoryRefused  # errors are rare

    return RepositoryRefused(reason, where, todo)

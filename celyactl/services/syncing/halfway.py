"""Merges that are half done: what git has under way in the clone, and the files in which it left its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.file import BadFile
from celyactl.errors.repository import DetachedHead, OperationUnderWay
from celyactl.i18n import gettext as _
from celyactl.store import guard
from celyactl.store.differences import differences
from celyactl.store.index.index import asked
from celyactl.store.index.listing import merged_halfway
from celyactl.store.yaml.strict import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.repository import Repository


def halfway(repository: Repository) -> Iterator[str]:
    """What a person has to end: the operation under way, then each file with marks, edited or committed with them."""
    head = repository.head()
    try:
        guard.branch_to_move(repository.place, head)
    except OperationUnderWay as under_way:
        yield under_way.sentence
    except DetachedHead:
        pass
    if head.commit is None:
        return
    for path, text in sorted(_texts(repository, head.commit).items()):
        if line := _first_mark(text, path):
            said = _("{path}:{line}: git left marks of a merge: keep what holds and remove them")
            yield said.format(path=path, line=line)


def _texts(repository: Repository, commit: str) -> dict[str, bytes]:
    """The files that may hold marks: those committed with them, and those that differ from the committed ones."""
    paths = asked(repository.place, merged_halfway)
    committed = {path: repository.read(commit, path) or b"" for path in paths}
    return committed | {one.path: one.text or b"" for one in differences(repository, commit)}


def _first_mark(text: bytes, path: str) -> int:
    """The line of the first mark; 0 without any."""
    try:
        read(text, path)
    except BadFile as bad:
        return next((fault.line for fault in bad.faults if fault.code == "conflict"), 0)
    return 0

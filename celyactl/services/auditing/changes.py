"""What one commit did to the desk's files, judged against each of its parents: journals only grow, files stay.

A ticket is known by its uid: it moves when a merge renumbers it, and then keeps its former reference as an alias.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.erasure import is_erased_form
from celyactl.services.auditing import dates
from celyactl.services.auditing.findings import finding
from celyactl.services.auditing.journals import Unreadable, grown, journal
from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from celyactl.services.auditing.findings import Finding
    from celyactl.services.auditing.journals import Raw
    from celyactl.store.commit_reading import Commit
    from celyactl.store.past import Delta

    Read = Callable[[str], bytes]
    """The bytes of a blob that is known to be there."""
    Erased = Callable[[Raw, Raw], bool]
    """Whether the second entry is the first without somebody's details."""

_JOURNALS: Final = {FileKind.TICKET, FileKind.CORRESPONDENCE, FileKind.REPORT}
_UID: Final = re.compile(rb'^uid: "?([0-9A-Z]{26})"?[ \t]*\r?$', re.MULTILINE)


class _File(NamedTuple):
    path: str
    text: bytes


class Judge:
    """Judges the files of one commit; `actor` is who may have written its entries, `is_erased` allows an erasure."""

    def __init__(self, commit: Commit, read: Read, actor: str | None, is_erased: Erased | None = None) -> None:
        self._commit = commit
        self._read = read
        self._actor = actor
        self._is_erased = is_erased

    def found(self, deltas: Sequence[Sequence[Delta]]) -> Iterator[Finding]:
        """Everything that is wrong with what the commit changed."""
        sides = [self._sides(against) for against in deltas]
        invented: dict[str, list[dict[str, Raw]]] = {}
        for before, after in sides:
            for ident, file in after.items():
                others = [was[ident].text for was, _now in sides if ident in was and was is not before]
                found, added = self._compared(before.get(ident), file, others)
                yield from found
                invented.setdefault(ident, []).append(added)
            for ident, file in before.items():
                if ident not in after:
                    yield from self._gone(file)
        for against in deltas:
            yield from self._plain(against)
        yield from self._new(sides, invented)

    def _sides(self, against: Sequence[Delta]) -> tuple[dict[str, _File], dict[str, _File]]:
        """The files with journals before and after, by what they are: a ticket's uid, another file's path."""
        before: dict[str, _File] = {}
        after: dict[str, _File] = {}
        for delta in against:
            where = classify(delta.path)
            if where is None or where.kind not in _JOURNALS:
                continue
            for blob, side in ((delta.old, before), (delta.new, after)):
                if blob is not None:
                    file = _File(delta.path, self._read(blob))
                    uid = _UID.search(file.text) if where.kind is FileKind.TICKET else None
                    side[uid[1].decode() if uid else delta.path] = file
        return before, after

    def _compared(
        self, was: _File | None, file: _File, others: Sequence[bytes]
    ) -> tuple[list[Finding], dict[str, Raw]]:
        """What is wrong with a file, and the entries that it got."""
        commit, path = self._commit.id, file.path
        try:
            if was is None:
                fresh = journal(file.text, path)
                return [finding("entry_twice", commit, path, entry=one) for one in fresh.twice], fresh.entries
            change = grown(was.text, file.text, path)
            found = [finding("entry_twice", commit, path, entry=one) for one in change.twice]
            found += [_entry("entry_removed", commit, path, entry) for entry in change.removed.values()]
            for old, new in change.edited.values():
                if not self._may_edit(old, new, others, path):
                    fields = ", ".join(sorted(key for key in {*old, *new} if old.get(key) != new.get(key)))
                    found.append(_entry("entry_edited", commit, path, old, fields=fields))
            if was.path != path and not self._is_renumbered(was, file):
                found.append(finding("file_moved", commit, was.path, to=path))
        except Unreadable as why:
            return [finding("file_unreadable", commit, path, why=why)], {}
        return found, change.added

    def _may_edit(self, old: Raw, new: Raw, others: Sequence[bytes], path: str) -> bool:
        """An erasure may, and a merge that takes what another parent's erasure left, or its telling of one notice."""
        if self._is_erased is not None and self._is_erased(old, new):
            return True
        ident = str(old.get("id"))
        is_allowed = old.get("type") == new.get("type") == "notice" or is_erased_form(new, old)
        return is_allowed and any(journal(text, path).entries.get(ident) == new for text in others)

    def _is_renumbered(self, was: _File, file: _File) -> bool:
        former = classify(was.path)
        aliases = journal(file.text, file.path).head.get("aliases")
        return former is not None and isinstance(aliases, list) and former.name in aliases

    def _gone(self, file: _File) -> Iterator[Finding]:
        try:
            count: int | str = len(journal(file.text, file.path).entries)
        except Unreadable:
            count = "?"
        yield finding("ticket_removed", self._commit.id, file.path, count=count)

    def _plain(self, against: Sequence[Delta]) -> Iterator[Finding]:
        """A file without journal goes by an act only: undoing what made it, say."""
        for delta in against if self._commit.trailers is None else ():
            where = classify(delta.path)
            if where is not None and where.kind not in _JOURNALS and delta.new is None:
                yield finding("file_removed", self._commit.id, delta.path)

    def _new(
        self, sides: Sequence[tuple[dict[str, _File], dict[str, _File]]], added: dict[str, list[dict[str, Raw]]]
    ) -> Iterator[Finding]:
        """Entries that no parent had: a merge has none, another commit those of its actor."""
        for ident, sets in added.items():
            if len(sets) < len(sides):
                continue  # as one of the parents has it
            path = next(after[ident].path for _before, after in sides if ident in after)
            for name in filter(set(sets[0]).intersection(*sets[1:]).__contains__, sets[0]):
                yield from self._judged(path, sets[0][name], is_merge=len(sides) > 1)

    def _judged(self, path: str, entry: Raw, *, is_merge: bool) -> Iterator[Finding]:
        commit = self._commit
        if is_merge:
            yield _entry("entry_invented", commit.id, path, entry)
            return
        yield from dates.of_entry(commit, path, entry)
        if entry.get("imported") is True:
            return
        if self._actor is not None and entry.get("by") != self._actor:
            yield _entry("entry_by_another", commit.id, path, entry, by=entry.get("by"), actor=self._actor)
        channel = commit.trailers.channel if commit.trailers else None
        if channel is not None and entry.get("channel") != channel:
            yield _entry("entry_other_channel", commit.id, path, entry, said=entry.get("channel"), channel=channel)


def _entry(code: str, commit: str, path: str, entry: Raw, **facts: object) -> Finding:
    return finding(code, commit, path, entry=entry.get("id"), kind=entry.get("type"), **facts)

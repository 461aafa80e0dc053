"""Which tickets belong to a contract or a client, or tell of a service that was down, for those who read them whole.

Paths and blobs, by opening; last those that can't be read and may belong: whoever reads them whole tells of them. Of
another commit than its own the index knows what did not change between them; the files that did are searched for the
name, and come last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.figures.facts import ALWAYS
from celyactl.store.index.index import asked_of
from celyactl.store.layout import classify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from celyactl.domain.figures.period import Period
    from celyactl.store.index.index import Index
    from celyactl.store.repository import Repository

_ALWAYS: Final = ", ".join(f"'{kind.value}'" for kind in ALWAYS)
_CONCERNED: Final = f"contract = ?1 AND (kind IN ({_ALWAYS}) OR (opened < ?3 AND (open = 1 OR last >= ?2)))"
_UNREADABLE: Final = "SELECT DISTINCT path FROM unreadable WHERE path GLOB 'tickets/*' ORDER BY path"
_WHOSE: Final = b"\nclient: "
"""What every ticket has."""
_ESCAPE: Final = b"\\"
_WENT_DOWN: Final = "id IN (SELECT id FROM tags WHERE field = 'went_down' AND name = ?)"


class TicketFile(NamedTuple):
    """One ticket's file: where it is, and its text's id."""

    path: str
    blob: str


def files_of_contract(repository: Repository, commit: str, slug: str, period: Period | None = None) -> list[TicketFile]:
    """The files of a contract's tickets, or of those that a period may tell of (`celyactl.domain.figures.concerned`).

    Of an older commit, also files that changed since and have its name in them.
    """
    if period is None:
        return _found(repository, commit, "contract = ?", slug)
    ends = int(period.begins.timestamp()), int(period.ends.timestamp())
    return _found(repository, commit, _CONCERNED, slug, *ends)


def files_of_client(repository: Repository, commit: str, client: str) -> list[TicketFile]:
    """The files of a client's tickets, whatever their contract; of an older commit as `files_of_contract`."""
    return _found(repository, commit, "client = ?", client)


def files_with_outage(repository: Repository, commit: str, service: str) -> list[TicketFile]:
    """The files of tickets that tell of an outage of a service; of an older commit as `files_of_contract`."""
    return _found(repository, commit, _WENT_DOWN, service)


def files_of_kind(repository: Repository, commit: str, kind: str, since: int = 0) -> list[TicketFile]:
    """The files of the tickets of a kind that were opened since (seconds since 1970), whoever they are for.

    Of an older commit as `files_of_contract`.
    """
    return _found(repository, commit, "kind = ? AND opened >= ?", kind, since)


def _found(repository: Repository, commit: str, condition: str, name: str, *more: int) -> list[TicketFile]:
    query = f"SELECT path, blob FROM tickets WHERE {condition} ORDER BY opened, ref"  # noqa: S608 - one of those above

    def answer(index: Index) -> tuple[str, list[TicketFile], list[str]]:
        known = [TicketFile(*row) for row in index.connection.execute(query, (name, *more))]
        return index.meta.commit, known, _unreadable(index)

    told, known, bad = asked_of(repository.place, commit, answer)
    known += perhaps(repository, told, bad, {name})
    return known if told == commit else _as_of(repository, commit, told, known, name)


def _unreadable(index: Index) -> list[str]:
    """The tickets that the index could not read, by path."""
    return [str(path) for (path,) in index.connection.execute(_UNREADABLE) if classify(path)]


def perhaps(repository: Repository, commit: str, paths: Iterable[str], *owners: Collection[str]) -> list[TicketFile]:
    """Those of some bad files that may belong: they have one of the names of each of `owners` in them, or none at all.

    One that does not even say whose it is may be anybody's.
    """
    entries = [entry for path in paths if (entry := repository.entry(commit, path))]
    texts = dict(repository.blobs({entry.id for entry in entries}))
    named = [_whole_words(names) for names in owners]
    return [TicketFile(one.path, one.id) for one in entries if one.id in texts and _may_be_of(named, texts[one.id])]


def _may_be_of(named: Iterable[re.Pattern[bytes]], text: bytes) -> bool:
    return _WHOSE not in text or all(one.search(text) for one in named)


def _whole_words(names: Collection[str]) -> re.Pattern[bytes]:
    """Where one of these names stands, and not only within another: `acme` is not meant by `acme-sud`."""
    either = b"|".join(re.escape(name.encode()) for name in names)
    return re.compile(rb"(?<![\w-])(?:%b)(?![\w-])" % either)


def _as_of(repository: Repository, commit: str, told: str, known: list[TicketFile], name: str) -> list[TicketFile]:
    """Those of `commit`, when `known` are those that the index tells of by the commit `told`."""
    changed, then = changed_since(repository, commit, told)
    return [*(file for file in known if file.path not in changed), *(file for file, _text in mentioning(then, name))]


def changed_since(
    repository: Repository, commit: str, present: str
) -> tuple[set[str], Iterator[tuple[TicketFile, bytes]]]:
    """The paths of tickets that another commit has otherwise, and those that `commit` has, with their texts."""
    changes = list(repository.changes(commit, present, ["tickets"]))
    then = [change.old for change in changes if change.old is not None and classify(change.path)]
    texts = repository.objects.many([entry.id for entry in then])
    found = (
        (TicketFile(entry.path, entry.id), text[1]) for entry, (_id, text) in zip(then, texts, strict=True) if text
    )
    return {change.path for change in changes}, found


def mentioning(files: Iterable[tuple[TicketFile, bytes]], *names: str) -> Iterator[tuple[TicketFile, bytes]]:
    """Those whose texts have all these names in them, or a sign that may stand for any letter of one."""
    words = [name.encode() for name in names]
    return ((file, text) for file, text in files if _ESCAPE in text or all(word in text for word in words))


def files_of_contracts(repository: Repository, commit: str, slugs: Collection[str]) -> dict[str, list[TicketFile]]:
    """The same for several contracts, asked of the index at once; each contract is there, with tickets or without."""
    found: dict[str, list[TicketFile]] = {slug: [] for slug in slugs}
    query = "SELECT contract, path, blob FROM tickets ORDER BY opened, ref"

    def answer(index: Index) -> list[str] | None:
        if index.meta.commit != commit:
            return None
        for slug, *facts in index.connection.execute(query):
            if slug in found:
                found[slug].append(TicketFile(*facts))
        return _unreadable(index)

    if not found:
        return found
    bad = asked_of(repository.place, commit, answer)
    if bad is None:
        return {slug: files_of_contract(repository, commit, slug) for slug in slugs}
    return {slug: [*files, *perhaps(repository, commit, bad, {slug})] for slug, files in found.items()}

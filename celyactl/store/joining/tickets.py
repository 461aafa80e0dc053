"""Tickets that both sides changed: joined by their `uid`, whichever file holds them.

Where one reference stands for two tickets, the older keeps it and the younger gets another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.fold import NoOpening
from celyactl.domain.joining import tickets as domain
from celyactl.domain.joining.journals import EntriesCollide
from celyactl.domain.ticket import Ticket
from celyactl.errors.base import CelyactlError
from celyactl.errors.file import BadFile
from celyactl.errors.ticket_faults import two_tickets
from celyactl.store import consistency, layout, records
from celyactl.store.joining.conflicts import Joined
from celyactl.store.joining.files import unreadable, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from celyactl.store.joining.sides import Sides


def join_tickets(sides: Sides, paths: Iterable[str]) -> dict[str, Joined]:
    """The files at and around these paths, which both sides changed."""
    joined: dict[str, Joined] = {}
    for path in paths:
        if path not in joined:
            joined |= _joined(sides, path)
    return joined


def _joined(sides: Sides, path: str) -> dict[str, Joined]:
    base, ours, theirs = sides.read(path)
    if ours is None or theirs is None:
        return {path: Joined(theirs if ours is None else ours)}  # who takes a ticket away takes nobody's words away
    try:
        if _read(ours, path).uid != _read(theirs, path).uid:
            return dict(_parted(sides, path))
        return {path: join_same(path, base, ours, theirs)}
    except (CelyactlError, NoOpening, EntriesCollide):
        return {path: unreadable(path, Ticket, base, ours, theirs)}


def join_same(path: str, base: bytes | None, ours: bytes, theirs: bytes) -> Joined:
    """Two versions of one ticket, in files; raises BadFile, NewerFormat; NoOpening; BadFile also for two tickets."""
    mine, others, known = _read(ours, path), _read(theirs, path), _perhaps(base, path)
    if mine.uid != others.uid:
        raise BadFile(path, [two_tickets(path, mine.uid, others.uid)])
    ticket = domain.join(mine, others, known if known and known.uid == mine.uid else None)
    return Joined(written(path, ticket, base, ours, theirs))


def _read(blob: bytes, path: str) -> Ticket:
    """A ticket that may be joined: readable, of this format, its header what its journal tells; raises BadFile."""
    loaded = records.load_ticket(blob, path)
    records.refuse_newer(loaded)
    faults = consistency.header_faults(
        loaded.model, path, records.Lines(blob, path), consistency.story_of(loaded.model)
    )
    if faults:
        raise BadFile(path, faults)
    return loaded.model


def _perhaps(blob: bytes | None, path: str) -> Ticket | None:
    try:
        return records.load_ticket(blob, path).model if blob is not None else None
    except BadFile:
        return None


def _parted(sides: Sides, path: str) -> Iterator[tuple[str, Joined]]:
    """Two tickets with one reference, each joined with what the other side may already have renumbered."""
    ref = path.rpartition("/")[2].removesuffix(".yaml")
    versions: dict[str, list[Ticket]] = {}
    for place, blob in _about(sides, path, ref):
        ticket = _read(blob, place)
        if place != path and ref not in ticket.aliases:
            continue
        versions.setdefault(ticket.uid, []).append(ticket)
    known = _perhaps(sides.read(path)[0], path)
    tickets = [_one(held, known) for _uid, held in sorted(versions.items())]
    keeper = next((ticket for ticket in tickets if layout.path_of_reference(ticket.ref) == path), None)
    for ticket in tickets:
        is_kept = ticket is keeper or layout.path_of_reference(ticket.ref) != path
        final = ticket if is_kept else domain.renumbered(ticket, sides.has_ticket)
        at = layout.path_of_reference(final.ref)
        yield at, Joined(records.dump_ticket(final, at))


def _one(versions: list[Ticket], base: Ticket | None) -> Ticket:
    first, *others = versions
    for other in others:
        first = domain.join(first, other, base if base and base.uid == first.uid else None)
    return first


def _about(sides: Sides, path: str, ref: str) -> Iterator[tuple[str, bytes]]:
    """The tickets at a path on both sides, and those that had this reference before."""
    for changes in (sides.mine, sides.others):
        yield from _held(sides, changes, path, ref)


def _held(sides: Sides, changes: Mapping[str, str | None], path: str, ref: str) -> Iterator[tuple[str, bytes]]:
    for place, blob in changes.items():
        where = layout.classify(place)
        if blob is None or where is None or where.kind is not layout.FileKind.TICKET:
            continue
        content = sides.blob(blob)
        if place == path or ref.encode() in content.split(b"\njournal:", 1)[0]:
            yield place, content

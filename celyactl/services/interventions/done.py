"""Interventions that were made: on one ticket, or on any since an instant. Entries that were retracted are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.fold import refold
from celyactl.errors.file import BadFile
from celyactl.store import records
from celyactl.store.since import touched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.entries.field import Intervention
    from celyactl.domain.ticket import Ticket
    from celyactl.store.view import View


_TYPE: Final = b"intervention"
"""A file without this word tells of no intervention, and need not be understood."""


class Visit(Struct, frozen=True):
    """One intervention with the ticket it was made for."""

    ticket: Ticket
    work: Intervention


def visits_on(view: View, reference: str) -> list[Visit]:
    """The interventions on a ticket, in order of their start. Raises TicketNotFound and what `View.resolve` raises."""
    return sorted(_visits(view.ticket(view.resolve(reference))), key=_start)


def visits_between(view: View, start: datetime, end: datetime) -> list[Visit]:
    """The interventions that began in [start, end), in that order; a ticket that can't be read is warned of.

    What began then was recorded then or later: only tickets that were touched since are read.
    """
    found = (visit for ticket in touched_since(view, start) for visit in _visits(ticket))
    return sorted((visit for visit in found if start <= visit.work.start < end), key=_start)


def touched_since(view: View, since: datetime) -> Iterator[Ticket]:
    """The tickets with interventions that were touched since an instant; one that can't be read is warned of."""
    entries = {entry.id: entry for entry in touched(view.repository, view.commit, since)}
    for name, blob in view.repository.blobs(entries):
        if _TYPE not in blob:
            continue
        try:
            yield records.load_ticket(blob, entries[name].path).model
        except BadFile as bad:
            view.leave_out(bad.sentence)


def _visits(ticket: Ticket) -> Iterator[Visit]:
    return (Visit(ticket, work) for work in refold(ticket).interventions)


def _start(visit: Visit) -> datetime:
    return visit.work.start

"""The tickets of one contract or client, read whole, as packs, comparisons and reports need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.figures.concerned import is_concerned
from celyactl.domain.fold import as_of, refold
from celyactl.domain.local_time import to_utc
from celyactl.errors.file import BadFile
from celyactl.store import records
from celyactl.store.at_hand import texts_of
from celyactl.store.index.belonging import files_of_client, files_of_contract, files_of_kind, files_with_outage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.figures.period import Period
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.domain.words import Kind
    from celyactl.store.index.belonging import TicketFile
    from celyactl.store.view import View


def tickets_of(view: View, slug: str, period: Period | None = None) -> list[Ticket]:
    """The tickets of a contract by their opening, or those that a period may tell of.

    One that can't be read is warned of.
    """
    files = files_of_contract(view.repository, view.commit, slug, period)
    mine = (ticket for ticket in _read(view, files) if ticket.contract == slug)
    found = [ticket for ticket in mine if period is None or is_concerned(ticket, period)]
    return sorted(found, key=lambda ticket: (to_utc(ticket.opened_at), ticket.ref))


def tickets_of_client(view: View, client: str) -> Iterator[Ticket]:
    """The tickets of a client by their opening; one that can't be read is warned of."""
    files = files_of_client(view.repository, view.commit, client)
    return (ticket for ticket in _read(view, files) if ticket.client == client)


def tickets_of_kind(view: View, kind: Kind, since: datetime | None = None) -> Iterator[Ticket]:
    """The tickets of a kind, of any client, by their opening, those opened since an instant; as `tickets_of`."""
    files = files_of_kind(view.repository, view.commit, kind.value, int(since.timestamp()) if since else 0)
    return (ticket for ticket in _read(view, files) if ticket.kind is kind)


def tickets_with_outage(view: View, service: str) -> Iterator[Ticket]:
    """The tickets, of any client, that may tell of an outage of a service; as `tickets_of`."""
    return _read(view, files_with_outage(view.repository, view.commit, service))


def _read(view: View, files: Sequence[TicketFile]) -> Iterator[Ticket]:
    return (ticket for _file, ticket in read_files(view, files))


def read_files(view: View, files: Sequence[TicketFile]) -> Iterator[tuple[TicketFile, Ticket]]:
    """Each file with its ticket; one that can't be read is warned of."""
    texts = texts_of(view.repository, files)
    for file in files:
        try:
            yield file, records.load_ticket(texts[file.blob], file.path).model
        except BadFile as bad:
            view.leave_out(bad.sentence)


def stories_in(view: View, files: Sequence[TicketFile]) -> list[Story]:
    """What the tickets of these files tell."""
    return [refold(ticket) for ticket in _read(view, files)]


def stories_of(view: View, slug: str, until: datetime | None = None) -> list[Story]:
    """What the tickets of a contract tell; by what had happened until an instant, when one is given."""
    tickets = tickets_of(view, slug)
    if until is None:
        return [refold(ticket) for ticket in tickets]
    known = (as_of(ticket, until) for ticket in tickets)
    return [refold(ticket) for ticket in known if ticket is not None]

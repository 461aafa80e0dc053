"""The operations of a desk as one list, with what the history proves of their notices, and their calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.fold import refold
from celyactl.domain.local_time import to_utc
from celyactl.domain.operations import operation_of
from celyactl.domain.words import Kind
from celyactl.services.catalogue import client_if_known
from celyactl.services.histories import tickets_of_kind
from celyactl.store.index.excluding import operations
from celyactl.store.index.index import asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.operations import Operation
    from celyactl.domain.ticket import Header
    from celyactl.store.view import View


class Planned(NamedTuple):
    """An operation with its ticket; `excludes` when its notice is proved to have been in time."""

    header: Header
    operation: Operation
    excludes: bool


def planned_in(
    view: View, since: datetime | None, until: datetime | None, client: str | None = None, *, public: bool = False
) -> list[Planned]:
    """The operations whose window ends after `since` and begins before `until`, in order; `public`: announced ones."""
    excluding = asked(view.repository.place, lambda index: operations(index.connection))
    counting = {(one.ref, one.start, one.end) for several in excluding.values() for one in several if one.counts}
    found = [
        Planned(header, known, (header.ref, known.start, known.end) in counting)
        for header, known in _all(view)
        if client in {None, header.client} and (known.announced or not public) and _touches(known, since, until)
    ]
    return sorted(found, key=lambda one: (to_utc(one.operation.start), one.header.ref))


def _all(view: View) -> Iterator[tuple[Header, Operation]]:
    for ticket in tickets_of_kind(view, Kind.OPERATION):
        known = operation_of(refold(ticket))
        if known is not None:
            yield ticket, known


def _touches(known: Operation, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or to_utc(since) < to_utc(known.end)) and (
        until is None or to_utc(known.start) < to_utc(until)
    )


def calendar_of(view: View, found: Sequence[Planned], *, for_client: bool = False) -> bytes:
    """A calendar file of these, for the team or in everyday words."""
    from celyactl.render import appointments as say  # icalendar takes its time
    from celyactl.render.calendar import calendar_file

    told = say.operation_for_client if for_client else say.operation_for_team
    made = [
        told(one.operation, say.About(one.header, view.company, client_if_known(view, one.header.client)))
        for one in found
    ]
    return calendar_file("operations", made, name=view.company.company)

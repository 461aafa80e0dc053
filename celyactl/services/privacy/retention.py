"""Periods of retention (`retention:` of desk.yaml): what is kept longer. Nothing is deleted here.

Months are counted from the last entry of a closed or cancelled ticket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.terms import add_months
from celyactl.services.unread import leave_out_tickets
from celyactl.store.index.held import settled
from celyactl.store.index.index import asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.company import Retention
    from celyactl.store.view import View


class Overdue(Struct, frozen=True):
    """A settled ticket whose `what` (tickets, files, mails) was to be kept until a day that is past."""

    ref: str
    client: str
    what: str
    last: date
    until: date


def overdue(view: View, today: date) -> list[Overdue]:
    """What is kept longer than the desk says, the oldest first; nothing where it says nothing.

    Tickets that can't be read are warned of.
    """
    kept = view.company.retention
    if not any((kept.tickets, kept.files, kept.mails)):
        return []
    leave_out_tickets(view)
    found = [
        one
        for ref, client, settled_at in asked(view.repository.place, settled)
        for one in _of(kept, ref, client, settled_at.astimezone(view.zone).date(), today)
    ]
    return sorted(found, key=lambda one: (one.until, one.ref, one.what))


def _of(kept: Retention, ref: str, client: str, last: date, today: date) -> Iterator[Overdue]:
    for what in ("tickets", "files", "mails"):
        months = getattr(kept, what)
        if months and (until := add_months(last, months)) <= today:
            yield Overdue(ref, client, what, last, until)

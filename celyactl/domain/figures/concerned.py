"""Which tickets a period may tell of: one that was settled before it, and of which nothing was said since, it can't.

Operations and preventive visits are looked at always: they are planned for days on which nobody may write a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.figures.facts import ALWAYS
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import OPEN

if TYPE_CHECKING:
    from celyactl.domain.figures.period import Period
    from celyactl.domain.ticket import Ticket


def is_concerned(ticket: Ticket, period: Period) -> bool:
    """Whether figures of the period may depend on a ticket; the index asks the same in its own words."""
    if ticket.kind in ALWAYS:
        return True
    if to_utc(ticket.opened_at) >= period.ends:
        return False
    return ticket.status in OPEN or any(to_utc(entry.at) >= period.begins for entry in ticket.journal)

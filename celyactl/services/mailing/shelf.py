"""What a round reads for digests: each ticket once, and each text made once, however many people of a client get it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, field

from celyactl.domain.fold import fold, written
from celyactl.domain.local_time import to_utc
from celyactl.domain.permission import Verb, may
from celyactl.domain.visits import planned_visits
from celyactl.errors.file import BadFile
from celyactl.errors.ticket import TicketNotFound
from celyactl.render.everyday import Matter
from celyactl.render.moments import Wall
from celyactl.store.index.digesting import Touched, touched
from celyactl.store.index.index import asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from celyactl.domain.digests import Period
    from celyactl.domain.permission import Visitor
    from celyactl.domain.ticket import Ticket
    from celyactl.i18n import Language
    from celyactl.services.mailing.writing import Post

_LONGEST: Final = timedelta(days=70)
"""No digest begins longer ago: a month that ended at most a month ago, and the days for which it is tried."""

Body = tuple[str, str, str]
"""Subject, text and page."""


class Sharing(NamedTuple):
    """What makes two digests the same: of whose tickets (None: all of the client's), of which days, as of when."""

    client: str
    people: frozenset[str] | None
    period: Period
    at: datetime
    language: Language


class Shelf(Struct, dict=True):
    """The tickets of one view at `now`; what can't be read is left out, and told by who lists such files."""

    post: Post
    now: datetime
    _matters: dict[tuple[str, datetime], Matter | None] = field(default_factory=dict)
    _bodies: dict[Sharing, Body] = field(default_factory=dict)

    @cached_property
    def touched(self) -> dict[str, list[Touched]]:
        """By client, what is open or was touched lately."""
        since = self.now - _LONGEST
        return asked(self.post.view.repository.place, lambda index: touched(index, since))

    def about(self, person: Visitor, start: date) -> Iterator[Touched]:
        """What somebody may be told of: what is open, and what was touched from a day on."""
        first = datetime.combine(start, time(), self.post.view.zone).timestamp()
        for one in self.touched.get(person.client, ()):
            if (one.is_open or one.last >= first) and (person.whole or one.requester in person.people):
                yield one

    def matters(self, person: Visitor, start: date, at: datetime) -> Iterator[Matter]:
        """The same as it was known at an instant."""
        about = list(self.about(person, start))
        self.post.view.read_ahead(one.ref for one in about if (one.ref, at) not in self._matters)
        for one in about:
            matter = self._matter(one.ref, at)
            if matter is not None and may(person, Verb.SEE, matter.story.header):
                yield matter

    def body(self, of: Sharing, make: Callable[[], Body]) -> Body:
        """What people get who are told the same in one language: made for the first of them."""
        if of not in self._bodies:
            self._bodies[of] = make()
        return self._bodies[of]

    def _matter(self, ref: str, at: datetime) -> Matter | None:
        if (ref, at) not in self._matters:
            self._matters[ref, at] = self._read(ref, at)
        return self._matters[ref, at]

    def _read(self, ref: str, at: datetime) -> Matter | None:
        try:
            ticket = _then(self.post.view.ticket(ref), at)
        except (BadFile, TicketNotFound):
            return None
        if ticket is None:
            return None
        case = self.post.cases.of(ticket)
        wall = Wall(at.astimezone(self.post.view.zone))
        return Matter(case.story, case.clocks(at), planned_visits(case.story, at), case.closes_at, wall)


def _then(ticket: Ticket, at: datetime) -> Ticket | None:
    """The ticket by what had happened, and was recorded, at an instant; None before it was opened."""
    limit = to_utc(at)
    known = tuple(one for one in ticket.journal if to_utc(one.at) <= limit and to_utc(one.recorded) <= limit)
    if len(known) == len(ticket.journal):
        return ticket
    if not known or known[0].type != "open":
        return None
    return written(fold(ticket.ref, ticket.uid, known, aliases=ticket.aliases).header, known)

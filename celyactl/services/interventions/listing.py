"""Interventions as one list: done, or planned and not recorded yet; and the calendar file of any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from celyactl.domain.fold import refold
from celyactl.domain.local_time import to_utc
from celyactl.domain.visits import unrecorded_visits
from celyactl.domain.words import Visibility
from celyactl.services.catalogue import client_if_known
from celyactl.services.interventions.agenda import Planned
from celyactl.services.interventions.agenda import planned as all_planned
from celyactl.services.interventions.done import visits_between, visits_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.entries.field import Intervention
    from celyactl.domain.ticket import Header
    from celyactl.domain.visits import Visit
    from celyactl.domain.words import Mode
    from celyactl.store.view import View

    Standing = Literal["done", "planned", "overdue"]


class Asked(NamedTuple):
    """Which ones: of one ticket, begun in [since, until), still to be made, of whom, what a client was told."""

    ref: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    planned: bool = False
    technician: str | None = None
    client: str | None = None
    public: bool = False


class Line(NamedTuple):
    """One intervention: `work` that was done, or a `visit` that is planned, overdue once its window has ended."""

    header: Header
    id: str
    standing: Standing
    mode: Mode
    start: datetime
    end: datetime
    technician: str | None
    site: str | None
    summary: str | None
    public: bool
    work: Intervention | None = None
    visit: Visit | None = None


def lines(view: View, asked: Asked, now: datetime) -> list[Line]:
    """What was asked for, by its start. Raises TicketNotFound and what `View.resolve` raises."""
    found = _planned(view, asked, now) if asked.planned else _done(view, asked)
    return sorted((line for line in found if _is_wanted(line, asked)), key=lambda line: to_utc(line.start))


def _done(view: View, asked: Asked) -> Iterator[Line]:
    if asked.ref is not None:
        visits = visits_on(view, asked.ref)
    else:
        assert asked.since is not None  # noqa: S101 - the command sees to it: all of the past is too much
        assert asked.until is not None  # noqa: S101
        visits = visits_between(view, asked.since, asked.until)
    for one in visits:
        work = one.work
        told = work.visibility is Visibility.PUBLIC
        facts = (work.mode, work.start, work.end, work.technician, work.site, work.summary, told)
        yield Line(one.ticket, work.id, "done", *facts, work=work)


def _planned(view: View, asked: Asked, now: datetime) -> Iterator[Line]:
    for one in _visits(view, asked.ref):
        visit, told = one.visit, one.visit.public
        facts = (visit.mode, visit.start, visit.end, visit.technician, visit.site, visit.summary, told)
        yield Line(one.story.header, visit.id, "planned" if visit.end > now else "overdue", *facts, visit=visit)


def _visits(view: View, ref: str | None) -> Iterable[Planned]:
    if ref is None:
        return all_planned(view)
    story = refold(view.ticket(view.resolve(ref)))
    return [Planned(story, visit) for visit in unrecorded_visits(story)]


def _is_wanted(line: Line, asked: Asked) -> bool:
    return (
        (asked.since is None or asked.since <= line.start)
        and (asked.until is None or line.start < asked.until)
        and asked.technician in {None, line.technician}
        and asked.client in {None, line.header.client}
        and (line.public or not asked.public)
    )


def calendar_of(view: View, found: Sequence[Line], *, for_client: bool = False) -> bytes:
    """A calendar file of these; for a client only what it was told of the future."""
    from celyactl.render import appointments as say  # icalendar takes its time
    from celyactl.render.calendar import calendar_file

    made = []
    for line in found:
        about = say.About(line.header, view.company, client_if_known(view, line.header.client))
        if line.visit:
            made.append((say.visit_for_client if for_client else say.visit_for_team)(line.visit, about))
        elif line.work and not for_client:
            made.append(say.work_for_team(line.work, about))
    return calendar_file("interventions", made, name=view.company.company)

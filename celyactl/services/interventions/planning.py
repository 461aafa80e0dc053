"""Interventions to come, as tellings: planned, moved, called off; who is promised twice at once is warned of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.entries.field import InterventionCancelled, InterventionMoved, InterventionPlanned
from celyactl.domain.visits import unrecorded_visits
from celyactl.errors.field import NothingPlanned, WhichVisit, WindowIsOver
from celyactl.errors.ticket import EndBeforeStart
from celyactl.i18n import gettext as _
from celyactl.render.deeds.base import span
from celyactl.render.moments import Wall, apart
from celyactl.render.words import word
from celyactl.services.names import member_of, site_of
from celyactl.services.texts import perhaps_said
from celyactl.services.tickets.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.domain.ticket import Ticket
    from celyactl.domain.visits import Visit
    from celyactl.domain.words import Mode
    from celyactl.services.tickets.telling import Scene

_SHORTEST: Final = 4
"""Characters of an id's end that name a visit: as few as a person will copy."""


class Plan(Struct, frozen=True):
    """An intervention to come in [start, end); without a technician it is the ticket's assignee, or the actor."""

    mode: Mode
    start: datetime
    end: datetime
    technician: str | None = None
    site: str | None = None
    summary: str | None = None
    public: bool = False


class Move(Struct, frozen=True):
    """Another window (its length stays without an end) or technician; `which` is the end of the visit's id."""

    start: datetime
    end: datetime | None = None
    technician: str | None = None
    text: str | None = None
    which: str | None = None
    public: bool = False


def plan_intervention(plan: Plan) -> Telling:
    """Somebody will come, or work from afar.

    Raises EndBeforeStart, EmptyText; telling it WindowIsOver, UnknownMember, UnknownSite.
    """
    require_order(plan.start, plan.end)
    words = perhaps_said(plan.summary, "--summary")

    def make(scene: Scene) -> list[InterventionPlanned]:
        require_ahead(scene, plan.end)
        who = plan.technician or scene.ticket.assignee or "me"
        entry = InterventionPlanned(
            **scene.stamp(public=plan.public),
            mode=plan.mode,
            start=plan.start,
            end=plan.end,
            technician=member_of(scene.view, who, scene.acting),
            site=site_of(scene.view, scene.ticket.client, plan.site) if plan.site else scene.ticket.site,
            summary=words,
        )
        return [entry]

    return Telling("intervention.plan", make, _remarks, prose="plan an intervention")


def move_intervention(move: Move) -> Telling:
    """Another window. The client is told of it when it knew of the old one, or when said; the same window is no entry.

    Raises EndBeforeStart, EmptyText; telling it NothingPlanned, WhichVisit, WindowIsOver, UnknownMember.
    """
    words = perhaps_said(move.text)
    if move.end is not None:
        require_order(move.start, move.end)

    def make(scene: Scene) -> list[InterventionMoved]:
        visit = visit_named(scene, move.which)
        end = move.end or move.start + (visit.end - visit.start)
        require_ahead(scene, end)
        who = member_of(scene.view, move.technician, scene.acting) if move.technician else None
        public = move.public or visit.public
        asked = visit._replace(start=move.start, end=end, technician=who or visit.technician, public=public)
        if asked == visit and words is None:
            return []
        entry = InterventionMoved(
            **scene.stamp(public=public), intervention=visit.id, start=move.start, end=end, technician=who, text=words
        )
        return [entry]

    return Telling("intervention.move", make, _remarks, prose="move an intervention")


def cancel_intervention(text: str | None = None, which: str | None = None) -> Telling:
    """It will not take place; the client is told when it knew. Telling it raises NothingPlanned, WhichVisit."""
    words = perhaps_said(text)

    def make(scene: Scene) -> list[InterventionCancelled]:
        visit = visit_named(scene, which)
        return [InterventionCancelled(**scene.stamp(public=visit.public), intervention=visit.id, text=words)]

    return Telling("intervention.cancel", make, prose="call an intervention off")


def require_order(start: datetime, end: datetime) -> None:
    """Raises EndBeforeStart for a window that is none."""
    if end <= start:
        raise EndBeforeStart(*apart(start, end, Wall(start)))


def require_ahead(scene: Scene, end: datetime) -> None:
    """Raises WindowIsOver for what can't be planned any more."""
    if end <= scene.acting.now:
        todo = _("`celyactl intervention add` records work that was done.")
        raise WindowIsOver(Wall(scene.acting.now).moment(end), todo)


def visit_named(scene: Scene, which: str | None) -> Visit:
    """The intervention still to be made that `which` names by the end of its id; the only one when none is named.

    Raises NothingPlanned, WhichVisit.
    """
    there = unrecorded_visits(scene.story)
    if not there:
        raise NothingPlanned(scene.ticket.ref)
    found = [one for one in there if which is None or is_named(one.id, which)]
    if len(found) != 1:
        wall = Wall(scene.acting.now)
        raise WhichVisit(scene.ticket.ref, [f"{short_id(one.id)} {window_words(one, wall)}" for one in there])
    return found[0]


def is_named(ident: str, which: str) -> bool:
    """Whether somebody means this one by the end of its id."""
    return len(which) >= _SHORTEST and ident.endswith(which.upper())


def short_id(ident: str) -> str:
    """As much of an intervention's id as names it on its ticket."""
    return ident[-6:]


def window_words(visit: Visit, wall: Wall) -> str:
    """`on site, mar. 24/11 14:00-15:30`."""
    return f"{word(visit.mode)}, {span(visit.start, visit.end, wall)}"


def _remarks(scene: Scene, after: Ticket) -> tuple[str, ...]:
    entry = after.journal[-1]
    if not isinstance(entry, InterventionPlanned | InterventionMoved):
        return ()
    return tuple(_remarks_on(scene, after, entry))


def _remarks_on(scene: Scene, after: Ticket, entry: InterventionPlanned | InterventionMoved) -> Iterator[str]:
    from celyactl.domain.fold import refold  # for what is planned only
    from celyactl.services.interventions.agenda import promised_elsewhere

    ident = entry.id if isinstance(entry, InterventionPlanned) else entry.intervention
    visit = next(one for one in unrecorded_visits(refold(after)) if one.id == ident)
    if not visit.public:
        yield _("The client was not told: `--public` tells it.")
    if is_out_of_hours(scene, visit.start, visit.end):
        yield _("Part of it lies outside service hours: it will be billable.")
    for other in promised_elsewhere(scene.view, visit):
        told = _("{who} is expected elsewhere then: {ref}, {when}")
        when = span(other.start, other.end, Wall(scene.acting.now))
        yield told.format(who=visit.technician, ref=other.ref, when=when)


def is_out_of_hours(scene: Scene, start: datetime, end: datetime) -> bool:
    """Whether any of [start, end) lies outside the contract's coverage (docs/sla.md rule 13)."""
    if scene.ticket.contract is None:
        return False
    calendar = scene.view.calendar_of(scene.view.contract(scene.ticket.contract))
    return calendar.elapsed(start, end) < end - start

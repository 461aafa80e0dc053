"""Promises preventive visits under a contract, and opens the tickets of those that fall due."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from celyactl.domain.entries.field import PreventivePlanned
from celyactl.domain.local_time import opening, to_offset
from celyactl.domain.words import Kind, Priority
from celyactl.i18n import gettext as _
from celyactl.i18n import spoken
from celyactl.render.moments import month_and_year
from celyactl.services.contracts.taking_over import drafted, with_plan
from celyactl.services.names import site_of
from celyactl.services.prevention.due import Promised, promised
from celyactl.services.recording import Act, Done, nothing, record
from celyactl.services.soundness import require_sound
from celyactl.services.tickets.opening import Report, opened
from celyactl.services.tickets.telling import Telling, require_past, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.contract import Contract, PreventivePlan
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.preventive import DueVisit
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View


def plan_visits(store: Store, acting: Acting, slug: str, plan: PreventivePlan) -> Done[Contract]:
    """Promise visits under a contract, in the place of a plan of that id.

    Raises UnknownContract, UnknownSite, BadFile.
    """

    def decide(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        client = view.client(contract.client)
        if plan.site:
            site_of(view, client.id, plan.site)
        after = with_plan(contract, drafted(plan, client, view.company, acting.now.date()))
        files = {view.path_of_contract(slug): after}
        require_sound(view, files)
        subject = f"{slug}: plan preventive visits"
        return Act(f"preventive.plan {plan.id}", subject, files if after != contract else {}, after)

    return record(store, acting, decide)


def plan_named(contract: Contract, plan: PreventivePlan, since: date | None) -> PreventivePlan:
    """The plan as it will be: what is not said stays as the plan of this id has it."""
    known = next((one for one in contract.preventive if one.id == plan.id), None)
    if known is None:
        return replace(plan, since=since) if since else plan
    return replace(
        plan,
        since=since or known.since,
        mode=plan.mode or known.mode,
        site=plan.site or known.site,
        checklists=plan.checklists or known.checklists,
    )


def open_visits(
    store: Store, acting: Acting, span: tuple[date, date], slug: str | None = None, at: datetime | None = None
) -> Iterator[Done[Ticket | None]]:
    """Open the tickets of the visits promised by a day of `span`, each once and in a commit of its own.

    `at` is the instant on which they open, for a visit that was made before anybody opened its ticket. The answer is
    None for a visit that somebody else opened a ticket for meanwhile. Raises AtInTheFuture, and as `promised`.
    """
    moment = at or acting.now
    require_past(moment, acting.now)
    today = acting.now.date()
    waiting = [one for one in promised(store.view(), span, today, slug) if one.visit.ref is None]
    for one in waiting:
        day = one.visit.nominal

        def decide(view: View, one: Promised = one, day: date = day) -> Act[Ticket | None]:
            alone = (day, date.fromordinal(day.toordinal() + 1))
            now = promised(view, alone, today, one.contract.slug)
            still = [found for found in now if found.visit.plan.id == one.visit.plan.id and found.visit.ref is None]
            return _opening(view, acting, still[0], moment) if still else nothing(None)

        yield record(store, acting, decide)


def _opening(view: View, acting: Acting, one: Promised, at: datetime) -> Act[Ticket | None]:
    contract, visit = one
    title = spoken(view.company.language, lambda: _title(visit))
    report = Report(contract.slug, title, Kind.PREVENTIVE, Priority.P4, site=visit.plan.site)
    act = opened(view, acting, report, at)
    due = _due_instant(view.calendar_of(contract), visit.due)
    points = _points(view, contract, visit.plan)

    def make(scene: Scene) -> list[Entry]:
        entry = PreventivePlanned(**scene.stamp(public=True), due=due, plan=visit.plan.id, checklist=points)
        return [entry]

    after = told(view, acting, act.answer, Telling("preventive.open", make), at)
    path = view.path_of(after)
    return Act("preventive.open", f"{after.ref}: plan a preventive visit", {path: after}, after, act.ref, act.warnings)


def _title(visit: DueVisit) -> str:
    return _("Preventive visit, {month}").format(month=month_and_year(visit.nominal))


def _due_instant(calendar: Calendar, day: date) -> datetime:
    """When the day's work begins."""
    midnight = opening(datetime.combine(day, time.min), calendar.zone)
    return to_offset(calendar.next_open(midnight), calendar.zone)


def _points(view: View, contract: Contract, plan: PreventivePlan) -> tuple[str, ...]:
    """What is checked of the kinds of component that the client has, each point once."""
    kinds = {component.kind for component in view.client(contract.client).components}
    suited = [points for kind, points in plan.checklists.items() if kind in kinds or not kinds]
    return tuple(dict.fromkeys(point for points in suited for point in points))

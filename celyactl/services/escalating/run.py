"""One run of escalation: the tickets that the index names, looked at under the desk's lock, and what is due is done.

A few tickets are an act each; when many are due at once, a service that was away say, some hundreds are one.
"""

from __future__ import annotations

from datetime import datetime, time
from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, field

from celyactl.domain.course import courses
from celyactl.domain.escalation.notices import given
from celyactl.domain.escalation.rules import Audience
from celyactl.domain.escalation.situation import Situation
from celyactl.domain.escalation.steps import Step, StepKind, Subject, steps
from celyactl.domain.fold import tell
from celyactl.domain.oncall import people_on
from celyactl.domain.stops import FOREVER
from celyactl.errors import BadData, CelyactlError, NotFound
from celyactl.i18n import language
from celyactl.services.contracts.pack_alerts import untold
from celyactl.services.escalating.writing import entries_of
from celyactl.services.recording import Act, Done, nothing, record
from celyactl.services.sla import Cases
from celyactl.services.stamping import Stamps
from celyactl.store.index.attention import wanting
from celyactl.store.index.excluding import operations
from celyactl.store.index.index import asked
from celyactl.store.index.listing import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from celyactl.domain.model import Model
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.contracts.pack_alerts import PackAlert
    from celyactl.services.sla import Case
    from celyactl.store.index.attention import Wanting
    from celyactl.store.index.due import Operations
    from celyactl.store.index.index import Index
    from celyactl.store.store import Store
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]

_URGENT: Final = 1
_FEW: Final = 5
"""Up to this many tickets each are an act of its own."""
_AT_ONCE: Final = 500


class Outcome(NamedTuple):
    """What was done for a ticket, which is as it is afterwards."""

    ticket: Ticket
    steps: tuple[Step, ...]


class Run(Struct):
    """What one run did; `skipped` are sentences about tickets that could not be looked at or written."""

    outcomes: list[Outcome] = field(default_factory=list)
    commits: int = 0
    skipped: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, done: Done[list[Outcome]]) -> None:
        """Count an act in."""
        self.outcomes += done.answer
        self.commits += done.commit is not None
        self.warnings += [warning for warning in done.warnings if warning not in self.warnings]


class _Known(NamedTuple):
    """What the index knows: who may have to be told, what excludes time, and which files nobody can read."""

    wanting: list[Wanting]
    operations: Operations
    unreadable: list[str]
    warnings: tuple[str, ...]


def run(store: Store, acting: Acting, progress: Progress | None = None) -> Run:
    """Do all that is due at `acting.now`; done again at once it does nothing. Raises what `record` raises."""

    def known(index: Index) -> _Known:
        found = wanting(index, acting.now)
        excluding = operations(index.connection) if found else {}
        return _Known(found, excluding, unreadable(index, language()), index.warnings)

    todo = asked(store.repository.place, known, progress)
    ran = Run(skipped=list(todo.unreadable), warnings=list(todo.warnings))
    refs = list(_tellable(store.view(), todo.wanting, acting.now))
    size = 1 if len(refs) <= _FEW else _AT_ONCE
    for start in range(0, len(refs), size):
        _act(store, acting, refs[start : start + size], todo.operations, ran)
    _tell_of_packs(store, acting, ran)
    return ran


def _tell_of_packs(store: Store, acting: Acting, ran: Run) -> None:
    """Tell the managers of packs that are used up to a threshold or expire soon, on the ticket that drew last."""
    view = store.view()
    if not view.own_calendar.is_open(acting.now):
        return
    for one in untold(view, acting.now.date()):
        try:
            ran.add(record(store, acting, partial(_plan_of_pack, acting, one)))
        except (BadData, NotFound) as refused:
            ran.skipped.append(refused.sentence)


def _plan_of_pack(acting: Acting, one: PackAlert, view: View) -> Act[list[Outcome]]:
    ticket = view.ticket(one.last)
    if one.notice in given(ticket.journal).notices:
        return nothing([])
    managers = Audience(view.company, acting.now.date(), None, ()).managers
    at = datetime.combine(one.expires, time.min, view.zone) if one.expires else acting.now
    about = Subject(percent=one.alert or None, at=at, contract=one.contract)
    taken = (Step(StepKind.PACK, one.notice, about, managers, "mail"),)
    stamps = Stamps(acting, acting.now, ticket.journal)
    after = Outcome(tell(ticket, entries_of(taken, ticket, stamps, view.company)), taken)
    return Act("escalation.run", f"{ticket.ref}: escalate", {view.path_of(ticket): after.ticket}, [after], ticket.ref)


def _tellable(view: View, found: Iterable[Wanting], now: datetime) -> Iterator[str]:
    """Those that may be told of at this hour: at night thousands may wait for the morning, and need not be read."""
    is_working = cache(lambda slug: _is_working(view, slug, now))
    for one in found:
        if not one.is_open or one.priority == _URGENT or is_working(one.contract):
            yield one.ref


def _is_working(view: View, slug: str | None, now: datetime) -> bool:
    """Whether the hours of a contract are on; of one that can't be read the ticket's own act will say so."""
    try:
        calendar = view.calendar_of(view.contract(slug)) if slug else view.own_calendar
    except CelyactlError:
        return True
    return calendar.is_open(now)


def _act(store: Store, acting: Acting, refs: Sequence[str], excluding: Operations, ran: Run) -> None:
    """Record what is due for these tickets; when one of them can't be written, the others are, one by one."""
    try:
        ran.add(record(store, acting, lambda view: _plan(view, acting, refs, excluding)))
    except (BadData, NotFound) as refused:
        if len(refs) == 1:
            ran.skipped.append(refused.sentence)
            return
        for ref in refs:
            _act(store, acting, [ref], excluding, ran)


def _plan(view: View, acting: Acting, refs: Sequence[str], excluding: Operations) -> Act[list[Outcome]]:
    if len(refs) > 1:
        view.read_ahead(refs)
    cases = Cases(view, excluding=lambda client: excluding.get(client, ()))
    found = [outcome for ref in refs for outcome in _outcome(view, acting, cases.of(view.ticket(ref)))]
    files: dict[str, Model | bytes | None] = {view.path_of(one.ticket): one.ticket for one in found}
    if len(found) != 1:
        return Act("escalation.run", f"escalate {len(found)} tickets", files, found)
    [only] = found
    closed = only.steps[0].kind is StepKind.CLOSE
    op, prose = ("escalation.close", "close") if closed else ("escalation.run", "escalate")
    return Act(op, f"{only.ticket.ref}: {prose}", files, found, only.ticket.ref)


def _outcome(view: View, acting: Acting, case: Case) -> Iterator[Outcome]:
    taken = steps(_situation(view, case), _audience(view, acting, case), acting.now)
    if taken:
        stamps = Stamps(acting, acting.now, case.ticket.journal)
        yield Outcome(tell(case.ticket, entries_of(taken, case.ticket, stamps, view.company)), taken)


def _situation(view: View, case: Case) -> Situation:
    calendar, promise = case.calendar, case.promise
    found = courses(case.story, promise, calendar, case.operations, FOREVER) if calendar and promise.periods else ()
    return Situation(case.story, found, calendar or view.own_calendar, promise.rules, view.company.escalation)


def _audience(view: View, acting: Acting, case: Case) -> Audience:
    today = acting.now.astimezone(view.zone).date()
    on_call = people_on(view.company.oncall, today, case.coverage(acting.now))
    return Audience(view.company, today, case.ticket.assignee, on_call)

"""Planned operations: a ticket of that kind, its window, the notice to the client, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.entries.field import OperationAnnounced, OperationCancelled, OperationDone, OperationPlanned
from celyactl.domain.entries.lifecycle import Assign, Cancel, Resolve, Start
from celyactl.domain.exclusions import NOTICE
from celyactl.domain.local_time import to_utc
from celyactl.domain.operations import operation_of
from celyactl.domain.words import Kind, Status
from celyactl.errors.mail import NobodyToWriteTo
from celyactl.errors.operations import NoOperationPlanned, NotAnOperation, OperationOver
from celyactl.i18n import gettext as _
from celyactl.render.words import word
from celyactl.services.interventions.planning import require_ahead, require_order
from celyactl.services.mailing.people import readers
from celyactl.services.names import component_of, contact_of, member_of
from celyactl.services.recording import Act, Done, record
from celyactl.services.texts import perhaps_said, said
from celyactl.services.tickets.opening import Report, opened
from celyactl.services.tickets.telling import Telling, require_past, tell, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.operations import Operation
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Works(Struct, frozen=True):
    """A window [start, end), what it touches, what may go wrong and how one comes back; `who` is to do it."""

    start: datetime
    end: datetime
    components: Sequence[str] = ()
    risk: str | None = None
    rollback: str | None = None
    who: str | None = None


def plan_new(store: Store, acting: Acting, report: Report, works: Works) -> Done[Ticket]:
    """Open a ticket and plan its operation, in one commit. Raises as `open_ticket` and `plan_operation`."""
    telling = plan_operation(works)

    def plan(view: View) -> Act[Ticket]:
        act = opened(view, acting, report, acting.now)
        after = told(view, acting, act.answer, telling)
        path = view.path_of(after)
        return Act(telling.op, f"{after.ref}: {telling.prose}", {path: after}, after, act.ref, act.warnings)

    return record(store, acting, plan)


def plan_again(store: Store, acting: Acting, ref: str, works: Works) -> Done[Ticket]:
    """Plan, or move, the operation of a ticket that is there. Raises as `tell` and `plan_operation`."""
    return tell(store, acting, ref, plan_operation(works))


def plan_operation(works: Works) -> Telling:
    """The window, the components, the risk and the way back.

    Raises EndBeforeStart, EmptyText; telling it NotAnOperation, OperationOver, WindowIsOver, UnknownComponent,
    UnknownMember.
    """
    require_order(works.start, works.end)
    risk, rollback = perhaps_said(works.risk, "--risk"), perhaps_said(works.rollback, "--rollback")

    def make(scene: Scene) -> list[Entry]:
        _require_operation(scene)
        require_ahead(scene, works.end)
        names = tuple(component_of(scene.view, scene.ticket.client, name) for name in works.components)
        who = member_of(scene.view, works.who, scene.acting) if works.who else None
        entries: list[Entry] = [
            OperationPlanned(
                **scene.stamp(), start=works.start, end=works.end, components=names, risk=risk, rollback=rollback
            )
        ]
        if who is not None and who != scene.ticket.assignee:
            entries.append(Assign(**scene.stamp(), assignee=who))
        return entries

    return Telling("operation.plan", make, _moved, prose="plan an operation")


def _moved(scene: Scene, _after: Ticket) -> Sequence[str]:
    """A client that knows another window has to be told of this one."""
    before = operation_of(scene.story)
    if before is None or before.announced is None:
        return ()
    return (_("The client knows the former window: `celyactl operation announce {ref}`.").format(ref=scene.ticket.ref),)


def announce_operation(to: Sequence[str] = (), text: str | None = None) -> Telling:
    """The client is told of the window as it is planned: its commit proves when (docs/sla.md rule 11).

    Without names it is whoever gets the ticket's mail. Raises EmptyText; telling it NotAnOperation, NoOperationPlanned,
    OperationOver, WindowIsOver, UnknownContact.
    """
    words = perhaps_said(text)

    def make(scene: Scene) -> list[OperationAnnounced]:
        operation = _to_come(scene)
        require_ahead(scene, operation.end)
        people = tuple(
            contact_of(scene.view, scene.ticket.client, name, scene.acting.now.date()) for name in to
        ) or _readers(scene)
        entry = OperationAnnounced(
            **scene.stamp(public=True), start=operation.start, end=operation.end, to=people, text=words
        )
        return [entry]

    return Telling("operation.announce", make, _announced, prose="announce the operation")


def _readers(scene: Scene) -> tuple[str, ...]:
    try:
        people = readers(scene.view.client(scene.ticket.client), scene.ticket, scene.acting.now.date())
    except NobodyToWriteTo:
        return ()
    return tuple(one.partition(":")[2] for one in people)


def _announced(scene: Scene, after: Ticket) -> Sequence[str]:
    entry = after.journal[-1]
    assert isinstance(entry, OperationAnnounced)  # noqa: S101 - it was just made
    warned = []
    if to_utc(entry.start) - to_utc(scene.acting.now) < NOTICE:
        warned.append(
            _("Announced less than 24 hours before: it excludes nothing from the clocks (docs/sla.md rule 11).")
        )
    if not entry.to:
        warned.append(_("No contact has an address: tell them by telephone."))
    return warned


def finish_operation(
    start: datetime | None = None, end: datetime | None = None, text: str | None = None, *, rolled_back: bool = False
) -> Telling:
    """It took place, in its window unless said, and the ticket is resolved; `rolled_back` when all is as it was before.

    Raises EmptyText; telling it NotAnOperation, NoOperationPlanned, OperationOver, EndBeforeStart, AtInTheFuture.
    """
    words = perhaps_said(text)

    def make(scene: Scene) -> list[Entry]:
        operation = _to_come(scene)
        began, ended = start or operation.start, end or min(operation.end, scene.acting.now, key=to_utc)
        require_past(began, scene.acting.now, "--start")
        require_past(ended, scene.acting.now, "--end")
        require_order(began, ended)
        begun: list[Entry] = []
        if scene.ticket.status in {Status.NEW, Status.ASSIGNED}:
            begun.append(Start(**scene.stamp()))
        done = OperationDone(**scene.stamp(public=True), start=began, end=ended, rolled_back=rolled_back, text=words)
        return [*begun, done, Resolve(**scene.stamp(public=True))]

    return Telling("operation.done", make, prose="finish the operation")


def cancel_operation(text: str) -> Telling:
    """It will not take place; a client that was told of it is told. Raises EmptyText; telling it as announcing."""
    words = said(text)

    def make(scene: Scene) -> list[Entry]:
        known = _to_come(scene).announced is not None
        # the last word is that of the operation: mails and invitations are about it
        return [
            Cancel(**scene.stamp(public=known), text=words),
            OperationCancelled(**scene.stamp(public=known)),
        ]

    return Telling("operation.cancel", make, prose="call the operation off")


def _require_operation(scene: Scene) -> None:
    if scene.ticket.kind is not Kind.OPERATION:
        raise NotAnOperation(scene.ticket.ref, word(scene.ticket.kind))
    operation = operation_of(scene.story)
    if operation is not None and operation.outcome != "open":
        raise OperationOver(scene.ticket.ref)


def _to_come(scene: Scene) -> Operation:
    _require_operation(scene)
    operation = operation_of(scene.story)
    if operation is None:
        raise NoOperationPlanned(scene.ticket.ref)
    return operation

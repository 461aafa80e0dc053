"""Steps in the field: interventions, planned operations, preventive visits, updates, trainings, outages, alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from celyactl.domain.client import Training, Version
from celyactl.domain.entries import field
from celyactl.domain.entries.base import Check
from celyactl.domain.words import Mode, Role
from celyactl.services.interventions import doing
from celyactl.services.tickets import working
from celyactl.services.tickets.telling import Telling
from sample.story import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.domain.client import Client, Component
    from celyactl.domain.entries.base import Entry
    from celyactl.services.tickets.telling import Scene
    from sample.moments import Moment


def work(when: str, mode: Mode, start: str, summary: str, by: str | None = None) -> Step:
    """Work that the client may read of, from `start` until `when`."""
    return visit(when, summary, start=start, end=_hour(when), mode=mode, by=by)


def visit(  # noqa: PLR0913 - one parameter a field of the entry
    when: str,
    summary: str,
    *,
    start: str,
    end: str,
    mode: Mode = Mode.ONSITE,
    travel: int = 0,
    parts: tuple[field.Part, ...] = (),
    tests: tuple[tuple[str, str], ...] = (),
    by: str | None = None,
) -> Step:
    """An intervention, with minutes of travel, parts and tests (point, result); it ends the plan, if there was one."""
    checked = tuple(Check(item=item, done=True, result=result) for item, result in tests)

    def make(moment: Moment) -> Telling:
        done = doing.Work(moment.at(start), moment.at(end), summary, travel_seconds=travel * 60, public=True)
        plain = doing.add_intervention(done, mode)
        return Telling(
            plain.op,
            lambda s: [
                replace(entry, planned=_plan(s) if mode is Mode.ONSITE else None, parts=parts, tests=checked)
                for entry in plain.make(s)
            ],
        )

    return Step(when, make, by)


def _plan(scene: Scene) -> str | None:
    """The intervention that was planned last."""
    plans = [entry.id for entry in scene.ticket.journal if isinstance(entry, field.InterventionPlanned)]
    return plans[-1] if plans else None


def plan(when: str, start: str, end: str, technician: str, summary: str) -> Step:
    """Somebody will come, and the client is told."""
    return _field(
        "plan an intervention",
        when,
        lambda s, m: field.InterventionPlanned(
            **s.stamp(public=True),
            mode=Mode.ONSITE,
            start=m.at(start),
            end=m.at(end),
            technician=technician,
            site=s.ticket.site,
            summary=summary,
        ),
    )


def move(when: str, start: str, end: str, text: str) -> Step:
    """The planned intervention gets another window."""
    return _field(
        "move an intervention",
        when,
        lambda s, m: field.InterventionMoved(
            **s.stamp(public=True), intervention=_plan(s) or "", start=m.at(start), end=m.at(end), text=text
        ),
    )


def operation(when: str, start: str, end: str, risk: str, rollback: str) -> Step:
    """An operation on the ticket's components."""
    return _field(
        "plan an operation",
        when,
        lambda s, m: field.OperationPlanned(
            **s.stamp(),
            start=m.at(start),
            end=m.at(end),
            components=s.ticket.components,
            risk=risk,
            rollback=rollback,
        ),
    )


def announce(when: str, start: str, end: str, text: str, *to: str) -> Step:
    """The client's notice."""
    return _field(
        "announce the operation",
        when,
        lambda s, m: field.OperationAnnounced(
            **s.stamp(public=True), start=m.at(start), end=m.at(end), to=to, text=text
        ),
    )


def operated(when: str, start: str, text: str, *, rolled_back: bool = False) -> Step:
    """The operation took place until now."""
    return _field(
        "operation done",
        when,
        lambda s, m: field.OperationDone(
            **s.stamp(public=True), start=m.at(start), end=m.at(_hour(when)), rolled_back=rolled_back, text=text
        ),
    )


def due(when: str, day: str, plan_id: str, *checklist: str) -> Step:
    """A preventive visit falls due."""
    return _field(
        "plan the preventive visit",
        when,
        lambda s, m: field.PreventivePlanned(**s.stamp(public=True), due=m.at(day), plan=plan_id, checklist=checklist),
    )


def checked(
    when: str, text: str, results: Sequence[tuple[str, str]], findings: Sequence[tuple[str, str | None]] = ()
) -> Step:
    """The visit was made: (point, result), then (finding, component)."""
    points = tuple(Check(item=item, done=True, result=result) for item, result in results)
    found = tuple(field.Finding(text=said, component=component) for said, component in findings)
    return _field(
        "preventive visit done",
        when,
        lambda s, _: field.PreventiveDone(**s.stamp(public=True), results=points, findings=found, text=text),
    )


def updated(
    when: str,
    component: str,
    versions: tuple[str, str],
    reason: Literal["security", "feature", "end-of-life", "fix"],
    text: str | None = None,
) -> Step:
    """A component's version changed from one to another, in the ticket and in the client's inventory."""
    old, new = versions

    def newer(client: Client, ref: str, moment: Moment) -> Client:
        version = Version(version=new, since=moment.day, reason=reason, ref=ref)
        return _with_component(client, component, lambda c: replace(c, versions=(*c.versions, version)))

    step = _field(
        f"update {component}",
        when,
        lambda s, _: field.ComponentUpdated(
            **s.stamp(public=True), component=component, old=old, new=new, reason=reason, text=text
        ),
    )
    return Step(step.when, step.make, also=newer)


def renewed(when: str, component: str, expires: str, text: str) -> Step:
    """A certificate was renewed until a date, in the ticket and in the inventory."""

    def longer(client: Client, _ref: str, moment: Moment) -> Client:
        return _with_component(client, component, lambda c: replace(c, expires=moment.on(expires)))

    step = _field(
        f"renew {component}",
        when,
        lambda s, _: field.ComponentUpdated(
            **s.stamp(public=True), component=component, new=expires, reason="end-of-life", text=text
        ),
    )
    return Step(step.when, step.make, also=longer)


def _with_component(client: Client, ident: str, change: Callable[[Component], Component]) -> Client:
    if ident not in {component.id for component in client.components}:
        raise LookupError(ident)
    components = (change(one) if one.id == ident else one for one in client.components)
    return replace(client, components=tuple(components))


def trained(when: str, contact: str, topic: str, by: str, expires: str | None = None) -> Step:
    """A contact followed a training; its ticket is named in the client's file."""

    def more(client: Client, ref: str, moment: Moment) -> Client:
        training = Training(topic=topic, on=moment.day, expires=moment.on(expires) if expires else None, by=by, ref=ref)
        holds = (Role.LEVEL1,) if topic.startswith("Niveau 1") else ()
        contacts = (
            replace(one, training=(*one.training, training), roles=tuple(dict.fromkeys((*holds, *one.roles))))
            if one.id == contact
            else one
            for one in client.contacts
        )
        return replace(client, contacts=tuple(contacts))

    return Step(when, lambda _: working.note(f"Formation suivie : {topic}.", public=True), by, also=more)


def down(when: str, service: str, text: str, *, at: str | None = None, planned: bool = False) -> Step:
    """A service went down."""
    step = _field(
        "outage starts",
        when,
        lambda s, _: field.OutageStarted(**s.stamp(public=True), service=service, planned=planned, text=text),
    )
    return Step(step.when, step.make, at=at)


def back(when: str, service: str, text: str, *, at: str | None = None) -> Step:
    """The service came back."""
    step = _field(
        "outage ends",
        when,
        lambda s, _: field.OutageEnded(**s.stamp(public=True), outage=_outage(s), service=service, text=text),
    )
    return Step(step.when, step.make, at=at)


def _outage(scene: Scene) -> str:
    return [entry.id for entry in scene.ticket.journal if isinstance(entry, field.OutageStarted)][-1]


def alert(when: str, fingerprint: str, state: Literal["firing", "resolved"], text: str) -> Step:
    """The monitoring spoke again."""
    step = _field(
        "alert",
        when,
        lambda s, _: field.Alert(**s.stamp(), fingerprint=fingerprint, state=state, text=text),
    )
    return Step(step.when, step.make, "supervision")


def _field(op: str, when: str, make: Callable[[Scene, Moment], Entry]) -> Step:
    return Step(when, lambda m: Telling(op, lambda s: [make(s, m)]))


def _hour(when: str) -> str:
    """The hour of a moment, which is on the day of the step itself."""
    return when.rpartition(" ")[2]

"""Takes an alert in, as one act: it opens a ticket, joins the one of its incident, or is there already.

One incident is one ticket by the alert's name (fingerprint), which the ticket keeps as `external_id`. While the alert
goes on, whatever the monitoring repeats is known; once it has ended, the next one is another turn of the same ticket,
as long as that one may reopen. Recovery ends the outage; people say what was wrong, and that it is settled.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.availability import outages_of, still_down
from celyactl.domain.entries.conversation import Merge, Open
from celyactl.domain.entries.field import Alert, OutageEnded, OutageStarted
from celyactl.domain.entries.lifecycle import Reopen
from celyactl.domain.fold import refold
from celyactl.domain.in_force import in_force
from celyactl.domain.local_time import to_offset, to_utc
from celyactl.domain.words import OPEN, Origin, ServiceKind, Status
from celyactl.i18n import gettext as _
from celyactl.i18n import spoken
from celyactl.services.acting import Acting, by_service
from celyactl.services.recording import Act, Done, nothing, record
from celyactl.services.reliance import unheard_of
from celyactl.services.sla import closes_at
from celyactl.services.tickets.opening import Report, opened
from celyactl.services.tickets.telling import Telling, told
from celyactl.store.index.elsewhere import named_elsewhere
from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.contract import Contract
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.model import Model
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.domain.words import Priority
    from celyactl.services.monitoring.alarm import Alarm, Place
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View

    What = Literal["opened", "joined", "reopened", "settled", "duplicate", "unknown", "unplaced"]

_MERGED: Final = 5
"""Tickets that may have been merged one into the other."""


class Watch(Struct, frozen=True):
    """Where alerts go, when, and what holds where they say nothing; `acting` stands in where no service does."""

    store: Store
    now: datetime
    default: Place
    priority: Priority | None = None
    acting: Acting | None = None
    dry_run: bool = False


class Outcome(NamedTuple):
    """What became of an alert."""

    what: What
    fingerprint: str
    title: str
    ref: str | None = None


def receive(watch: Watch, alarms: Iterable[Alarm]) -> Iterator[Done[Outcome]]:
    """Take alerts in, each by an act of its own; raises what `record` raises."""
    acting = _acting(watch)
    for heard in alarms:
        alarm = replace(heard, place=heard.place.completed(watch.default))
        yield record(watch.store, acting, partial(_act, acting, watch, alarm))


def _acting(watch: Watch) -> Acting:
    """The service that watches; without one a person, in its own name and through its own door."""
    service = watch.store.view().company.service(ServiceKind.MONITOR, watch.now.date())
    if service is not None:
        return by_service(service, watch.now, dry_run=watch.dry_run)
    assert watch.acting is not None  # noqa: S101 - the command sees to it
    return watch.acting


def _act(acting: Acting, watch: Watch, alarm: Alarm, view: View) -> Act[Outcome]:
    line = [refold(ticket) for ticket in _known(view, alarm.fingerprint)]
    if alarm.is_on:
        return _went_on(view, acting, watch, alarm, line)
    if not line or line[-1].header.status is Status.CANCELLED:
        return _nothing("unknown", alarm)
    return (
        _told(view, acting, line, alarm, "settled") if _is_on(line, alarm) else _nothing("duplicate", alarm, line[-1])
    )


def _went_on(view: View, acting: Acting, watch: Watch, alarm: Alarm, line: Sequence[Story]) -> Act[Outcome]:
    if not line or line[-1].header.status is Status.CANCELLED:
        return _opening(view, acting, watch, alarm)
    story = line[-1]
    if _is_on(line, alarm):
        return _nothing("duplicate", alarm, story)
    if story.header.status in OPEN:
        return _told(view, acting, line, alarm, "joined")
    if _may_reopen(view, story, _at(view, acting, alarm)):
        return _told(view, acting, line, alarm, "reopened")
    return _opening(view, acting, watch, alarm, story.header.ref)


def _nothing(what: What, alarm: Alarm, story: Story | None = None) -> Act[Outcome]:
    return nothing(Outcome(what, alarm.fingerprint, alarm.title, story.header.ref if story else None))


def _known(view: View, fingerprint: str) -> Sequence[Ticket]:
    """The latest ticket of an incident, then those into which it was merged: its story goes on in the last."""
    refs = asked_of(view.repository.place, view.commit, lambda index: named_elsewhere(index, fingerprint))
    line = [view.ticket(ref) for ref in refs[:1]]
    for ticket in line:
        into = [one.ref for one in ticket.journal if isinstance(one, Merge) and one.direction == "into"]
        if ticket.status is Status.CANCELLED and into and len(line) <= _MERGED:
            line.append(view.ticket(view.resolve(into[-1])))
    return line


def _is_on(line: Sequence[Story], alarm: Alarm) -> bool:
    """Whether the last that was heard of an incident is that it goes on."""
    entries = [one for story in line for one in story.entries]
    heard = [_state(one) for one in entries if getattr(one, "fingerprint", None) == alarm.fingerprint]
    return bool(heard) and heard[-1] == "firing"


def _state(entry: Entry) -> str:
    return entry.state if isinstance(entry, Alert) else "firing" if isinstance(entry, Open) else ""


def _may_reopen(view: View, story: Story, at: datetime) -> bool:
    ends = closes_at(view, view.ticket(story.header.ref))
    return ends is None or to_utc(at) < to_utc(ends)


def _at(view: View, acting: Acting, alarm: Alarm) -> datetime:
    """When it happened, which is never later than now."""
    return to_offset(min(alarm.at or acting.now, acting.now, key=to_utc), view.zone)


def _told(view: View, acting: Acting, line: Sequence[Story], alarm: Alarm, what: What) -> Act[Outcome]:
    """Add what is new to the ticket that goes on; outages that were told on those merged into it end there."""
    op = f"alert {'firing' if alarm.is_on else 'resolved'}"
    ended = [story for story in line[:-1] if still_down(story)] if not alarm.is_on else []
    made = [_added(view, acting, story, alarm, Telling(op, lambda scene: list(_ends(scene, alarm)))) for story in ended]
    made.append(_added(view, acting, line[-1], alarm, Telling(op, lambda scene: list(_entries(scene, alarm, what)))))
    ticket = made[-1]
    files: dict[str, Model] = {view.path_of(one): one for one in made}
    return Act(op, f"{ticket.ref}: {op}", files, _outcome(what, alarm, ticket), ticket.ref)


def _added(view: View, acting: Acting, story: Story, alarm: Alarm, telling: Telling) -> Ticket:
    """The ticket with what is new, not before what it answers."""
    ticket = view.ticket(story.header.ref)
    before = [ticket.opened_at, *(one.start for one in outages_of(story))]
    return told(view, acting, ticket, telling, max(_at(view, acting, alarm), *before, key=to_utc))


def _entries(scene: Scene, alarm: Alarm, what: What) -> Iterator[Entry]:
    state: Literal["firing", "resolved"] = "firing" if alarm.is_on else "resolved"
    yield Alert(**scene.stamp(), fingerprint=alarm.fingerprint, state=state, text=alarm.title)
    if what == "reopened":
        yield Reopen(**scene.stamp(public=True), text=spoken(scene.view.company.language, _again))
    if not alarm.is_on:
        yield from _ends(scene, alarm)
        return
    service = _service(scene.view, alarm, scene.ticket.client)
    if service and not any(one.service == service for one in still_down(scene.story)):
        yield OutageStarted(**scene.stamp(), service=service, text=alarm.title)


def _ends(scene: Scene, alarm: Alarm) -> Iterator[OutageEnded]:
    """The ends of the outages of an alert: of its service, and on its own ticket whatever the monitoring opened."""
    service = _service(scene.view, alarm, scene.ticket.client)
    is_own = getattr(scene.story.entries[0], "fingerprint", None) == alarm.fingerprint
    for one in still_down(scene.story):
        if one.service == service or (is_own and one.by == scene.acting.by):
            yield OutageEnded(**scene.stamp(), outage=one.id, service=one.service, text=alarm.title)


def _again() -> str:
    return _("The monitoring sees the same fault again.")


def _outcome(what: What, alarm: Alarm, ticket: Ticket) -> Outcome:
    return Outcome(what, alarm.fingerprint, alarm.title, ticket.ref)


def _opening(view: View, acting: Acting, watch: Watch, alarm: Alarm, follows: str | None = None) -> Act[Outcome]:
    place = alarm.place
    contract = _contract(view, place, _at(view, acting, alarm))
    client = contract.client if contract else place.client if place.client in view.client_ids() else None
    if client is None:
        return _nothing("unplaced", alarm)
    components = {component.id: component for component in view.client(client).components}
    component = components.get(place.component or "")
    report = Report(
        contract.slug if contract else None,
        alarm.title,
        priority=watch.priority or alarm.priority,
        origin=Origin.MONITORING,
        site=component.site if component else None,
        components=[component.id] if component else (),
        text=alarm.text or None,
        client=None if contract else client,
        external_id=alarm.fingerprint,
        fingerprint=alarm.fingerprint,
        follows=follows if contract else None,
    )
    act = opened(view, acting, report, _at(view, acting, alarm))
    ticket = act.answer
    service = _service(view, alarm, client)
    warnings = act.warnings
    if service:
        ticket = told(view, acting, ticket, _outage(service, alarm), ticket.opened_at)
        warnings = (*warnings, *unheard_of(view, client, service))
    outcome = _outcome("opened", alarm, ticket)
    return Act(act.op, act.subject, {view.path_of(ticket): ticket}, outcome, act.ref, warnings)


def _outage(service: str, alarm: Alarm) -> Telling:
    return Telling("outage.open", lambda s: [OutageStarted(**s.stamp(), service=service, text=alarm.title)])


def _service(view: View, alarm: Alarm, client: str) -> str | None:
    """The shared service that an alert names, or that its component is part of; none that the desk does not know."""
    place = alarm.place
    components = view.client(client).components if client in view.client_ids() else ()
    part = next((one.service for one in components if one.id == place.component), None)
    known = {one.id for one in view.company.shared_services}
    return next((name for name in (place.service, part) if name in known), None)


def _contract(view: View, place: Place, at: datetime) -> Contract | None:
    """The contract that is named, else the only one that the client has in force."""
    if place.contract in view.contract_slugs():
        return view.contract(place.contract or "")
    day = at.astimezone(view.zone).date()
    running = [one for one in view.contracts_of(place.client) if in_force(one, day)] if place.client else []
    return running[0] if len(running) == 1 else None

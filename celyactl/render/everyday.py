"""Where a ticket stands in the everyday words of its client: status, whose turn, what happens next.

No urgency, level, component or clock is ever named; of what is internal only the status itself shows through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.operations import operation_of
from celyactl.domain.words import ClockName, ClockStatus, Kind, Mode, Status, WaitFor
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date, full_day, full_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.domain.clocks import Clock
    from celyactl.domain.entries.lifecycle import Wait
    from celyactl.domain.operations import Operation
    from celyactl.domain.story import Story
    from celyactl.domain.visits import Visit
    from celyactl.render.moments import Wall


class Everyday(Struct, frozen=True):
    """Three answers: where it stands, whose turn it is (empty once settled), what happens next (sentences)."""

    status: str
    turn: str
    next: tuple[str, ...]


class Matter(Struct, frozen=True):
    """What the answers are made from; `visits` are to come, `closes_at` is when a resolved ticket closes by itself."""

    story: Story
    clocks: Sequence[Clock]
    visits: Sequence[Visit]
    closes_at: datetime | None
    wall: Wall

    def clock(self, name: ClockName) -> Clock | None:
        """One of the clocks."""
        return next((clock for clock in self.clocks if clock.name is name), None)

    @property
    def visit(self) -> Visit | None:
        """The next intervention that the client was told of."""
        return next((visit for visit in self.visits if visit.public), None)

    @property
    def operation(self) -> Operation | None:
        """The planned works to come, when the client was told of their window."""
        known = operation_of(self.story)
        return known if known and known.announced and known.is_ahead(self.wall.now) else None

    @property
    def asked(self) -> Wait | None:
        """The wait for the client that is on, when the company told the client of it."""
        pending, pauses = self.story.header.pending, self.story.pauses
        if pending is None or pending.reason is not WaitFor.CLIENT or not pauses:
            return None
        wait = pauses[-1].wait
        return wait if wait.public and not wait.by_client else None


def everyday(matter: Matter) -> Everyday:
    """The answers, for the first of these that holds."""
    header = matter.story.header
    match header.status:
        case Status.CANCELLED:
            return Everyday(_("Cancelled"), "", ())
        case Status.CLOSED:
            return Everyday(_("Closed"), "", (_("If it comes back, write to us: we take it up again."),))
        case Status.RESOLVED:
            return _resolved(matter)
    if matter.asked is not None:
        return _asked(matter, matter.asked)
    return _planned(matter) or _restored(matter) or _at_work(matter)


def _resolved(matter: Matter) -> Everyday:
    incident = matter.story.header.kind is Kind.INCIDENT
    status = _("Working again, to be confirmed") if incident else _("Done, to be confirmed")
    ahead = [_("If all is well, tell us; if not, answer and we take it up again.")]
    if matter.closes_at is not None and matter.closes_at > matter.wall.now:
        when = full_date(matter.wall.local(matter.closes_at))
        ahead.append(_("Without news from you, this ticket closes on {date}.").format(date=when))
    return Everyday(status, _("Yours: tell us whether all is well."), tuple(ahead))


def _asked(matter: Matter, wait: Wait) -> Everyday:
    back = full_moment(wait.until, matter.wall)
    if not wait.question:
        told = _("We take it up again on {when}, as agreed with you.").format(when=back)
        return Everyday(_("On hold until the agreed date"), _("Ours, on the agreed date."), (told,))
    ahead = [_("We go on as soon as you have answered."), *_suspended(matter)]
    if wait.until > matter.wall.now:
        ahead.append(_("Without news, we come back to you on {when}.").format(when=back))
    return Everyday(_("We are waiting for your answer"), _("Yours: please answer our question."), tuple(ahead))


def _suspended(matter: Matter) -> tuple[str, ...]:
    clock = matter.clock(ClockName.RESTORATION)
    if clock is None or clock.status is not ClockStatus.PAUSED:
        return ()
    return (_("Until then, the time we promised does not run."),)


def _planned(matter: Matter) -> Everyday | None:
    if matter.visit is not None:
        return _visited(matter, matter.visit)
    return _operated(matter, matter.operation) if matter.operation else None


def _visited(matter: Matter, visit: Visit) -> Everyday:
    start, end = matter.wall.local(visit.start), matter.wall.local(visit.end)
    status = _("Intervention planned on {date}").format(date=full_day(start))
    texts = {
        Mode.ONSITE: _("We come to your site on {date}, between {start} and {end}."),
        Mode.PHONE: _("We call you on {date}, between {start} and {end}."),
    }
    text = texts.get(visit.mode, _("We work on it remotely on {date}, between {start} and {end}."))
    told = text.format(date=full_day(start), start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    return Everyday(status, _("Ours."), (told, *_promise(matter)))


def _operated(matter: Matter, operation: Operation) -> Everyday:
    start, end = matter.wall.local(operation.start), matter.wall.local(operation.end)
    status = _("Works planned on {date}").format(date=full_day(start))
    text = _("We work on your telephony from {start} to {end}: calls may be cut in the meantime.")
    if start.date() == end.date():
        text = _("We work on your telephony on {date}, from {start} to {end}: calls may be cut in the meantime.")
        told = text.format(date=full_day(start), start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    else:
        told = text.format(start=full_moment(start, matter.wall), end=full_moment(end, matter.wall))
    return Everyday(status, _("Ours."), (told,))


def _restored(matter: Matter) -> Everyday | None:
    restored = matter.story.restored
    if restored is None:
        return None
    if restored.degraded:
        told = _("A temporary solution is in place; we go on working on the final one.")
        return Everyday(_("Working again for the time being"), _("Ours."), (told,))
    return Everyday(_("Working again, to be confirmed"), _("Ours."), (_("We check that all is well."),))


def _at_work(matter: Matter) -> Everyday:
    header = matter.story.header
    if header.pending is not None and header.pending.reason is WaitFor.THIRD_PARTY:
        followed = _("We follow it up with the operator and keep you informed.")
        ahead = (followed, *(_suspended(matter) or _promise(matter)))
        return Everyday(_("With the operator"), _("The operator's; we follow it up."), ahead)
    if header.status in {Status.NEW, Status.ASSIGNED} and matter.story.responded is None:
        return Everyday(_("Received"), _("Ours."), _first_contact(matter))
    return Everyday(_("Taken in charge"), _("Ours."), (_("We are working on it."), *_promise(matter)))


def _first_contact(matter: Matter) -> tuple[str, ...]:
    clock = matter.clock(ClockName.RESPONSE)
    told = []
    if clock is not None and clock.started_at > matter.wall.now:
        when = full_moment(clock.started_at, matter.wall)
        told.append(_("Our working hours begin again on {when}.").format(when=when))
    if clock is not None and clock.status is ClockStatus.RUNNING and clock.due_at:
        when = full_moment(clock.due_at, matter.wall)
        told.append(_("A technician contacts you by {when} at the latest.").format(when=when))
    else:
        told.append(_("A technician contacts you as soon as possible."))
    return tuple(told)


def _promise(matter: Matter) -> tuple[str, ...]:
    clock = matter.clock(ClockName.RESTORATION)
    if clock is None or clock.due_at is None or clock.met_at is not None:
        return ()
    when = full_moment(clock.due_at, matter.wall)
    if clock.status is ClockStatus.BREACHED:
        return (_("We had promised it for {when}: that time has passed, and we are still on it.").format(when=when),)
    if clock.status is ClockStatus.RUNNING:
        return (_("We promised that it works again by {when} at the latest.").format(when=when),)
    return ()

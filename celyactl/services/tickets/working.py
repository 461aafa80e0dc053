"""The acts of a technician on a ticket, as tellings: what is recorded when one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.availability import still_down
from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.fold import refold
from celyactl.domain.visits import unrecorded_visits
from celyactl.domain.words import ClockName, ClockStatus
from celyactl.errors.ticket import NothingMissed, NothingPromised, ReopenedTooLate
from celyactl.i18n import gettext as _
from celyactl.render.moments import Wall
from celyactl.render.words import word
from celyactl.services.names import component_of, member_of
from celyactl.services.texts import perhaps_said, said
from celyactl.services.tickets.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.clocks import Clock
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.domain.words import Because, Priority
    from celyactl.services.tickets.telling import Scene


def note(text: str, *, public: bool = False) -> Telling:
    """Something said: among colleagues, or to the client when public (which ends the response clock)."""
    words = said(text)
    return Telling("note", lambda s: [conversation.Note(**s.stamp(public=public), text=words)])


def ack(how: str | None = None) -> Telling:
    """The operator was reached and the problem taken into account; `how` tells by which way."""
    words = perhaps_said(how, "--how")
    return Telling("ack", lambda s: [lifecycle.Ack(**s.stamp(public=True), how=words)])


def assist(how: str | None = None) -> Telling:
    """The operator was helped."""
    words = perhaps_said(how, "--how")
    return Telling("assist", lambda s: [lifecycle.Assist(**s.stamp(), how=words)])


def start() -> Telling:
    """Work begins; a ticket that waits goes on waiting, which is said."""
    return Telling("start", lambda s: [lifecycle.Start(**s.stamp())], _still_waiting, sets=True, prose="start work")


def _still_waiting(_scene: Scene, after: Ticket) -> tuple[str, ...]:
    if after.pending is None:
        return ()
    return (_("The ticket still waits: `celyactl ticket resume {ref}` takes the turn back.").format(ref=after.ref),)


def assign(who: str | None) -> Telling:
    """It is somebody's ticket (`me` is the actor), or nobody's with None.

    Telling it raises UnknownMember, MemberNotYet, MemberGone.
    """
    if who is None:
        return Telling("unassign", lambda s: [lifecycle.Assign(**s.stamp())], sets=True)
    return Telling(
        "take" if who == "me" else "assign",
        lambda s: [lifecycle.Assign(**s.stamp(), assignee=member_of(s.view, who, s.acting))],
        sets=True,
        fact=None if who == "me" else lambda s: member_of(s.view, who, s.acting),
    )


def resume(text: str | None = None) -> Telling:
    """It is the company's turn again."""
    words = perhaps_said(text)
    return Telling("resume", lambda s: [lifecycle.Resume(**s.stamp(), text=words)])


def cause(text: str, *, unknown: bool = False, components: Sequence[str] = ()) -> Telling:
    """What was wrong, on which components; or that it could not be found. Telling it raises UnknownComponent."""
    words = said(text)
    return Telling(
        "cause",
        lambda s: [
            lifecycle.Cause(
                **s.stamp(),
                text=words,
                unknown=unknown,
                components=tuple(component_of(s.view, s.ticket.client, name) for name in components),
            ),
        ],
        prose="name the cause",
    )


def restore(degraded: str | None = None) -> Telling:
    """The function is back; `degraded` says what the workaround lacks, which may not be what was promised."""
    if degraded is None:
        return Telling("restore", lambda s: [lifecycle.Restore(**s.stamp(public=True))])
    words = said(degraded, "--degraded")
    return Telling(
        "restore degraded",
        lambda s: [lifecycle.Restore(**s.stamp(public=True), degraded=words)],
        _goes_on,
        prose="restore by a workaround",
    )


def _goes_on(scene: Scene, after: Ticket) -> tuple[str, ...]:
    """A warning when the restoration was promised, and a workaround does not keep the promise (rule 6)."""
    clock = _clock(scene, after, ClockName.RESTORATION)
    if clock is None or clock.target is None or clock.met_at is not None:
        return ()
    return (_("The contract does not count a workaround: the restoration clock goes on."),)


def resolve(text: str | None = None) -> Telling:
    """The company holds the matter for settled. Telling it raises ResolutionIncomplete."""
    words = perhaps_said(text)
    return Telling("resolve", lambda s: [lifecycle.Resolve(**s.stamp(public=True), text=words)], _ended)


def close() -> Telling:
    """The matter is settled for both."""
    return Telling("close", lambda s: [lifecycle.Close(**s.stamp(public=True))], _ended)


def left_behind(after: Ticket, now: datetime) -> tuple[str, ...]:
    """Warnings of what a ticket leaves open when it ends: visits that the client may still expect, and outages."""
    story = refold(after)
    return (*_still_planned(story, now), *_still_down(story))


def _still_planned(story: Story, now: datetime) -> Iterator[str]:
    from celyactl.services.interventions.planning import short_id, window_words  # few tickets leave any

    left = _("An intervention is still planned ({what}): `celyactl intervention cancel {ref} --which {id}`, or `done`.")
    for visit in unrecorded_visits(story):
        yield left.format(what=window_words(visit, Wall(now)), ref=story.header.ref, id=short_id(visit.id))


def _still_down(story: Story) -> Iterator[str]:
    left = _("By this ticket {service} is still down: `celyactl outage close {ref} {service}` notes when it came back.")
    for outage in still_down(story):
        yield left.format(service=outage.service, ref=story.header.ref)


def _ended(scene: Scene, after: Ticket) -> tuple[str, ...]:
    return left_behind(after, scene.acting.now)


def reopen(text: str | None = None) -> Telling:
    """The matter was not settled after all. Telling it raises ReopenedTooLate."""
    words = perhaps_said(text)

    def make(scene: Scene) -> list[lifecycle.Reopen]:
        _require_window(scene)
        return [lifecycle.Reopen(**scene.stamp(public=True), text=words)]

    return Telling("reopen", make)


def _require_window(scene: Scene) -> None:
    """Whether the contract lets a settled ticket go on (rule 8): after its window the clocks would tell nonsense."""
    from celyactl.services.sla import closes_at  # few acts look at the clocks

    ends = closes_at(scene.view, scene.ticket)
    if ends is not None and scene.at >= ends:
        raise ReopenedTooLate(scene.ticket.ref, Wall(scene.acting.now).moment(ends))


def confirm() -> Telling:
    """The client says that it is settled."""
    return Telling("confirm", lambda s: [lifecycle.Confirm(**s.stamp(public=True))])


def cancel(text: str) -> Telling:
    """The ticket should not have been, or is no longer wanted."""
    words = said(text)
    return Telling("cancel", lambda s: [lifecycle.Cancel(**s.stamp(public=True), text=words)], _ended)


def set_priority(priority: Priority, text: str | None = None) -> Telling:
    """The urgency is judged anew; with words it is worth recording though it stays the same."""
    words = perhaps_said(text, "--text")
    return Telling(
        f"priority {priority}",
        lambda s: [lifecycle.SetPriority(**s.stamp(), priority=priority, text=words)],
        sets=words is None,
        prose=f"set priority {priority}",
    )


def give_reason(clock: ClockName, because: Because, text: str) -> Telling:
    """Why a target was missed. Telling it raises NothingPromised, NothingMissed."""
    words = said(text, "--text")

    def make(scene: Scene) -> list[lifecycle.Reason]:
        _require_missed(scene, clock)
        return [lifecycle.Reason(**scene.stamp(), clock=clock, because=because, text=words)]

    return Telling(f"reason {clock}", make, prose=f"give the reason of the {clock} miss")


def _require_missed(scene: Scene, name: ClockName) -> None:
    clock = _clock(scene, scene.ticket, name)
    if clock is None or clock.target is None:
        raise NothingPromised(scene.ticket.ref, word(name))
    if clock.status is not ClockStatus.BREACHED:
        raise NothingMissed(scene.ticket.ref, word(name), word(clock.status))


def _clock(scene: Scene, ticket: Ticket, name: ClockName) -> Clock | None:
    """One of the clocks of a ticket, as whoever acts would see it."""
    from celyactl.services.sla import Cases  # few acts look at the clocks

    found = Cases(scene.view).of(ticket).clocks(scene.acting.now)
    return next((clock for clock in found if clock.name is name), None)

"""Steps of a ticket's life, as tellings of the program's own services; times are texts of `sample.moments`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries import conversation
from celyactl.domain.entries.base import Check
from celyactl.domain.words import Because, Channel, ClockName, Level, LinkKind, Priority
from celyactl.services.tickets import waiting, working
from celyactl.services.tickets.telling import Telling
from sample.story import Step

if TYPE_CHECKING:
    from sample.moments import Moment


def ack(when: str, how: str | None = None, by: str | None = None) -> Step:
    """The operator was reached."""
    return Step(when, lambda _: working.ack(how), by)


def assist(when: str, how: str, by: str | None = None) -> Step:
    """The operator was helped."""
    return Step(when, lambda _: working.assist(how), by)


def take(when: str, by: str | None = None) -> Step:
    """Somebody takes the ticket."""
    return Step(when, lambda _: working.assign("me"), by)


def give(when: str, who: str, by: str | None = None) -> Step:
    """The ticket is given to somebody."""
    return Step(when, lambda _: working.assign(who), by)


def note(when: str, text: str, by: str | None = None) -> Step:
    """Among colleagues."""
    return Step(when, lambda _: working.note(text), by)


def tell(when: str, text: str, by: str | None = None) -> Step:
    """To the client."""
    return Step(when, lambda _: working.note(text, public=True), by)


def says(when: str, contact: str, text: str, channel: Channel = Channel.MAIL) -> Step:
    """The client's own words (`client:contact`)."""
    _client, _colon, who = contact.partition(":")
    return Step(
        when,
        lambda _: Telling("message", lambda s: [conversation.Message(**s.stamp(public=True), text=text, contact=who)]),
        contact,
        channel,
        leaves="open",
    )


def ask(when: str, question: str, until: str | None = None, by: str | None = None) -> Step:
    """A question to the client, whose turn it is."""
    return Step(when, lambda m: waiting.wait_for_client(question, m.at(until) if until else None), by)


def agreed_date(when: str, until: str, question: str) -> Step:
    """The client itself asked for a date, which was confirmed to it."""
    return Step(when, lambda m: waiting.wait_for_client(question, m.at(until), client_date=True))


def carrier(
    when: str, party: str, ref: str | None = None, promised: str | None = None, until: str | None = None
) -> Step:
    """A third party's turn, with its reference and its promise."""

    def make(moment: Moment) -> Telling:
        return waiting.wait_for_third_party(
            party,
            moment.at(until) if until else None,
            their_ref=ref,
            promised=moment.at(promised) if promised else None,
        )

    return Step(when, make)


def aside(when: str, until: str, text: str) -> Step:
    """Put aside until a moment."""
    return Step(when, lambda m: waiting.wait_internally(m.at(until), text))


def chase(when: str, text: str, promised: str | None = None, by: str | None = None) -> Step:
    """The third party was reminded."""
    return Step(when, lambda m: waiting.chase(text, m.at(promised) if promised else None), by)


def resume(when: str, text: str | None = None, by: str | None = None, at: str | None = None) -> Step:
    """The company's turn again."""
    return Step(when, lambda _: working.resume(text), by, at=at)


def cause(when: str, text: str, *on: str, unknown: bool = False, by: str | None = None) -> Step:
    """What was wrong, and where."""
    return Step(when, lambda _: working.cause(text, unknown=unknown, components=on), by)


def restore(when: str, degraded: str | None = None, by: str | None = None, at: str | None = None) -> Step:
    """The function is back."""
    return Step(when, lambda _: working.restore(degraded), by, at=at)


def resolve(when: str, text: str, by: str | None = None) -> Step:
    """The company holds it for settled."""
    return Step(when, lambda _: working.resolve(text), by, leaves="resolved")


def close(when: str, by: str | None = None) -> Step:
    """Settled for both."""
    return Step(when, lambda _: working.close(), by, leaves="ended")


def confirm(when: str, contact: str) -> Step:
    """The client says that it is settled (`client:contact`)."""
    return Step(when, lambda _: working.confirm(), contact, leaves="ended")


def reopen(when: str, text: str, by: str | None = None) -> Step:
    """Not settled after all."""
    return Step(when, lambda _: working.reopen(text), by, leaves="open")


def cancel(when: str, text: str) -> Step:
    """Should not have been."""
    return Step(when, lambda _: working.cancel(text), leaves="ended")


def up(when: str, reason: str, handover: str, to: str, by: str | None = None) -> Step:
    """To level 3, with what it needs to go on."""
    return Step(when, lambda _: waiting.escalate(Level.SYSTEM, reason, handover=handover, assignee=to), by)


def to_level2(when: str, reason: str, checks: tuple[tuple[str, str], ...]) -> Step:
    """From the client's own level 1, with what it checked: (point, result)."""
    made = tuple(Check(item=item, done=True, result=result) for item, result in checks)
    return Step(when, lambda _: waiting.escalate(Level.REMOTE, reason, checks=made))


def urgent(when: str, priority: Priority, text: str) -> Step:
    """The urgency judged anew."""
    return Step(when, lambda _: working.set_priority(priority, text))


def why(when: str, clock: ClockName, because: Because, text: str) -> Step:
    """Why a target was missed; said by the manager."""
    return Step(when, lambda _: working.give_reason(clock, because, text), "helene")


def label(when: str, *names: str) -> Step:
    """Labels put on."""
    return Step(when, lambda _: Telling("label", lambda s: [conversation.Label(**s.stamp(), add=names)]))


def link(when: str, kind: LinkKind, key: str, by: str | None = None) -> Step:
    """A relation to another story, by its key."""

    def make(moment: Moment) -> Telling:
        return Telling("link", lambda s: [conversation.Link(**s.stamp(), kind=kind, ref=moment.refs[key])])

    return Step(when, make, by)


def rate(when: str, contact: str, score: int, text: str | None = None) -> Step:
    """The client's opinion."""
    return Step(
        when,
        lambda _: Telling("rate", lambda s: [conversation.Rate(**s.stamp(public=True), score=score, text=text)]),
        contact,
    )


def edit(when: str, changes: conversation.Changes) -> Step:
    """The description corrected."""
    return Step(when, lambda _: Telling("edit", lambda s: [conversation.Edit(**s.stamp(), set=changes)]))


def take_back(when: str, text: str) -> Step:
    """The last entry was a mistake."""

    def make(_: Moment) -> Telling:
        return Telling(
            "undo",
            lambda s: [conversation.Retract(**s.stamp(), ids=(s.ticket.journal[-1].id,), text=text)],
        )

    return Step(when, make)

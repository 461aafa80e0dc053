"""Handing the turn over, as tellings: to the client with a question, to a third party, to later; or up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from celyactl.domain.entries.lifecycle import Chase, Escalate, Wait
from celyactl.domain.words import Level, WaitFor
from celyactl.errors.ticket import HandoverRequired, NotAnEscalation, PartyRequired, QuestionRequired, ReturnInThePast
from celyactl.i18n import spoken
from celyactl.render.escalation import mail_subject, put_before
from celyactl.render.moments import Wall, apart
from celyactl.services.escalating.mail import mail_to_team
from celyactl.services.names import manager_of, member_of
from celyactl.services.texts import perhaps_said, said
from celyactl.services.tickets.level1 import left_unchecked
from celyactl.services.tickets.telling import Telling

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.entries.base import Check, Entry
    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.services.tickets.telling import Scene

_NEXT_MORNING = timedelta(days=1)


def wait_for_client(question: str | None, until: datetime | None = None, *, client_date: bool = False) -> Telling:
    """It is the client's turn: it reads the question, and the restoration clock pauses.

    `client_date`: the client itself asked for the date, which was confirmed to it in writing.
    Raises QuestionRequired; telling it raises ReturnInThePast.
    """
    if not (question or "").strip() and not (client_date and until):
        raise QuestionRequired
    return Telling(
        "wait client",
        lambda s: [
            Wait(
                **s.stamp(public=True),
                reason=WaitFor.CLIENT,
                question=question,
                until=_to_come(s, until, "--until") or next_business_day(s),
                client_date=client_date,
            ),
        ],
        prose="wait for the client",
    )


def wait_for_third_party(
    party: str | None,
    until: datetime | None = None,
    *,
    their_ref: str | None = None,
    promised: datetime | None = None,
) -> Telling:
    """It is a carrier's or vendor's turn. Raises PartyRequired, EmptyText; telling it raises ReturnInThePast."""
    if not (party or "").strip():
        raise PartyRequired
    theirs = perhaps_said(their_ref, "--their-ref")
    return Telling(
        "wait third-party",
        lambda s: [
            Wait(
                **s.stamp(),
                reason=WaitFor.THIRD_PARTY,
                party=party,
                their_ref=theirs,
                promised=_to_come(s, promised, "--promised"),
                until=_to_come(s, until, "--until") or promised or next_business_day(s),
            ),
        ],
        prose=f"wait for {party}",
    )


def wait_internally(until: datetime | None = None, text: str | None = None) -> Telling:
    """It is put aside until an instant; no clock stops for that. Telling it raises ReturnInThePast."""
    return Telling(
        "wait internal",
        lambda s: [
            Wait(
                **s.stamp(),
                reason=WaitFor.INTERNAL,
                until=_to_come(s, until, "--until") or next_business_day(s),
                text=text,
            ),
        ],
        prose="put aside",
    )


def chase(text: str | None = None, promised: datetime | None = None, until: datetime | None = None) -> Telling:
    """The third party was reminded; it may have promised anew. Raises EmptyText; telling it raises ReturnInThePast."""
    words = perhaps_said(text)
    return Telling(
        "chase",
        lambda s: [
            Chase(
                **s.stamp(),
                text=words,
                promised=_to_come(s, promised, "--promised"),
                until=_to_come(s, until, "--until") or promised,
            ),
        ],
    )


def escalate(
    to: Level,
    reason: str,
    *,
    handover: str | None = None,
    checks: tuple[Check, ...] = (),
    assignee: str | None = None,
) -> Telling:
    """Pass the ticket up with the reason; level 3 gets a handover note.

    Raises EmptyText, HandoverRequired; telling it raises NotAnEscalation, UnknownMember, MemberNotYet, MemberGone.
    """
    words = said(reason, "--reason")
    if to is Level.SYSTEM and not (handover or "").strip():
        raise HandoverRequired
    known = perhaps_said(handover, "--handover")

    def make(scene: Scene) -> list[Escalate]:
        if to <= scene.ticket.level:
            raise NotAnEscalation(scene.ticket.ref, scene.ticket.level, to)
        who = member_of(scene.view, assignee, scene.acting) if assignee is not None else None
        stamped = scene.stamp()
        return [Escalate(**stamped, to=to, reason=words, handover=known, checks=checks, assignee=who)]

    return Telling(
        f"escalate {to:d}",
        make,
        lambda scene, after: left_unchecked(scene.ticket, after),
        prose=f"escalate to level {to:d}",
    )


def escalate_to_manager(who: str | None, reason: str) -> Telling:
    """Put the matter before a manager: the one that is named, else the first of desk.yaml who is not the actor.

    The manager gets a mail about it, unless it is the actor.

    Raises EmptyText; telling it raises UnknownMember, MemberNotYet, MemberGone, NotAManager, NoManager.
    """
    words = said(reason, "--reason")

    def make(scene: Scene) -> list[Entry]:
        manager = manager_of(scene.view, who, scene.acting)
        entry = Escalate(**scene.stamp(), manager=manager, reason=words)
        return [entry] if manager == scene.acting.by else [entry, _mail_to_manager(scene, entry, manager)]

    return Telling(
        "escalate.manager",
        make,
        prose="escalate to a manager",
        fact=lambda s: manager_of(s.view, who, s.acting),
    )


def _mail_to_manager(scene: Scene, entry: Escalate, manager: str) -> MailQueued:
    company, acting = scene.view.company, scene.acting
    why = spoken(company.language, lambda: put_before(entry.reason or "", acting.name))
    subject = mail_subject(scene.ticket, why)
    return mail_to_team(scene.stamps, company, entry.id.lower(), (manager,), (subject, entry.id))


def _to_come(scene: Scene, at: datetime | None, option: str) -> datetime | None:
    """An instant that the act looks forward to; raises ReturnInThePast."""
    if at is not None and at <= scene.at:
        raise ReturnInThePast(scene.ticket.ref, *apart(at, scene.at, Wall(scene.at)), option)
    return at


def next_business_day(scene: Scene) -> datetime:
    """When the ticket comes back by default: the next opening of `business` after the act's local day."""
    zone = scene.view.zone
    midnight = (scene.at.astimezone(zone) + _NEXT_MORNING).replace(hour=0, minute=0, second=0, microsecond=0)
    return scene.view.calendar("business").next_open(midnight)

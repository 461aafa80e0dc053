"""What escalation says: of its steps to technicians, and in the texts that a desk keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.escalation.steps import StepKind
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.render.ties import tied
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.domain.escalation.steps import Step, Subject
    from celyactl.domain.ticket import Ticket


def step_words(step: Step, person: Callable[[str], str]) -> str:
    """A step in a few words; `person` gives a name for an id."""
    told = _listed(step.to, person)
    match step.kind:
        case StepKind.CLOSE:
            return _("closed, nobody having objected")
        case StepKind.RAISE if step.level is not None:
            return _("raised to {level}").format(level=word(step.level))
        case StepKind.MANAGER:
            return _("put before {manager}").format(manager=told)
        case StepKind.NO_ANSWER:
            return _("{who} did not answer").format(who=told)
        case StepKind.CALL:
            return _("{subject}: {who} is called").format(subject=subject(step), who=told)
        case _:
            return _("{subject}: {people} told").format(subject=subject(step), people=told)


def subject(step: Step) -> str:
    """What a step is about."""
    if step.kind is StepKind.WAIT:
        return _("the wait is over")
    if step.kind is StepKind.PACK and step.about.percent is None and step.about.at is not None:
        ends = _("a pack of {slug} expires on {day} before it is used up")
        return ends.format(slug=step.about.contract, day=full_date(step.about.at.date()))
    if step.kind is StepKind.PACK:
        said = _("the packs of {slug} are used up to {threshold} %")
        return said.format(slug=step.about.contract, threshold=step.about.percent)
    return _threshold(step.about)


def _threshold(about: Subject) -> str:
    if about.clock is None:
        return _("urgent and out of contract")
    return _("{clock} at {threshold} %").format(clock=word(about.clock), threshold=about.percent)


def mail_subject(ticket: Ticket, what: str) -> str:
    """The subject of the mail to the team about something, in one line."""
    return tied(f"[{ticket.ref}] {word(ticket.priority)}, {ticket.client} : {' '.join(what.splitlines())}"[:500])


def put_before(reason: str, by: str) -> str:
    """What a manager is told of a ticket that somebody put before them."""
    return _("{person} puts this before you: {reason}").format(person=by, reason=reason)


def reason(step: Step) -> str:
    """Why a service passed a ticket up."""
    if step.kind is StepKind.MANAGER:
        return _("{subject}: nobody who was called took it on").format(subject=_threshold(step.about))
    return _("{subject}: raised by the rule of desk.yaml").format(subject=_threshold(step.about))


def no_handover() -> str:
    """What level 3 gets when the clock was quicker than people."""
    return _("Nobody has handed over yet: the journal tells what is known.")


def _listed(people: Sequence[str], person: Callable[[str], str]) -> str:
    return ", ".join(map(person, people)) or _("nobody")

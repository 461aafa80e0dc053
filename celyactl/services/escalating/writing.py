"""The entries of escalation's steps, stamped and in the order of the steps; stored texts are in the desk's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries.delivery import Notice, NoticeAnswered
from celyactl.domain.entries.lifecycle import Close, Escalate
from celyactl.domain.escalation.steps import StepKind
from celyactl.domain.words import Level
from celyactl.i18n import spoken
from celyactl.render import escalation as say
from celyactl.services.escalating.mail import mail_to_team

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.domain.company import Company
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.domain.escalation.steps import Step
    from celyactl.domain.ticket import Ticket
    from celyactl.services.stamping import Stamps


def entries_of(steps: Sequence[Step], ticket: Ticket, stamps: Stamps, company: Company) -> list[Entry]:
    """What the journal gets."""
    return [entry for step in steps for entry in _entries(step, ticket, stamps, company)]


def _entries(step: Step, ticket: Ticket, stamps: Stamps, company: Company) -> Iterator[Entry]:
    match step.kind:
        case StepKind.CLOSE:
            yield Close(**stamps.stamp(public=True), automatic=True)
        case StepKind.NO_ANSWER:
            yield NoticeAnswered(**stamps.stamp(), notice=step.notice, answer="no-answer")
        case StepKind.RAISE | StepKind.MANAGER:
            yield _escalation(step, stamps, company)
        case _:
            notice = _notice(step, stamps, company)
            yield notice
            if step.via == "mail" and step.to:
                yield _mail(step, notice, ticket, stamps, company)


def _notice(step: Step, stamps: Stamps, company: Company) -> Notice:
    about = step.about
    return Notice(
        **stamps.stamp(),
        notice=step.notice,
        contract=about.contract,
        clock=about.clock,
        threshold=about.percent,
        to=step.to,
        via=step.via,
        text=spoken(company.language, lambda: say.subject(step)) if about.contract and about.percent is None else None,
    )


def _mail(step: Step, notice: Notice, ticket: Ticket, stamps: Stamps, company: Company) -> MailQueued:
    """The message has the notice's name, so that two clones queue one and the same."""
    subject = spoken(company.language, lambda: say.mail_subject(ticket, say.subject(step)))
    return mail_to_team(stamps, company, step.notice, step.to, (subject, notice.id))


def _escalation(step: Step, stamps: Stamps, company: Company) -> Escalate:
    reason = spoken(company.language, lambda: say.reason(step))
    if step.kind is StepKind.MANAGER:
        return Escalate(**stamps.stamp(), manager=step.to[0], reason=reason)
    handover = spoken(company.language, say.no_handover) if step.level is Level.SYSTEM else None
    return Escalate(**stamps.stamp(), to=step.level, reason=reason, handover=handover)

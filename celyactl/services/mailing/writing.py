"""Makes the message of a `mail_queued` entry: the same each time, from what was known when it was queued."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.fold import written
from celyactl.domain.outbox import Moment, known_to
from celyactl.domain.visits import planned_visits
from celyactl.domain.wishes import Wish
from celyactl.errors.mail import NobodyToWriteTo
from celyactl.i18n import spoken
from celyactl.mail.address import addressed, domain_of
from celyactl.mail.message import Letter
from celyactl.mail.token import message_id, reply_address, token_of
from celyactl.mail.wishes import link
from celyactl.render import mail as say
from celyactl.render.everyday import Matter
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.summary import Subject
from celyactl.services.escalating.mail import TO_THE_TEAM
from celyactl.services.mailing.inviting import invitations, known_story, past
from celyactl.services.mailing.people import addresses, sender

if TYPE_CHECKING:
    from datetime import datetime
    from email.headerregistry import Address

    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.domain.ticket import Ticket
    from celyactl.render.jinja.environment import Workshop
    from celyactl.render.summary import Form
    from celyactl.services.mailing.inviting import Past
    from celyactl.services.sla import Case, Cases
    from celyactl.store.view import View

FORMS: Final[tuple[Form, Form]] = ("txt", "html")


class Post(Struct, frozen=True, dict=True):
    """What mails are made from: the desk, cases of its tickets, and the key of the tokens (None: no tokens)."""

    view: View
    cases: Cases
    key: bytes | None

    @cached_property
    def templates(self) -> Workshop:
        """The desk's own templates of that commit, and the shipped ones: compiled once for all messages."""
        from celyactl.render.jinja.environment import Workshop  # 43 ms, and most rounds write nothing

        return Workshop(self.view.template)

    def identify(self, ticket: Ticket, entry: str, number: int = 0) -> str:
        """The Message-ID of what is said about an entry, or of its reminder with this number."""
        token = token_of(self.key, ticket.uid) if self.key else None
        return message_id(ticket.ref, entry, token, domain_of(sender(self.view.company).addr_spec), number)


def letter(post: Post, ticket: Ticket, mail: MailQueued) -> Letter:
    """The message that an entry queued.

    Raises NobodyToWriteTo when nobody it is for has an address any more; TemplateRefused, TemplateTooLarge.
    """
    then = written(known_story(ticket, mail).header, known_to(ticket.journal, mail))
    return drafted(post, post.cases.of(then), mail, past(ticket, mail))


def drafted(post: Post, case: Case, mail: MailQueued, before: Past) -> Letter:
    """The message about a case as it is. Raises as `letter`."""
    to = addresses(post.view.company, case.client, mail.to)
    if not to:
        raise NobodyToWriteTo(case.ticket.ref, case.ticket.client)
    return spoken(mail.language, lambda: _written(post, case, mail, before, to))


def _written(post: Post, case: Case, mail: MailQueued, before: Past, to: tuple[Address, ...]) -> Letter:
    company, subject = post.view.company, _subject(post.view, case, mail.recorded)
    from_whom = sender(company)
    answers_to = _reply_to(post, case.ticket, from_whom.addr_spec)
    is_ours = mail.template == TO_THE_TEAM
    text, html = _team(post, subject, mail) if is_ours else _client(post, case, subject, mail, from_whom.addr_spec)
    answered = addressed(from_whom.display_name, answers_to) if answers_to and not is_ours else None
    return Letter(
        message_id=mail.message_id,
        sender=from_whom,
        to=to,
        date=mail.recorded,
        subject=mail.subject or say.client_subject(subject),
        text=text,
        html=html,
        commit=post.view.commit,
        reply_to=answered,
        thread=() if is_ours else before.thread,
        invitations=() if is_ours else tuple(invitations(subject, before.story, answered or from_whom, to)),
    )


def _subject(view: View, case: Case, now: datetime) -> Subject:
    matter = Matter(case.story, case.clocks(now), planned_visits(case.story, now), case.closes_at, Wall(now))
    return Subject(matter, view.company, Names(view.company, case.client), view.commit)


def _reply_to(post: Post, ticket: Ticket, address: str, wish: str = "") -> str:
    """Where answers go; nowhere for a desk that has no address of its own."""
    if post.view.company.mail.address is None:
        return ""
    return reply_address(address, ticket.ref, token_of(post.key, ticket.uid) if post.key else None, wish)


def _client(post: Post, case: Case, subject: Subject, mail: MailQueued, address: str) -> tuple[str, str]:
    moment = Moment(mail.template) if mail.template in set(Moment) else Moment.SUMMARY
    to = {wish: _reply_to(post, case.ticket, address, wish) for wish in Wish}
    links = {wish: link(to[wish], f"[{case.ticket.ref}]", wish) for wish in Wish if to[wish]}
    occasion = say.Occasion(moment, links, _urgent_phone(post, case, mail, moment))
    text, html = (say.client_mail(subject, occasion, form, post.templates) for form in FORMS)
    return text, html


def _team(post: Post, subject: Subject, mail: MailQueued) -> tuple[str, str]:
    why = mail.subject or say.client_subject(subject)
    text, html = (say.team_mail(subject, why, form, post.templates) for form in FORMS)
    return text, html


def _urgent_phone(post: Post, case: Case, mail: MailQueued, moment: Moment) -> str:
    """The number for what can't wait, in a receipt that is sent while nobody works."""
    calendar = case.calendar or post.view.own_calendar
    closed = moment is Moment.RECEIVED and not calendar.is_open(mail.recorded)
    return (post.view.company.out_of_hours_phone or "") if closed else ""

"""The mail that a client would get of a ticket now: to be looked at, recorded and sent by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries.delivery import MailQueued
from celyactl.domain.outbox import RECENT, Moment, untold
from celyactl.domain.words import Channel
from celyactl.services.mailing.inviting import past
from celyactl.services.mailing.people import readers
from celyactl.services.mailing.writing import drafted
from celyactl.services.tickets.summary import language_of

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.i18n import Language
    from celyactl.mail.message import Letter
    from celyactl.services.mailing.writing import Post
    from celyactl.services.sla import Case


def shown(post: Post, case: Case, now: datetime, language: Language | None = None) -> Letter:
    """The message of the latest moment that the client was not told of, else a plain summary.

    Raises NobodyToWriteTo, TemplateRefused, TemplateTooLarge.
    """
    ticket = case.ticket
    told = untold(ticket.journal, now - RECENT, now.date())
    about = told.entry if told else case.story.entries[-1]
    mail = MailQueued(
        id=about.id,
        at=now,
        recorded=now,
        by="mail",
        channel=Channel.MAIL,
        template=told.moment if told else Moment.SUMMARY,
        language=language or language_of(post.view, case),
        to=readers(case.client, ticket, now.date()),
        message_id=post.identify(ticket, about.id),
        about=about.id,
    )
    return drafted(post, case, mail, past(ticket, mail))

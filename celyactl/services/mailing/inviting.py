"""The invitations that go with a message to a client: what changed in the calendar since the message before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.fold import fold
from celyactl.domain.invitations import news
from celyactl.domain.outbox import known_to, last_told, thread
from celyactl.mail.message import Invitation

if TYPE_CHECKING:
    from email.headerregistry import Address

    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.render.summary import Subject


class Past(NamedTuple):
    """What came before a message: the Message-IDs, oldest first, and the story that the last one told, if there is."""

    thread: tuple[str, ...]
    story: Story | None


def past(ticket: Ticket, mail: MailQueued) -> Past:
    """What came before a message of a ticket; all that came, for one that is only shown."""
    last = last_told(ticket.journal, mail)
    return Past(thread(ticket.journal, mail), known_story(ticket, last) if last else None)


def known_story(ticket: Ticket, mail: MailQueued) -> Story:
    """The story as it was when a message was queued."""
    return fold(ticket.ref, ticket.uid, known_to(ticket.journal, mail), aliases=ticket.aliases)


def invitations(
    subject: Subject, before: Story | None, organizer: Address, to: tuple[Address, ...]
) -> list[Invitation]:
    """The calendar files in the context's language; mostly none. `organizer` is the desk, where answers go."""
    changed = news(subject.matter.story, before)
    if not changed:
        return []
    from celyactl.render.invitations import invitation, method_of  # icalendar takes its time

    return [Invitation(method_of(one), invitation(one, subject, organizer, to)) for one in changed]

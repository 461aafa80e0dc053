"""Entries the services write: notices of escalation, mail going out and coming back, billing."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from celyactl.domain.entries.base import Entry
from celyactl.domain.model import ActorId, Amount, EntryId, Id, Line, Text
from celyactl.domain.words import ClockName

NoticeId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]


class Notice(Entry, tag="notice", frozen=True, kw_only=True):
    """A threshold or a date was reached and somebody told; `notice` is a hash: two clones that wrote it make one.

    `contract` stands on notices about a contract's own dates.
    """

    notice: NoticeId
    contract: Id | None = None
    clock: ClockName | None = None
    threshold: Annotated[int, Meta(ge=0)] | None = None
    to: tuple[ActorId, ...] = ()
    via: Line | None = None
    text: Text | None = None


class NoticeAnswered(Entry, tag="notice_answered", frozen=True, kw_only=True):
    """Who was told took it on, or did not answer."""

    notice: NoticeId
    answer: Literal["taken", "declined", "no-answer"]
    text: Text | None = None


class MailQueued(Entry, tag="mail_queued", frozen=True, kw_only=True):
    """A message to the client is to be sent: recorded before SMTP, so that a resend is the same message."""

    template: Id
    language: Literal["fr", "en"]
    to: Annotated[tuple[ActorId, ...], Meta(min_length=1)]
    message_id: Line
    subject: Line | None = None
    about: EntryId | None = None


class MailSent(Entry, tag="mail_sent", frozen=True, kw_only=True):
    """The server accepted a message; its answer is the proof."""

    message_id: Line
    answer: Line | None = None


class MailFailed(Entry, tag="mail_failed", frozen=True, kw_only=True):
    """A message was refused, or came back."""

    message_id: Line
    permanent: bool = False
    to: tuple[ActorId, ...] = ()
    answer: Text | None = None


class MailIgnored(Entry, tag="mail_ignored", frozen=True, kw_only=True):
    """An automatic answer arrived: recorded, never answered."""

    message_id: Line | None = None
    reason: Literal["vacation", "bounce", "list", "loop"]
    text: Text | None = None


class Billed(Entry, tag="billed", frozen=True, kw_only=True):
    """Work was exported for billing once; a reversal corrects it."""

    intervention: EntryId
    month: date
    seconds: Annotated[int, Meta(ge=0)] | None = None
    amount: Amount | None = None
    reversal: bool = False
    text: Text | None = None


def said_once(entry: Entry) -> tuple[str, ...] | None:
    """What an entry has in common with another that says the same, so that one of them counts; None for all others.

    People may take a notice on after they declined it; that nobody answered is found once.
    """
    match entry:
        case Notice():
            return entry.type, entry.notice
        case NoticeAnswered(answer="no-answer"):
            return entry.type, entry.notice
        case MailQueued():
            return entry.type, entry.message_id
        case _:
            return None

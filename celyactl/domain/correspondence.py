"""`contracts/<client>/correspondence.yaml`: what is written to a client beside its tickets, as an append-only journal.

Mail is told in two steps: an entry here says what was to be said (a digest, a renewal notice), `mail_queued` with
`about` that it goes out. Days are of the desk's zone, periods [start, end).
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from celyactl.domain.entries.base import Entry, FileNote
from celyactl.domain.entries.conversation import Attach, FileErased, Message, Note, Retract
from celyactl.domain.entries.delivery import MailFailed, MailIgnored, MailQueued, MailSent, Notice, NoticeAnswered
from celyactl.domain.model import ActorId, EntryId, Id, Line, Model, Text

Addressees = Annotated[tuple[ActorId, ...], Meta(min_length=1)]
Means = Literal["mail", "letter"]


class Digest(Entry, tag="digest", frozen=True, kw_only=True):
    """What was open and what was done in a period."""

    start: date
    end: date
    to: Addressees


class RenewalNotice(Entry, tag="renewal_notice", frozen=True, kw_only=True):
    """The notice that the law asks for before a tacit renewal: the term's end, and until when the client may refuse.

    `proof` is what shows that a letter was sent; that of a mail is the server's answer.
    """

    contract: Id
    end: date
    notice_limit: date
    means: Means
    to: Addressees
    proof: Line | None = None
    text: Text | None = None
    files: tuple[FileNote, ...] = ()


class ReportSent(Entry, tag="report_sent", frozen=True, kw_only=True):
    """An annual report went out, as a manager approved it (`approval` is that entry of the report's file)."""

    contract: Id
    start: date
    end: date
    approval: EntryId
    to: Addressees


class Letter(Entry, tag="letter", frozen=True, kw_only=True):
    """Anything else that was written: a revised price, a takeover statement, the end of a contract."""

    subject: Line
    means: Means
    to: Addressees
    contract: Id | None = None
    proof: Line | None = None
    text: Text | None = None
    files: tuple[FileNote, ...] = ()


AnyLetter = (
    Digest
    | RenewalNotice
    | ReportSent
    | Letter
    | Note
    | Message
    | Attach
    | FileErased
    | Notice
    | NoticeAnswered
    | MailQueued
    | MailSent
    | MailFailed
    | MailIgnored
    | Retract
)


class Correspondence(Model, frozen=True, kw_only=True):
    """Digests, renewal notices and their delivery; the order is that of a ticket's journal, without an opening."""

    format: Literal[1] = 1
    client: Id
    imported: bool = False
    journal: tuple[AnyLetter, ...]

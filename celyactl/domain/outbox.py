"""What a journal says of mail to the client: which entries ask for one, and which messages are still to go.

A moment is covered by any message that was queued by somebody who knew of it: a message tells the whole matter. So
nothing is told twice, whoever queued it, and what happened at night is told in the morning by one message.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.entries import conversation, field, lifecycle
from celyactl.domain.entries.delivery import MailFailed, MailQueued, MailSent
from celyactl.domain.journal import Ancestry, live, order
from celyactl.domain.words import Channel, WaitFor

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date, datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story

RECENT: Final = timedelta(days=7)
"""What is older is not told any more: the news would only confuse."""
REMINDERS: Final = (2, 5)
"""Business days after which an unanswered question is put again."""
GIVEN_UP: Final = timedelta(days=5)
"""How long a message is tried."""
_FIRST_WAIT: Final = timedelta(minutes=5)
_LONGEST_WAIT: Final = timedelta(hours=4)
_BY_THEMSELVES: Final = frozenset({Channel.MAIL, Channel.EXTRANET})


class Moment(StrEnum):
    """Why a client is written to; the template of a message is named after it."""

    SUMMARY = "summary"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    QUESTION = "question"
    ANSWER = "answer"
    PLANNED = "planned"
    MOVED = "moved"
    CALLED_OFF = "called-off"
    RESTORED = "restored"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    REMINDER = "reminder"


_MOMENTS: Final[dict[type[Entry], Moment]] = {
    conversation.Open: Moment.RECEIVED,
    lifecycle.Ack: Moment.ACKNOWLEDGED,
    conversation.Note: Moment.ANSWER,
    field.InterventionPlanned: Moment.PLANNED,
    field.InterventionMoved: Moment.MOVED,
    field.InterventionCancelled: Moment.CALLED_OFF,
    field.OperationAnnounced: Moment.PLANNED,
    field.OperationCancelled: Moment.CALLED_OFF,
    lifecycle.Restore: Moment.RESTORED,
    lifecycle.Resolve: Moment.RESOLVED,
    lifecycle.Close: Moment.CLOSED,
    lifecycle.Cancel: Moment.CANCELLED,
}


class Told(NamedTuple):
    """An entry that the client is to be written about, and why; `at_once` when the client waits for a receipt.

    `number` tells the reminders of one question apart.
    """

    entry: Entry
    moment: Moment
    at_once: bool = False
    number: int = 0


def untold(journal: Collection[Entry], since: datetime, today: date) -> Told | None:
    """The latest moment that no message covers, of those that happened and were recorded from `since` on.

    Of several the last is named, and a receipt among them makes it go at once. `today` is a day of the desk's zone.
    """
    ordered = order(journal)
    ancestry, mails = Ancestry(ordered), [entry for entry in ordered if is_for_client(entry)]
    found = [
        told
        for told in _moments(live(ordered))
        if min(told.entry.at, told.entry.recorded) >= since
        and not told.entry.imported
        and not any(ancestry.descends(mail, told.entry) for mail in mails)
    ]
    found = [told for told in found if not (told.at_once and _had_receipt(mails, today))]
    if not found:
        return None
    return found[-1]._replace(at_once=any(told.at_once for told in found))


def _moments(entries: Sequence[Entry]) -> Iterator[Told]:
    announced: field.OperationAnnounced | None = None
    for entry in entries:
        if not entry.public:
            continue
        if entry.by_client:
            if isinstance(entry, conversation.Open | conversation.Message) and entry.channel in _BY_THEMSELVES:
                yield Told(entry, Moment.RECEIVED, at_once=True)
        elif moment := _moment(entry):
            if isinstance(entry, field.OperationAnnounced):
                moment = Moment.MOVED if announced and _window(announced) != _window(entry) else moment
                announced = entry
            yield Told(entry, moment)


def _window(entry: field.OperationAnnounced) -> tuple[datetime, datetime]:
    return entry.start, entry.end


def _moment(entry: Entry) -> Moment | None:
    """What an entry of the company is to its client."""
    if isinstance(entry, lifecycle.Wait):
        return Moment.QUESTION if entry.reason is WaitFor.CLIENT and entry.question else None
    return _MOMENTS.get(type(entry))


def reminder(story: Story, add_days: Callable[[datetime, int], datetime], now: datetime) -> Told | None:
    """The question that the client has not answered, when it is to be put again; `add_days` counts business days.

    Two reminders are as far apart as the rule has them, however late the first one was.
    """
    wait = story.pauses[-1].wait if story.pauses and story.header.pending else None
    if wait is None or _moment(wait) is None or not wait.public or wait.by_client or wait.imported:
        return None
    sent = [one for one in story.entries if isinstance(one, MailQueued) and _reminds(one, wait)]
    if len(sent) == len(REMINDERS):
        return None
    days = REMINDERS[len(sent)]
    is_due = add_days(wait.at, days) <= now
    if is_due and sent:
        is_due = add_days(sent[-1].at, days - REMINDERS[len(sent) - 1]) <= now
    return Told(wait, Moment.REMINDER, number=len(sent) + 1) if is_due else None


def _reminds(mail: MailQueued, wait: Entry) -> bool:
    return mail.template == Moment.REMINDER and mail.about == wait.id


def is_for_client(entry: Entry) -> bool:
    """Whether it queues a message to a client, and not to the team."""
    return isinstance(entry, MailQueued) and any(":" in ident for ident in entry.to)


def _had_receipt(mails: Sequence[Entry], today: date) -> bool:
    """One receipt a ticket and day."""
    return any(
        isinstance(mail, MailQueued) and mail.template == Moment.RECEIVED and mail.at.date() == today for mail in mails
    )


class Waiting(NamedTuple):
    """A message that the server has not taken; `until` is when it is to be tried, `failures` how often it was."""

    mail: MailQueued
    until: datetime
    failures: int


def waiting(journal: Collection[Entry]) -> list[Waiting]:
    """The messages that still have to go, first queued first; what only some were refused, the others got."""
    entries = live(order(journal))
    sent = {entry.message_id for entry in entries if isinstance(entry, MailSent)}
    lost = {entry.message_id for entry in entries if isinstance(entry, MailFailed) and entry.permanent and not entry.to}
    queued = (entry for entry in entries if isinstance(entry, MailQueued) and entry.message_id not in sent | lost)
    return [_waiting(mail, entries) for mail in queued]


def _waiting(mail: MailQueued, entries: Sequence[Entry]) -> Waiting:
    failed = [one for one in entries if isinstance(one, MailFailed) and one.message_id == mail.message_id]
    if not failed:
        return Waiting(mail, mail.recorded, 0)
    pause = min(_FIRST_WAIT * 2 ** min(len(failed) - 1, 16), _LONGEST_WAIT)
    return Waiting(mail, failed[-1].recorded + pause, len(failed))


def undelivered(journal: Collection[Entry]) -> MailFailed | None:
    """Why the last message to the client reached nobody: it was refused or came back for good; None when it did not."""
    entries = live(order(journal))
    last = next((entry for entry in reversed(entries) if isinstance(entry, MailQueued) and is_for_client(entry)), None)
    failed = (entry for entry in reversed(entries) if isinstance(entry, MailFailed) and entry.permanent)
    return next((entry for entry in failed if last and entry.message_id == last.message_id), None)


def thread(journal: Collection[Entry], mail: MailQueued) -> tuple[str, ...]:
    """The Message-IDs that come before a message in its conversation, in causal order."""
    ids = (_message_id(entry) for entry in _before(journal, mail))
    return tuple(dict.fromkeys(ident for ident in ids if ident and ident != mail.message_id))


def last_told(journal: Collection[Entry], mail: MailQueued) -> MailQueued | None:
    """The message to the client that came before this one; None for the first."""
    mails = [entry for entry in _before(journal, mail) if isinstance(entry, MailQueued)]
    return next((entry for entry in reversed(mails) if entry.message_id != mail.message_id), None)


def _before(journal: Collection[Entry], mail: MailQueued) -> Iterator[Entry]:
    """What comes before a message, without the messages to the team; all there is, for one that is only shown."""
    ordered = order(journal)
    ancestry, known = Ancestry(ordered), {entry.id for entry in ordered}
    before = (entry for entry in live(ordered) if mail.id not in known or ancestry.descends(mail, entry))
    return (entry for entry in before if not isinstance(entry, MailQueued) or is_for_client(entry))


def _message_id(entry: Entry) -> str | None:
    """The Message-ID of what was written to the client, or by it; a message that opened the ticket is one of them."""
    match entry:
        case conversation.Message():
            return entry.message_id
        case conversation.Open(channel=Channel.MAIL):
            return entry.external_id
        case MailQueued() if is_for_client(entry):
            return entry.message_id
        case _:
            return None


def known_to(journal: Collection[Entry], mail: MailQueued) -> tuple[Entry, ...]:
    """What was known when a message was queued, without what has been taken back since: a resend says the same."""
    ordered = order(journal)
    ancestry, counting = Ancestry(ordered), {entry.id for entry in live(ordered)}
    return tuple(
        entry
        for entry in ordered
        if isinstance(entry, conversation.Open) or (entry.id in counting and ancestry.descends(mail, entry))
    )

"""Sends what is queued, and records what the other side said: sent at least once, recorded exactly once.

Between the server's answers and their record a kill may come: then the same messages, with the same Message-IDs, go
again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from celyactl.domain.entries.delivery import MailFailed, MailSent
from celyactl.domain.fold import tell
from celyactl.domain.outbox import GIVEN_UP, waiting
from celyactl.errors.mail import NobodyToWriteTo
from celyactl.i18n import gettext as _
from celyactl.i18n import spoken
from celyactl.mail.handing import Fate, Outcome
from celyactl.mail.message import composed
from celyactl.services.mailing.writing import letter
from celyactl.services.recording import Act, nothing, record
from celyactl.services.stamping import Stamps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.domain.model import Model
    from celyactl.domain.ticket import Ticket
    from celyactl.mail.handing import Carrier
    from celyactl.mail.message import Letter
    from celyactl.services.acting import Acting
    from celyactl.services.mailing.writing import Post
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Round(NamedTuple):
    """What a round of the service has: the desk, itself as the actor, who carries, the key of the tokens."""

    store: Store
    acting: Acting
    carrier: Carrier
    key: bytes | None


class Sent(NamedTuple):
    """What became of one message of a ticket, or of a client's correspondence (`ref` is then the client's id)."""

    ref: str
    mail: MailQueued
    outcome: Outcome

    @property
    def is_taken(self) -> bool:
        """Whether it is on its way."""
        return self.outcome.fate is Fate.SENT


class Fated(NamedTuple):
    """A message, and the entries that say what became of it."""

    mail: MailQueued
    entries: Sequence[Entry]


class Holder(Protocol):
    """A journal that queues messages: a ticket's, or that of what is written to a client beside its tickets."""

    @property
    def name(self) -> str:
        """What people call it: a reference, a client's id."""

    @property
    def ref(self) -> str | None:
        """The ticket, if it is one."""

    def letter(self, mail: MailQueued) -> Letter:
        """The message. Raises NobodyToWriteTo, TemplateRefused, TemplateTooLarge."""

    def journal(self, view: View) -> Sequence[Entry]:
        """The entries as a view has them."""

    def paths(self, view: View, mails: Sequence[MailQueued]) -> Iterable[str]:
        """The files in which it is written that these were sent."""

    def files(self, view: View, fates: Sequence[Fated]) -> Mapping[str, Model]:
        """The files as they shall be, with the entries that say what became of messages."""


class Answered(NamedTuple):
    """Messages of one holder that were handed over, and are still to be recorded."""

    holder: Holder
    sent: list[Sent]


class OfTicket(NamedTuple):
    """The messages of a ticket."""

    post: Post
    ticket: Ticket

    @property
    def name(self) -> str:
        """The reference."""
        return self.ticket.ref

    @property
    def ref(self) -> str:
        """The reference."""
        return self.ticket.ref

    def letter(self, mail: MailQueued) -> Letter:
        """As `writing.letter`."""
        return letter(self.post, self.ticket, mail)

    def journal(self, view: View) -> Sequence[Entry]:
        """The ticket's own."""
        return view.ticket(self.ref).journal

    def paths(self, view: View, mails: Sequence[MailQueued]) -> Iterable[str]:
        """The ticket's."""
        del mails
        return (view.path_of(view.ticket(self.ref)),)

    def files(self, view: View, fates: Sequence[Fated]) -> Mapping[str, Model]:
        """The ticket."""
        after = tell(view.ticket(self.ref), [entry for one in fates for entry in one.entries])
        return {view.path_of(after): after}


def send(now: Round, holder: Holder, mail: MailQueued) -> Sent:
    """Hand one message over; the answer is still to be recorded. Raises MailServerGone when none takes anything."""
    return Sent(holder.name, mail, _outcome(now, holder, mail))


def record_answers(now: Round, answered: Sequence[Answered]) -> None:
    """Record answers of several holders: one act for the messages that were taken, one for the others.

    Raises what `record` raises.
    """
    if now.acting.dry_run:
        return
    for op, is_taken in (("mail.sent", True), ("mail.failed", False)):
        some = [Answered(holder, [one for one in sent if one.is_taken is is_taken]) for holder, sent in answered]
        if any(one.sent for one in some):
            record(now.store, now.acting, partial(_record, acting=now.acting, op=op, answered=some))


def _outcome(now: Round, holder: Holder, mail: MailQueued) -> Outcome:
    if now.acting.now - mail.recorded > GIVEN_UP:
        said = spoken(mail.language, lambda: _("given up after {n} days").format(n=GIVEN_UP.days))
        return Outcome(Fate.REFUSED, said)
    try:
        one = holder.letter(mail)
    except NobodyToWriteTo as nobody:
        return Outcome(Fate.REFUSED, nobody.what)
    return _handed(now, one)


def _handed(now: Round, one: Letter) -> Outcome:
    if now.acting.dry_run:
        return Outcome(Fate.SENT, "")
    return now.carrier.hand(composed(one), one.sender.addr_spec, tuple(dict.fromkeys(to.addr_spec for to in one.to)))


def _record(view: View, *, acting: Acting, op: str, answered: Sequence[Answered]) -> Act[None]:
    fresh = [(holder, _fates(view, acting, holder, sent)) for holder, sent in answered]
    fresh = [(holder, fates) for holder, fates in fresh if fates]
    if not fresh:
        return nothing(None)
    files = {path: model for holder, fates in fresh for path, model in holder.files(view, fates).items()}
    (holder, _of_it), count = fresh[0], sum(len(fates) for _holder, fates in fresh)
    name, ref = (holder.name, holder.ref) if len(fresh) == 1 else (f"{len(fresh)} conversations", None)
    what = "mail" if count == 1 else f"{count} mails"
    return Act(op, f"{name}: {what} {op.removeprefix('mail.')}", files, None, ref)


def _fates(view: View, acting: Acting, holder: Holder, sent: Sequence[Sent]) -> list[Fated]:
    """What is to be written in a holder's journal: of messages whose end it does not tell already."""
    journal = holder.journal(view)
    unrecorded = {one.mail.message_id for one in waiting(journal)}
    fresh = {one.mail.message_id: one for one in sent if one.mail.message_id in unrecorded}
    stamps = Stamps(acting, acting.now, journal)
    return [Fated(one.mail, _entries(stamps, view, one.mail, one.outcome)) for one in fresh.values()]


def _entries(stamps: Stamps, view: View, mail: MailQueued, outcome: Outcome) -> list[Entry]:
    ident, answer = mail.message_id, outcome.answer
    if outcome.fate is not Fate.SENT:
        permanent = outcome.fate is Fate.REFUSED
        return [MailFailed(**stamps.stamp(), message_id=ident, permanent=permanent, answer=answer)]
    entries: list[Entry] = [MailSent(**stamps.stamp(), message_id=ident, answer=answer or None)]
    if outcome.refused:
        to = _ids(view, mail, outcome.refused)
        entries.append(MailFailed(**stamps.stamp(), message_id=ident, permanent=True, to=to, answer=answer))
    return entries


def _ids(view: View, mail: MailQueued, refused: tuple[str, ...]) -> tuple[str, ...]:
    """Whose addresses these are."""
    emails = {one.id: one.email for one in view.company.team}
    for client in {ident.partition(":")[0] for ident in mail.to if ":" in ident} & set(view.client_ids()):
        emails |= {f"{client}:{one.id}": one.email or "" for one in view.client(client).contacts}
    gone = {address.casefold() for address in refused}
    return tuple(ident for ident in mail.to if emails.get(ident, "").casefold() in gone) or mail.to

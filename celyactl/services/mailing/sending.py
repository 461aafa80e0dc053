"""Sends what is queued, and records what the other side said: sent at least once, recorded exactly once.

Between the server's answer and the record a kill may come: then the same message, with the same Message-ID, goes again.
"""

from __future__ import annotations

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
from celyactl.services.recording import Act, record
from celyactl.services.stamping import Stamps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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

    def files(self, view: View, mail: MailQueued, entries: Sequence[Entry]) -> Mapping[str, Model]:
        """The files as they shall be, with the entries that say what became of a message."""


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

    def files(self, view: View, mail: MailQueued, entries: Sequence[Entry]) -> Mapping[str, Model]:
        """The ticket."""
        del mail
        after = tell(view.ticket(self.ref), entries)
        return {view.path_of(after): after}


def send(now: Round, holder: Holder, mail: MailQueued) -> Sent:
    """Hand one message over and record the answer.

    Raises MailServerGone when no server takes anything; then nothing is recorded.
    """
    outcome = _outcome(now, holder, mail)
    if not now.acting.dry_run:
        record(now.store, now.acting, lambda view: _record(view, now.acting, holder, mail, outcome))
    return Sent(holder.name, mail, outcome)


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


def _record(view: View, acting: Acting, holder: Holder, mail: MailQueued, outcome: Outcome) -> Act[None]:
    journal = holder.journal(view)
    op = "mail.sent" if outcome.fate is Fate.SENT else "mail.failed"
    if all(one.mail.message_id != mail.message_id for one in waiting(journal)):
        return Act(op, "", {}, None)  # recorded already
    entries = _entries(Stamps(acting, acting.now, journal), view, mail, outcome)
    prose = "mail sent" if outcome.fate is Fate.SENT else "mail failed"
    return Act(op, f"{holder.name}: {prose}", holder.files(view, mail, entries), None, holder.ref)


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

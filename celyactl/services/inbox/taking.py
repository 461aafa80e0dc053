"""One message, one act: an answer is added to its ticket, a new matter opens one, what is automatic is only recorded.

What was taken in before is found again by its Message-ID: an answer in the ticket's journal, an opening by the
reference, which is drawn from the Message-ID.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain import reference
from celyactl.domain.entries import conversation, delivery, lifecycle
from celyactl.domain.entries.base import FileNote
from celyactl.domain.file_names import LARGEST
from celyactl.domain.in_force import in_force_else_all
from celyactl.domain.local_time import to_utc
from celyactl.domain.promises import covers
from celyactl.domain.wishes import Wish
from celyactl.domain.words import Origin, Status
from celyactl.errors import BadData, NotFound
from celyactl.i18n import gettext as _
from celyactl.services.inbox.judging import REFERENCE
from celyactl.services.recording import Act, nothing
from celyactl.services.sla import closes_at
from celyactl.services.tickets.attaching import Upload
from celyactl.services.tickets.opening import Report, opened
from celyactl.services.tickets.telling import Telling, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from celyactl.domain.contract import Contract
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.ticket import Ticket
    from celyactl.mail.incoming import Incoming
    from celyactl.services.acting import Acting
    from celyactl.services.inbox.judging import Judgement, Known
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.view import View

What = Literal["answered", "opened", "ignored", "failed", "duplicate", "quarantined"]
PER_TICKET: Final = 30
_HOUR: Final = timedelta(hours=1)
_LONGEST_TITLE: Final = 200


class Outcome(Struct, frozen=True):
    """What became of a message: of which ticket, or why it waits and under which id.

    `client` is named by what has no ticket: a digest of ours that came back.
    """

    what: What
    ref: str | None = None
    reason: str | None = None
    id: str | None = None
    sender_verified: bool = False
    client: str | None = None


def act_of(view: View, acting: Acting, mail: Incoming, judged: Judgement, at: datetime) -> Act[Outcome]:
    """The act that takes a message in; its answer says `quarantined` when the ticket has had too many."""
    if judged.ticket is None:
        assert judged.known is not None  # noqa: S101 - quarantine was told before
        return _opening(Arrival(view, acting, mail, judged.known, at))
    ticket = view.ticket(view.resolve(judged.ticket.ref, writing=True))
    if any(_is_of(entry, mail) for entry in ticket.journal):
        return nothing(Outcome("duplicate", ticket.ref))
    if not judged.by_hand and _too_many(view, ticket, at):
        return nothing(Outcome("quarantined", ticket.ref, "too_many"))
    if mail.failure or mail.automatic:
        return _told(view, acting, ticket, _recorded(mail), at)
    if is_over(view, ticket, at) and judged.known:
        return _opening(Arrival(view, acting, mail, judged.known, at, ticket))
    return _told(view, acting, ticket, _answer(mail, judged), at)


def _is_of(entry: Entry, mail: Incoming) -> bool:
    """Whether an entry is this very message; of a report of non-delivery the entry keeps what it says, not its name."""
    if isinstance(entry, delivery.MailFailed) and mail.failure:
        return (entry.message_id, entry.permanent, entry.answer) == mail.failure
    return _is_heard(entry) and getattr(entry, "message_id", None) == mail.message_id


def _is_heard(entry: Entry) -> bool:
    return entry.type in {"message", "mail_ignored", "mail_failed"}


def _told(view: View, acting: Acting, ticket: Ticket, telling: Telling, at: datetime) -> Act[Outcome]:
    moment = max(at, ticket.opened_at, key=to_utc)
    after = told(view, acting, ticket, telling, min(moment, acting.now, key=to_utc))
    what: dict[str, What] = {"message": "answered", "mail.ignored": "ignored", "mail.returned": "failed"}
    outcome = Outcome(
        what[telling.op], ticket.ref, sender_verified=getattr(after.journal[-1], "sender_verified", False)
    )
    files = {view.path_of(ticket): after}
    return Act(telling.op, f"{ticket.ref}: {telling.op}", files, outcome, ticket.ref, (), telling.contents)


def _answer(mail: Incoming, judged: Judgement) -> Telling:
    notes, contents = _files(mail)

    def make(scene: Scene) -> list[Entry]:
        settled = judged.wish is Wish.SETTLED and scene.ticket.status in {Status.RESOLVED, Status.CLOSED}
        message = conversation.Message(
            **scene.stamp(public=True),
            text=mail.said,
            contact=judged.known.contact.id if judged.known else None,
            message_id=mail.message_id,
            sender_verified=judged.verified,
            quoted=mail.quoted or None,
            files=notes,
            settled=settled,
        )
        if settled and scene.ticket.status is Status.RESOLVED:
            return [message, lifecycle.Confirm(**scene.stamp(public=True))]
        return [message]

    return Telling("message", make, contents=contents)


def _recorded(mail: Incoming) -> Telling:
    failed = mail.failure
    if failed is not None:
        return Telling(
            "mail.returned",
            lambda s: [
                delivery.MailFailed(
                    **s.stamp(), message_id=failed.message_id, permanent=failed.permanent, answer=failed.answer
                )
            ],
        )
    text = mail.said or mail.subject or None
    reason = mail.automatic or "loop"
    return Telling(
        "mail.ignored",
        lambda s: [delivery.MailIgnored(**s.stamp(), message_id=mail.message_id, reason=reason, text=text)],
    )


def _files(mail: Incoming) -> tuple[tuple[FileNote, ...], tuple[bytes, ...]]:
    """The files and the message itself; a file beyond what a ticket takes is in the message only."""
    raw = FileNote(
        sha256=sha256(mail.raw).hexdigest(), name="message.eml", size=len(mail.raw), media_type="message/rfc822"
    )
    kept = [Upload(file.name, file.content) for file in mail.files if len(file.content) <= LARGEST]
    return (*(upload.note() for upload in kept), raw), (*(upload.content for upload in kept), mail.raw)


def _too_many(view: View, ticket: Ticket, at: datetime) -> bool:
    limit = view.company.mail.per_ticket_hour or PER_TICKET
    since = to_utc(at) - _HOUR
    return sum(1 for entry in ticket.journal if _is_heard(entry) and to_utc(entry.at) >= since) >= limit


def is_over(view: View, ticket: Ticket, at: datetime) -> bool:
    """Whether a message can't go on with a ticket: it was cancelled, or the window of its reopening has ended."""
    if ticket.status is Status.CANCELLED:
        return True
    ends = closes_at(view, ticket)
    return ends is not None and to_utc(at) >= to_utc(ends) and ticket.status in {Status.RESOLVED, Status.CLOSED}


class Arrival(Struct, frozen=True):
    """A new matter of a contact; `old` is the ticket that is over, and that it follows up."""

    view: View
    acting: Acting
    mail: Incoming
    known: Known
    at: datetime
    old: Ticket | None = None


def _opening(new: Arrival) -> Act[Outcome]:
    view, mail, at, old = new.view, new.mail, new.at, new.old
    known, acting = new.known, new.acting
    drawn = replace(acting, entropy=_drawn(mail))
    before = _drawn_before(
        view, str(reference.mint(view.company.prefix, at.astimezone(view.zone).date(), _drawn(mail)))
    )
    if before is not None and before.external_id == mail.message_id:
        return nothing(Outcome("duplicate", before.ref))
    notes, contents = _files(mail)
    sites = known.contact.sites
    contract = _contract(view, known, at) if old is None else None
    follows = old.ref if old is not None and old.contract else None
    report = Report(
        contract=contract.slug if contract else None,
        client=None if contract or follows else known.client.id,
        title=_title(mail),
        origin=Origin.EMAIL,
        requester=known.contact.id,
        site=sites[0] if len(sites) == 1 else None,
        text=_whole(mail) or None,
        follows=follows,
        external_id=mail.message_id,
        files=notes,
    )
    act = opened(view, drawn, report, at)
    outcome = Outcome("opened", act.answer.ref)
    return Act(act.op, act.subject, act.files, outcome, act.ref, act.warnings, contents)


def _drawn_before(view: View, ref: str) -> Ticket | None:
    """The ticket that has a reference itself: most have none, and the names of old are not asked, which takes long."""
    try:
        return view.ticket(ref)
    except (NotFound, BadData):
        return None


def _drawn(mail: Incoming) -> Callable[[int], bytes]:
    """Bytes that are the same whenever this message is taken in."""
    count = iter(range(1 << 30))
    seed = f"{mail.message_id}\0{mail.sender}".encode()
    return lambda size: sha256(seed + next(count).to_bytes(4, "big")).digest()[:size]


def _contract(view: View, known: Known, at: datetime) -> Contract | None:
    """The one contract that covers where the contact is; None when none or several do."""
    day = at.astimezone(view.zone).date()
    running = in_force_else_all(view.contracts_of(known.client.id), day)
    sites = known.contact.sites or (None,)
    fitting = [one for one in running if all(covers(one.covers, known.client, (), site) for site in sites)]
    return fitting[0] if len(fitting) == 1 else None


def _title(mail: Incoming) -> str:
    bare = REFERENCE.sub("", mail.subject).replace("[]", "").strip()
    first = next((line.strip() for line in mail.said.split("\n") if line.strip()), "")
    return (bare or first)[:_LONGEST_TITLE] or _("(without a subject)")


def _whole(mail: Incoming) -> str:
    """What a report says, with what it repeats: nobody has read that before."""
    return "\n\n".join(filter(None, (mail.said, mail.quoted)))

"""Queues what clients are to be told: committed before anything is sent, each moment once.

What we start is told inside the contract's hours, of a P1 at any hour; who wrote to us gets a receipt at once.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.entries.delivery import MailQueued
from celyactl.domain.fold import tell
from celyactl.domain.outbox import RECENT, reminder, untold
from celyactl.domain.words import Priority
from celyactl.services.mailing.people import readers
from celyactl.services.mailing.writing import Post
from celyactl.services.recording import Act, nothing, record
from celyactl.services.sla import Cases
from celyactl.services.stamping import Stamps
from celyactl.services.tickets.summary import language_of

if TYPE_CHECKING:
    from celyactl.domain.outbox import Told
    from celyactl.services.acting import Acting
    from celyactl.services.sla import Case
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Queued(NamedTuple):
    """A message that was queued for a ticket."""

    ref: str
    mail: MailQueued


def queue(store: Store, acting: Acting, key: bytes | None, ref: str) -> Queued | None:
    """Queue what a ticket's client is to be told at `acting.now`; None when that is nothing.

    Raises NobodyToWriteTo, BadFile, and what `record` raises.
    """

    def plan(view: View) -> Act[Queued | None]:
        post = Post(view, Cases(view), key)
        mail = _mail(post, acting, ref)
        if mail is None:
            return nothing(None)
        ticket = tell(view.ticket(ref), [mail])
        files = {view.path_of(ticket): ticket}
        return Act("mail.queue", f"{ref}: queue mail", files, Queued(ref, mail), ref)

    return record(store, acting, plan).answer


def is_due(post: Post, acting: Acting, ref: str) -> bool:
    """Whether there is something to queue: asked without the desk's lock, of many tickets. Raises as `queue`."""
    case = post.cases.named(ref)
    return _told(post.view, case, acting) is not None


def _told(view: View, case: Case, acting: Acting) -> Told | None:
    """What happened, else a question that is to be put again, if it may go now."""
    told = untold(case.ticket.journal, _tells_since(acting), acting.now.date())
    told = told or reminder(case.story, view.own_calendar.add_days, acting.now)
    return told if told and _may_go(view, case, told, acting) else None


def _tells_since(acting: Acting) -> datetime:
    """From when on what happens is told to clients: recent, and since the service is there."""
    recent, service = acting.now - RECENT, acting.through
    if service is None or service.since is None:
        return recent
    return max(recent, datetime.combine(service.since, time(), acting.now.tzinfo))


def _may_go(view: View, case: Case, told: Told, acting: Acting) -> bool:
    urgent = told.at_once or case.ticket.priority is Priority.P1
    return urgent or (case.calendar or view.own_calendar).is_open(acting.now)


def _mail(post: Post, acting: Acting, ref: str) -> MailQueued | None:
    case = post.cases.named(ref)
    ticket = case.ticket
    told = _told(post.view, case, acting)
    if told is None:
        return None
    return MailQueued(
        **Stamps(acting, acting.now, ticket.journal).stamp(),
        template=told.moment,
        language=language_of(post.view, case),
        to=readers(case.client, ticket, acting.now.date()),
        message_id=post.identify(ticket, told.entry.id, told.number),
        about=told.entry.id,
    )

"""Queues what clients are to be told: committed before anything is sent, each moment once, many tickets by one act.

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
from celyactl.store.handiwork import require_none

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.outbox import Told
    from celyactl.services.acting import Acting
    from celyactl.services.sla import Case
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Queued(NamedTuple):
    """A message that was queued for a ticket."""

    ref: str
    mail: MailQueued


def queue(store: Store, acting: Acting, key: bytes | None, refs: Sequence[str]) -> list[Queued]:
    """Queue by one act what the clients of these tickets are to be told at `acting.now`, by now.

    Raises NobodyToWriteTo, BadFile, and what `record` raises: then nothing is queued for any of them.
    """

    def plan(view: View) -> Act[list[Queued]]:
        post = post_of(view, key)
        cases = [post.cases.named(ref) for ref in refs]
        told = [(case.ticket, mail) for case in cases if (mail := _mail(post, acting, case))]
        if not told:
            return nothing([])
        files = {view.path_of(ticket): tell(ticket, [mail]) for ticket, mail in told}
        queued = [Queued(ticket.ref, mail) for ticket, mail in told]
        name, ref = (queued[0].ref, queued[0].ref) if len(queued) == 1 else (f"{len(queued)} tickets", None)
        return Act("mail.queue", f"{name}: queue mail", files, queued, ref)

    return record(store, acting, plan).answer


def post_of(view: View, key: bytes | None) -> Post:
    """For queueing alone: without planned operations, which move deadlines only, and make the index be read."""
    return Post(view, Cases(view, excluding=lambda _client: ()), key)


def is_due(post: Post, acting: Acting, ref: str) -> bool:
    """Whether there is something to queue, and nothing in its way: asked without the desk's lock, of many tickets.

    Raises NobodyToWriteTo, BadFile, EditedByHand.
    """
    case, view = post.cases.named(ref), post.view
    if _mail(post, acting, case) is None:
        return False
    require_none(view.repository, view.commit, [view.path_of(case.ticket)])
    return True


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


def _mail(post: Post, acting: Acting, case: Case) -> MailQueued | None:
    ticket, told = case.ticket, _told(post.view, case, acting)
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

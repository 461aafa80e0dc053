"""Finishing a ticket in one act: cause, work, restoration and resolution, as far as they are still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.fold import missing_for_resolution, refold
from celyactl.domain.words import Mode
from celyactl.errors.ticket import NoTimeAtAll, WorkAfterNow
from celyactl.render.moments import Wall
from celyactl.services.interventions.doing import Work, add_intervention
from celyactl.services.recording import Act, Done, record
from celyactl.services.texts import perhaps_said
from celyactl.services.tickets import working
from celyactl.services.tickets.telling import colleague_at_work, require_open, require_past, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.tickets.telling import Telling
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Finish(Struct, frozen=True):
    """What was found and done; `length` is the time worked, which ended when the function was `restored`.

    `public` is what the client reads, `summary` what is said of the work (the cause, when nothing is).
    """

    cause: str | None = None
    unknown: bool = False
    components: Sequence[str] = ()
    restored: datetime | None = None
    length: timedelta | None = None
    mode: Mode = Mode.REMOTE
    technician: str | None = None
    summary: str | None = None
    public: str | None = None
    at: datetime | None = None


def finish(store: Store, acting: Acting, reference: str, how: Finish) -> Done[Ticket]:
    """Tell all of it as one act; a restoration is told when somebody said so, or when an incident lacks it.

    Raises as `telling.tell`, and NoTimeAtAll, WorkAfterNow for the time worked.
    """
    perhaps_said(how.cause, "--cause")
    perhaps_said(how.public, "--public")
    if how.restored:
        require_past(how.restored, acting.now, "--restored")

    def plan(view: View) -> Act[Ticket]:
        ticket = view.ticket(view.resolve(reference, writing=True))
        if how.restored:
            require_open(ticket, how.restored, "--restored")
        after, remarks = ticket, colleague_at_work(view, acting, refold(ticket))
        for telling, at in _tellings(ticket, acting, how):
            after = told(view, acting, after, telling, at)
        remarks = (*remarks, *working.left_behind(after, acting.now))
        return Act("done", f"{ticket.ref}: done", {view.path_of(ticket): after}, after, ticket.ref, remarks)

    return record(store, acting, plan)


def _tellings(ticket: Ticket, acting: Acting, how: Finish) -> Iterator[tuple[Telling, datetime]]:
    """The acts in the order of the method, each with its instant."""
    at = how.at or acting.now
    restored = how.restored or at
    if how.cause is not None:
        yield working.cause(how.cause, unknown=how.unknown, components=how.components), restored
    if how.length is not None:
        yield add_intervention(_work(ticket, acting, how, restored), how.mode), restored
    if how.restored or "restore" in missing_for_resolution(refold(ticket)):
        yield working.restore(), restored
    yield working.resolve(how.public), at


def _work(ticket: Ticket, acting: Acting, how: Finish, ended: datetime) -> Work:
    """The work as an intervention that ended then; one that would have begun before the ticket begins with it."""
    length = how.length
    if not length:
        raise NoTimeAtAll
    start = max(ended - length, ticket.opened_at)
    end = start + length
    if end > acting.now:
        raise WorkAfterNow(ticket.ref, Wall(acting.now).moment(ticket.opened_at))
    said = how.summary or how.cause or how.public or ticket.title
    return Work(start, end, said, technician=how.technician)

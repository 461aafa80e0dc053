"""Adds entries to a ticket: the bounds of `at`, the table of moves and the guards, checked by folding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from celyactl.domain import lifecycle
from celyactl.domain.fold import fold, is_same, missing_for_resolution, refold, written
from celyactl.domain.presence import at_work
from celyactl.errors.ticket import (
    AtBeforeOpening,
    AtInTheFuture,
    ImpossibleTransition,
    ResolutionIncomplete,
    ResumeBeforeWait,
)
from celyactl.i18n import gettext as _
from celyactl.render.moments import Wall, apart
from celyactl.render.names import Names
from celyactl.render.presence import at_work_words
from celyactl.services.recording import Act, Done, record
from celyactl.services.stamping import Stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.errors import CelyactlError
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Scene(Struct, frozen=True):
    """A ticket at the moment of an act: what it tells so far, what the desk knows, and stamps for new entries."""

    view: View
    ticket: Ticket
    story: Story
    stamps: Stamps
    acting: Acting

    @property
    def at(self) -> datetime:
        """When the act happened."""
        return self.stamps.at

    def stamp(self, *, public: bool = False) -> dict[str, Any]:
        """The shared fields of the next entry."""
        return self.stamps.stamp(public=public)


def unremarkable(_scene: Scene, _after: Ticket) -> Sequence[str]:
    """What there is to say of most acts besides their answer: nothing."""
    return ()


class Telling(Struct, frozen=True):
    """An act to come: its operation (see `celyactl.render.ops`), and what it writes once the scene is known.

    `contents` are the bytes of files that its entries name. `prose` is what the commit's subject says where the
    operation's code is not English enough.

    `remark` gives the warnings for whoever acts, once it is known what the ticket is like after it. An act that `sets`
    something is not recorded when it is set already; others are facts, however often they happen.
    """

    op: str
    make: Callable[[Scene], Sequence[Entry]]
    remark: Callable[[Scene, Ticket], Sequence[str]] = unremarkable
    sets: bool = False
    prose: str | None = None
    contents: tuple[bytes, ...] = ()
    fact: Callable[[Scene], str] | None = None

    def named(self, scene: Scene) -> str:
        """The operation with its fact, where the scene alone tells it."""
        return f"{self.op} {self.fact(scene)}" if self.fact else self.op


def tell(store: Store, acting: Acting, reference: str, telling: Telling, at: datetime | None = None) -> Done[Ticket]:
    """Add the telling's entries to a ticket, as one act; the answer is the ticket as it then is.

    Nothing is recorded when it only sets what is set already, or has nothing to tell.

    Raises:
        TicketNotFound, ReferenceAmbiguous, ReferenceTooShort: no such ticket.
        AtInTheFuture, AtBeforeOpening: the bounds of `at`, which is now by default.
        ImpossibleTransition, ResolutionIncomplete, ResumeBeforeWait: the lifecycle says no.

    """

    def plan(view: View) -> Act[Ticket]:
        ticket = view.ticket(view.resolve(reference, writing=True))
        scene = _scene(view, ticket, acting, at)
        entries = telling.make(scene)
        op = telling.named(scene)
        subject = f"{ticket.ref}: {telling.prose or op}"
        if not entries:
            return Act(op, subject, {}, ticket, ticket.ref, (_("Nothing changed."),))
        after, story = _told(scene, entries)
        remarks = (*colleague_at_work(view, acting, scene.story), *telling.remark(scene, after))
        if telling.sets and is_same(scene.story, story):
            return Act(op, subject, {}, ticket, ticket.ref, (_("Nothing changed."), *remarks))
        return Act(op, subject, {view.path_of(ticket): after}, after, ticket.ref, remarks, telling.contents)

    return record(store, acting, plan)


def told(view: View, acting: Acting, ticket: Ticket, telling: Telling, at: datetime | None = None) -> Ticket:
    """The ticket as it is after a telling, for who records several at once; raises as `tell`, once it is found."""
    scene = _scene(view, ticket, acting, at)
    return _told(scene, telling.make(scene))[0]


def told_anew(view: View, acting: Acting, ticket: Ticket, telling: Telling) -> Ticket | None:
    """As `told`; None when the ticket is that way already."""
    scene = _scene(view, ticket, acting, None)
    after, story = _told(scene, telling.make(scene))
    return None if is_same(scene.story, story) else after


def colleague_at_work(view: View, acting: Acting, story: Story) -> tuple[str, ...]:
    """What warns of somebody else who is at work on the ticket, before both do the same thing."""
    colleague = at_work(story, acting.now, acting.by)
    return (at_work_words(colleague, Names(view.company), Wall(acting.now)),) if colleague else ()


def _scene(view: View, ticket: Ticket, acting: Acting, at: datetime | None) -> Scene:
    moment = at or acting.now
    require_past(moment, acting.now)
    require_open(ticket, moment)
    return Scene(view, ticket, refold(ticket), Stamps(acting, moment, ticket.journal), acting)


def require_past(at: datetime, now: datetime, option: str = "--at") -> None:
    """Raises AtInTheFuture for what has not happened yet; `option` is how it was given."""
    if at > now:
        raise AtInTheFuture(*apart(at, now, Wall(now)), option)


def require_open(ticket: Ticket, at: datetime, option: str = "--at") -> None:
    """Raises AtBeforeOpening for what would have happened before the ticket; `option` is how it was given."""
    if at < ticket.opened_at:
        raise AtBeforeOpening(ticket.ref, *apart(at, ticket.opened_at, Wall(at)), option)


def _told(scene: Scene, entries: Sequence[Entry]) -> tuple[Ticket, Story]:
    ticket = scene.ticket
    journal = (*ticket.journal, *entries)
    after = fold(ticket.ref, ticket.uid, journal, aliases=ticket.aliases)
    new = {entry.id for entry in entries}
    for refusal in after.refused:
        if refusal.entry.id in new:
            raise _refusal(scene.story, refusal.entry, refusal.code)
    return written(after.header, journal), after


def _refusal(story: Story, entry: Entry, code: str) -> CelyactlError:
    header = story.header
    match code:
        case "resolution_incomplete":
            return ResolutionIncomplete(header.ref, missing_for_resolution(story))
        case "resume_before_wait":
            return ResumeBeforeWait(header.ref, Wall(entry.at).moment(story.pauses[-1].start))
        case _:
            return ImpossibleTransition(header.ref, entry.type, header.status, lifecycle.possible(header.status))

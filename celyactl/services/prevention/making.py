"""Records what a preventive visit checked and found; each finding becomes a ticket, in the same commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.entries.conversation import Link
from celyactl.domain.entries.field import Finding, PreventiveDone, PreventivePlanned
from celyactl.domain.entries.lifecycle import Resolve, Start
from celyactl.domain.fold import refold
from celyactl.domain.preventive import made_visit, planned_visit
from celyactl.domain.words import Kind, LinkKind, Mode, Origin, Priority, Status
from celyactl.errors.preventive import NotAVisit, VisitMadeAlready
from celyactl.render.words import word
from celyactl.services.names import component_of
from celyactl.services.recording import Act, Done, record
from celyactl.services.texts import perhaps_said, said
from celyactl.services.tickets.opening import Report, opened
from celyactl.services.tickets.telling import Telling, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.domain.entries.base import Check, Entry
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View


_LONGEST_TITLE: Final = 200


class Made(Struct, frozen=True):
    """A visit that was made: what was checked, and what it found, each a text with the component it is about."""

    results: tuple[Check, ...] = ()
    findings: Sequence[tuple[str, str | None]] = ()
    text: str | None = None


def checklist_of(view: View, ref: str) -> tuple[str, ...]:
    """The points of a visit's ticket. Raises NotAVisit, VisitMadeAlready, and what finds the ticket raises."""
    ticket = view.ticket(view.resolve(ref, writing=True))
    story = refold(ticket)
    _require_to_make(story)
    planned = planned_visit(story)
    return planned.checklist if planned else ()


def _require_to_make(story: Story) -> None:
    if story.header.kind is not Kind.PREVENTIVE:
        raise NotAVisit(story.header.ref, word(story.header.kind))
    if made_visit(story):
        raise VisitMadeAlready(story.header.ref)


def finish_visit(store: Store, acting: Acting, ref: str, made: Made, at: datetime | None = None) -> Done[Ticket]:
    """Record what a visit found: each finding becomes a ticket of its own, linked to it, all in one commit.

    Raises NotAVisit, VisitMadeAlready, EmptyText, UnknownComponent, and as `tell`.
    """
    words = perhaps_said(made.text)
    for text, _component in made.findings:
        said(text, "--finding")

    def decide(view: View) -> Act[Ticket]:
        visit = view.ticket(view.resolve(ref, writing=True))
        _require_to_make(refold(visit))
        new = [_followed(view, acting, visit, text, component) for text, component in made.findings]
        findings = tuple(
            Finding(text=text, component=component, ref=ticket.ref)
            for (text, component), ticket in zip(made.findings, new, strict=True)
        )
        after = told(view, acting, visit, _finished(made, findings, words), at)
        files = {view.path_of(ticket): ticket for ticket in (after, *new)}
        return Act("preventive.done", f"{after.ref}: preventive visit made", files, after, after.ref)

    return record(store, acting, decide)


def _finished(made: Made, findings: tuple[Finding, ...], words: str | None) -> Telling:
    def make(scene: Scene) -> list[Entry]:
        begun: list[Entry] = []
        if scene.ticket.status in {Status.NEW, Status.ASSIGNED}:
            begun.append(Start(**scene.stamp()))
        done = PreventiveDone(**scene.stamp(public=True), results=made.results, findings=findings, text=words)
        links = [Link(**scene.stamp(), kind=LinkKind.RELATED, ref=one.ref) for one in findings if one.ref]
        return [*begun, done, *links, Resolve(**scene.stamp(public=True))]

    return Telling("preventive.done", make)


def _followed(view: View, acting: Acting, visit: Ticket, text: str, component: str | None) -> Ticket:
    """The ticket that a finding becomes."""
    first, _newline, more = text.strip().partition("\n")
    report = Report(
        visit.contract,
        first[:_LONGEST_TITLE],
        Kind.REQUEST,
        Priority.P4,
        origin=_found_how(view, visit),
        site=visit.site,
        components=[component_of(view, visit.client, component)] if component else [],
        text=text.strip() if more or len(first) > _LONGEST_TITLE else None,
        client=None if visit.contract else visit.client,
    )
    act = opened(view, acting, report, acting.now)
    link = Telling("link", lambda s: [Link(**s.stamp(), kind=LinkKind.RELATED, ref=visit.ref)])
    return told(view, acting, act.answer, link)


def _found_how(view: View, visit: Ticket) -> Origin:
    """On site, unless the plan says that its visits are made from afar."""
    names = {entry.plan for entry in visit.journal if isinstance(entry, PreventivePlanned)}
    plans = view.contract(visit.contract).preventive if visit.contract else ()
    modes = {plan.mode for plan in plans if plan.id in names}
    return Origin.ONSITE if modes <= {None, Mode.ONSITE} else Origin.PHONE

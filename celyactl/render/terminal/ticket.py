"""`ticket show`: what it is, whose turn it is, what the clocks say, then the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.words import OPEN, Status, WaitFor
from celyactl.i18n import gettext as _
from celyactl.render.coverages import coverage_name
from celyactl.render.deeds.base import span
from celyactl.render.names import reporter
from celyactl.render.operations import operation_line
from celyactl.render.presence import at_work_words
from celyactl.render.terminal.clocks import bars
from celyactl.render.terminal.page import BLANK, Grid, Line, Page, Span, Style, cell, line, title
from celyactl.render.terminal.timeline import timeline
from celyactl.render.words import status_words, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.clocks import Clock
    from celyactl.domain.contract import Contract
    from celyactl.domain.operations import Operation
    from celyactl.domain.presence import Presence
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Pending, Ticket
    from celyactl.domain.visits import Visit
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names
    from celyactl.render.terminal.page import Cell

    Row = tuple[Cell, ...]


class TicketFacts(NamedTuple):
    """What the view shows.

    `coverage` is the one of the contract now, `turn_since` since when it is our turn, `visits` are planned and
    not recorded, `closes_at` is when a resolved ticket closes by itself, `colleague` who else is at work on it now.
    """

    ticket: Ticket
    story: Story
    clocks: Sequence[Clock]
    names: Names
    contract: Contract | None = None
    coverage: str | None = None
    turn_since: datetime | None = None
    visits: Sequence[Visit] = ()
    operation: Operation | None = None
    closes_at: datetime | None = None
    colleague: Presence | None = None


def ticket_page(facts: TicketFacts, wall: Wall) -> Page:
    """The whole page."""
    return Page(
        (
            line(Span(facts.ticket.ref, Style.TITLE), "  ", Span(facts.ticket.title, Style.STRONG), hang=2),
            line(_standing(facts), hang=2),
            *_at_work(facts, wall),
            BLANK,
            Grid(tuple(_rows(facts, wall)), flexible=1),
            BLANK,
            bars(facts.clocks, facts.story.reasons, wall),
            BLANK,
            *_outcome(facts, wall),
            title(_("Journal")),
            *timeline(facts.ticket.journal, facts.story, facts.names, wall),
        )
    )


def _standing(facts: TicketFacts) -> str:
    ticket = facts.ticket
    assignee = facts.names.person(ticket.assignee) if ticket.assignee else _("nobody's yet")
    parts = [
        status_words(ticket),
        word(ticket.priority),
        word(ticket.level),
        word(ticket.kind),
        _("held by {who}").format(who=assignee) if ticket.assignee else assignee,
        *(f"#{label}" for label in ticket.labels),
    ]
    return " · ".join(parts)


def _at_work(facts: TicketFacts, wall: Wall) -> Iterator[Line]:
    if facts.colleague is not None:
        yield line(Span(at_work_words(facts.colleague, facts.names, wall), Style.SOON), hang=2)


def _rows(facts: TicketFacts, wall: Wall) -> Iterator[Row]:
    ticket, names = facts.ticket, facts.names
    yield from _ahead(facts, wall)
    site = f", {names.site(ticket.site)}" if ticket.site else ""
    yield _row(_("Client"), f"{names.client or ticket.client}{site}")
    yield _row(_("Contract"), *_contract(facts))
    yield _row(_("Opened"), *_opened(ticket, wall))
    optional = {
        _("Requester"): _requester(ticket, names),
        _("Components"): ", ".join(_component(ident, names) for ident in ticket.components),
        _("Severity"): ticket.severity,
        _("Links"): ", ".join(f"{word(link.kind)} {link.ref}" for link in ticket.links),
        _("Formerly"): ", ".join(ticket.aliases),
        _("Elsewhere"): ticket.external_id,
    }
    yield from (_row(label, text) for label, text in optional.items() if text)


def _ahead(facts: TicketFacts, wall: Wall) -> Iterator[Row]:
    """What is to come: whose turn it is, and the interventions planned."""
    if facts.ticket.status not in {Status.CLOSED, Status.CANCELLED}:
        yield _row(_("Turn"), *_turn(facts, wall))
    for visit in facts.visits:
        late = Span(_(" NOT RECORDED YET") if visit.end <= wall.now else "", Style.SOON)
        yield _row(_("Planned"), _visit(visit, facts.names, wall), late)
    if facts.operation is not None:
        yield _row(_("Operation"), operation_line(facts.operation, wall))


def _row(label: str, *parts: str | Span) -> Row:
    return (Span(label, Style.QUIET),), cell(*parts)


def _turn(facts: TicketFacts, wall: Wall) -> tuple[str | Span, ...]:
    if facts.ticket.pending is not None:
        return tuple(_waiting(facts.ticket.pending, wall))
    if facts.ticket.status not in OPEN:
        return (_to_confirm(facts.closes_at, wall),)
    if facts.turn_since is None:
        return (_("ours"),)
    return (_("ours since {when} ({age})").format(when=wall.moment(facts.turn_since), age=wall.age(facts.turn_since)),)


def _to_confirm(closes_at: datetime | None, wall: Wall) -> str:
    if closes_at is None:
        return _("the client's, to confirm")
    if closes_at <= wall.now:
        return _("the client's, to confirm; it had until {when}").format(when=wall.moment(closes_at))
    return _("the client's, to confirm; closes by itself {when}").format(when=wall.moment(closes_at))


def _visit(visit: Visit, names: Names, wall: Wall) -> str:
    parts = [
        _("intervention {mode}, {when}").format(mode=word(visit.mode), when=span(visit.start, visit.end, wall)),
        *([names.person(visit.technician)] if visit.technician else []),
        *([names.site(visit.site)] if visit.site else []),
        *([] if visit.public else [_("the client was not told")]),
    ]
    return ", ".join(parts)


def _waiting(pending: Pending, wall: Wall) -> Iterator[str | Span]:
    since = _(" since {when} ({age})").format(when=wall.moment(pending.since), age=wall.age(pending.since))
    yield Span(whose(pending), Style.STRONG)
    yield since
    if pending.promised is not None:
        yield _(", promised for {when}").format(when=wall.moment(pending.promised))
    back = _(", back on the board {when}").format(when=wall.moment(pending.until))
    yield Span(back, Style.SOON) if pending.until <= wall.now else back
    if pending.question:
        yield "\n" + pending.question


def whose(pending: Pending) -> str:
    """Who has the turn: `the client`, `Orange (réf. 123)`, `put aside`."""
    match pending.reason:
        case WaitFor.THIRD_PARTY if pending.party:
            if pending.their_ref:
                return _("{party} (ref. {ref})").format(party=pending.party, ref=pending.their_ref)
            return pending.party
        case WaitFor.CLIENT:
            return _("the client's")
    return word(pending.reason)


def _contract(facts: TicketFacts) -> Iterator[str | Span]:
    ticket = facts.ticket
    if facts.contract is None:
        yield ticket.contract or _("no contract")
    else:
        yield f"{facts.contract.slug}, {word(facts.contract.type)}"
        if facts.coverage:
            yield f", {coverage_name(facts.coverage)}"
    if ticket.out_of_contract:
        yield Span(_(" OUT OF CONTRACT: {reason}").format(reason=word(ticket.out_of_contract)), Style.LATE)


def _requester(ticket: Ticket, names: Names) -> str:
    card = names.contact_card(ticket.requester) if ticket.requester else None
    if card is None:
        return reporter(ticket.requester or "", ticket.caller)
    reach = ", ".join((*card.phones, *([card.email] if card.email else [])))
    return reporter(f"{card.name} ({reach})" if reach else card.name, ticket.caller)


def _opened(ticket: Ticket, wall: Wall) -> Iterator[str | Span]:
    opened, age = wall.moment(ticket.opened_at), wall.age(ticket.opened_at)
    if ticket.kind.is_reported:
        yield _("{when} ({age} ago), {origin}").format(when=opened, age=age, origin=word(ticket.origin))
    else:
        yield _("{when} ({age} ago)").format(when=opened, age=age)
    if ticket.out_of_hours:
        yield Span(_(", outside service hours"), Style.STRONG)


def _component(ident: str, names: Names) -> str:
    card = names.component_card(ident)
    if card is None:
        return ident
    version = f" {card.version}" if card.version else ""
    return f"{card.name} ({card.product}{version})" if card.product else f"{card.name}{version}"


def _outcome(facts: TicketFacts, wall: Wall) -> Iterator[Grid | Line]:
    """The cause and the restoration, as soon as there are any."""
    rows = []
    if cause := facts.story.cause:
        rows.append(_row(_("Cause"), _("unknown: {text}").format(text=cause.text) if cause.unknown else cause.text))
    if restored := facts.story.restored:
        how = _(" (by a workaround)") if restored.degraded else ""
        rows.append(_row(_("Restored"), wall.moment(restored.at) + how))
    if rows:
        yield Grid(tuple(rows), flexible=1)
        yield BLANK

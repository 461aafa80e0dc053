"""The card of a caller: who it is, what was promised, what is under way, how the installation is reached."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext, pgettext
from celyactl.render.coverages import coverage_name
from celyactl.render.moments import full_date
from celyactl.render.names import address
from celyactl.render.terminal.card import list_of
from celyactl.render.terminal.page import BLANK, Grid, Page, Span, Style, cell, line
from celyactl.render.words import status_words, term_state_words, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.availability import Outage
    from celyactl.domain.caller_card import Card, Standing
    from celyactl.domain.client import Contact, RemoteAccess, Site
    from celyactl.domain.ticket import Ticket
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names
    from celyactl.render.terminal.page import Cell, Line

    Fact = tuple[str, Cell]

_SHOWN = 8


def caller_page(card: Card, names: Names, wall: Wall) -> Page:
    """One page that fits a glance: the facts first, then what is open."""
    facts = Grid(tuple((cell(Span(label, Style.QUIET)), text) for label, text in _facts(card, names, wall)), indent=2)
    blocks: list[Line | Grid] = [line(Span(card.client.name, Style.TITLE), f"  {card.client.id}"), facts]
    for grid in (_tickets(card, wall), _causes(card, names, wall)):
        if grid is not None:
            blocks += [BLANK, grid]
    return Page(tuple(blocks))


def _facts(card: Card, names: Names, wall: Wall) -> Iterator[Fact]:
    yield from _who(card, names, wall)
    yield from _promised(card, wall)
    for ticket, outage in card.outages:
        yield _("OUTAGE"), cell(Span(_outage(ticket, outage, names, wall), Style.LATE))
    yield from _ahead(card, names, wall)
    yield from _ways_in(card, wall)


def _who(card: Card, names: Names, wall: Wall) -> Iterator[Fact]:
    for contact in card.people:
        yield _("Caller"), cell(Span(contact.name, Style.STRONG), _of_contact(contact, wall))
    for site in card.sites:
        reached = ", ".join(filter(None, (address(site), *site.phones))) or "-"
        yield _("Site"), cell(_("{name}, {address}").format(name=site.name, address=reached))
    for ident in card.components:
        yield pgettext("telephone", "Line"), cell(names.component(ident))
    if card.callback:
        name, number = card.callback
        yield _("Call back"), cell(Span(number, Style.STRONG), f"  {name}" if name else "")


def _promised(card: Card, wall: Wall) -> Iterator[Fact]:
    for standing in card.contracts:
        yield _("Contract"), _contract(standing, wall)
    if not card.contracts:
        yield _("Contract"), cell(Span(pgettext("contract", "none"), Style.LATE))


def _ahead(card: Card, names: Names, wall: Wall) -> Iterator[Fact]:
    """Operations and interventions, under way or to come."""
    for ticket, plan in card.operations:
        said = _("{ref}: {title}, from {start} to {end}")
        window = {"start": wall.moment(plan.start), "end": wall.moment(plan.end)}
        yield _("Operation"), cell(said.format(ref=ticket.ref, title=ticket.title, **window))
    for ticket, visit in card.visits:
        said = _("{ref}: {mode}, from {start} to {end}, {who}")
        window = {"start": wall.moment(visit.start), "end": wall.moment(visit.end)}
        who = names.person(visit.technician) if visit.technician else "-"
        yield _("Intervention"), cell(said.format(ref=ticket.ref, mode=word(visit.mode), who=who, **window))


def _ways_in(card: Card, wall: Wall) -> Iterator[Fact]:
    for contact in card.level1:
        yield _("Level 1"), cell(contact.name, _level1(contact, wall))
    for site, way in card.remote:
        yield _("Access"), cell(_access(site, way))


def _of_contact(contact: Contact, wall: Wall) -> str:
    parts = [*map(word, contact.roles), *contact.phones, contact.email or ""]
    if contact.left is not None and contact.left <= wall.now.date():
        parts.insert(0, _("LEFT on {day}").format(day=full_date(contact.left)))
    return "".join(f", {part}" for part in parts if part)


def _contract(standing: Standing, wall: Wall) -> Cell:
    found = standing.openness
    state = pgettext("hours", "open") if found.open else pgettext("hours", "closed")
    if found.changes_at:
        said = _("{state}, closes {moment}") if found.open else _("{state}, opens {moment}")
        state = said.format(state=state, moment=wall.ahead(found.changes_at))
    style = Style.GOOD if found.open else Style.SOON
    said = _("{contract}, {state}, {coverage}:").format(
        contract=standing.contract.slug,
        state=term_state_words(standing.term.state),
        coverage=coverage_name(found.coverage),
    )
    return cell(f"{said} ", Span(state, style))


def _outage(ticket: Ticket, outage: Outage, names: Names, wall: Wall) -> str:
    said = _("{service} down since {moment} ({age}), {ref}")
    service = names.component(outage.service)
    service = names.service(outage.service) if service == outage.service else service
    return said.format(service=service, moment=wall.moment(outage.start), age=wall.age(outage.start), ref=ticket.ref)


def _level1(contact: Contact, wall: Wall) -> str:
    trained = max((one.on for one in contact.training), default=None)
    expires = max((one.expires for one in contact.training if one.expires), default=None)
    parts = [*contact.phones]
    if expires is not None:
        over = expires <= wall.now.date()
        said = _("training expired on {day}") if over else _("trained until {day}")
        parts.append(said.format(day=full_date(expires)))
    elif trained is not None:
        parts.append(_("trained on {day}").format(day=full_date(trained)))
    return "".join(f", {part}" for part in parts)


def _access(site: Site, way: RemoteAccess) -> str:
    kept = _("secret: {place}").format(place=way.secret_kept) if way.secret_kept else ""
    return _("{site}: {how}").format(
        site=site.name, how=", ".join(filter(None, (way.method, way.endpoint, kept, way.text)))
    )


def _tickets(card: Card, wall: Wall) -> Grid | None:
    count = len(card.tickets)
    heading = ngettext("{n} open ticket", "{n} open tickets", count).format(n=count)
    rows = [
        [one.ref, word(one.priority), status_words(one), wall.age(one.opened_at), one.title]
        for one in card.tickets[:_SHOWN]
    ]
    if count > _SHOWN:
        more = ngettext("… and {n} more", "… and {n} more", count - _SHOWN).format(n=count - _SHOWN)
        rows.append(["", "", "", "", more])
    return list_of([heading, _("Prio"), _("Status"), _("Age"), _("Title")], rows)


def _causes(card: Card, names: Names, wall: Wall) -> Grid | None:
    rows = [
        [
            one.ref,
            wall.day(datetime.fromisoformat(one.opened_at)),
            ", ".join(map(names.component, one.components)) or "-",
            one.cause,
        ]
        for one in card.causes
    ]
    return list_of([_("Last causes"), _("On"), _("Component"), _("Cause")], rows)

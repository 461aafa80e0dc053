"""The page of one component of a client's installation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from celyactl.domain.words import Status, WaitFor
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.ends import end_day, end_words
from celyactl.render.moments import full_date
from celyactl.render.terminal.card import card, list_of
from celyactl.render.words import criticality_words, why_words, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.domain.caller_card import TicketOn
    from celyactl.domain.client import Client, Component, Version
    from celyactl.domain.end_of_life import End
    from celyactl.render.moments import Wall
    from celyactl.render.terminal.page import Grid, Page


def component_page(
    client: Client, component: Component, ends: Sequence[End], told: tuple[Sequence[TicketOn], int], wall: Wall
) -> Page:
    """What is known of a component, its latest version first; `told` are its last tickets, and how many it has."""
    facts = [
        (_("Client"), f"{client.name} ({client.id})"),
        (_("Kind"), word(component.kind)),
        (_("State"), word(component.state)),
        (_("Product"), " ".join(filter(None, (component.maker, component.product)))),
        *((_("Version"), _version(one)) for one in reversed(component.versions)),
        (_("Site"), component.site or ""),
        (_("Hosted"), _("yes") if component.hosted else ""),
        (_("Service"), component.service or ""),
        (_("Criticality"), criticality_words(component.criticality)),
        (_("Supplier"), " ".join(filter(None, (component.supplier, component.circuit)))),
        (_("Technology"), component.technology or ""),
        (_("Numbers"), ", ".join(component.numbers)),
        (_("Serial number"), component.serial or ""),
        (_("Replaces"), component.replaces or ""),
        (_("Quantity"), str(component.quantity or "")),
        *(fact for one in ends for fact in _end(one)),
        (_("Note"), component.note or ""),
    ]
    return card(component.id, component.name, facts, _tickets(*told, wall))


def _end(one: End) -> Iterator[tuple[str, str]]:
    """When it ends, and who says so besides the desk."""
    yield _("Ends"), f"{end_day(one)} ({end_words(one)})"
    yield _("Announced at"), one.source or ""


def _version(one: Version) -> str:
    """`20.15.2 (23 Nov 2026, security, CEL-2611-4F7K2QE, malik)`."""
    more = (full_date(one.since), why_words(one.reason), one.ref, one.by)
    return f"{one.version} ({', '.join(filter(None, more))})"


def _tickets(tickets: Sequence[TicketOn], total: int, wall: Wall) -> Grid | None:
    heading = ngettext("{n} ticket", "{n} tickets", total).format(n=total)
    rows = [
        [one.ref, wall.day(wall.local(datetime.fromisoformat(one.opened_at))), _status(one), one.title]
        for one in tickets
    ]
    return list_of([heading, _("Opened"), _("Status"), _("Title")], rows)


def _status(one: TicketOn) -> str:
    return word(WaitFor(one.pending)) if one.pending else word(Status(one.status))

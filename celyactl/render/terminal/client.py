"""The page of one client: its contracts, its sites, its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.in_force import term_of
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.render.names import address
from celyactl.render.terminal.card import card, list_of
from celyactl.render.words import term_state_words, word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.render.terminal.card import Fact
    from celyactl.render.terminal.page import Grid, Page


def client_page(client: Client, contracts: Iterable[Contract], day: date) -> Page:
    """A client on a day; its components have a list of their own."""
    return card(client.id, client.name, _facts(client), _contracts(contracts, day), _sites(client), _people(client))


def _facts(client: Client) -> list[Fact]:
    return [
        (_("Status"), word(client.legal)),
        (_("Registration"), client.registration or ""),
        (_("Telephone"), ", ".join(client.phones)),
        (_("Domains"), ", ".join(client.domains)),
        (_("Components"), str(len(client.components) or "")),
        (_("Note"), client.note or ""),
    ]


def _contracts(contracts: Iterable[Contract], day: date) -> Grid | None:
    rows = ([one.slug, word(one.type), term_state_words(term_of(one, day).state)] for one in contracts)
    return list_of([_("Contract"), _("Type"), _("State")], rows)


def _sites(client: Client) -> Grid | None:
    rows = ([site.id, site.name, ", ".join(site.phones) or "-", address(site) or "-"] for site in client.sites)
    return list_of([_("Site"), _("Name"), _("Telephone"), _("Address")], rows)


def _people(client: Client) -> Grid | None:
    rows = (
        [
            contact.id,
            contact.name,
            ", ".join(contact.phones) or "-",
            contact.email or "-",
            _("left on {day}").format(day=full_date(contact.left))
            if contact.left
            else ", ".join(map(word, contact.roles)) or "-",
        ]
        for contact in client.contacts
    )
    return list_of([_("Person"), _("Name"), _("Telephone"), _("E-mail"), _("Roles")], rows)

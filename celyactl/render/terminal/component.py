"""The page of one component of a client's installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.render.terminal.card import card
from celyactl.render.words import word

if TYPE_CHECKING:
    from celyactl.domain.client import Client, Component
    from celyactl.render.terminal.page import Page


def component_page(client: Client, component: Component) -> Page:
    """What is known of a component, its latest version first."""
    facts = [
        (_("Client"), f"{client.name} ({client.id})"),
        (_("Kind"), word(component.kind)),
        (_("State"), word(component.state)),
        (_("Product"), " ".join(filter(None, (component.maker, component.product)))),
        *((_("Version"), f"{one.version} ({full_date(one.since)})") for one in reversed(component.versions)),
        (_("Site"), component.site or ""),
        (_("Hosted"), _("yes") if component.hosted else ""),
        (_("Supplier"), " ".join(filter(None, (component.supplier, component.circuit)))),
        (_("Technology"), component.technology or ""),
        (_("Numbers"), ", ".join(component.numbers)),
        (_("Serial number"), component.serial or ""),
        (_("Quantity"), str(component.quantity or "")),
        (_("Expires"), full_date(component.expires) if component.expires else ""),
        (_("End of life"), full_date(component.end_of_life) if component.end_of_life else ""),
        (_("Note"), component.note or ""),
    ]
    return card(component.id, component.name, facts)

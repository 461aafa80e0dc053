"""The shape of a caller's card under `--json`: everything that people read, by id and whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.cli.record_data import contact_data, fields_of, term_data
from celyactl.cli.ticket_data import header_data

if TYPE_CHECKING:
    from celyactl.domain.caller_card import Card, Standing


def card_data(card: Card) -> dict[str, Any]:
    """The card."""
    name, number = card.callback or (None, None)
    return {
        "client": {one: getattr(card.client, one) for one in ("id", "name", "legal", "language", "phones", "note")},
        "people": [contact_data(contact) for contact in card.people],
        "sites": [fields_of(site) for site in card.sites],
        "components": list(card.components),
        "contracts": [_standing_data(one) for one in card.contracts],
        "tickets": [header_data(ticket) for ticket in card.tickets],
        "operations": [
            {
                "ref": ticket.ref,
                "title": ticket.title,
                **{name: getattr(plan, name) for name in ("start", "end", "components")},
            }
            for ticket, plan in card.operations
        ],
        "interventions": [{"ref": ticket.ref, **visit._asdict()} for ticket, visit in card.visits],
        "outages": [
            {"ref": ticket.ref, "service": outage.service, "start": outage.start, "planned": outage.planned}
            for ticket, outage in card.outages
        ],
        "causes": [cause._asdict() for cause in card.causes],
        "level1": [contact_data(contact) for contact in card.level1],
        "remote_access": [{"site": site.id, **fields_of(way)} for site, way in card.remote],
        "callback": {"name": name or None, "number": number} if number else None,
    }


def _standing_data(standing: Standing) -> dict[str, Any]:
    found = standing.openness
    return {
        "contract": standing.contract.slug,
        "type": standing.contract.type,
        "term": term_data(standing.contract, found.day),
        "coverage": found.coverage,
        "open": found.open,
        "why": found.why,
        "changes_at": found.changes_at,
    }

"""Whether people work for a client now, and until when: the hours of its first contract that is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.openness import openness
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_moment
from celyactl.services import catalogue

if TYPE_CHECKING:
    from celyactl.extranet.visit import Visit


def hours_of(visit: Visit) -> dict[str, object]:
    """For a template: `open`, and a sentence; empty without a contract."""
    view, now = visit.view, visit.desk.now
    contract = next(iter(catalogue.contracts_in_force(view, visit.actor.client, now.date())), None)
    if contract is None:
        return {}
    found = openness(view.calendar_of(contract), now)
    if found.changes_at is None:
        return {"open": found.open, "text": _("Open now, at any hour") if found.open else _("Closed now")}
    text = _("Open now, until {when}") if found.open else _("Closed now, open again {when}")
    return {"open": found.open, "text": text.format(when=full_moment(found.changes_at, visit.wall))}

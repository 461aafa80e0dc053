"""The desk at a glance: the board, what is planned today, who is on call, and how old the last exchange is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.agenda import agenda, unrecorded
from celyactl.domain.oncall import duties_on
from celyactl.domain.overview import LateVisit, Overview, PackUse, Waiting
from celyactl.services.board import glance
from celyactl.services.contracts.pack_alerts import alerts
from celyactl.services.prevention.due import promised
from celyactl.services.undelivered import undelivered_at
from celyactl.store import quarantine
from celyactl.store.remote.memory import last_spoke

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from celyactl.services.contracts.pack_alerts import PackAlert
    from celyactl.store.place import Place
    from celyactl.store.view import View


LOOKED_BACK: Final = timedelta(days=365)
"""How far back visits that were never made are asked for."""
DAYS_AHEAD: Final = 7
"""Days after today of which the board shows what is planned."""


def overview_at(view: View, now: datetime, most: int, progress: Callable[[int, int], None] | None = None) -> Overview:
    """The overview at `now`, which is in the desk's zone; `most`, what it raises and warns of as `glance`."""
    board, stories = glance(view, now, most, progress)
    day, zone = now.date(), view.zone
    on_call = duties_on(view.company.oncall, day)
    today = agenda(stories, day, zone)
    ahead = agenda(stories, day + timedelta(days=1), zone, DAYS_AHEAD)
    return Overview(
        board,
        today,
        tuple(one for one in ahead if one not in today),
        unrecorded(stories, day, zone),
        late_visits(view, day),
        on_call,
        _last_exchange(view.repository.place),
        _quarantine(view.repository.place),
        undelivered_at(view, stories, now),
        tuple(map(_pack_use, alerts(view, day))),
    )


def _pack_use(one: PackAlert) -> PackUse:
    return PackUse(one.contract, one.client, one.percent, one.used_up, one.expires, one.unit, one.left)


def late_visits(view: View, today: date) -> tuple[LateVisit, ...]:
    """The preventive visits of the year that ends today which are late, the longest first."""
    found = promised(view, (today - LOOKED_BACK, today), today)
    return tuple(
        LateVisit(one.contract.slug, one.contract.client, one.visit.plan.id, one.visit.due, one.visit.ref)
        for one in found
        if one.visit.standing == "late"
    )


def _quarantine(place: Place) -> Waiting | None:
    found = quarantine.waiting(place)
    return Waiting(len(found), found[0].received) if found else None


def _last_exchange(place: Place) -> datetime | None:
    at = last_spoke(place)
    return datetime.fromtimestamp(at, UTC) if at else None

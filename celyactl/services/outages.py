"""Outages of the services that clients share, told on tickets; `planned` ones are those of an operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.availability import outages_of, still_down
from celyactl.domain.entries.field import OutageEnded, OutageStarted
from celyactl.domain.figures.services import count_services
from celyactl.domain.fold import refold
from celyactl.domain.local_time import to_utc
from celyactl.errors.outages import AlreadyDown, BackBeforeDown, NothingDown, WhichOutage
from celyactl.render.moments import Wall, apart
from celyactl.services.histories import tickets_with_outage
from celyactl.services.names import shared_service_of
from celyactl.services.reliance import unheard_of
from celyactl.services.tickets.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.domain.availability import Outage
    from celyactl.domain.figures.period import Period
    from celyactl.domain.figures.services import ServiceFigures
    from celyactl.domain.ticket import Ticket
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.view import View


def open_outage(service: str, text: str | None = None, *, planned: bool = False, public: bool = False) -> Telling:
    """A service went down at the act's instant. Raises UnknownSharedService, AlreadyDown when it is told."""

    def make(scene: Scene) -> list[OutageStarted]:
        shared_service_of(scene.view, service)
        if any(one.service == service for one in still_down(scene.story)):
            raise AlreadyDown(scene.ticket.ref, service)
        return [OutageStarted(**scene.stamp(public=public), service=service, planned=planned, text=text)]

    def remark(scene: Scene, after: Ticket) -> Sequence[str]:
        return unheard_of(scene.view, after.client, service)

    return Telling("outage.open", make, remark, prose=f"outage of {service}", fact=lambda _scene: service)


def close_outage(service: str | None = None, text: str | None = None, *, public: bool = False) -> Telling:
    """A service came back; the one that is down when none is named.

    Raises UnknownSharedService, NothingDown, WhichOutage, BackBeforeDown when it is told.
    """

    def make(scene: Scene) -> list[OutageEnded]:
        if service is not None and all(one.service != service for one in still_down(scene.story)):
            shared_service_of(scene.view, service)
        begun = _to_close(scene, service)
        if to_utc(scene.at) < to_utc(begun.at):
            raise BackBeforeDown(scene.ticket.ref, *apart(scene.at, begun.at, Wall(scene.acting.now)))
        return [OutageEnded(**scene.stamp(public=public), outage=begun.id, service=begun.service, text=text)]

    return Telling("outage.close", make, prose="end of an outage", fact=lambda scene: _to_close(scene, service).service)


def _to_close(scene: Scene, service: str | None) -> OutageStarted:
    down = still_down(scene.story)
    there = [one for one in down if service in {None, one.service}]
    if not there:
        raise NothingDown(scene.ticket.ref, service if down else None)
    if len(there) > 1:
        raise WhichOutage(scene.ticket.ref, [one.service for one in there])
    return there[0]


class Told(Struct, frozen=True):
    """An outage with the ticket that tells of it."""

    ticket: Ticket
    outage: Outage


class Outages(Struct, frozen=True):
    """The outages that touch a period, and the availability of hosted services over it."""

    told: tuple[Told, ...]
    services: tuple[ServiceFigures, ...]


def outages_in(view: View, period: Period, now: datetime, service: str | None = None) -> Outages:
    """What went down in a period, of one service or of all. Raises UnknownSharedService."""
    if service is not None:
        shared_service_of(view, service)
    wanted = [one for one in view.company.shared_services if service in {None, one.id}]
    found = {one.id: _told(view, one.id) for one in wanted}
    told = [one for each in found.values() for one in each if _touches(one.outage, period)]
    hosted = {one.id: [each.outage for each in found[one.id]] for one in wanted if one.hosted}
    ordered = sorted(told, key=lambda one: (to_utc(one.outage.start), one.outage.service), reverse=True)
    return Outages(tuple(ordered), count_services(hosted, period, now))


def _told(view: View, service: str) -> Sequence[Told]:
    tickets = tickets_with_outage(view, service)
    return [Told(one, each) for one in tickets for each in outages_of(refold(one)) if each.service == service]


def _touches(outage: Outage, period: Period) -> bool:
    return to_utc(outage.start) < period.ends and (outage.end is None or period.begins < to_utc(outage.end))

"""Work that was done on a ticket, planned before or not, as tellings."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.entries.field import Agreement, Intervention
from celyactl.domain.parts import read_part
from celyactl.errors.field import LeftBeforeArrival
from celyactl.errors.packs import AgreementIncomplete
from celyactl.errors.ticket import EndBeforeStart
from celyactl.i18n import gettext as _
from celyactl.render.moments import Wall, apart
from celyactl.services.interventions.planning import is_out_of_hours, visit_named
from celyactl.services.names import member_of, site_of
from celyactl.services.texts import said
from celyactl.services.tickets.telling import Telling, require_open, require_past

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.entries.base import Check
    from celyactl.domain.ticket import Ticket
    from celyactl.domain.words import Mode
    from celyactl.services.tickets.telling import Scene


class Work(Struct, frozen=True):
    """An intervention: [start, end), travel apart in seconds; the technician is the actor unless said.

    `arrival` and `departure` are those at the site, `parts` texts as `read_part` takes them. Of what was planned,
    mode, technician and site are as planned unless said.
    """

    start: datetime
    end: datetime
    summary: str
    mode: Mode | None = None
    technician: str | None = None
    site: str | None = None
    travel_seconds: int = 0
    arrival: datetime | None = None
    departure: datetime | None = None
    parts: Sequence[str] = ()
    tests: tuple[Check, ...] = ()
    public: bool = False
    agreed_by: str | None = None
    agreed_how: str | None = None

    @property
    def agreed(self) -> Agreement | None:
        """Who agreed to be billed, and how; the work is then billable whatever its hour."""
        return Agreement(by=self.agreed_by, how=self.agreed_how) if self.agreed_by and self.agreed_how else None


def add_intervention(work: Work, mode: Mode) -> Telling:
    """Work that was done; out of hours, out of contract or as agreed it is billable.

    Raises EndBeforeStart, LeftBeforeArrival, EmptyText, AgreementIncomplete; telling it AtInTheFuture, AtBeforeOpening,
    UnknownMember, UnknownSite, PartNotUnderstood.
    """
    _require_sense(work)

    def make(scene: Scene) -> list[Intervention]:
        return [_entry(scene, replace(work, technician=_technician(scene, work.technician or "me")), mode)]

    return Telling("intervention.add", make, _remarks, prose="add an intervention")


def finish_intervention(work: Work, which: str | None = None) -> Telling:
    """A planned intervention was made. Raises as `add_intervention`; telling it NothingPlanned, WhichVisit too."""
    _require_sense(work)

    def make(scene: Scene) -> list[Intervention]:
        visit = visit_named(scene, which)
        named = _technician(scene, work.technician) if work.technician else None
        made = replace(
            work, technician=named or visit.technician or scene.acting.by, site=work.site or visit.site or None
        )
        return [_entry(scene, made, work.mode or visit.mode, visit.id)]

    return Telling("intervention.done", make, _remarks, prose="finish a planned intervention")


def _technician(scene: Scene, who: str) -> str:
    return member_of(scene.view, who, scene.acting)


def _require_sense(work: Work) -> None:
    wall = Wall(work.start)
    if work.end <= work.start:
        raise EndBeforeStart(*apart(work.start, work.end, wall))
    if work.arrival and work.departure and work.departure <= work.arrival:
        raise LeftBeforeArrival(*apart(work.arrival, work.departure, wall))
    said(work.summary, "--summary")
    if bool(work.agreed_by) != bool(work.agreed_how):
        raise AgreementIncomplete


def _entry(scene: Scene, work: Work, mode: Mode, planned: str | None = None) -> Intervention:
    for at, option in ((work.end, "--end"), (work.arrival, "--arrival"), (work.departure, "--departure")):
        if at is not None:
            require_past(at, scene.acting.now, option)
    require_open(scene.ticket, work.start, "--start")
    if work.arrival is not None:
        require_open(scene.ticket, work.arrival, "--arrival")
    client, outside = scene.ticket.client, is_out_of_hours(scene, work.start, work.end)
    return Intervention(
        **scene.stamps.stamp(public=work.public, at=work.start),
        mode=mode,
        start=work.start,
        end=work.end,
        technician=work.technician,
        planned=planned,
        site=site_of(scene.view, client, work.site) if work.site else scene.ticket.site,
        travel_seconds=work.travel_seconds,
        arrival=work.arrival,
        departure=work.departure,
        summary=work.summary,
        parts=tuple(read_part(text, _components(scene) if work.parts else frozenset()) for text in work.parts),
        tests=work.tests,
        out_of_hours=outside,
        billable=outside or scene.ticket.out_of_contract is not None or work.agreed is not None,
        agreed=work.agreed,
    )


def _components(scene: Scene) -> frozenset[str]:
    return frozenset(component.id for component in scene.view.client(scene.ticket.client).components)


def _remarks(scene: Scene, after: Ticket) -> tuple[str, ...]:
    return (*_left_on_the_pack(scene, after), *_serials_on_record(scene, after))


def _serials_on_record(scene: Scene, after: Ticket) -> Iterator[str]:
    """What the installation does not know yet of the parts that were swapped: only `component replace` changes it."""
    work = after.journal[-1]
    fitted = [one for one in work.parts if one.component and one.serial_in] if isinstance(work, Intervention) else []
    if not fitted:
        return
    client = scene.view.client(after.client)
    serials = {component.id: component.serial for component in client.components}
    said = _("{component} keeps serial number {old} on record: `{command}` records {new}.")
    for part in fitted:
        old = serials[str(part.component)]
        if old != part.serial_in:
            words = ["celyactl", "component", "replace", client.id, str(part.component)]
            command = shlex.join([*words, "--serial-in", str(part.serial_in), "--ticket", after.ref])
            yield said.format(component=part.component, old=old or "-", new=part.serial_in, command=command)


def _left_on_the_pack(scene: Scene, after: Ticket) -> tuple[str, ...]:
    """What is left of prepaid hours once the work has drawn on them, from 80 % on."""
    contract = scene.view.contract(after.contract) if after.contract else None
    if contract is None or not any(pack.unit == "hours" for pack in contract.packs):
        return ()
    from celyactl.services.contracts.packs import Prepaid  # few contracts sell hours

    return Prepaid(scene.view, contract, scene.at.astimezone(scene.view.zone).date()).remarks(after)

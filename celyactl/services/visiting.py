"""Interventions made on a ticket, as tellings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from celyactl.domain.entries.field import Agreement, Intervention
from celyactl.errors.packs import AgreementIncomplete
from celyactl.errors.ticket import EndBeforeStart
from celyactl.render.moments import Wall, apart
from celyactl.services.names import member_of
from celyactl.services.telling import Telling, require_open, require_past
from celyactl.services.working import said

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.ticket import Ticket
    from celyactl.domain.words import Mode
    from celyactl.services.telling import Scene


@dataclass(frozen=True)
class Work:
    """An intervention: [start, end), travel apart in seconds; the technician is the actor unless said."""

    mode: Mode
    start: datetime
    end: datetime
    summary: str
    technician: str | None = None
    travel_seconds: int = 0
    public: bool = False
    agreed_by: str | None = None
    agreed_how: str | None = None

    @property
    def agreed(self) -> Agreement | None:
        """Who agreed to be billed, and how; the work is then billable whatever its hour."""
        return Agreement(by=self.agreed_by, how=self.agreed_how) if self.agreed_by and self.agreed_how else None


def add_intervention(work: Work) -> Telling:
    """Work that was done; out of hours, out of contract or as agreed it is billable.

    Raises EndBeforeStart, EmptyText, AgreementIncomplete; telling it AtInTheFuture, AtBeforeOpening, UnknownMember.
    """
    if work.end <= work.start:
        raise EndBeforeStart(*apart(work.start, work.end, Wall(work.start)))
    said(work.summary, "--summary")
    if bool(work.agreed_by) != bool(work.agreed_how):
        raise AgreementIncomplete

    def make(scene: Scene) -> list[Intervention]:
        require_past(work.end, scene.acting.now, "--end")
        require_open(scene.ticket, work.start, "--start")
        outside = _out_of_hours(scene, work)
        entry = Intervention(
            **scene.stamps.stamp(public=work.public, at=work.start),
            mode=work.mode,
            start=work.start,
            end=work.end,
            technician=member_of(scene.view, "me" if work.technician is None else work.technician, scene.acting),
            site=scene.ticket.site,
            travel_seconds=work.travel_seconds,
            summary=work.summary,
            out_of_hours=outside,
            billable=outside or scene.ticket.out_of_contract is not None or work.agreed is not None,
            agreed=work.agreed,
        )
        return [entry]

    return Telling("intervention.add", make, _left_on_the_pack, prose="add an intervention")


def _left_on_the_pack(scene: Scene, after: Ticket) -> tuple[str, ...]:
    """What is left of prepaid hours once the work has drawn on them, from 80 % on."""
    contract = scene.view.contract(after.contract) if after.contract else None
    if contract is None or not any(pack.unit == "hours" for pack in contract.packs):
        return ()
    from celyactl.services.packs import Prepaid  # noqa: PLC0415 - few contracts sell hours

    return Prepaid(scene.view, contract, scene.at.astimezone(scene.view.zone).date()).remarks(after)


def _out_of_hours(scene: Scene, work: Work) -> bool:
    """Whether any of it lies outside the contract's coverage (docs/sla.md rule 13)."""
    if scene.ticket.contract is None:
        return False
    calendar = scene.view.calendar_of(scene.view.contract(scene.ticket.contract))
    return calendar.elapsed(work.start, work.end) < work.end - work.start

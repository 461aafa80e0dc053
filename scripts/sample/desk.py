"""The whole sample: the company is founded, clients sign and amend, and their tickets are played."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from sample import company
from sample.clients import clinic, clinic_contract, factory, hotel, school, shop
from sample.moments import PARIS
from sample.stage import Stage
from sample.tickets import (
    clinic_2025_autumn,
    clinic_2025_spring,
    clinic_2026_autumn,
    clinic_2026_spring,
    factory_2025,
    factory_2026,
    hotel_2025,
    hotel_2026_autumn,
    hotel_2026_spring,
    school_2025,
    school_2026,
)
from sample.tickets import shop as shop_tickets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from celyactl.domain.contract import Contract
    from celyactl.domain.model import Model

_CLIENTS: Final = (
    (clinic.CLIENT, clinic_contract.CONTRACT, "2024-12-19"),
    (factory.CLIENT, factory.CONTRACT, "2024-12-20"),
    (school.CLIENT, school.CONTRACT, "2025-01-06"),
    (hotel.CLIENT, hotel.CONTRACT, "2025-01-29"),
    (shop.CLIENT, shop.CONTRACT, "2025-02-27"),
)
_STORIES: Final = (
    clinic_2025_spring.STORIES,
    clinic_2025_autumn.STORIES,
    clinic_2026_spring.STORIES,
    clinic_2026_autumn.STORIES,
    school_2025.STORIES,
    school_2026.STORIES,
    hotel_2025.STORIES,
    hotel_2026_spring.STORIES,
    hotel_2026_autumn.STORIES,
    factory_2025.STORIES,
    factory_2026.STORIES,
    shop_tickets.STORIES,
)


def live(path: Path) -> None:
    """Make the desk at `path`, which must be new or empty."""
    stage = Stage(path, company.COMPANY, datetime(2024, 12, 2, 9, 0, tzinfo=PARIS))
    for client, contract, when in _CLIENTS:
        stage.enrol(f"{when} 10:00", client)
        stage.sign(f"{when} 11:00", contract)
    stage.sign("2025-06-24 10:00", hotel.ANNEX)
    _amend(stage)
    for stories in _STORIES:
        stage.tell(stories)
    stage.play()


def _amend(stage: Stage) -> None:
    """What changed in the contracts, each on the day it was signed."""
    stage.amend("2025-03-21 15:00", clinic_contract.CONTRACT.slug, _adds(coverage=clinic_contract.ROUND_THE_CLOCK))
    stage.amend("2025-12-11 16:00", clinic_contract.CONTRACT.slug, _adds(targets=clinic_contract.STRICTER))
    stage.amend("2025-09-15 10:00", school.CONTRACT.slug, _adds(renewals=school.NOTICE_2025))
    stage.amend("2026-09-14 10:00", school.CONTRACT.slug, _adds(renewals=school.NOTICE_2026))
    stage.amend("2025-12-02 11:00", factory.CONTRACT.slug, _adds(coverage=factory.TWO_SHIFTS, examples=factory.SIGNED))
    stage.correct("2026-06-30 16:00", factory.CLIENT.id, factory.succession)
    stage.amend("2026-02-10 11:00", shop.CONTRACT.slug, _adds(packs=shop.SECOND_PACK))


def _adds(**items: Model) -> Callable[[Contract], Contract]:
    """One more item at the end of a contract's list."""

    def change(contract: Contract) -> Contract:
        return replace(contract, **{name: (*getattr(contract, name), item) for name, item in items.items()})

    return change

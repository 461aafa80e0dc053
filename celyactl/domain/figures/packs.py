"""What a period drew on prepaid packs: tickets, or accounted seconds beside the real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.figures.period import Period
    from celyactl.domain.packs import Balance


class PackFigures(Struct, frozen=True):
    """One pack on the last day; `drawn` in the period, `used` since it was bought: tickets or seconds."""

    unit: str
    bought: date
    expires: date | None
    size: int
    used: int
    drawn: int
    real_seconds: int

    @property
    def left(self) -> int:
        """What may still be drawn."""
        return self.size - self.used


def count_packs(balance: Balance, period: Period) -> tuple[PackFigures, ...]:
    """The packs in the order in which they were bought."""
    return tuple(
        PackFigures(
            unit=one.pack.unit,
            bought=one.pack.bought,
            expires=one.pack.expires,
            size=one.size,
            used=one.used,
            drawn=sum(draw.amount for draw in one.draws if period.holds(draw.at)),
            real_seconds=sum(draw.real for draw in one.draws if period.holds(draw.at)),
        )
        for one in balance.packs
    )

"""The availability of hosted services over a period and each of its months, as far as it is past (rule 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.availability import Availability, availability
from celyactl.domain.local_time import to_utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.availability import Outage
    from celyactl.domain.figures.period import Period


class ServiceFigures(Struct, frozen=True):
    """One service; `months` are local ones, those that had begun, each `2026-03` with what of it is in the period."""

    service: str
    whole: Availability
    months: Mapping[str, Availability]


def count_services(
    outages: Mapping[str, Sequence[Outage]], period: Period, now: datetime
) -> tuple[ServiceFigures, ...]:
    """The services by name."""
    past = min(period.ends, max(period.begins, to_utc(now)))
    spans = [(month, start, min(end, past)) for month, start, end in period.month_spans if start < past]
    return tuple(
        ServiceFigures(
            name,
            availability(known, period.begins, past),
            {month: availability(known, start, end) for month, start, end in spans},
        )
        for name, known in sorted(outages.items())
    )

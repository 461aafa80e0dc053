"""The work that was done in a period: interventions by their start, in real seconds without travel."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period


class WorkFigures(Struct, frozen=True):
    """Interventions: how many, how long; `by_mode` counts them, `out_of_hours` is those outside the coverage."""

    count: int
    seconds: int
    by_mode: Mapping[str, int]
    seconds_by_mode: Mapping[str, int]
    travel_seconds: int
    out_of_hours: int
    out_of_hours_seconds: int


def count_work(facts: Iterable[Facts], period: Period) -> WorkFigures:
    """The interventions of a contract's tickets, whenever these were opened."""
    done = [work for told in facts for work in told.works if period.holds(work.start)]
    outside = [work for work in done if work.out_of_hours]
    counts, seconds = Counter(work.mode.value for work in done), Counter[str]()
    for work in done:
        seconds[work.mode.value] += work.seconds
    return WorkFigures(
        count=len(done),
        seconds=sum(seconds.values()),
        by_mode=dict(sorted(counts.items())),
        seconds_by_mode=dict(sorted(seconds.items())),
        travel_seconds=sum(work.travel_seconds for work in done),
        out_of_hours=len(outside),
        out_of_hours_seconds=sum(work.seconds for work in outside),
    )

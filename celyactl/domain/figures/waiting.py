"""Time spent waiting in a period, and on whom: elapsed seconds, whatever the coverage and whether a clock stopped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.local_time import to_utc
from celyactl.domain.spans import joined, length
from celyactl.domain.words import WaitFor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period

_SECOND: Final = timedelta(seconds=1)


def count_waiting(facts: Iterable[Facts], period: Period, now: datetime) -> Mapping[str, int]:
    """Seconds by whose turn it was: `client`, `third-party`, `internal`; a wait that goes on ends at `now`.

    Waits of one ticket for one side may overlap, as one is entered late: that time counts once.
    """
    waited = dict.fromkeys((reason.value for reason in WaitFor), 0)
    for told in facts:
        for reason in {wait.reason for wait in told.waits}:
            spans = (
                (max(wait.start, period.begins), min(wait.end or to_utc(now), period.ends))
                for wait in told.waits
                if wait.reason is reason
            )
            waited[reason.value] += length(joined(sorted(spans))) // _SECOND
    return waited

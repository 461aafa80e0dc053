"""Time spent waiting in a period, and on whom: elapsed seconds, whatever the coverage and whether a clock stopped."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.local_time import to_utc
from celyactl.domain.words import WaitFor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from celyactl.domain.figures.period import Period
    from celyactl.domain.story import Story

_SECOND: Final = timedelta(seconds=1)


def count_waiting(stories: Iterable[Story], period: Period, now: datetime) -> Mapping[str, int]:
    """Seconds by whose turn it was: `client`, `third-party`, `internal`; a wait that goes on ends at `now`."""
    waited = Counter[str]()
    for story in stories:
        for pause in story.pauses:
            start, end = max(to_utc(pause.start), period.begins), min(to_utc(pause.end or now), period.ends)
            waited[pause.wait.reason.value] += max(0, (end - start) // _SECOND)
    return {reason.value: waited[reason.value] for reason in WaitFor}

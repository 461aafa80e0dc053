"""Durations, shares and months of a report as clients read them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import format_duration
from celyactl.i18n import gettext as _
from celyactl.i18n import language, ngettext
from celyactl.render.moments import month_and_year

if TYPE_CHECKING:
    from celyactl.domain.figures.kept import ClockFigures

_NARROW: Final = "\u202f"
NONE: Final = "–"  # noqa: RUF001 - what a table shows for nothing


def hours(seconds: int | None) -> str:
    """`3 h 50`, `23 min`, `12 s`; a dash for none."""
    return NONE if seconds is None else format_duration(timedelta(seconds=seconds))


def percent(share: float, digits: int = 1) -> str:
    """A share from 0 to 100: `99,90 %`; only a whole one is shown as 100, only none as 0."""
    step = 10**digits
    shown = round(share * step) / step
    if shown in {0, 100} and share != shown:
        shown += (1 / step) if shown == 0 else -(1 / step)
    said = f"{shown:.{digits}f}" if shown not in {0, 100} else f"{shown:.0f}"
    return f"{said.replace('.', ',')}{_NARROW}%" if language() == "fr" else f"{said}%"


def met_of(clock: ClockFigures) -> str:
    """`9 of 10`: of those that are decided; a dash where none is."""
    return _("{met} of {count}").format(met=clock.met, count=clock.decided) if clock.decided else NONE


def kept(clock: ClockFigures) -> str:
    """`9 of 10 (90.0%) + 2 still running`; without the share under five cases, and without what there is none of."""
    said = f"{met_of(clock)} ({percent(clock.rate * 100)})" if clock.rate is not None else met_of(clock)
    if not clock.running:
        return said
    still = ngettext("{n} still running", "{n} still running", clock.running).format(n=clock.running)
    return f"{said} + {still}" if clock.decided else still


def month(name: str) -> str:
    """`2026-03` as `mars 2026`."""
    return month_and_year(date(int(name[:4]), int(name[5:]), 1))

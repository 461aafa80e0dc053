"""Tickets by month and priority with a bar, and how long restoration took: one table that says what the plot shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import format_duration
from celyactl.domain.words import Priority
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.moments import month_and_year
from celyactl.render.terminal.page import BLANK, Grid, Page, Span, Style, cell, line, title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from celyactl.domain.stats import Month
    from celyactl.render.terminal.page import Cell

_BAR: Final = 14


def stats_page(months: Sequence[Month]) -> Page:
    """The months from first to last."""
    most = max((month.total for month in months), default=0)
    total = sum(month.total for month in months)
    heading = ngettext("{n} ticket", "{n} tickets", total).format(n=total)
    headings = (_("Month"), *Priority, _("All"), "", _("Set right"), _("Median"), _("9 of 10"))
    right = frozenset({*range(1, len(Priority) + 2), *range(len(Priority) + 3, len(headings))})
    return Page(
        (
            title(_("Tickets by month of opening, and time to restore")),
            line(
                Span(
                    _("{tickets}, without the cancelled ones; times are counted service hours.").format(
                        tickets=heading
                    ),
                    Style.QUIET,
                )
            ),
            BLANK,
            Grid(tuple(_row(month, most) for month in months), headings, flexible=len(Priority) + 2, right=right),
        )
    )


def _row(month: Month, most: int) -> tuple[Cell, ...]:
    counts = (str(month.opened.get(priority, 0) or "-") for priority in Priority)
    return (
        cell(month_and_year(month.first)),
        *map(cell, counts),
        cell(Span(str(month.total), Style.STRONG)),
        cell("▓" * -(-month.total * _BAR // most) if most else ""),
        cell(str(month.restored or "-")),
        *(cell(_length(length)) for length in (month.median, month.ninth)),
    )


def _length(length: timedelta | None) -> str:
    return "-" if length is None else format_duration(length)

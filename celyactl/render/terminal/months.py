"""A month on the terminal: weeks as rows from Monday, the days on which something is planned marked by a star."""

from __future__ import annotations

from calendar import Calendar
from typing import TYPE_CHECKING, Final

from celyactl.render.moments import month_names, weekday_names
from celyactl.render.terminal.page import Grid, Span, Style, cell, title

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from celyactl.render.terminal.page import Cell, Line

_WEEKS: Final = Calendar(firstweekday=0)


def month_blocks(first: date, marked: Collection[date], closed: Collection[date], today: date) -> list[Line | Grid]:
    """The month of a day: a heading, then its weeks; closed days are quiet, today is in brackets."""

    def day(of: date) -> Cell:
        if of.month != first.month:
            return cell("")
        text = f"[{of.day}]" if of == today else f"{of.day}"
        if of in marked:
            return cell(Span(f"{text}*", Style.STRONG))
        return cell(Span(text, Style.QUIET if of in closed else Style.PLAIN), " ")

    weeks = _WEEKS.monthdatescalendar(first.year, first.month)
    rows = tuple(tuple(day(of) for of in week) for week in weeks)
    [name] = month_names([first.month])
    return [title(f"{name} {first.year}"), Grid(rows, weekday_names(), right=frozenset(range(7)))]

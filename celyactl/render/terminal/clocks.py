"""Clocks in words and as bars: `GTR 4 h ▓▓▓▓▓▓░░░░ reste 1 h 40 ouvrée, échéance mar. 14:00`; and as a table."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import format_duration, promise
from celyactl.domain.words import ClockName, ClockStatus
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.terminal.page import Grid, Line, Page, Span, Style, cell, line
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.clocks import Clock
    from celyactl.domain.entries.lifecycle import Reason
    from celyactl.domain.story import Story
    from celyactl.render.moments import Wall
    from celyactl.render.terminal.page import Cell

_CELLS: Final = 10
_WARN_AT: Final = 0.75
"""From this share of the target on a clock is shown as urgent (docs/sla.md rule 12)."""


def bars(clocks: Iterable[Clock], reasons: Mapping[ClockName, Reason], wall: Wall) -> Grid:
    """A row a clock: name and target, bar, and what it shows in words."""
    rows = tuple((name(clock), _bar(clock), told(clock, reasons.get(clock.name), wall)) for clock in clocks)
    return Grid(rows, flexible=2)


def name(clock: Clock) -> Cell:
    """`GTR 4 h`."""
    return cell(Span(word(clock.name), Style.STRONG), f" {promise(clock.target)}" if clock.target else "")


def style(clock: Clock) -> Style:
    """How urgent a clock is."""
    match clock.status:
        case ClockStatus.BREACHED:
            return Style.LATE
        case ClockStatus.MET:
            return Style.GOOD
        case ClockStatus.RUNNING if clock.used is not None and clock.used >= _WARN_AT:
            return Style.SOON
        case ClockStatus.PAUSED:
            return Style.QUIET
    return Style.PLAIN


def _bar(clock: Clock) -> Cell:
    if clock.used is None:
        return ()
    full = min(_CELLS, int(clock.used * _CELLS))
    return (Span("▓" * full + "░" * (_CELLS - full), style(clock)),)


def told(clock: Clock, reason: Reason | None, wall: Wall) -> Cell:
    """What a clock shows, in words."""
    match clock.status:
        case ClockStatus.RUNNING:
            return cell(_running(clock, wall))
        case ClockStatus.PAUSED:
            return cell(_paused(clock, wall))
        case ClockStatus.MET:
            return cell(Span(_met(clock, wall), Style.GOOD))
        case ClockStatus.BREACHED:
            return cell(Span(_breached(clock, wall), Style.LATE), _because(reason))
        case ClockStatus.NONE:
            return cell(_untargeted(clock, wall))


def left(clock: Clock) -> str:
    """`reste 1 h 40 ouvrée`."""
    remaining = clock.remaining or timedelta(0)
    text = ngettext("{left} of service hours left", "{left} of service hours left", _plural(remaining))
    return text.format(left=format_duration(remaining))


def late(clock: Clock) -> str:
    """`2 h 10 ouvrées de retard`, or nothing when no covered time has passed since."""
    over = -(clock.remaining or timedelta(0))
    if over <= timedelta(0):
        return ""
    text = ngettext("{late} of service hours late", "{late} of service hours late", _plural(over))
    return text.format(late=format_duration(over))


def _plural(duration: timedelta) -> int:
    """French says `1 h 40 ouvrée`, `2 h ouvrées`; minutes are plural from two on."""
    if duration >= timedelta(hours=1):
        return duration // timedelta(hours=1)
    return duration // timedelta(minutes=1)


def _running(clock: Clock, wall: Wall) -> str:
    due = wall.ahead(clock.due_at) if clock.due_at else "-"
    return _("{left}, due {due}").format(left=left(clock), due=due)


def _paused(clock: Clock, wall: Wall) -> str:
    if clock.due_if_resumed is None:
        return _("paused, {left}").format(left=left(clock))
    due = wall.ahead(clock.due_if_resumed)
    return _("paused, {left}; due {due} if it went on now").format(left=left(clock), due=due)


def _met(clock: Clock, wall: Wall) -> str:
    met = wall.moment(clock.met_at) if clock.met_at else "-"
    return _("met {when}, in {elapsed}").format(when=met, elapsed=format_duration(clock.elapsed))


def _breached(clock: Clock, wall: Wall) -> str:
    due = wall.moment(clock.due_at) if clock.due_at else "-"
    over = late(clock)
    if clock.met_at is not None:
        done = wall.moment(clock.met_at)
        text = _("missed: due {due}, done {done}").format(due=due, done=done)
    else:
        text = _("missed: was due {due}").format(due=due)
    return _("{text}, {late}").format(text=text, late=over) if over else text


def _because(reason: Reason | None) -> Span:
    if reason is None:
        return Span(_(" (no reason given yet)"), Style.LATE)
    return Span(_(" (on account of {because}: {text})").format(because=word(reason.because), text=reason.text))


def _untargeted(clock: Clock, wall: Wall) -> str:
    if clock.met_at is not None:
        return _("no target; done {when}, in {elapsed}").format(
            when=wall.moment(clock.met_at), elapsed=format_duration(clock.elapsed)
        )
    return _("no target; {elapsed} counted so far").format(elapsed=format_duration(clock.elapsed))


def clocks_page(story: Story, clocks: Sequence[Clock], wall: Wall) -> Page:
    """`sla show`: each clock in words, then its figures, a column a clock."""
    header = story.header
    headings = ("", *(word(clock.name) for clock in clocks))
    heading = line(Span(header.ref, Style.TITLE), f"  {header.title}", hang=2)
    if wall.now < header.opened_at:
        return Page((heading, line(not_open_yet(story, wall))))
    return Page(
        (
            heading,
            Line(),
            bars(clocks, story.reasons, wall),
            Line(),
            Grid(tuple(_figures(clocks, wall)), headings),
        )
    )


def not_open_yet(story: Story, wall: Wall) -> str:
    """What is said of a ticket at an instant before its opening."""
    return _("Not open yet: it was reported {when}.").format(when=wall.moment(story.header.opened_at))


def _figures(clocks: Sequence[Clock], wall: Wall) -> Iterator[tuple[Cell, ...]]:
    yield _figure(_("Target"), (promise(clock.target) for clock in clocks))
    yield _figure(_("Started"), (wall.moment(clock.started_at) for clock in clocks))
    yield _figure(_("Due"), (_moment(clock.due_at, wall) for clock in clocks))
    yield _figure(_("Met"), (_moment(clock.met_at, wall) for clock in clocks))
    yield _figure(_("Counted"), (format_duration(clock.elapsed) for clock in clocks))
    yield _figure(_("Paused"), (format_duration(clock.paused) for clock in clocks))
    yield (cell(Span(_("Status"), Style.QUIET)), *(cell(Span(word(clock.status), style(clock))) for clock in clocks))


def _figure(label: str, values: Iterable[str]) -> tuple[Cell, ...]:
    return (cell(Span(label, Style.QUIET)), *map(cell, values))


def _moment(at: datetime | None, wall: Wall) -> str:
    return wall.moment(at) if at else "-"

"""`sla explain`: a clock line by line, each with its rule, its seconds and the sum so far, to be checked by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import format_duration, promise
from celyactl.domain.ledger_lines import LineCode
from celyactl.domain.words import ClockStatus
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.coverages import coverage_name
from celyactl.render.deeds.base import span as moments_span
from celyactl.render.terminal.clocks import name, not_open_yet, told
from celyactl.render.terminal.page import BLANK, Grid, Page, Span, Style, cell, line
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.clocks import Clock
    from celyactl.domain.ledger_lines import ClosedDay
    from celyactl.domain.ledger_lines import Line as LedgerLine
    from celyactl.domain.story import Story
    from celyactl.domain.words import ClockName
    from celyactl.render.moments import Wall
    from celyactl.render.terminal.page import Cell
    from celyactl.render.terminal.page import Line as PageLine

    Told = tuple[Clock, Sequence[LedgerLine], Sequence[LedgerLine]]

_WORDS: Final = {
    LineCode.COUNTED: marked("counted: {detail}"),
    LineCode.CLOSED: marked("closed{detail}"),
    LineCode.PAUSED_CLIENT: marked("paused: waits for the client"),
    LineCode.PAUSED_THIRD_PARTY: marked("paused: waits for {detail}"),
    LineCode.OPERATION: marked("excluded: planned operation {detail}"),
    LineCode.RESTORED: marked("restored, until the reopening"),
    LineCode.OPENED: marked("reported{detail}"),
    LineCode.OPENED_OUT_OF_HOURS: marked("reported outside service hours{detail}"),
    LineCode.PRIORITY: marked("priority {detail}"),
    LineCode.COVERAGE: marked("from here on: {detail}"),
    LineCode.DUE: marked("deadline{detail}"),
    LineCode.MET: marked("done: the clock ends"),
    LineCode.CANCELLED: marked("cancelled"),
}
_DAYS: Final = {
    "holiday": marked("{day}: public holiday"),
    "exception": marked("{day}: closed that day"),
}
_WITH_TARGET: Final = frozenset({LineCode.OPENED, LineCode.OPENED_OUT_OF_HOURS, LineCode.DUE, LineCode.PRIORITY})
_COVERED: Final = frozenset({LineCode.COUNTED, LineCode.COVERAGE})
_STYLES: Final = {
    LineCode.COUNTED: Style.PLAIN,
    LineCode.DUE: Style.STRONG,
    LineCode.MET: Style.GOOD,
}


def ledger_page(story: Story, ledgers: Sequence[Told], wall: Wall) -> Page:
    """Each clock with its lines so far, and those to come up to its deadline."""
    header = story.header
    blocks: list[PageLine | Grid] = [line(Span(header.ref, Style.TITLE), "  ", header.title, hang=2)]
    for clock, lines, ahead in ledgers:
        blocks += [BLANK, _heading(clock, story, wall), BLANK, _table(lines, wall)]
        if ahead:
            blocks += [BLANK, line(_("To come, if nothing changes:")), _table(ahead, wall)]
    blocks += [BLANK, line(Span(_("Durations in hours, minutes and seconds; rules: docs/sla.md."), Style.QUIET))]
    return Page(tuple(blocks))


def _heading(clock: Clock, story: Story, wall: Wall) -> PageLine:
    return line(*name(clock), "  ", *told(clock, story.reasons.get(clock.name), wall), *_kept(clock, wall), hang=2)


def _kept(clock: Clock, wall: Wall) -> Cell:
    """The deadline of a clock that was met before it: no line of the ledger reaches it."""
    if clock.status is not ClockStatus.MET or clock.due_at is None:
        return ()
    return cell(_(", due {due}").format(due=wall.moment(clock.due_at)))


def _table(lines: Sequence[LedgerLine], wall: Wall) -> Grid:
    headings = (_("When"), _("What"), _("Rule"), _("Counted"), _("Sum"))
    rows = tuple(_row(one, wall) for one in lines)
    return Grid(rows, headings, flexible=1, right=frozenset({2, 3, 4}))


def _row(told_line: LedgerLine, wall: Wall) -> tuple[Cell, ...]:
    style = _STYLES.get(told_line.code, Style.QUIET if not told_line.is_mark else Style.STRONG)
    return (
        cell(_when(told_line, wall)),
        (Span(words(told_line, wall), style),),
        cell(str(told_line.rule) if told_line.rule else ""),
        cell("" if told_line.is_mark else clock_face(told_line.seconds)),
        cell(clock_face(told_line.total)),
    )


def _when(told_line: LedgerLine, wall: Wall) -> str:
    """From when; and until when within the day: a longer stretch ends where the next line begins."""
    if told_line.is_mark or not _within_a_day(told_line, wall):
        return wall.moment(told_line.start)
    return moments_span(told_line.start, told_line.end, wall)


def _within_a_day(told_line: LedgerLine, wall: Wall) -> bool:
    return wall.local(told_line.start).date() == wall.local(told_line.end).date()


def words(told_line: LedgerLine, wall: Wall) -> str:
    """What a line tells, with what it holds: `fermé (mer. 11/11 : jour férié)`."""
    detail = told_line.detail
    if told_line.code in _COVERED:
        detail = coverage_name(detail)
    if told_line.code is LineCode.CLOSED:
        detail = _days(told_line.days, wall)
    elif told_line.code in _WITH_TARGET:
        detail += _target(told_line)
    text = _(_WORDS[told_line.code]).format(detail=detail)
    if told_line.code is not LineCode.CLOSED and not _within_a_day(told_line, wall):
        text = _("{text}, until {end}").format(text=text, end=wall.moment(told_line.end))
    uncounted = told_line.covered - told_line.seconds
    if uncounted > 0:
        worth = format_duration(timedelta(seconds=uncounted))
        return _("{text} ({worth} of service hours not counted)").format(text=text, worth=worth)
    return text


def _days(days: Sequence[ClosedDay], wall: Wall) -> str:
    """The whole days of a closed stretch; a weekday on which nobody ever works needs no reason."""
    told_days = ", ".join(_day(one, wall) for one in days)
    return f" ({told_days})" if told_days else ""


def _day(closed: ClosedDay, wall: Wall) -> str:
    day = wall.day(closed.day)
    return _(_DAYS[closed.kind]).format(day=day) if closed.kind in _DAYS else day


def _target(told_line: LedgerLine) -> str:
    if told_line.target is None:
        return _(", no target") if told_line.code is not LineCode.DUE else ""
    return _(", target {target}").format(target=promise(told_line.target))


def clock_face(seconds: int) -> str:
    """`1:40:00`, exact, so that lines can be added up by hand."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"


def untold_page(story: Story, wall: Wall, unpromised: ClockName | None) -> Page:
    """What is said before the opening, of a clock that the contract does not promise, of a ticket without contract."""
    if wall.now < story.header.opened_at:
        text = not_open_yet(story, wall)
    elif unpromised is not None:
        text = _("The contract promises nothing for this clock: {clock}.").format(clock=word(unpromised))
    else:
        text = _("No contract covers this ticket: nothing is counted (rule 13).")
    return Page((line(Span(story.header.ref, Style.TITLE), "  ", story.header.title, hang=2), line(text)))

"""The board: what falls due, whose turn it is and since when, misses without a reason. One page, live or not.

A section that holds more than is shown says by which query the others are listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.durations import promise
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.deeds.base import labelled
from celyactl.render.lists import clauses
from celyactl.render.terminal import clocks
from celyactl.render.terminal.page import BLANK, Grid, Page, Span, Style, cell, line, title
from celyactl.render.terminal.ticket import whose
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from celyactl.domain.board import Board, Counts, Standing
    from celyactl.render.moments import Wall
    from celyactl.render.terminal.page import Cell, Line

    Detail = Callable[[Standing, Wall], Cell]


def board_page(board: Board, people: Mapping[str, str], wall: Wall) -> Page:
    """The sections that hold something; `people` names the team by id."""
    counts = board.counts
    sections = (
        (_("Deadlines"), board.due, counts.due, _deadline, "-due:none"),
        (_("Ours, no deadline"), board.ours, counts.ours, _since, "due:none -waiting sort:updated"),
        (_("The client's turn"), board.client, counts.client, _wait, "waiting:client sort:back"),
        (_("A third party's turn"), board.third_party, counts.third_party, _wait, "waiting:third-party sort:back"),
        (_("Put aside"), board.aside, counts.aside, _wait, "waiting:internal sort:back"),
        (_("Missed, no reason given"), board.unexplained, counts.unexplained, _miss, "unexplained status:any"),
    )
    blocks: list[Line | Grid] = [line(_summary(counts, wall))]
    for heading, standings, count, detail, query in sections:
        if count:
            rows = tuple(_row(one, detail, people, wall) for one in standings)
            blocks += [BLANK, title(f"{heading} ({count})"), Grid(rows, flexible=3)]
            blocks += more(count - len(rows), f"celyactl ticket list '{query}'")
    return Page(tuple(blocks))


def more(count: int, command: str) -> Iterator[Line]:
    """How many a section does not show, and what shows them; nothing when it shows all."""
    if count > 0:
        said = ngettext("… and {n} more: {command}", "… and {n} more: {command}", count)
        yield line(Span(said.format(n=count, command=command), Style.QUIET))


def _summary(counts: Counts, wall: Wall) -> str:
    opened = ngettext("{n} open ticket", "{n} open tickets", counts.open).format(n=counts.open)
    overdue = ngettext("{n} overdue", "{n} overdue", counts.late).format(n=counts.late)
    return f"{wall.moment(wall.now)} · {opened} · {overdue}"


def _row(standing: Standing, detail: Detail, people: Mapping[str, str], wall: Wall) -> tuple[Cell, ...]:
    header = standing.story.header
    who = people.get(header.assignee or "", header.assignee or "-")
    return (
        cell(Span(header.ref, Style.STRONG)),
        cell(word(header.priority)),
        cell(who.split(" ")[0]),
        cell(labelled(header.client, header.title) or "", "\n", *detail(standing, wall)),
    )


def _deadline(standing: Standing, wall: Wall) -> Cell:
    parts = [_clock(standing, wall), _broken_promise(standing, wall)]
    first, *others = [part for part in parts if part]
    return cell(*first, *(span for part in others for span in (Span("\n"), *part)))


def _broken_promise(standing: Standing, wall: Wall) -> Cell:
    pending, promised = standing.story.header.pending, standing.broken_promise(wall.now)
    if pending is None or promised is None:
        return ()
    said = _("{who} had promised it for {when}").format(who=whose(pending), when=wall.moment(promised))
    return (Span(said + _(" TO CHASE"), Style.SOON),)


def _clock(standing: Standing, wall: Wall) -> Cell:
    clock = standing.next_clock
    if clock is None or clock.due_at is None:
        return ()
    style = clocks.style(clock)
    if clock.due_at < wall.now:
        text = _("{clock} {target} overdue since {due}").format(
            clock=word(clock.name), target=promise(clock.target), due=wall.moment(clock.due_at)
        )
        over = clocks.late(clock)
        return (Span(_("{text}, {late}").format(text=text, late=over) if over else text, style),)
    text = _("{clock} {target} due {due}, {left}").format(
        clock=word(clock.name),
        target=promise(clock.target),
        due=wall.ahead(clock.due_at),
        left=clocks.left(clock),
    )
    return (Span(text, style),)


def _since(standing: Standing, wall: Wall) -> Cell:
    return cell(_("since {when} ({age})").format(when=wall.moment(standing.since), age=wall.age(standing.since)))


def _wait(standing: Standing, wall: Wall) -> Cell:
    pending = standing.story.header.pending
    if pending is None:
        return ()
    return cell(*_wait_parts(standing, wall), _to_chase(pending.until <= wall.now))


def _wait_parts(standing: Standing, wall: Wall) -> Iterator[str]:
    pending = standing.story.header.pending
    if pending is None:
        return
    yield _("{who}, {since}").format(who=whose(pending), since=_since(standing, wall)[0].text)
    if pending.promised is not None:
        yield _(", promised for {when}").format(when=wall.moment(pending.promised))
    yield _(", back {when}").format(when=wall.ahead(pending.until))


def _to_chase(over: bool) -> Span:  # noqa: FBT001 - one fact, one answer
    return Span(_(" TO CHASE") if over else "", Style.SOON)


def _miss(standing: Standing, wall: Wall) -> Cell:
    missed = (
        _("{clock} {target} was due {due}").format(
            clock=word(clock.name),
            target=promise(clock.target),
            due=wall.moment(clock.due_at) if clock.due_at else "-",
        )
        for clock in standing.unexplained
    )
    return (Span(clauses(missed), Style.LATE),)

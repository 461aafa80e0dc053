"""The desk at a glance: who is on call, the last exchange, what is planned, then the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.coverages import coverage_name
from celyactl.render.deeds.base import labelled, span
from celyactl.render.packs import expiry_words
from celyactl.render.terminal.board import board_page
from celyactl.render.terminal.page import BLANK, Grid, Page, Span, Style, cell, line, title
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from celyactl.domain.agenda import Appointment
    from celyactl.domain.company import Duty
    from celyactl.domain.overview import LateVisit, Overview, PackUse
    from celyactl.render.moments import Wall
    from celyactl.render.terminal.page import Cell, Line


def overview_page(overview: Overview, people: Mapping[str, str], wall: Wall) -> Page:
    """The whole page; `people` names the team by id."""
    summary, *sections = board_page(overview.board, people, wall).blocks
    return Page(
        (
            summary,
            line(*_around(overview, people, wall)),
            *_bounced(overview, wall),
            *_appointments(overview, people, wall),
            *_packs(overview),
            *sections,
        )
    )


def _around(overview: Overview, people: Mapping[str, str], wall: Wall) -> Iterator[str | Span]:
    on_call = "; ".join(_duty(duty, people) for duty in overview.on_call) or _("nobody")
    yield Span(_("On call: {who}").format(who=on_call), Style.STRONG if overview.on_call else Style.PLAIN)
    yield Span(" · ", Style.QUIET)
    if overview.fetched is None:
        yield _("never exchanged with others")
    else:
        yield _("last exchange {age} ago").format(age=wall.age(overview.fetched))
    if overview.quarantine is not None:
        count, age = overview.quarantine.messages, wall.age(overview.quarantine.since)
        said = ngettext("{n} mail in quarantine, for {age}", "{n} mails in quarantine, for up to {age}", count)
        yield Span(" · ", Style.QUIET)
        yield Span(said.format(n=count, age=age), Style.SOON)


def _duty(duty: Duty, people: Mapping[str, str]) -> str:
    """`Léa Martin, puis Karim (full)`."""
    who = _(", then ").join(people.get(ident, ident) for ident in duty.people)
    return f"{who} ({', '.join(map(coverage_name, duty.coverages))})" if duty.coverages else who


def _bounced(overview: Overview, wall: Wall) -> Iterator[Line | Grid]:
    found = overview.undelivered
    if found:
        yield BLANK
        heading = _("Clients whom our last mail did not reach")
        yield title(f"{heading} ({len(found)})")
        rows = (
            (
                cell(Span(one.ref or "-", Style.STRONG)),
                cell(wall.age(one.at)),
                cell(labelled(one.client, one.title) or "", "\n", Span(one.answer or "", Style.QUIET)),
            )
            for one in found
        )
        yield Grid(tuple(rows), flexible=2)


def _appointments(overview: Overview, people: Mapping[str, str], wall: Wall) -> Iterator[Line | Grid]:
    found = (
        (_("Not recorded yet"), overview.unrecorded),
        (_("Today"), overview.today),
        (_("The next seven days"), overview.ahead),
    )
    for heading, several in found:
        if several:
            yield BLANK
            yield title(f"{heading} ({len(several)})")
            yield Grid(tuple(_appointment(one, people, wall) for one in several), flexible=3)
    if overview.late_visits:
        heading = _("Preventive visits overdue")
        yield BLANK
        yield title(f"{heading} ({len(overview.late_visits)})")
        yield Grid(tuple(_late_visit(one, wall) for one in overview.late_visits), flexible=2)


def _late_visit(one: LateVisit, wall: Wall) -> tuple[Cell, ...]:
    return (
        cell(Span(one.ref or "-", Style.STRONG)),
        cell(Span(_("due {day}").format(day=wall.day(one.due)), Style.LATE)),
        cell(labelled(one.client, f"{one.contract} ({one.plan})") or ""),
    )


def _packs(overview: Overview) -> Iterator[Line | Grid]:
    if overview.packs:
        yield BLANK
        yield title(_("Prepaid packs") + f" ({len(overview.packs)})")
        yield Grid(tuple(_pack(one) for one in overview.packs), flexible=2)


def _pack(one: PackUse) -> tuple[Cell, ...]:
    style = Style.LATE if one.used_up else Style.SOON
    return cell(Span(one.contract, Style.STRONG)), cell(one.client), cell(Span(_pack_words(one), style))


def _pack_words(one: PackUse) -> str:
    if one.expires is not None:
        return expiry_words(one.unit, one.left, one.expires)
    return _("used up: what comes next is out of contract") if one.used_up else _("{n} % used up").format(n=one.percent)


def _appointment(one: Appointment, people: Mapping[str, str], wall: Wall) -> tuple[Cell, ...]:
    what = _("planned operation") if one.mode is None else _("intervention {mode}").format(mode=word(one.mode))
    over = one.end <= wall.now
    who = people.get(one.technician or "", one.technician or "-")
    return (
        cell(Span(one.ref, Style.STRONG)),
        cell(_hours(one, wall)),
        cell(who.split(" ")[0]),
        cell(
            labelled(one.client, one.title) or "", "\n", what, Span(_(" NOT RECORDED YET") if over else "", Style.SOON)
        ),
    )


def _hours(one: Appointment, wall: Wall) -> str:
    """`14:00-15:30` today, with the days when it began or ends on another one."""
    start, end = wall.local(one.start), wall.local(one.end)
    if start.date() == end.date() == wall.now.date():
        return f"{start:%H:%M}\N{EN DASH}{end:%H:%M}"
    return span(one.start, one.end, wall)

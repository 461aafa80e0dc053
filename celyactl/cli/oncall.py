"""`celyactl oncall show|handover|plan|swap`: who answers outside business hours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day
from celyactl.cli.acts import month as of_month
from celyactl.cli.commands import Commands
from celyactl.cli.files import save
from celyactl.cli.output import show as shown
from celyactl.cli.table import Table
from celyactl.domain.durations import format_duration
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall, full_date, last_day
from celyactl.render.names import Names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from celyactl.domain.board import Standing
    from celyactl.domain.company import Duty
    from celyactl.services.team.oncall import Month, OnCall, Swap
    from celyactl.store.view import View

app = Commands()

_DATE = marked("DATE")
At = Annotated[
    str | None,
    typer.Option("--at", metavar=marked("INSTANT"), help=marked("At another instant, past or to come.")),
]


@app.command(example="celyactl oncall show --month 2026-11")
def show(
    at: At = None,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar=marked("YYYY-MM"), help=marked("The hours of a month too, by person.")),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar=marked("FILE"), help=marked("Write the rota as a calendar file too.")),
    ] = None,
) -> None:
    """Show who is on call, who follows, and what the law minds."""
    from celyactl.services.team.oncall import month_of, on_call_at  # a swap needs none of it

    desk = session.current().desk
    view, instant = desk.view, desk.instant(at, upcoming=True) or desk.now
    wanted = month_of(view, of_month(month)) if month else None
    found = on_call_at(view, instant)
    if ics is not None:
        _write_calendar(view, ics)
    warnings = [*view.warnings, *_warnings(view, found, wanted)]
    shown(_data(view, found, wanted, ics), lambda: _words(view, found, wanted), warnings=warnings)


def _write_calendar(view: View, path: Path) -> None:
    from celyactl.render.rota import rota_calendar  # icalendar takes its time

    save(path, rota_calendar(view.company.oncall, view.company.company, Names(view.company).person))


def _person(view: View, ident: str) -> dict[str, Any]:
    phones = next((member.phones for member in view.company.team if member.id == ident), ())
    return {"id": ident, "name": Names(view.company).person(ident), "phones": phones}


def _data(view: View, found: OnCall, month: Month | None, ics: Path | None) -> dict[str, Any]:
    return {
        "at": found.at,
        "on_call": [_person(view, ident) for ident in found.people],
        "at_work": found.at_work,
        "until": found.until,
        "planned_until": found.planned_until,
        "handovers": [{"day": one.day, "before": one.before, "after": one.after} for one in found.handovers],
        "month": _month_data(month) if month else None,
        "ics": ics,
    }


def _month_data(month: Month) -> dict[str, Any]:
    return {
        "month": f"{month.first:%Y-%m}",
        "people": [
            {"id": who, "duty_seconds": one.first, "reserve_seconds": one.reserve, "intervention_seconds": one.worked}
            for who, one in month.tallies.items()
        ],
        "short_rests": [
            {"id": one.who, "ended": one.ended, "opens": one.opens, "resume": one.resume} for one in month.short_rests
        ],
    }


def _warnings(view: View, found: OnCall, month: Month | None) -> list[str]:
    told = []
    if view.company.oncall and found.ends_soon:
        text = _(
            "The rota says nothing from {day} on: people are to know theirs 15 days ahead (Code du travail, L3121-12)"
        )
        told.append(text.format(day=full_date(found.planned_until)))
    wall, names = Wall(found.at), Names(view.company)
    for rest in month.short_rests if month else ():
        text = _("{who} worked until {ended}: 11 hours of rest end at {resume} only (Code du travail, L3131-1)")
        who, ended, resume = names.person(rest.who), wall.moment(rest.ended), wall.moment(rest.resume)
        told.append(text.format(who=who, ended=ended, resume=resume))
    return told


def _words(view: View, found: OnCall, month: Month | None) -> list[str | Table]:
    parts: list[str | Table] = [_present(view, found)]
    if found.handovers:
        wall, names = Wall(found.at), Names(view.company)
        rows = [
            [wall.day(one.day), names.person(one.before or "-"), names.person(one.after or "-")]
            for one in found.handovers
        ]
        parts += ["\n", Table([_("Changes"), _("From whom"), _("To whom")], rows)]
    if month:
        parts += ["\n", _month_table(view, month)]
    return parts


def _present(view: View, found: OnCall) -> str:
    people = ", ".join(_called(view, ident) for ident in found.people) or _("nobody")
    line = _("On call {when}: {people}").format(when=Wall(found.at).moment(found.at), people=people)
    return _("{line} (business hours: the whole team is there)").format(line=line) if found.at_work else line


def _called(view: View, ident: str) -> str:
    person = _person(view, ident)
    return f"{person['name']} ({', '.join(person['phones'])})" if person["phones"] else person["name"]


def _month_table(view: View, month: Month) -> Table:
    names = Names(view.company)
    headings = [_("On call in {month}").format(month=f"{month.first:%m/%Y}"), _("First"), _("Behind"), _("At work")]
    rows = [
        [names.person(who), _hours(one.first), _hours(one.reserve), _hours(one.worked)]
        for who, one in month.tallies.items()
    ]
    return Table(headings, rows)


def _hours(length: timedelta) -> str:
    return format_duration(length) if length else "-"


@app.command(example="celyactl oncall handover")
def handover(at: At = None) -> None:
    """List what whoever is on call next has to know: the open tickets of the coverages outside business hours."""
    from celyactl.cli.progress import Bar  # the rota needs no index
    from celyactl.cli.sla_data import standing_data
    from celyactl.services.team.handover import to_hand_over

    desk = session.current().desk
    instant = desk.instant(at, upcoming=True) or desk.now
    with Bar(_("Indexing")) as bar:
        found = to_hand_over(desk.view, instant, bar)
    wall = Wall(instant)
    shown([standing_data(one) for one in found], lambda: _standings(found, wall), warnings=desk.view.warnings)


def _standings(found: Sequence[Standing], wall: Wall) -> str | Table:
    from celyactl.render.words import status_words, word

    if not found:
        return _("Nothing to hand over.")
    rows = []
    for one in found:
        header, clock = one.story.header, one.next_clock
        due = wall.ahead(clock.due_at) if clock and clock.due_at else "-"
        rows.append(
            [
                header.ref,
                word(header.priority),
                header.client,
                status_words(header),
                header.assignee or "-",
                due,
                header.title,
            ]
        )
    headings = [_("Reference"), _("Priority"), _("Client"), _("Status"), _("Assignee"), _("Due"), _("Title")]
    return Table(headings, rows, spare=(4,), flexible=(6,))


@app.write(example="celyactl oncall plan malik ines --from 2027-01-04 --to 2027-03-01")
def plan(
    people: Annotated[
        list[str], typer.Argument(metavar=marked("WHO…"), help=marked("Who is first in turn; the others stand in."))
    ],
    since: Annotated[str, typer.Option("--from", metavar=_DATE, help=marked("The first day."))],
    until: Annotated[str, typer.Option("--to", metavar=_DATE, help=marked("The day after the last."))],
    days: Annotated[int, typer.Option("--days", min=1, metavar="N", help=marked("For how many days each."))] = 7,
    coverage: Annotated[
        list[str] | None,
        typer.Option("--coverage", metavar=marked("NAME"), help=marked("For these only; for all by default.")),
    ] = None,
) -> None:
    """Fill a period of the rota with people in turn."""
    from celyactl.services.team.oncall import Turns, plan_duties

    first, end = day(since, upcoming=True), day(until, upcoming=True)
    turns = Turns(people, first, end, days, tuple(coverage or ()))
    done = plan_duties(session.current().desk.store, acting(), turns)
    answer(done, done.answer, lambda: "\n".join(map(_duty_words, done.answer)))


def _duty_words(duty: Duty) -> str:
    text = _("from {since} to {last} included: {people}")
    return text.format(since=full_date(duty.since), last=last_day(duty.until), people=_(", then ").join(duty.people))


@app.write(example="celyactl oncall swap malik ines --from 2026-12-07")
def swap(
    one: Annotated[str, typer.Argument(metavar=marked("WHO"), help=marked("Who is on call."))],
    other: Annotated[
        str, typer.Argument(metavar=marked("WITH"), help=marked("Who takes the place, and gives its own."))
    ],
    since: Annotated[str, typer.Option("--from", metavar=_DATE, help=marked("The first day."))],
    until: Annotated[
        str | None,
        typer.Option("--to", metavar=_DATE, help=marked("The day after the last; the end of the duty by default.")),
    ] = None,
) -> None:
    """Let two people change places in the rota."""
    from celyactl.services.team.oncall import swap as swapped

    first = day(since, upcoming=True)
    end = day(until, upcoming=True)
    done = swapped(session.current().desk.store, acting(), (one, other), first, end)
    answer(done, _swap_data(done.answer), lambda: _swap_words(done.answer))


def _swap_data(made: Swap) -> dict[str, Any]:
    return {"one": made.one, "other": made.other, "since": made.since, "until": made.until, "oncall": made.duties}


def _swap_words(made: Swap) -> str:
    text = _("{one} and {other} change places on call from {since} to {last}, included")
    return text.format(one=made.one, other=made.other, since=full_date(made.since), last=last_day(made.until))

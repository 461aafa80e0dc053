"""The parts of a report after its first pages, in the words of the client: what came, what was done, what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.words import Kind, Mode, Origin
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.exchange import window_words
from celyactl.render.moments import full_date
from celyactl.render.report.amounts import NONE, hours, month, percent
from celyactl.render.report.blocks import chart, facts, pair, points, section, table, text
from celyactl.render.report.charts import hours_chart, months_chart
from celyactl.render.report.delays import delays
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from celyactl.domain.entries.field import Finding
    from celyactl.domain.figures.preventive import PreventiveFigures
    from celyactl.domain.figures.services import ServiceFigures
    from celyactl.render.report.blocks import Block
    from celyactl.render.report.matter import Matter

_LEVELS: Final = {
    "1": marked("your own contact"),
    "2": marked("our support"),
    "3": marked("our engineers, in the telephone system itself"),
}
_OUTCOMES: Final = {
    "respected": marked("kept within its window"),
    "overrun": marked("outside of its window"),
    "cancelled": marked("called off"),
    "open": marked("to come, or under way"),
}


def sections(matter: Matter) -> list[dict[str, Any]]:
    """Every part that has something to tell."""
    parts = (
        _tickets(matter),
        delays(matter),
        _availability(matter),
        _work(matter),
        _operations(matter),
        _preventive(matter),
    )
    from celyactl.render.report.closing import closing  # one file would be too long

    return [part for part in (*parts, *closing(matter)) if part["blocks"]]


def _tickets(matter: Matter) -> dict[str, Any]:
    tickets = matter.figures.tickets
    if not tickets.opened:
        left = facts(_states(matter)) if tickets.closed or tickets.open_at_start or tickets.reopened else None
        return section(_("What you reported"), text(_("Nothing was reported over this period.")), left)
    rows = ((month(name), str(count)) for name, count in tickets.by_month.items())
    said = ", ".join(f"{month(name)} {count}" for name, count in tickets.by_month.items())
    return section(
        _("What you reported"),
        facts(_states(matter)),
        text(_("What is settled is no longer open; it is closed once you confirm it, or some days later.")),
        chart(months_chart(tickets.by_month), _("Requests by month: {said}").format(said=said)),
        _wide(_("Requests by month"), list(rows)),
        pair(
            _counted(_("By nature"), _("Nature"), {word(Kind(one)): n for one, n in _most_first(tickets.by_kind)}),
            _counted(_("By urgency"), _("Urgency"), {matter.urgency(one): n for one, n in tickets.by_priority.items()}),
        ),
        pair(
            _counted(
                _("How you reached us"), _("How"), {word(Origin(one)): n for one, n in _most_first(tickets.by_origin)}
            ),
            _counted(_("Who dealt with it"), _("Who"), {_(_LEVELS[one]): n for one, n in tickets.by_level.items()}),
        ),
        _counted(_("By equipment"), _("Equipment"), _components(matter, tickets.by_component)),
    )


def _states(matter: Matter) -> list[tuple[str, str]]:
    tickets = matter.figures.tickets
    return [
        (_("Open at the beginning"), str(tickets.open_at_start)),
        (_("Opened in the period"), str(tickets.opened)),
        (_("Reopened in the period"), str(tickets.reopened or "")),
        (_("Settled in the period"), str(tickets.settled)),
        (_("Cancelled in the period"), str(tickets.cancelled or "")),
        (_("Open at the end"), str(tickets.open_at_end)),
        (_("Closed in the period"), str(tickets.closed)),
        (_("Reported outside service hours"), str(tickets.out_of_hours or "")),
        (_("Outside of the contract"), str(tickets.out_of_contract or "")),
    ]


def _components(matter: Matter, counts: Mapping[str, int]) -> dict[str, int]:
    named: dict[str, int] = {}
    for ident, count in _most_first(counts):
        name = matter.names.component(ident)
        named[name if name not in named else f"{name} ({ident})"] = count
    return named


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _counted(caption: str, heading: str, counts: Mapping[str, int]) -> Block | None:
    return table(caption, [heading, _("Requests")], ((name, str(n)) for name, n in counts.items()), [3, 1], [1])


def _wide(caption: str, rows: list[tuple[str, str]]) -> Block | None:
    """Months, two in a row."""
    halves = [rows[at : at + 2] for at in range(0, len(rows), 2)]
    cells = [[cell for pair in half for cell in pair] + ["", ""] * (2 - len(half)) for half in halves]
    headings = [_("Month"), _("Requests")] * 2
    return table(caption, headings, cells, [2, 1, 2, 1])


def _availability(matter: Matter) -> dict[str, Any]:
    services = matter.figures.availability
    rows = [[matter.names.service(one.service), *_availability_row(one)] for one in services]
    headings = [_("Service"), _("Availability"), _("Planned stops"), _("Outages")]
    return section(
        _("Availability of hosted services"),
        text(_("Around the clock, planned stops apart, in UTC hours.")) if rows else None,
        table(_("Over the period"), headings, rows, [2, 1.1, 1, 1], [1, 2, 3]),
        *(_monthly(matter, one) for one in services),
    )


def _availability_row(one: ServiceFigures) -> list[str]:
    whole = one.whole
    share = percent(whole.percent, 4) if whole.percent is not None else NONE
    return [share, hours(int(whole.planned.total_seconds())), hours(int(whole.unplanned.total_seconds()))]


def _monthly(matter: Matter, one: ServiceFigures) -> Block | None:
    rows = [
        [
            month(name),
            percent(held.percent, 4) if held.percent is not None else NONE,
            hours(int(held.unplanned.total_seconds())),
        ]
        for name, held in one.months.items()
        if held.unplanned or held.planned
    ]
    caption = _("{service}: months with a stop").format(service=matter.names.service(one.service))
    return table(caption, [_("Month"), _("Availability"), _("Outages")], rows, [2, 1, 1], [1, 2])


def _work(matter: Matter) -> dict[str, Any]:
    work = matter.figures.interventions
    if not work.count:
        return section(_("Our work"))
    modes = [(word(Mode(name)), work.by_mode[name], length) for name, length in work.seconds_by_mode.items()]
    rows = [[name, str(count), hours(length)] for name, count, length in modes]
    rows.append([_("Total"), str(work.count), hours(work.seconds)])
    said = ", ".join(f"{name} {hours(length)}" for name, _count, length in modes)
    return section(
        _("Our work"),
        chart(
            hours_chart([(name, length) for name, _count, length in modes]),
            _("Hours of work: {said}").format(said=said),
        ),
        facts(
            [
                (_("Travel, besides"), hours(work.travel_seconds) if work.travel_seconds else ""),
                (_("Outside service hours"), _outside(matter)),
            ]
        ),
        table(_("Interventions"), [_("How"), _("Interventions"), _("Time")], rows, [2, 1, 1], [1, 2]),
    )


def _outside(matter: Matter) -> str:
    work = matter.figures.interventions
    if not work.out_of_hours:
        return ""
    said = ngettext("{n} intervention, {hours}", "{n} interventions, {hours}", work.out_of_hours)
    return said.format(n=work.out_of_hours, hours=hours(work.out_of_hours_seconds))


def _operations(matter: Matter) -> dict[str, Any]:
    rows = []
    for one in matter.figures.operations:
        outcome = _(_OUTCOMES[one.outcome]) + (_(", and undone") if one.rolled_back else "")
        window = window_words(one.start, one.end, matter.wall)
        rows.append([f"{one.title}\n{one.ref}", window, outcome])
    headings = [_("Operation"), _("Window"), _("What came of it")]
    return section(_("Planned operations"), table(_("Operations"), headings, rows, [2, 2, 1.4]))


def _preventive(matter: Matter) -> dict[str, Any]:
    preventive = matter.figures.preventive
    if not preventive.due and not preventive.visits and not matter.contract.preventive:
        return section(_("Preventive maintenance"))
    rows = [
        [full_date(visit.at), _("{n} of {all}").format(n=visit.in_order, all=visit.checked), str(len(visit.findings))]
        for visit in preventive.visits
    ]
    return section(
        _("Preventive maintenance"),
        facts(
            [
                (_("Visits promised"), str(preventive.promised)),
                (_("Visits planned"), "" if preventive.promised else str(preventive.due)),
                (_("Visits made"), str(len(preventive.visits))),
                (_("Visits late"), _late(preventive)),
            ]
        ),
        table(_("Visits"), [_("Day"), _("Points in order"), _("Findings")], rows, [2, 1, 1], [1, 2]),
        *_findings(matter),
    )


def _late(preventive: PreventiveFigures) -> str:
    """How many, and when they were due."""
    days = ", ".join(full_date(visit.due) for visit in preventive.late)
    return f"{len(preventive.late)} ({days})" if days else "0"


def _findings(matter: Matter) -> Iterator[Block | None]:
    told = points(_finding(matter, one) for one in matter.figures.preventive.findings)
    if told:
        yield {"kind": "heading", "text": _("What was found")}
        yield told


def _finding(matter: Matter, finding: Finding) -> str:
    said = f"{finding.text} ({finding.ref})" if finding.ref else finding.text
    about = matter.names.component(finding.component) if finding.component else ""
    return _("{reason}: {text}").format(reason=about, text=said) if about else said

"""The first pages of a report: what it is of, when people answer and what is promised; then the year at a glance."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.in_force import in_force_within, term_of
from celyactl.domain.words import Renewal
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.moments import full_date, full_moment
from celyactl.render.report.amounts import NONE, hours, kept, met_of, percent
from celyactl.render.report.blocks import chart, facts, numbers, points, section, table, text
from celyactl.render.report.charts import kept_chart
from celyactl.render.report.suggested import to_show
from celyactl.render.report.targets import coverage_words, target_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.figures.kept import ClockFigures
    from celyactl.render.report.blocks import Block
    from celyactl.render.report.matter import Matter


_RENEWAL: Final = {
    Renewal.TACIT: marked("renewed tacitly"),
    Renewal.EXPRESS: marked("renewed by express agreement"),
    Renewal.NONE: marked("not renewed"),
}


def cover(matter: Matter) -> list[Block]:
    """Whose report, over which days, under which hours and promises."""
    blocks = [
        facts(
            [
                (_("Client"), matter.client.name),
                (_("Contract"), _contract(matter)),
                (_("Period"), _period(matter)),
                (_("Term of the contract"), _term(matter)),
            ]
        ),
        table(
            _("Service hours and their dates of effect"),
            [_("From"), _("Hours of service")],
            [[full_date(since), words] for since, words in coverage_words(matter)],
            [1, 3],
        ),
        table(
            _("What is promised, and since when"),
            [_("From"), _("Urgency"), _("Taken in charge"), _("Working again")],
            target_words(matter),
            [1.2, 1.4, 1.2, 1.2],
        )
        or text(_no_promises(matter)),
    ]
    return [block for block in blocks if block]


def proof(matter: Matter) -> Block | None:
    """How the report can be made again: commit, hash of the figures, and what computed them."""
    made = matter.data["made_with"]
    named = {"announcements": _("announcements")}
    programs = ", ".join(f"{named.get(name, name)} {version}" for name, version in made.items() if name != "fonts")
    return facts(
        [
            (_("As of"), full_moment(matter.made, matter.wall)),
            (_("Commit"), matter.commit),
            (_("Figures (SHA-256)"), matter.data["figures"]),
            (_("Made with"), programs),
            (_("Fonts"), made["fonts"]),
        ]
    )


def brief(matter: Matter) -> dict[str, Any]:
    """What a busy client reads: what happened, whether promises were kept, what to do next."""
    word_of = matter.report.word if matter.report else None
    return section(
        _("At a glance"),
        text(word_of) if word_of else None,
        numbers(_key_figures(matter)),
        text(_happened(matter)),
        *_promises(matter),
        {"kind": "heading", "text": _("What to do next")},
        points(to_show(matter.recommendations)) or text(_nothing(matter)),
    )


def _nothing(matter: Matter) -> str:
    """Why nothing is recommended: what the figures call for may have been left out, and a miss may call for nothing."""
    if matter.suggested:
        return _("We recommend nothing at present.")
    if any(clock.misses for _name, clock in all_clocks(matter)):
        return _(
            "Nothing calls for a decision of yours. Each promise that was missed is told further on, with its reason."
        )
    return _("Nothing in the figures calls for a decision.")


def _contract(matter: Matter) -> str:
    contract = matter.contract
    return f"{contract.slug}, {contract.title}" if contract.title else contract.slug


def _period(matter: Matter) -> str:
    """Its days; of one that is not over also until when the figures tell."""
    if matter.period.end <= matter.today:
        return matter.span
    return _("{days}; figures as of {today}").format(days=matter.span, today=full_date(matter.today))


def _no_promises(matter: Matter) -> str:
    if not in_force_within(matter.contract, matter.period.start, matter.period.end):
        return _("The contract was not in force over this period.")
    return _("The contract promises no delays: what was observed is shown, and no rate of compliance.")


def _term(matter: Matter) -> str:
    contract = matter.contract
    term = term_of(contract, min(matter.today, matter.period.end - timedelta(days=1)))
    days = _("from {start} to {last} included").format(start=full_date(term.start), last=full_date(term.last_day))
    renewal = _(_RENEWAL[contract.renewal])
    if term.renews:
        said = _("{days}, {renewal}; notice until {limit}")
        return said.format(days=days, renewal=renewal, limit=full_date(term.notice_limit))
    if contract.termination and contract.termination.on == term.end:
        return _("{days}; the contract ends with it").format(days=days)
    last = _("its last term") if contract.renewal is Renewal.TACIT else renewal
    return _("{days}, {renewal}").format(days=days, renewal=last)


def _key_figures(matter: Matter) -> Iterator[tuple[str, str]]:
    figures = matter.figures
    yield (
        str(figures.tickets.opened),
        ngettext("request in the period", "requests in the period", figures.tickets.opened),
    )
    yield from _speed(figures.response, _("taken in charge in time"), _("until half was taken in charge"))
    yield from _speed(figures.restoration, _("working again in time"), _("until half was working again"))
    shares = [one.whole.percent for one in figures.availability if one.whole.percent is not None]
    if shares:
        yield percent(min(shares), 2), _("availability of hosted services")
    else:
        yield hours(figures.interventions.seconds), _("of work for you")


def _speed(clock: ClockFigures, in_time: str, until_half: str) -> Iterator[tuple[str, str]]:
    """The share kept, or under five cases the counts; without a promise what was observed (sla.md rule 14).

    Where nothing is decided yet there is nothing to tell.
    """
    if clock.count and clock.running == clock.count:
        return
    if clock.count:
        yield percent(clock.rate * 100) if clock.rate is not None else met_of(clock), in_time
    elif clock.observed.count:
        yield hours(clock.observed.median_seconds), until_half


def _happened(matter: Matter) -> str:
    tickets, work = matter.figures.tickets, matter.figures.interventions
    if not (tickets.opened or tickets.settled or tickets.open_at_end or work.count):
        return _("Nothing was reported over this period.")
    said = ngettext(
        "{opened} request was opened, visits and operations included; settled: {settled}, open at the end: {open}.",
        "{opened} requests were opened, visits and operations included; settled: {settled}, open at the end: {open}.",
        tickets.opened,
    ).format(opened=tickets.opened, settled=tickets.settled, open=tickets.open_at_end)
    if not work.count:
        return said
    done = ngettext(
        "We made {count} intervention for you, {hours} in all.",
        "We made {count} interventions for you, {hours} in all.",
        work.count,
    )
    return f"{said} {done.format(count=work.count, hours=hours(work.seconds))}"


def _promises(matter: Matter) -> Iterator[Block]:
    promised = named_clocks(matter)
    yield {"kind": "heading", "text": _("Were the promises kept?")}
    if not matter.figures.tickets.opened:
        yield text(_("No delay ran: nothing was reported over this period."))
        return
    if not promised:
        yield text(_("No delay was promised for what you reported over this period."))
        return
    yield chart(
        kept_chart(promised), _("Promises kept: ") + ", ".join(f"{name} {kept(clock)}" for name, clock in promised)
    )
    yield from _kept(promised)


def _kept(promised: list[tuple[str, ClockFigures]]) -> Iterator[Block]:
    """The table beside the chart; what still runs has a column where anything does, so that cases add up."""
    running = any(clock.running for _name, clock in promised)
    rows = [
        [name, *map(str, (clock.count, clock.met, len(clock.misses))), *[str(clock.running)] * running, _share(clock)]
        for name, clock in promised
    ]
    headings = [_("Promise"), _("Cases"), _("Kept"), _("Missed"), *[_("Still running")] * running, _("Share kept")]
    made = table(_("Promises kept"), headings, rows, [2, *[1] * (len(headings) - 2), 1.2], range(1, len(headings)))
    if made:
        yield made


def _share(clock: ClockFigures) -> str:
    return percent(clock.rate * 100) if clock.rate is not None else NONE


def named_clocks(matter: Matter) -> list[tuple[str, ClockFigures]]:
    """The promises that were made for something that was reported, by name."""
    return [(name, clock) for name, clock in all_clocks(matter) if clock.count]


def all_clocks(matter: Matter) -> list[tuple[str, ClockFigures]]:
    """What may be promised, by name."""
    figures = matter.figures
    return [
        (_("Taken in charge"), figures.response),
        (_("Working again"), figures.restoration),
        (_("Arrival on site"), figures.onsite),
    ]

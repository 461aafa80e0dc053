"""The page of a comparison: as it was, as it would have been, and the tickets behind each number."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import format_duration, promise
from celyactl.domain.in_force import coverage_on, targets_on
from celyactl.domain.words import ClockName
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.coverages import coverage_name
from celyactl.render.moments import full_date
from celyactl.render.packs import amount_words
from celyactl.render.terminal.card import card, facts_of, list_of
from celyactl.render.terminal.page import BLANK, Page, line
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from celyactl.domain.advice import Advice, Count, Pace, Tally, Why
    from celyactl.domain.contract import Target
    from celyactl.render.terminal.card import Fact
    from celyactl.render.terminal.page import Grid

_A_DAY: Final = timedelta(days=1)
_WHY: Final[Mapping[Why, str]] = {
    "over": marked("tickets found nothing left"),
    "pace": marked("a year takes more than a pack holds"),
}


def advice_page(advice: Advice) -> Page:
    """The comparison, and the pace of a pack."""
    contract, actual, proposed = advice.contract, advice.actual, advice.proposed
    last = advice.end - _A_DAY
    heading = card(
        contract.slug,
        _("{tickets} from {start} to {end}").format(
            tickets=ngettext("{n} ticket", "{n} tickets", advice.tickets).format(n=advice.tickets),
            start=full_date(advice.start),
            end=full_date(last),
        ),
        [
            (_("As it was"), _terms(coverage_on(contract, last), targets_on(contract, last))),
            (_("Proposed"), _terms(advice.coverage, advice.targets) if proposed else ""),
            *(_pace(advice.pace) if advice.pace else []),
        ],
    )
    blocks = [*heading.blocks, BLANK, _figures(actual, proposed)]
    if proposed is not None:
        blocks += [BLANK, line(sentence(actual.missed, proposed.missed))]
    behind = facts_of(_behind(actual, proposed))
    return Page(tuple([*blocks, BLANK, behind] if behind.rows else blocks))


def sentence(before: int, after: int) -> str:
    """What it comes to: "12 targets missed; it would have been 3"."""
    missed = ngettext("{n} target missed", "{n} targets missed", before).format(n=before)
    return _("{missed}; it would have been {n}.").format(missed=missed, n=after)


def _terms(coverage: str, targets: Iterable[Target]) -> str:
    said = [f"{one.priority.value} {promise(one.response)} / {promise(one.restoration)}" for one in targets]
    return ", ".join([coverage_name(coverage), *(said or [_("nothing promised")])])


def _pace(pace: Pace) -> list[Fact]:
    drawn = _("{drawn}, which makes {a_year} a year; the latest pack holds {size}").format(
        drawn=amount_words(pace.unit, pace.drawn),
        a_year=amount_words(pace.unit, pace.a_year),
        size=amount_words(pace.unit, pace.size),
    )
    why = ", ".join(_(_WHY[one]) for one in pace.outgrown)
    verdict = _("outgrown: {why}").format(why=why) if why else _("does")
    return [(_("Drawn"), drawn), (_("The pack"), verdict), (_("Nothing left for"), ", ".join(pace.over))]


def _figures(actual: Tally, proposed: Tally | None) -> Grid:
    sides = [actual, *([proposed] if proposed else [])]
    headings = ["", _("As it was"), *([_("Proposed")] if proposed else [])]
    rows = [
        *([_clock(name), *(_count(side.clocks.get(name)) for side in sides)] for name in _names(sides)),
        [_("Reported out of hours"), *(str(len(side.out_of_hours)) for side in sides)],
        [_("Out of contract"), *(str(len(side.out_of_contract)) for side in sides)],
        [_("Work billed apart"), *(format_duration(timedelta(seconds=side.billed_seconds)) for side in sides)],
    ]
    found = list_of(headings, rows)
    if found is None:
        raise AssertionError
    return found


def _names(sides: Iterable[Tally]) -> list[ClockName]:
    known = {name for side in sides for name in side.clocks}
    return [name for name in ClockName if name in known]


def _clock(name: ClockName) -> str:
    return _("{clock}: missed of promised").format(clock=word(name))


def _count(count: Count | None) -> str:
    return f"{len(count.missed)} / {count.promised}" if count else "-"


def _behind(actual: Tally, proposed: Tally | None) -> list[Fact]:
    """The tickets: what was missed, and what would have been."""
    facts = []
    for name in _names([actual, *([proposed] if proposed else [])]):
        was = actual.clocks[name].missed if name in actual.clocks else ()
        facts.append((_("{clock} missed").format(clock=word(name)), ", ".join(was)))
        if proposed is not None:
            would = proposed.clocks[name].missed if name in proposed.clocks else ()
            facts.append((_("{clock}: would be missed").format(clock=word(name)), ", ".join(would)))
    facts.append((_("Out of hours"), ", ".join(actual.out_of_hours)))
    facts.append((_("Out of contract"), ", ".join(actual.out_of_contract)))
    return facts

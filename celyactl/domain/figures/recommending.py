"""What the figures of a period suggest to do next: each by the rule that drew it, and what it is about.

A manager accepts, edits or rejects what is drawn (`celyactl.domain.report`); rule and subject find the decision again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.words import Because, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.figures.contract import ContractFigures
    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.figures.period import Period

REPEATED: Final = 3
"""Incidents on one component in a period that ask for a look at it."""
OFTEN_OUTSIDE: Final = 5
"""Contacts outside the coverage that ask for wider hours."""
OFTEN_LATE: Final = 2
"""Misses because of third parties that ask for a word with them."""
_NEARLY_USED: Final = 80


class Suggested(Struct, frozen=True):
    """One recommendation: `about` is a component or a contact, `count` and `day` are what it rests on."""

    rule: str
    about: str | None = None
    count: int | None = None
    day: date | None = None


def suggestions(figures: ContractFigures, facts: Sequence[Facts], period: Period) -> tuple[Suggested, ...]:
    """What to do next, what falls due first at the head."""
    return (*_ending(figures), *_level1(figures), *_repeated(facts, period), *_promises(figures), *_use(figures))


def _ending(figures: ContractFigures) -> Iterator[Suggested]:
    for one in figures.installation.ending:
        rule = one.end.what.replace("_", "-")
        if one.end.on is None and one.end.what == "end_of_life":
            rule = "no-longer-supported"
        yield Suggested(rule, one.component, day=one.end.on or one.end.latest)


def _level1(figures: ContractFigures) -> Iterator[Suggested]:
    for trained in figures.level1.people:
        if trained.state != "valid":
            yield Suggested(f"training-{trained.state}", trained.contact, day=trained.expires)


def _repeated(facts: Sequence[Facts], period: Period) -> Iterator[Suggested]:
    hit: dict[str, int] = {}
    for told in facts:
        if told.kind is Kind.INCIDENT and period.holds(told.opened_at):
            for name in dict.fromkeys(told.components):
                hit[name] = hit.get(name, 0) + 1
    for name, count in sorted(hit.items(), key=lambda one: (-one[1], one[0])):
        if count >= REPEATED:
            yield Suggested("repeated-incidents", name, count=count)


def _promises(figures: ContractFigures) -> Iterator[Suggested]:
    misses = (*figures.response.misses, *figures.restoration.misses, *figures.onsite.misses)
    late = sum(miss.reason is not None and miss.reason.because is Because.THIRD_PARTY for miss in misses)
    if late >= OFTEN_LATE:
        yield Suggested("third-party-delays", count=late)


def _use(figures: ContractFigures) -> Iterator[Suggested]:
    if figures.tickets.out_of_hours >= OFTEN_OUTSIDE:
        yield Suggested("wider-hours", count=figures.tickets.out_of_hours)
    left = sum(finding.ref is None for finding in figures.preventive.findings)
    if left:
        yield Suggested("findings-left", count=left)
    if any(pack.used * 100 >= pack.size * _NEARLY_USED for pack in figures.packs[-1:]):
        yield Suggested("pack-nearly-used", count=figures.packs[-1].used * 100 // figures.packs[-1].size)

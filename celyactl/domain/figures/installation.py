"""What was updated in a period, which versions ran at its end, and what ends in the year after. Days are local."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.end_of_life import ends_of
from celyactl.domain.promises import covers
from celyactl.domain.terms import add_months
from celyactl.domain.words import ComponentState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from celyactl.domain.client import Client, Component, Version
    from celyactl.domain.contract import Contract
    from celyactl.domain.end_of_life import Announced, End
    from celyactl.domain.figures.period import Period

AHEAD_MONTHS: Final = 12


class UpdateFigures(Struct, frozen=True):
    """One update: a component got a new version on a day; `old` is None when none was on record."""

    component: str
    on: date
    old: str | None
    new: str
    reason: str | None
    ref: str | None


class Ending(Struct, frozen=True):
    """What will not last of a component."""

    component: str
    end: End


class InstallationFigures(Struct, frozen=True):
    """The components that the contract covers; `versions` are those that run on the last day, by component.

    `announced_on` is the day as of which makers' announcements are known.
    """

    components: int
    updates: tuple[UpdateFigures, ...]
    versions: dict[str, str]
    ending: tuple[Ending, ...]
    announced_on: date


def count_installation(
    contract: Contract, client: Client, period: Period, today: date, announced: Announced
) -> InstallationFigures:
    """The installation as it was on the last day of the period, or today if that is earlier."""
    last = min(period.end, max(today, period.start))
    covered = [one for one in client.components if covers(contract.covers, client, (one.id,), one.site)]
    there = [one for one in covered if one.state is not ComponentState.RETIRED and _is_there(one, last)]
    updates = [update for one in covered for update in _updates(one, period)]
    known = {one.id: _version_on(one, last) for one in there if one.state.stands}
    return InstallationFigures(
        components=len(there),
        updates=tuple(sorted(updates, key=lambda one: (one.on, one.component))),
        versions={name: version.version for name, version in known.items() if version},
        ending=_in_order(end for one in there for end in _ends(one, last, announced)),
        announced_on=announced.checked,
    )


def _is_there(component: Component, day: date) -> bool:
    return component.since is None or component.since <= day


def _updates(component: Component, period: Period) -> Iterator[UpdateFigures]:
    """A first version is an update when it says why it came: others were there when the component was."""
    for old, new in zip((None, *component.versions), component.versions, strict=False):
        if period.start <= new.since < period.end and (old or new.reason):
            before = old.version if old else None
            yield UpdateFigures(component.id, new.since, before, new.version, new.reason, new.ref)


def _version_on(component: Component, day: date) -> Version | None:
    return next((one for one in reversed(component.versions) if one.since <= day), None)


def _ends(component: Component, day: date, announced: Announced) -> Iterator[Ending]:
    limit = add_months(day, AHEAD_MONTHS)
    return (Ending(component.id, end) for end in ends_of(component, announced) if end.is_before(limit))


def _in_order(ends: Iterable[Ending]) -> tuple[Ending, ...]:
    return tuple(sorted(ends, key=lambda one: (one.end.on is None, str(one.end.on), one.component)))

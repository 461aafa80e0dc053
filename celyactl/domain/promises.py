"""What a contract promises for one ticket: targets by date of effect (local days), what is covered and when.

A ticket that is out of contract, or that nobody reported, has no promise (rule 13): its clocks have no target.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.contract import SlaRules
from celyactl.domain.durations import parse_target
from celyactl.domain.in_force import in_force
from celyactl.domain.local_time import to_zone, zone_named
from celyactl.domain.words import ClockName, OutOfContract

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.client import Client, Component
    from celyactl.domain.contract import Contract, Scope, TargetPeriod
    from celyactl.domain.contract import Target as PriorityTargets
    from celyactl.domain.durations import Target
    from celyactl.domain.ticket import Header
    from celyactl.domain.words import Priority


_DEFAULTS: Final = SlaRules()


class Promised(Struct, frozen=True):
    """One target: as the contract writes it (`4h`, `2d`), and understood."""

    text: str
    target: Target


class Promise(Struct, frozen=True):
    """The targets of a contract, the last day of effect first, and what it says where the rules leave a choice."""

    zone: ZoneInfo
    rules: SlaRules = _DEFAULTS
    periods: tuple[TargetPeriod, ...] = ()

    @property
    def has_onsite(self) -> bool:
        """Whether any target is for the arrival on site; most contracts have none."""
        return any(target.onsite for period in self.periods for target in period.targets)

    def target(self, clock: ClockName, priority: Priority, at: datetime) -> Promised | None:
        """The target in force at an instant; None for no promise. Raises DurationNotUnderstood."""
        day = to_zone(at, self.zone).date()
        for period in self.periods:
            if period.since <= day:
                return _promised(period.targets, clock, priority)
        return None


def promise_for(header: Header, contract: Contract | None, zone: str) -> Promise:
    """What `contract`, that of the ticket, promises for it; `zone` is the company's."""
    if contract is None or header.out_of_contract is not None or not header.kind.is_reported:
        return Promise(zone_named(zone))
    return promise_of(contract, zone_named(zone))


def promise_of(contract: Contract, zone: ZoneInfo) -> Promise:
    """What a contract promises for whatever it covers; of two periods since one day the later listed."""
    by_day = sorted(contract.targets, key=lambda period: period.since)
    return Promise(zone, contract.sla, tuple(reversed(by_day)))


def out_of_contract(
    contract: Contract | None, client: Client | None, header: Header, zone: str, *, pack_used_up: bool = False
) -> OutOfContract | None:
    """Why a ticket opens without a contract that covers it (rule 13), None when one does."""
    day = to_zone(header.opened_at, zone_named(zone)).date()
    if contract is None or not in_force(contract, day):
        return OutOfContract.NO_CONTRACT
    if not covers(contract.covers, client, header.components, header.site):
        return OutOfContract.COMPONENT
    return OutOfContract.PACK if pack_used_up else None


def covers(scope: Scope, client: Client | None, components: Iterable[str], site: str | None) -> bool:
    """Whether a contract covers one of these components (or the site, when none is named).

    A list that is empty covers all of its kind; a component is covered by its name or by its kind. A ticket on several
    components is covered when one of them is.
    """
    known = {component.id: component for component in client.components} if client else {}
    named = tuple(components)
    if not named:
        return _covers_site(scope, site)
    return any(_covers_component(scope, name, known.get(name), site) for name in named)


def out_of_hours(calendar: Calendar, at: datetime) -> bool:
    """Whether a contact at this instant is outside the coverage: the clocks start at the next opening (rule 13)."""
    return not calendar.is_open(at)


def reopening_ends(calendar: Calendar, rules: SlaRules, resolved_at: datetime) -> datetime:
    """The end (exclusive) of the window in which a resolved ticket may be reopened, and then closes (rule 8)."""
    return calendar.add_days(resolved_at, rules.reopening_days)


def _promised(targets: Iterable[PriorityTargets], clock: ClockName, priority: Priority) -> Promised | None:
    for target in targets:
        if target.priority is priority:
            text = {
                ClockName.RESPONSE: target.response,
                ClockName.RESTORATION: target.restoration,
                ClockName.ONSITE: target.onsite,
            }[clock]
            return _read(text) if text else None
    return None


@lru_cache(maxsize=256)
def _read(text: str) -> Promised | None:
    target = parse_target(text)
    return Promised(text, target) if target is not None else None


def _covers_component(scope: Scope, name: str, component: Component | None, site: str | None) -> bool:
    anything = not scope.components and not scope.kinds
    listed = name in scope.components or (component is not None and component.kind in scope.kinds)
    place = site or (component.site if component else None)
    return (anything or listed) and _covers_site(scope, place)


def _covers_site(scope: Scope, site: str | None) -> bool:
    return not scope.sites or site is None or site in scope.sites

"""Prepaid packs: what drew on which pack, and what is left. Days are local, `expires` is exclusive; hours in seconds.

A ticket draws one on a pack of tickets at its opening. Where none served it, the work on it draws on packs of hours:
its time, rounded up to the pack's unit, is the accounted one, beside the real one; travel is apart. The pack that
expires first is drawn on first; what found nothing draws on the next pack that is bought. What is billed draws nothing:
tickets out of contract, billable work. Planned operations, preventive visits and cancelled tickets draw nothing either.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from celyactl.domain.local_time import to_utc, to_zone
from celyactl.domain.words import Kind, OutOfContract, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from celyactl.domain.contract import Contract, Pack
    from celyactl.domain.story import Story

ALERTS: Final = (80, 100)
"""Per cent of what is in use that is used up."""
EXPIRY_ALERT: Final = timedelta(days=60)
"""How long before a pack expires it is told that something is left on it."""
_OURS: Final = frozenset({Kind.OPERATION, Kind.PREVENTIVE})
_HOUR: Final = 3600
_WHOLE: Final = 100
_FOREVER: Final = date.max


class Draw(Struct, frozen=True):
    """What a ticket, or one intervention on it, took: tickets, or accounted seconds beside the `real` ones."""

    ref: str
    at: datetime
    amount: int
    real: int = 0
    intervention: str | None = None


class Drawn(Struct):
    """A pack with what was drawn on it; `used` and `size` in tickets or seconds."""

    pack: Pack
    draws: list[Draw] = field(default_factory=list)

    @property
    def size(self) -> int:
        """What was bought."""
        return self.pack.quantity * (_HOUR if self.pack.unit == "hours" else 1)

    @property
    def used(self) -> int:
        """What was drawn."""
        return sum(draw.amount for draw in self.draws)

    @property
    def left(self) -> int:
        """What may still be drawn."""
        return self.size - self.used

    def is_valid(self, day: date) -> bool:
        """Whether it may be drawn on for what happens on a day."""
        return self.pack.bought <= day < (self.pack.expires or _FOREVER)


class Balance(Struct, frozen=True):
    """The packs of a contract on a day, in the order in which they were bought.

    `over` drew on no pack; `billed` are the tickets that were opened when the packs were used up, and are billed.
    """

    day: date
    packs: tuple[Drawn, ...]
    over: tuple[Draw, ...]
    billed: tuple[str, ...]

    @property
    def usable(self) -> tuple[Drawn, ...]:
        """The packs that may be drawn on."""
        return tuple(drawn for drawn in self.packs if drawn.is_valid(self.day) and drawn.left > 0)

    @property
    def used_up(self) -> bool:
        """Whether packs were sold and none may be drawn on."""
        return bool(self.packs) and not self.usable

    @property
    def percent(self) -> int:
        """How much of the packs in use is used up, rounded down; the fullest of the two units."""
        if self.used_up:
            return _WHOLE
        return max((self._share(unit) for unit in ("tickets", "hours")), default=0)

    @property
    def alert(self) -> int | None:
        """The highest threshold that is reached."""
        return max((one for one in ALERTS if one <= self.percent), default=None)

    @property
    def expiring(self) -> Drawn | None:
        """The pack that expires first, when that is soon and something is left on it."""
        ahead = [(drawn.pack.expires, drawn) for drawn in self.usable if drawn.pack.expires is not None]
        soon = [(day, drawn) for day, drawn in ahead if day - self.day <= EXPIRY_ALERT]
        return min(soon, key=lambda one: one[0])[1] if soon else None

    def _share(self, unit: str) -> int:
        used = [drawn for drawn in self.usable if drawn.pack.unit == unit]
        size = sum(drawn.size for drawn in used)
        return sum(drawn.used for drawn in used) * _WHOLE // size if size else 0


def balance(contract: Contract, stories: Iterable[Story], day: date, zone: ZoneInfo) -> Balance:
    """What the tickets of a contract, each as it was on that day, drew until the end of it."""
    known = tuple(stories)
    bought = sorted((pack for pack in contract.packs if pack.bought <= day), key=lambda pack: pack.bought)
    packs = tuple(Drawn(pack) for pack in bought)
    over: list[Draw] = []
    for story in sorted(known, key=lambda one: (to_utc(one.header.opened_at), one.header.ref)):
        over += _served(story, packs, zone)
    billed = (one.header.ref for one in known if one.header.out_of_contract is OutOfContract.PACK)
    return Balance(day, packs, tuple(over), tuple(sorted(billed)))


def _served(story: Story, packs: Sequence[Drawn], zone: ZoneInfo) -> list[Draw]:
    """Let a ticket draw; what of it found no pack."""
    header = story.header
    if header.kind in _OURS or header.status is Status.CANCELLED or header.out_of_contract is not None:
        return []
    hours, tickets = _of(packs, "hours"), _of(packs, "tickets")
    draw = Draw(header.ref, header.opened_at, 1)
    day = to_zone(header.opened_at, zone).date()
    if not hours:
        return list(_take(draw, _usable(tickets, day, later=True)))
    if not list(_take(draw, _usable(tickets, day, later=False))):
        return []
    return [left for work in _work(story, hours, zone) for left in _take(work, _usable(hours, _day(work, zone)))]


def _work(story: Story, hours: Sequence[Drawn], zone: ZoneInfo) -> Iterator[Draw]:
    """The work on a ticket that is not billed, by its beginning."""
    for done in sorted(story.interventions, key=lambda one: to_utc(one.start)):
        if not done.billable:
            real = (done.end - done.start) // timedelta(seconds=1)
            day = to_zone(done.start, zone).date()
            first = next(iter(_usable(hours, day)), hours[-1])
            amount = _rounded(real, first.pack)
            yield Draw(story.header.ref, done.start, amount, real, done.id)


def _rounded(seconds: int, pack: Pack) -> int:
    unit = (pack.rounding_minutes or 0) * 60 or 1
    return -(-seconds // unit) * unit


def _take(draw: Draw, packs: Iterable[Drawn]) -> Iterator[Draw]:
    """Draw on these packs in their order; gives what is left to draw, if anything is."""
    wanted, real = draw.amount, draw.real
    for drawn in packs:
        if not wanted:
            return
        took = min(wanted, drawn.left)
        drawn.draws.append(Draw(draw.ref, draw.at, took, min(real, took), draw.intervention))
        wanted, real = wanted - took, max(0, real - took)
    if wanted:
        yield Draw(draw.ref, draw.at, wanted, real, draw.intervention)


def _usable(packs: Sequence[Drawn], day: date, *, later: bool = True) -> list[Drawn]:
    """The packs with something left, valid on a day by their end, then those bought later by their beginning."""
    valid = [drawn for drawn in packs if drawn.left > 0 and drawn.is_valid(day)]
    after = [drawn for drawn in packs if drawn.left > 0 and drawn.pack.bought > day] if later else []
    return [*sorted(valid, key=lambda drawn: (drawn.pack.expires or _FOREVER, drawn.pack.bought)), *after]


def _of(packs: Sequence[Drawn], unit: str) -> list[Drawn]:
    return [drawn for drawn in packs if drawn.pack.unit == unit]


def _day(draw: Draw, zone: ZoneInfo) -> date:
    return to_zone(draw.at, zone).date()

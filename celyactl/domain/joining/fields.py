"""Clients, contracts and the desk joined field by field, from what both began with; what both changed is a conflict.

A side that changed nothing yields. Lists of names are sets, from which taking away wins; lists of things that have a
name of their own are joined name by name; any other list is one value. In a conflict the result holds their value: what
everybody else sees already.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from celyactl.domain import client, company, contract, report
from celyactl.domain.model import Model

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

M = TypeVar("M", bound=Model)

NAMES: Final[Mapping[type[Model], tuple[str, ...]]] = {
    client.Site: ("id",),
    client.Contact: ("id",),
    client.Component: ("id",),
    client.RemoteAccess: ("method", "endpoint"),
    client.Training: ("topic", "on"),
    client.AccessCode: ("lookup",),
    client.Replacement: ("contact", "since"),
    client.Version: ("version", "since"),
    company.Member: ("id",),
    company.Key: ("key",),
    company.ServiceIdentity: ("id",),
    company.Supplier: ("id",),
    company.SharedService: ("id",),
    company.Duty: ("since", "until", "coverages"),
    company.Checklist: ("id",),
    company.Reply: ("id",),
    contract.CoveragePeriod: ("since",),
    contract.TargetPeriod: ("since",),
    contract.Target: ("priority",),
    contract.RenewalAct: ("kind", "on"),
    contract.Pack: ("bought", "unit", "order"),
    contract.Commercial: ("since",),
    contract.Rate: ("mode", "window"),
    contract.Severity: ("word",),
    contract.Example: ("text",),
    contract.PreventivePlan: ("id",),
    contract.TakeoverItem: ("component",),
    report.Recommendation: ("rule", "about"),
}
"""What an item of a list is known by; a list of anything else is one value."""
ABSENT: Final = None
_COVERS: Final = "covers."
"""Where an empty list stands for everything: taking away the last name adds all others."""
_WINDOW: Final = re.compile(r"[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}")


class Conflict(Struct, frozen=True):
    """A field that both sides changed: the value both began with, ours and theirs; None where it is absent."""

    field: str
    base: Any
    mine: Any
    theirs: Any


class _Joining(Struct):
    """One joining under way: the conflicts that were met."""

    conflicts: list[Conflict] = field(default_factory=list)

    def value(self, at: str, base: Any, ours: Any, theirs: Any) -> Any:
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        if isinstance(ours, Model) and type(ours) is type(theirs):
            return self.model(at, base if type(base) is type(ours) else None, ours, theirs)
        if isinstance(ours, tuple) and isinstance(theirs, tuple):
            return self.items(at, base or (), ours, theirs)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return dict(self.named(at, base or {}, ours, theirs))
        self.conflicts.append(Conflict(at, base, ours, theirs))
        return theirs

    def model(self, at: str, base: M | None, ours: M, theirs: M) -> M:
        if erased := _erased(ours, theirs):
            return erased
        changes = {
            name: self.value(
                f"{at}.{name}" if at else name,
                getattr(base, name) if base is not None else ABSENT,
                getattr(ours, name),
                getattr(theirs, name),
            )
            for name in ours.__struct_fields__
        }
        return replace(ours, **changes)

    def items(self, at: str, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
        known, mine, others = (_named(side) for side in (base, ours, theirs))
        if known is None or mine is None or others is None:
            return self._theirs(at, base, ours, theirs)
        joined = self.named(at, known, mine, others)
        if at.startswith(_COVERS) and not (ours and theirs and joined):
            return self._theirs(at, base, ours, theirs)
        ordered = (joined[key] for key in _in_order([*known], [*mine], [*others], joined))
        return tuple(sorted(ordered, key=_runs_since))

    def _theirs(self, at: str, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
        """A list that is one value, and that both changed."""
        self.conflicts.append(Conflict(at, base, ours, theirs))
        return tuple(theirs)

    def named(
        self, at: str, base: Mapping[Any, Any], ours: Mapping[Any, Any], theirs: Mapping[Any, Any]
    ) -> dict[Any, Any]:
        """Each name by itself: added by one side, taken away, or changed; ours first, then what only they have."""
        joined: dict[Any, Any] = {}
        for key in dict.fromkeys([*ours, *theirs]):
            place = f"{at}[{_label(key)}]"
            if key in ours and key in theirs:
                joined[key] = self.value(place, base.get(key), ours[key], theirs[key])
            elif self._stays(place, key, base, ours, theirs):
                joined[key] = ours[key] if key in ours else theirs[key]
        return joined

    def _stays(
        self, at: str, key: Any, base: Mapping[Any, Any], ours: Mapping[Any, Any], theirs: Mapping[Any, Any]
    ) -> bool:
        """Whether what one side only has stays; changed by one side and taken away by the other, it is a conflict."""
        if key not in base:
            return True
        held = ours.get(key, theirs.get(key))
        if held == base[key]:
            return False
        self.conflicts.append(Conflict(at, base[key], ours.get(key), theirs.get(key)))
        return key in theirs


def join(base: M | None, ours: M, theirs: M) -> tuple[M, tuple[Conflict, ...]]:
    """One model from two, and what both changed differently; without a base both are new."""
    joining = _Joining()
    joined = joining.model("", base, ours, theirs) if ours != theirs else ours
    return joined, tuple(joining.conflicts)


def _erased(ours: M, theirs: M) -> M | None:
    """The side in which a person's details were erased: nothing brings them back."""
    erased = [side for side in (ours, theirs) if getattr(side, "erased", None) is not None]
    return min(erased, key=msgspec.json.encode) if erased else None


def _named(items: Sequence[Any]) -> dict[Any, Any] | None:
    """The items by name; None when some have none, or share it."""
    named = {key: item for item in items if (key := _name(item)) is not None}
    return named if len(named) == len(items) else None


def _name(item: Any) -> Any:
    """What an item is known by; the windows of a day have no names, as they belong together."""
    if not isinstance(item, Model):
        return None if isinstance(item, str) and _WINDOW.fullmatch(item) else item
    names = NAMES.get(type(item))
    return tuple(getattr(item, name) for name in names) if names else None


def _runs_since(item: Any) -> date:
    """The day of a version, the last of which is the present one; any other item keeps its place."""
    return item.since if isinstance(item, client.Version) else date.min


def _label(key: Any) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    return " ".join(str(part) for part in parts if part not in {None, ()})


def _in_order(base: list[Any], ours: list[Any], theirs: list[Any], present: Collection[Any]) -> list[Any]:
    """The names in the order of the side that put them in another one; new names of the other side come last.

    Lists that were sorted stay so. The same whichever side is called ours.
    """
    if all(side == sorted(side, key=_label) for side in (base, ours, theirs)):
        return sorted(present, key=_label)
    first, second = sorted((ours, theirs), key=lambda side: (_keeps_order(base, side), [_label(key) for key in side]))
    return [key for key in dict.fromkeys([*first, *second]) if key in present]


def _keeps_order(base: list[Any], side: list[Any]) -> bool:
    kept = [key for key in side if key in base]
    return kept == [key for key in base if key in kept]

"""The rules of `desk.yaml`: which shares of a target are told, to whom, by which channel; the first match holds.

Where no rule matches, 75 and 100 per cent are told by mail to the assignee and the managers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.thresholds import USUAL
from celyactl.domain.words import TeamRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from celyactl.domain.company import Company, EscalationRule
    from celyactl.domain.words import ClockName, Priority

ASSIGNEE: Final = "assignee"
ON_CALL: Final = "oncall"
MANAGER: Final = "manager"
_SYNONYMS: Final = {"intervenant": ASSIGNEE, "astreinte": ON_CALL, "responsable": MANAGER}
ROLES: Final = frozenset({ASSIGNEE, ON_CALL, MANAGER, *_SYNONYMS})
"""What a rule's `tell` may say besides an id of the team."""


class Measure(NamedTuple):
    """What a rule asks for; `tell` are ids of the team and words of ours."""

    percents: tuple[int, ...] = USUAL
    tell: tuple[str, ...] = (ASSIGNEE, MANAGER)
    via: tuple[str, ...] = ("mail",)
    raise_level: bool = False


def measure_for(rules: Iterable[EscalationRule], priority: Priority, coverage: str, clock: ClockName) -> Measure:
    """What the first rule that matches asks for; what it leaves out is as usual."""
    for rule in rules:
        if _matches(rule.priorities, priority) and _matches(rule.coverages, coverage) and _matches(rule.clocks, clock):
            percents = tuple(sorted({percent for percent in rule.thresholds if percent > 0}))
            usual = Measure()
            return Measure(percents or usual.percents, rule.tell or usual.tell, rule.via or usual.via, rule.raise_level)
    return Measure()


def _matches(listed: Sequence[str], value: str) -> bool:
    return not listed or value in listed


class Audience(NamedTuple):
    """Whom the words of a rule mean for one ticket, on a day: those who left are nobody."""

    company: Company
    day: date
    assignee: str | None
    on_call: tuple[str, ...]

    @property
    def managers(self) -> tuple[str, ...]:
        """The managers who are there."""
        return tuple(self._there(person.id for person in self.company.team if TeamRole.MANAGER in person.roles))

    def of(self, tell: Iterable[str]) -> tuple[str, ...]:
        """The people of a rule, each once, in its order; the managers when there would be nobody."""
        found = tuple(dict.fromkeys(self._there(ident for word in tell for ident in self._meant(word))))
        return found or self.managers

    def chain(self, tell: Iterable[str]) -> tuple[str, ...]:
        """Who is called one after the other: the people of the rule, then the managers."""
        return tuple(dict.fromkeys((*self.of(tell), *self.managers)))

    def _meant(self, word: str) -> tuple[str, ...]:
        match _SYNONYMS.get(word, word):
            case "assignee":
                return (self.assignee,) if self.assignee else ()
            case "oncall":
                return self.on_call
            case "manager":
                return self.managers
            case ident:
                return (ident,)

    def _there(self, idents: Iterable[str]) -> Iterator[str]:
        there = {person.id for person in self.company.team if person.is_there(self.day)}
        return (ident for ident in idents if ident in there)

"""Who is calling: what a number, in any notation, or some words belong to. It may be several clients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from celyactl.domain import telephone
from celyactl.errors.callers import CallerUnknown
from celyactl.store.index.callers import by_ending, by_number, by_text
from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.store.index.callers import Match
    from celyactl.store.index.index import Index
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Found:
    """What a number or a name belongs to; `number` is E.164 when a number was given."""

    typed: str
    number: str | None
    matches: tuple[Match, ...]

    @property
    def clients(self) -> list[str]:
        """The clients, each once."""
        return list(dict.fromkeys(match.client for match in self.matches))

    def of(self, client: str, kind: str) -> list[str]:
        """The ids of what matched at a client."""
        return [match.id for match in self.matches if (match.client, match.kind) == (client, kind)]


def look_up(view: View, typed: str, progress: Progress | None = None) -> Found:
    """What a number or a text belongs to. Raises CallerUnknown."""
    number = telephone.normal(typed) if telephone.looks_like_number(telephone.bare(typed)) else None
    found = asked_of(view.repository.place, view.commit, lambda index: _matches(index, typed, number), progress)
    if not found:
        raise CallerUnknown(typed, number)
    return Found(typed, number, tuple(found))


def _matches(index: Index, typed: str, number: str | None) -> list[Match]:
    if number and (found := by_number(index, number)):
        return found
    if telephone.looks_like_number(typed) and number is None:
        return by_ending(index, telephone.digits(typed)) or by_text(index, typed)
    return [] if number else by_text(index, typed)

"""Who is calling: what a number, in any notation, or some words belong to. It may be several clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain import telephone
from celyactl.errors.callers import CallerPerhapsUnread, CallerUnknown
from celyactl.i18n import language
from celyactl.store.index.callers import by_ending, by_number, by_text
from celyactl.store.index.index import asked_of
from celyactl.store.index.listing import unreadable
from celyactl.store.layout import FileKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.store.index.callers import Match
    from celyactl.store.index.index import Index
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]


class Found(Struct, frozen=True):
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
    """What a number or a text belongs to; clients whose files can't be read are warned of.

    Raises CallerUnknown, CallerPerhapsUnread.
    """
    number = telephone.normal(typed) if telephone.looks_like_number(telephone.bare(typed)) else None

    def ask(index: Index) -> tuple[list[Match], list[str]]:
        return _matches(index, typed, number), unreadable(index, language(), FileKind.CLIENT)

    found, unread = asked_of(view.repository.place, view.commit, ask, progress)
    if not found:
        raise CallerPerhapsUnread(typed, number, unread) if unread else CallerUnknown(typed, number)
    view.warnings += unread
    return Found(typed, number, tuple(found))


def _matches(index: Index, typed: str, number: str | None) -> list[Match]:
    if number and (found := by_number(index, number)):
        return found
    if telephone.looks_like_number(typed) and number is None:
        return by_ending(index, telephone.digits(typed)) or by_text(index, typed)
    return [] if number else by_text(index, typed)

"""Marks every entry of one act: ids that sort after all known ones, and a chain of `after` from the journal's tips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.domain.journal import tips
from celyactl.domain.ulid import mint
from celyactl.domain.words import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.services.acting import Acting


class Stamps:
    """Gives the fields that all entries share; two entries of one act come one after the other."""

    def __init__(self, acting: Acting, at: datetime, journal: Iterable[Entry] = ()) -> None:
        entries = tuple(journal)
        self._acting = acting
        self.at = at
        self._tips = tips(entries)
        self._floor = max((entry.id for entry in entries), default="")
        self._goes_on = False

    def stamp(self, *, public: bool = False, at: datetime | None = None) -> dict[str, Any]:
        """The shared fields of the next entry; `at` overrides the act's instant."""
        ident = mint(self._acting.now, self._acting.random_bits, self._floor, leap=not self._goes_on)
        self._goes_on = True
        after, self._tips, self._floor = self._tips, (ident,), ident
        return {
            "id": ident,
            "at": at or self.at,
            "recorded": self._acting.now,
            "by": self._acting.by,
            "channel": self._acting.channel,
            "visibility": Visibility.PUBLIC if public else Visibility.INTERNAL,
            "after": after,
            "imported": self._acting.imported,
        }


def new_uid(acting: Acting) -> str:
    """A ULID that no other ticket has."""
    return mint(acting.now, acting.random_bits)

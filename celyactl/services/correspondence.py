"""Adds to what is written to clients beside their tickets: several clients, and several entries, in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from celyactl.domain.correspondence import Correspondence
from celyactl.services.stamping import Stamps
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from celyactl.domain.correspondence import AnyLetter
    from celyactl.services.acting import Acting
    from celyactl.store.view import View

    Stamp = Callable[[], dict[str, Any]]

_LONG: Final = 1 << 19
"""Bytes after which the next year goes on in a file of its own: half of what may be read at all."""


class Additions:
    """The files of correspondence as an act shall leave them."""

    def __init__(self, view: View, acting: Acting) -> None:
        self._view = view
        self._acting = acting
        self.files: dict[str, Correspondence] = {}

    def add(self, client: str, made: Callable[[Stamp], Sequence[AnyLetter]]) -> None:
        """Add entries to a client's: `made` gets what stamps one entry after the other. Raises BadFile."""
        path, before = self._goes_on(client)
        stamps = Stamps(self._acting, self._acting.now, before.journal)
        self.files[path] = replace(before, journal=(*before.journal, *made(stamps.stamp)))

    def _goes_on(self, client: str) -> tuple[str, Correspondence]:
        """The file that takes the next entry, and what is in it."""
        known = self._view.letters(client)
        last = next(reversed(known), layout.correspondence_path(client))
        if last in known and len(self._view.text_at(last)) > _LONG:
            last = layout.correspondence_path(client, self._acting.now.year)
        before = self.files.get(last) or known.get(last)
        return last, before or Correspondence(client=client, journal=())

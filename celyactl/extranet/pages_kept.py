"""Pages that were made: the same person asks for the same page of the same commit often, within a minute at most.

A page is of one session, one commit and one minute: whatever is written, and the hour, make another one. So whoever has
the session may still see it: a code is revoked, and a contact leaves, by a commit or at midnight.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.extranet.asked import Answer

    Key = tuple[object, ...]

_MOST: Final = 500
_LARGEST: Final = 200_000


class Pages:
    """The pages that were asked for last; safe for several threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = Lock()

    def known(self, key: Key) -> Answer | None:
        """The page of this key, if it is there."""
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
            return known

    def get(self, key: Key, make: Callable[[], Answer]) -> Answer:
        """The page of this key, made when it is not there; failures are not kept."""
        known = self.known(key)
        if known is not None:
            return known
        made = make()
        if made.status != 200 or len(made.body) > _LARGEST:  # noqa: PLR2004 - HTTP's own number
            return made
        with self._lock:
            self._known[key] = made
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return made

"""Where requests are answered: an open desk and its compiled templates, used by one request at a time.

What was read of a commit stays read while that commit is the last one; a new one is seen by the next request.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Final

from celyactl.desk import Desk
from celyactl.render.jinja.environment import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from celyactl.store.view import View

_MOST_KEPT: Final = 8
_TEMPLATES: Final = "templates"


class Room:
    """A desk at the moment of a request."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._workshop: Workshop | None = None
        self._made_of: str | None = None

    @property
    def view(self) -> View:
        """The desk as it was when the request began."""
        return self.desk.view

    def begin(self) -> None:
        """Another request: the last commit, and the present moment."""
        self.desk = self.desk.again()

    def render(self, name: str, data: dict[str, object]) -> str:
        """A page of the templates `extranet/`, the desk's own or the shipped ones. Raises as `Workshop.render`."""
        found = self.view.repository.entry(self.view.commit, _TEMPLATES)
        made_of = found.id if found else ""
        if self._workshop is None or self._made_of != made_of:
            self._workshop, self._made_of = Workshop(self._own), made_of
        return self._workshop.render(f"extranet/{name}.html.j2", data)

    def _own(self, path: str) -> bytes | None:
        return self.view.repository.read(self.view.commit, f"{_TEMPLATES}/{path}")


class Rooms:
    """As many as there are requests at once; the one that was used last is used first."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._free: list[Room] = []
        self._lock = Lock()

    @contextmanager
    def room(self) -> Iterator[Room]:
        """A room for one request. One in which something failed is not used again."""
        room = self._taken()
        try:
            yield room
        except BaseException:
            room.desk.repository.close()
            raise
        self._give_back(room)

    def close(self) -> None:
        """End what the rooms hold."""
        with self._lock:
            free, self._free = self._free, []
        for room in free:
            room.desk.repository.close()

    def _taken(self) -> Room:
        with self._lock:
            room = self._free.pop() if self._free else None
        if room is None:
            return Room(Desk.open(self._folder, clock=self._clock))
        room.begin()
        return room

    def _give_back(self, room: Room) -> None:
        with self._lock:
            if len(self._free) < _MOST_KEPT:
                self._free.append(room)
                return
        room.desk.repository.close()

"""Where requests are answered: an open desk, used by one request at a time; compiled templates are for all of them.

What was read of a commit stays read while that commit is the last one; a new one is seen by the next request.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final

from celyactl.desk import Desk
from celyactl.render.jinja.environment import Workshop
from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from celyactl.store.view import View

_MOST_KEPT: Final = 8
_FOLDER: Final = "templates"


class Templates:
    """The templates `extranet/` of the last commit that was asked for, each compiled once; safe for several threads.

    To compile one takes longer than to make a page: a room of its own would begin with a page that takes ten times as
    long, and several of them at once would hold up everybody.
    """

    def __init__(self, folder: Path) -> None:
        self._repository = Repository.open(folder)
        self._lock = Lock()
        self._workshop: tuple[str, Workshop] | None = None

    def render(self, view: View, name: str, data: dict[str, object]) -> str:
        """A page of the desk's own template, or of the shipped one. Raises as `Workshop.render`."""
        return self._of(view).render(f"extranet/{name}.html.j2", data)

    def close(self) -> None:
        """End what was started on the way."""
        self._repository.close()

    def _of(self, view: View) -> Workshop:
        found = view.repository.entry(view.commit, _FOLDER)
        made_of = found.id if found else ""
        with self._lock:
            if self._workshop is None or self._workshop[0] != made_of:
                self._workshop = made_of, Workshop(partial(self._own, view.commit))
            return self._workshop[1]

    def _own(self, commit: str, path: str) -> bytes | None:
        with self._lock:
            return self._repository.read(commit, f"{_FOLDER}/{path}")


class Room:
    """A desk at the moment of a request."""

    def __init__(self, desk: Desk, templates: Templates) -> None:
        self.desk = desk
        self._templates = templates

    @property
    def view(self) -> View:
        """The desk as it was when the request began."""
        return self.desk.view

    def begin(self) -> None:
        """Another request: the last commit, and the present moment."""
        self.desk = self.desk.again()

    def render(self, name: str, data: dict[str, object]) -> str:
        """A page, as `Templates.render`."""
        return self._templates.render(self.view, name, data)


class Rooms:
    """As many as there are requests at once; the one that was used last is used first."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._templates = Templates(folder)
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
        self._templates.close()

    def _taken(self) -> Room:
        with self._lock:
            room = self._free.pop() if self._free else None
        if room is None:
            return Room(Desk.open(self._folder, clock=self._clock), self._templates)
        room.begin()
        return room

    def _give_back(self, room: Room) -> None:
        with self._lock:
            if len(self._free) < _MOST_KEPT:
                self._free.append(room)
                return
        room.desk.repository.close()

"""Whether this server can do its work now: for monitoring, and for a proxy that chooses among several."""

from __future__ import annotations

import sqlite3
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from celyactl.errors.base import CelyactlError
from celyactl.extranet.asked import Answer
from celyactl.services.team.instances import extranet_service

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from celyactl.desk import Desk
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.rooms import Room
    from celyactl.extranet.site import Site


def ready(site: Site, room: Room, _asked: Asked) -> Answer:
    """`ok`, or 503 and the names of what fails; why is for people on the machine (`celyactl check`, `doctor`)."""
    failing = [name for name, probe in _PROBES.items() if not _passes(probe, site, room.desk)]
    if failing:
        return Answer(" ".join(failing), HTTPStatus.SERVICE_UNAVAILABLE, kind="text/plain")
    return Answer("ok", kind="text/plain")


def _passes(probe: Callable[[Site, Desk], object], site: Site, desk: Desk) -> bool:
    try:
        probe(site, desk)
    except (CelyactlError, OSError, sqlite3.Error):
        return False
    return True


def _identity(_site: Site, desk: Desk) -> None:
    extranet_service(desk.view.company, desk.now.date())


def _memory(site: Site, _desk: Desk) -> None:
    with site.state.writing():
        pass


_PROBES: Final[Mapping[str, Callable[[Site, Desk], object]]] = {"identity": _identity, "memory": _memory}

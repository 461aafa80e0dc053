"""Planned operations for tests, told as the commands of an operation will: entries of a ticket, one commit each.

works = Works(desk)  # a desk that sold acme-2026, whose client has the component ipbx
ref = works.announce("2026-11-24T12:00", "2026-11-24T14:00", "ipbx")
works.tell(ref, OperationCancelled)
"""

from __future__ import annotations

from contextlib import chdir
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from celyactl.desk import Desk
from celyactl.domain.entries.field import OperationAnnounced, OperationPlanned
from celyactl.services.tickets.telling import Scene, Telling, tell

if TYPE_CHECKING:
    from desks import DeskInUse

    from celyactl.domain.entries.base import Entry


def paris(text: str) -> datetime:
    """An instant of a local time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris"))


class Works:
    """Announces operations in a desk, at the desk's hour."""

    def __init__(self, desk: DeskInUse) -> None:
        self.desk = desk

    def announce(self, start: str, end: str, *components: str, contract: str = "acme-2026", at: str = "") -> str:
        """Plan an operation and send its notice; its reference."""
        words = ["--contract", contract, "--kind", "operation", "--title", "Changement du pare-feu"]
        ref = self.desk.ask("ticket", "new", *words)["ref"]
        window = {"start": paris(start), "end": paris(end)}
        self.tell(ref, OperationPlanned, **window, components=components)
        self.tell(ref, OperationAnnounced, at, **window)
        return ref

    def tell(self, ref: str, kind: type[Entry], at: str = "", **fields: Any) -> None:
        """Add an entry to an operation's ticket, happened `at` and committed now."""

        def made(scene: Scene) -> list[Entry]:
            return [kind(**scene.stamp(), **fields)]

        with chdir(self.desk.path), Desk.open(self.desk.path, clock=lambda: self.desk.now) as opened:
            tell(opened.store, opened.acting(), ref, Telling("operation", made), paris(at) if at else None)

"""A header edited by hand, as the entries that would have made it: a title is an edit, a priority a new priority.

What only an act may change, or nothing may, is a fault with its line and the command to use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from celyactl.domain.entries.conversation import Changes, Edit, Label, Link
from celyactl.domain.entries.lifecycle import Assign, SetPriority
from celyactl.domain.state import CLEARABLE
from celyactl.domain.ticket import Header
from celyactl.domain.words import Status
from celyactl.errors import checking as say
from celyactl.store.consistency import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from celyactl.domain.entries.base import Entry
    from celyactl.errors.base import Fault
    from celyactl.services.stamping import Stamps
    from celyactl.store.yaml.values import Path

_DESCRIBED: Final = Changes.__struct_fields__
_VERBS: Final = {
    Status.NEW: "celyactl ticket show {ref}",
    Status.ASSIGNED: "celyactl ticket assign {ref} WHO",
    Status.IN_PROGRESS: "celyactl ticket start {ref}",
    Status.PENDING: "celyactl ticket wait {ref} --for …",
    Status.RESOLVED: "celyactl ticket resolve {ref}",
    Status.CLOSED: "celyactl ticket close {ref}",
    Status.CANCELLED: "celyactl ticket cancel {ref} TEXT",
}
_LEAVING: Final = {
    Status.PENDING: "celyactl ticket resume {ref}",
    Status.RESOLVED: "celyactl ticket reopen {ref}",
    Status.CLOSED: "celyactl ticket reopen {ref}",
}


class Wishes(Struct):
    """What a person's header asks for beyond `told`, what the journal tells; `before` is what it told before."""

    path: str
    before: Header
    told: Header
    wanted: Header
    line: Callable[[Path], int]
    faults: list[Fault] = field(default_factory=list)

    def changed(self) -> list[str]:
        """The fields that the person changed and that no entry explains."""
        return [
            name
            for name in Header.__struct_fields__
            if getattr(self.wanted, name) != getattr(self.before, name)
            and getattr(self.wanted, name) != getattr(self.told, name)
        ]

    def entries(self, stamps: Stamps) -> list[Entry]:
        """The entries that make the wishes true; `faults` holds those that can't be."""
        names = self.changed()
        made = [*self._described([name for name in names if name in _DESCRIBED], stamps)]
        for name in names:
            if name not in _DESCRIBED:
                made += self._other(name, stamps)
        return made

    def _described(self, names: list[str], stamps: Stamps) -> Iterator[Entry]:
        values: dict[str, Any] = {name: getattr(self.wanted, name) for name in names}
        gone = tuple(name for name, value in values.items() if value in {None, ()})
        self.faults += [say.not_cleared(self.path, self._at(name), name) for name in gone if name not in CLEARABLE]
        kept = {name: value for name, value in values.items() if name not in gone}
        if kept or gone:
            yield Edit(**stamps.stamp(), set=Changes(**kept), cleared=gone)

    def _other(self, name: str, stamps: Stamps) -> list[Entry]:
        wanted, told = self.wanted, self.told
        match name:
            case "priority":
                return [SetPriority(**stamps.stamp(), priority=wanted.priority)]
            case "assignee":
                return [Assign(**stamps.stamp(), assignee=wanted.assignee)]
            case "labels":
                new, old = set(wanted.labels), set(told.labels)
                add, remove = tuple(sorted(new - old)), tuple(sorted(old - new))
                return [Label(**stamps.stamp(), add=add, remove=remove)] if add or remove else []
            case "links":
                return list(self._links(stamps))
        self.faults.append(self._refused(name))
        return []

    def _links(self, stamps: Stamps) -> Iterator[Entry]:
        for link in self.told.links:
            if link not in self.wanted.links:
                yield Link(**stamps.stamp(), kind=link.kind, ref=link.ref, removed=True)
        for link in self.wanted.links:
            if link not in self.told.links:
                yield Link(**stamps.stamp(), kind=link.kind, ref=link.ref)

    def _refused(self, name: str) -> Fault:
        line, ref = self._at(name), self.told.ref
        match name:
            case "status":
                return say.needs_command(self.path, line, name, self._verb().format(ref=ref))
            case "pending":
                verb = _VERBS[Status.PENDING] if self.wanted.pending else _LEAVING[Status.PENDING]
                return say.needs_command(self.path, line, name, verb.format(ref=ref))
            case "level" if self.wanted.level < self.told.level:
                return say.level_down(self.path, line, self.told.level)
            case "level":
                command = f"celyactl ticket escalate {ref} --to {self.wanted.level} --reason TEXT"
                return say.needs_command(self.path, line, name, command)
        return say.fixed_field(self.path, line, name, readable(getattr(self.told, name)))

    def _verb(self) -> str:
        """The command that leads to the wanted status from where the ticket is."""
        if self.wanted.status is Status.IN_PROGRESS and self.told.status in _LEAVING:
            return _LEAVING[self.told.status]
        return _VERBS[self.wanted.status]

    def _at(self, name: str) -> int:
        return self.line((name,))

"""A file's values with the places where they stand in its text: lines from 1, offsets in characters, end excluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from celyactl.store.yaml.values import Path, Value


class Node(Struct):
    """One value; `entries` are a mapping's keys and values, `items` a list's.

    A collection's `end` is that of its last value, and so is never a comment; a literal's includes its last line end.
    """

    value: Value
    line: int
    start: int
    end: int
    style: str = ""  # of a scalar: '"', "'", "|", ">" or plain; of a collection: "{" when between brackets
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def child(self, part: str | int) -> tuple[int, Node] | None:
        """The line of a key or item, and its value."""
        if isinstance(part, str):
            return next(((key.line, value) for key, value in self.entries if key.value == part), None)
        return (self.items[part].line, self.items[part]) if 0 <= part < len(self.items) else None


class Document(Struct, frozen=True):
    """What a file says: its data, the normalised text, and what was odd but harmless (one sentence each)."""

    data: dict[str, Value]
    text: str
    root: Node
    warnings: tuple[str, ...] = ()

    def line(self, path: Path) -> int:
        """The line, from 1, of a field, or of the nearest thing around it that the file has.

        Parts that name nothing are passed over, so that the names of variants in a model's path do no harm.
        """
        node, line = self.root, self.root.line
        for part in path:
            if found := node.child(part):
                line, node = found
        return line

"""Changes to a text that people wrote: each touches the lines of one value and no other.

Comments are never lost: one that stood inside what is replaced or removed goes above it, on a line of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from celyactl.store.yaml import canonical, spans
from celyactl.store.yaml.flow import flow
from celyactl.store.yaml.scalars import is_word
from celyactl.store.yaml.values import nfc, same, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.store.yaml.nodes import Node


class Place(Struct, frozen=True, eq=False):
    """Where a value hangs: the offset of its key or dash, the one after `:` or `-`, and the value itself."""

    start: int
    after: int
    node: Node
    key: Node | None = None


class Editor(Struct):
    """Collects the changes that make a text say new data; `literals` allows texts laid out below their key."""

    text: str
    literals: bool = True
    changes: list[tuple[int, int, str]] = field(default_factory=list)

    def result(self) -> str:
        """The text with all changes made; of those at one place the first stands first."""
        parts, at = [], 0
        for start, end, put in sorted(self.changes, key=lambda change: change[0]):
            parts += [self.text[at:start], put]
            at = max(at, end)  # an addition may stand where a removal began
        return "".join([*parts, self.text[at:]])

    def value(self, place: Place, new: object) -> None:
        """Make one value say what `new` says, in its own style where that can be."""
        node = place.node
        if same(settled(node.value), settled(new)):
            return
        if isinstance(new, Mapping) and _keeps(node, new) and node.style != "{":
            self.mapping(node, new)
        elif isinstance(new, list | tuple) and new and node.items and node.style != "{":
            self.sequence(node, new)
        elif self._fits_brackets(node, new):
            self.changes.append((node.start, node.end, flow(self.text, node, new)))
        else:
            self._replace(place, new)

    def mapping(self, node: Node, new: Mapping[str, object]) -> None:
        """Make a block mapping, of which at least one key stays, say what `new` says."""
        places = [self._entry(key, child) for key, child in node.entries]
        named = {nfc(str(place.key.value)): place for place in places if place.key}
        new = {nfc(name): value for name, value in new.items()}
        kept = [place for name, place in named.items() if name in new]
        self._remove(places, kept)
        for name, place in named.items():
            if name in new:
                self.value(place, new[name])
        anchor: Place | None = None
        column = spans.column(self.text, places[0].start)
        for name, value in new.items():
            if name in named:
                anchor = named[name]
            else:
                self._insert(anchor, kept[0], canonical.entry(name, value, column, literals=self.literals))

    def sequence(self, node: Node, new: Sequence[object]) -> None:
        """Make a block list say what `new` says, neither being empty: what is equal at both ends stays as it is."""
        places = self._items(node)
        old = [settled(item.value) for item in node.items]
        wanted = [settled(value) for value in new]
        head = _common(old, wanted)
        tail = _common(old[head:][::-1], wanted[head:][::-1])
        changed, values = places[head : len(old) - tail], new[head : len(wanted) - tail]
        gone = changed[len(values) :]
        kept = [place for place in places if place not in gone]
        self._remove(places, kept)
        for place, value in zip(changed, values, strict=False):
            self.value(place, value)
        anchor = places[head + len(changed) - 1] if head + len(changed) else None
        column = spans.column(self.text, places[0].start)
        for value in values[len(changed) :]:
            self._insert(anchor, kept[0], canonical.item(value, column, literals=self.literals))

    def _entry(self, key: Node, child: Node) -> Place:
        return Place(key.start, self.text.index(":", key.end) + 1, child, key)

    def _items(self, node: Node) -> list[Place]:
        """The places of a block list's items: the dashes stand in one column, the first where the list begins."""
        dash = f"\n{' ' * spans.column(self.text, node.start)}-"
        places = [Place(node.start, node.start + 1, node.items[0])]
        for item in node.items[1:]:
            at = self.text.index(dash, spans.stop(self.text, places[-1].node)) + len(dash)
            places.append(Place(at - 1, at, item))
        return places

    def _fits_brackets(self, node: Node, new: object) -> bool:
        source = self.text[node.start : node.end]
        alike = isinstance(new, type(node.value)) and bool(new) and bool(node.value)
        return alike and node.style == "{" and "\n" not in source

    def _replace(self, place: Place, new: object) -> None:
        """Put another value after a key or dash; the comment of the first line stays there."""
        text, end = self.text, spans.stop(self.text, place.node)
        if "\n" not in text[place.after : place.node.end]:
            spelling, below = self._spelling(place, new)
            self.changes.append((place.after, place.node.end, f" {spelling}" if spelling else ""))
            self.changes.append((end, end, "".join(f"\n{line}" for line in below)))
            return
        first_line = min(text.index("\n", place.after), end)
        spelling, below = self._spelling(place, new)
        notes = spans.comments(text, place.after, end, place.node)
        stays = notes[:1] if spans.comments(text, place.after, first_line, place.node) else []
        self._carry(place.start, notes[len(stays) :])
        first = "  ".join([f" {spelling}" if spelling else "", *stays])
        self.changes.append((place.after, end, "\n".join([first, *below])))

    def _spelling(self, place: Place, new: object) -> tuple[str, list[str]]:
        """What stands after the key or dash, and the lines below; a plain word is followed by a plain word."""
        column = spans.column(self.text, place.start)
        old = place.node
        if not old.style and isinstance(old.value, str) and isinstance(new, str) and is_word(new):
            return str(settled(new)), []
        if place.key:
            first, *below = canonical.entry("x", new, column, literals=self.literals)
            return first[column + 2 :].removeprefix(" "), below
        first, *below = canonical.item(new, column, literals=self.literals)
        return first[column + 1 :].removeprefix(" "), below

    def _remove(self, places: Sequence[Place], kept: Sequence[Place]) -> None:
        """Take out what is not kept; what follows a dash on its line is followed there by the first that is."""
        first = places[0]
        shares_line = bool(self.text[spans.line_start(self.text, first.start) : first.start].strip())
        leading = places.index(kept[0]) if shares_line else 0
        if leading:
            self._cut(first.start, kept[0].start, first.start, places[:leading])
        for place in places[leading:]:
            if place not in kept:
                start = spans.line_start(self.text, place.start)
                self._cut(start, spans.stop(self.text, place.node) + 1, place.start, [place])

    def _cut(self, start: int, end: int, above: int, places: Sequence[Place]) -> None:
        nodes = [node for place in places for node in (place.key, place.node) if node]
        self._carry(above, spans.comments(self.text, start, end, *nodes))
        self.changes.append((start, end, ""))

    def _carry(self, at: int, notes: Sequence[str]) -> None:
        """Put comments above the line around an offset."""
        start = spans.line_start(self.text, at)
        for first, last, _ in self.changes:
            if first <= start < last:  # this line is joined to that of a dash
                start = spans.line_start(self.text, first)
        line = self.text[start : self.text.index("\n", start)]
        pad = " " * (len(line) - len(line.lstrip(" ")))
        self.changes += [(start, start, f"{pad}{note}\n") for note in notes]

    def _insert(self, anchor: Place | None, first: Place, lines: Sequence[str]) -> None:
        """Put lines after a sibling and the comments that belong to it, or before the first one."""
        block = "\n".join(lines)
        if anchor is not None:
            column = spans.column(self.text, anchor.start)
            at = spans.own_lines(self.text, spans.stop(self.text, anchor.node) + 1, column)
            self.changes.append((at, at, f"{block}\n"))
            return
        column = spans.column(self.text, first.start)
        self.changes.append((first.start, first.start, f"{block[column:]}\n{' ' * column}"))


def _keeps(node: Node, new: Mapping[str, object]) -> bool:
    names = {nfc(name) for name in new}
    return any(nfc(str(key.value)) in names for key, _ in node.entries)


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many values are equal at the beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if not same(settled(left), settled(right)):
            break
        count += 1
    return count

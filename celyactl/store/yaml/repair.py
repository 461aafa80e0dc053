"""What `check --fix` does to a file that people wrote: quotes, normalises, puts keys in order; never guesses.

An ambiguous word becomes the text that stands there; `~` and a value left out become null, which every YAML reads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.file import BadFile, CommentWouldMove, RewriteMismatch
from celyactl.store.yaml import scalars, spans
from celyactl.store.yaml.compose import MENDABLE
from celyactl.store.yaml.strict import composed, decoded, read
from celyactl.store.yaml.values import named, nfc, same

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.store.yaml.nodes import Document, Node
    from celyactl.store.yaml.values import Path

    Order = Callable[[Path], Sequence[str]]

_OWN_COMMENT: Final = re.compile(r"\n *#")


def fix(blob: bytes, path: str, order: Order | None = None) -> str:
    """The mended text: no byte order mark, LF, ambiguous words quoted, the keys of block mappings in order.

    `order` gives the keys of the mapping at a path, in order; keys that it does not name follow in theirs. Raises
    BadFile with the faults that only a person can mend, and CommentWouldMove where order would cost a comment its key.
    """
    body = decoded(blob, path).body
    root, faults, unsafe = composed(body, path)
    if root is None or any(fault.code not in MENDABLE for fault in faults):
        raise BadFile(path, faults)
    body = _spelt(body, unsafe)
    mended = read(body.encode(), path)
    document = read(spans.ended(body, mended.root).encode(), path)
    if not same(mended.data, document.data):
        raise RewriteMismatch(path)
    return _ordered(document, path, order) if order else document.text


def _spelt(body: str, unsafe: Sequence[Node]) -> str:
    """The text with these words spelt so that every reader takes them for the same."""
    parts, at = [], 0
    for node in sorted(unsafe, key=lambda node: node.start):
        parts += [body[at : node.start], _spelling(body, node)]
        at = node.end
    return "".join([*parts, body[at:]])


def _spelling(body: str, node: Node) -> str:
    """What stands instead of an ambiguous word; a value that was left out needs a space before it."""
    if node.value is not None:
        return scalars.quoted(str(node.value))
    return "null" if node.end > node.start or body.endswith(" ", 0, node.start) else " null"


def _ordered(document: Document, path: str, order: Order) -> str:
    root, text = document.root, document.text
    # the first line, and what a blank line sets apart from the keys, belong to the file
    above = text.rfind("\n\n", 0, root.start) + 1
    arranged = _Arranger(text, path, order).value(root, (), above)
    text = text[: root.start] + arranged + text[spans.stop(text, root) :]
    if not same(read(text.encode(), path).data, document.data):
        raise RewriteMismatch(path)
    return text


class _Arranger(Struct, frozen=True):
    """Writes values with the keys of their mappings in order, and everything else as it stands."""

    text: str
    path: str
    order: Order

    def value(self, node: Node, at: Path, above: int) -> str:
        """The text of a value to the end of its last line; `above` is where the lines before it begin."""
        if node.style != "{" and node.entries:
            return self._mapping(node, at, above)
        if node.style != "{" and node.items:
            pieces = [self.value(item, (*at, place), item.start) for place, item in enumerate(node.items)]
            return self._joined(node.start, list(zip(node.items, node.items, strict=True)), pieces)
        return self.text[node.start : spans.stop(self.text, node)]

    def _mapping(self, node: Node, at: Path, above: int) -> str:
        pieces = [self._entry(key, child, at) for key, child in node.entries]
        rank = {nfc(name): place for place, name in enumerate(self.order(at))}
        names = [nfc(str(key.value)) for key, _ in node.entries]
        wanted = sorted(range(len(names)), key=lambda place: rank.get(names[place], len(rank)))
        if wanted == sorted(wanted):
            return self._joined(node.start, node.entries, pieces)
        if line := self._line_of_a_comment(node, above):
            raise CommentWouldMove(self.path, line, named(at))
        pad = " " * spans.column(self.text, node.start)
        return f"\n{pad}".join(pieces[place] for place in wanted)

    def _entry(self, key: Node, child: Node, at: Path) -> str:
        below = self.text.index("\n", key.end)
        start = child.start
        return self.text[key.start : start] + self.value(child, (*at, nfc(str(key.value))), min(below, start))

    def _joined(self, start: int, entries: Sequence[tuple[Node, Node]], pieces: Sequence[str]) -> str:
        """The pieces in their old order, with what stood between them."""
        parts, at = [], start
        for (first, last), piece in zip(entries, pieces, strict=True):
            parts += [self.text[at : first.start], piece]
            at = spans.stop(self.text, last)
        return "".join(parts)

    def _line_of_a_comment(self, node: Node, above: int) -> int:
        """The line of a comment above, between or right below the keys, which order would hand to another; or 0."""
        end = spans.stop(self.text, node)
        below = spans.own_lines(self.text, end + 1, spans.column(self.text, node.start) - 1)
        gaps = [(above, node.start), (end, below)]
        gaps += [
            (spans.stop(self.text, child), key.start)
            for (_, child), (key, _) in zip(node.entries, node.entries[1:], strict=False)
        ]
        for start, stop in sorted(gaps):
            if found := _OWN_COMMENT.search(self.text, start, stop):
                return self.text.count("\n", 0, found.end()) + 1
        return 0

"""Where things stand in a file's text: lines, columns, the ends of values and the comments around them.

Offsets are in characters, ends excluded; the text ends with a line end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.yaml.nodes import Node

_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)
_HEADER: Final = re.compile(r"([|>])[-+]?([0-9]?)[-+]?")
_LITERAL: Final = frozenset("|>")


def line_start(text: str, at: int) -> int:
    """The beginning of the line around an offset."""
    return text.rfind("\n", 0, at) + 1


def column(text: str, at: int) -> int:
    """How far an offset is from the beginning of its line."""
    return at - line_start(text, at)


def stop(text: str, node: Node) -> int:
    """The line end after a value, and after the comment that stands on its last line."""
    leaf = last_leaf(node)
    if leaf.style not in _LITERAL:
        return text.index("\n", leaf.end)
    body = text[leaf.start : leaf.end]
    keeps = "+" in body.partition("\n")[0].partition("#")[0]
    return leaf.start + len(body) - 1 if keeps else leaf.start + len(body.rstrip("\n"))


def ended(text: str, root: Node) -> str:
    """The text with a final line end; a last block text, which had none, is marked so that it gets none."""
    if text.endswith("\n"):
        return text
    leaf = last_leaf(root)
    if leaf.style in _LITERAL and (header := _HEADER.match(text, leaf.start)) and leaf.end == len(text):
        text = f"{text[: leaf.start]}{header[1]}{header[2]}-{text[header.end() :]}"
    return f"{text}\n"


def last_leaf(node: Node) -> Node:
    """The last scalar of a block collection; a collection between brackets ends with its own bracket."""
    while node.style != "{" and (node.entries or node.items):
        node = node.items[-1] if node.items else node.entries[-1][1]
    return node


def leaves(node: Node) -> Iterator[Node]:
    """The keys and scalars of a value, in order."""
    for key, child in node.entries:
        yield key
        yield from leaves(child)
    for child in node.items:
        yield from leaves(child)
    if not isinstance(node.value, dict | list):
        yield node


def comments(text: str, start: int, end: int, *nodes: Node) -> list[str]:
    """The comments between two offsets, in order; `nodes` are all the values that stand there."""
    masked = list(text[start:end])
    for node in nodes:
        for leaf in leaves(node):
            first = text.index("\n", leaf.start) if leaf.style in _LITERAL else leaf.start
            for place in range(max(first, start), min(leaf.end, end)):
                if masked[place - start] != "\n":
                    masked[place - start] = "x"
    return _COMMENT.findall("".join(masked))


def own_lines(text: str, at: int, deeper_than: int) -> int:
    """The offset after the comment lines that follow at this line's beginning and are indented deeper than that."""
    pattern = re.compile(rf" {{{deeper_than + 1},}}#.*\n")
    while found := pattern.match(text, at):
        at = found.end()
    return at

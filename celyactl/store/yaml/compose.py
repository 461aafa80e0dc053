"""From the parser's events to nodes, refusing as they come what a desk's file may not hold.

Aliases are never followed and nesting is cut at its limit, so that no text makes more work than its length.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from celyactl.errors import file_faults as say
from celyactl.store.yaml.nodes import Node
from celyactl.store.yaml.scalars import Unsafe, impossible, plain_value
from celyactl.store.yaml.values import MAX_DEPTH, named, nfc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.errors.base import Fault
    from celyactl.store.yaml.values import Path, Value

MAX_FAULTS = 50
MENDABLE = frozenset({"ambiguous", "no_value"})
"""The codes of what `check --fix` mends: however often it is in a text, that one is read to its end."""

_COMMENT = re.compile(r"#.*")


class _EnoughError(Exception):
    """Reading stops here: going on would tell nothing more."""


class Composer:
    """Builds one document; `faults` are what was refused, `unsafe` the plain scalars that must be quoted."""

    def __init__(self, text: str, path: str) -> None:
        self.faults: list[Fault] = []
        self.unsafe: list[Node] = []
        self._path = path
        self._text = text
        self._seen = 0  # the end of the last token that stands in a node
        self._events = _events(text)

    def compose(self) -> Node | None:
        """The root, None when there is none or reading had to stop."""
        from ruamel.yaml.error import MarkedYAMLError, YAMLError  # 20 ms

        try:
            return self._document()
        except _EnoughError:
            pass
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            began = error.context_mark
            self._syntax(mark.line + 1 if mark else 0, str(error.problem), began.line + 1 if began else 0)
        except (YAMLError, ValueError, LookupError, ArithmeticError, AssertionError) as error:
            # the parser fails in other ways on some broken texts
            self._syntax(self._text.count("\n", 0, self._seen) + 1, type(error).__name__)
        return None

    def _syntax(self, line: int, problem: str, opened: int = 0) -> None:
        self.faults.append(say.syntax(self._path, line, problem, opened))

    def _refuse(self, fault: Fault) -> None:
        is_full = len(self.faults) >= MAX_FAULTS
        if fault.code in MENDABLE:
            self.faults += [fault] * (not is_full)
            return
        self.faults.append(fault)
        if is_full:
            raise _EnoughError

    def _document(self) -> Node | None:
        root = None
        for event in self._events:
            kind = _kind(event)
            if kind == "DocumentStart" and root:
                self.faults.append(say.documents(self._path, _line(event)))
                raise _EnoughError
            if kind not in {"StreamStart", "DocumentStart", "DocumentEnd", "StreamEnd"}:
                root = self._root(event)
        if root is None:
            self.faults.append(say.empty(self._path))
        return root

    def _root(self, event: Any) -> Node:
        if _kind(event) == "Scalar" and not event.value:
            self.faults.append(say.empty(self._path))
            raise _EnoughError
        root = self._value(event, ())
        if not isinstance(root.value, dict):
            self._refuse(say.not_a_mapping(self._path, root.line))
        return root

    def _value(self, event: Any, at: Path) -> Node:
        node = self._node(event, at)
        match _kind(event):
            case "Scalar":
                self._scalar(node, event, at)
            case "MappingStart":
                self._mapping(node, event, at)
            case "SequenceStart":
                self._sequence(node, event, at)
            case _:
                self._refuse(say.alias(self._path, node.line, named(at)))
        return node

    def _node(self, event: Any, at: Path) -> Node:
        start = event.start_mark.index
        if _kind(event) == "Scalar" and not event.value and start == event.end_mark.index:
            return self._nothing(start, _line(event))
        node = Node(None, _line(event), start, event.end_mark.index)
        self._seen = node.end
        mark = self._text[start : start + 1]
        if mark == "&" or (event.anchor and mark != "*"):
            self._refuse(say.anchor(self._path, node.line, named(at)))
        if mark == "!" or getattr(event, "tag", None):
            self._refuse(say.tag(self._path, node.line, named(at)))
        return node

    def _nothing(self, following: int, line: int) -> Node:
        """The place of a value that was left out: the parser puts it at the next token, people after the colon."""
        gap = _COMMENT.sub(lambda comment: " " * len(comment[0]), self._text[self._seen : following])
        start = self._seen = self._seen + len(gap.rstrip())
        return Node(None, line - self._text.count("\n", start, following), start, start)

    def _scalar(self, node: Node, event: Any, at: Path) -> None:
        node.value, node.style = event.value, event.style or ""
        if wrong := impossible(event.value):
            self._refuse(say.half_character(self._path, node.line, named(at), ord(wrong)))
        if node.style:
            return
        value = plain_value(event.value)
        if not isinstance(value, Unsafe):
            node.value = value
            return
        self.unsafe.append(node)
        node.value = None if event.value in {"", "~"} else event.value
        if event.value:
            self._refuse(say.ambiguous(self._path, node.line, named(at), event.value))
        else:
            self._refuse(say.no_value(self._path, node.line, named(at)))

    def _sequence(self, node: Node, event: Any, at: Path) -> None:
        self._deeper(node, at)
        items: list[Value] = []
        node.value = items
        while _kind(event := next(self._events)) != "SequenceEnd":
            child = self._value(event, (*at, len(items)))
            items.append(child.value)
            node.items.append(child)
        self._close(node, event, node.items)

    def _mapping(self, node: Node, event: Any, at: Path) -> None:
        self._deeper(node, at)
        entries: dict[str, Value] = {}
        node.value = entries
        lines: dict[str, int] = {}
        while _kind(event := next(self._events)) != "MappingEnd":
            key = self._key(event, at, node.entries[-1][1].end if node.entries else node.start)
            name = str(key.value)
            child = self._value(next(self._events), (*at, name))
            if first := lines.get(nfc(name)):
                self._refuse(say.duplicate_key(self._path, key.line, named((*at, name)), first))
            lines.setdefault(nfc(name), key.line)
            entries[name] = child.value
            node.entries.append((key, child))
        self._close(node, event, [child for _, child in node.entries])

    def _key(self, event: Any, at: Path, gap_from: int) -> Node:
        if _kind(event) != "Scalar":
            return self._bad_key(self._value(event, (*at, "?")), at)
        key = self._node(event, at)
        key.value, key.style = str(event.value), event.style or ""
        if wrong := impossible(key.value):
            self._refuse(say.half_character(self._path, key.line, named((*at, key.value)), ord(wrong)))
        if self._is_explicit(gap_from, key.start) or not (key.value or key.style):
            return self._bad_key(key, at)
        if not key.style:
            self._plain_key(key, key.value, at)
        return key

    def _plain_key(self, key: Node, name: str, at: Path) -> None:
        if name == "<<":
            self._refuse(say.merge_key(self._path, key.line, named(at)))
        elif plain_value(name) != name:
            self.unsafe.append(key)
            self._refuse(say.ambiguous(self._path, key.line, named((*at, name)), name))

    def _bad_key(self, key: Node, at: Path) -> Node:
        self._refuse(say.bad_key(self._path, key.line, named(at)))
        key.value = self._text[key.start : key.end]
        return key

    def _is_explicit(self, start: int, end: int) -> bool:
        gap = self._text[start:end]
        return "?" in gap and "?" in _COMMENT.sub("", gap)

    def _deeper(self, node: Node, at: Path) -> None:
        if len(at) >= MAX_DEPTH:
            self.faults.append(say.depth(self._path, node.line, MAX_DEPTH))
            raise _EnoughError

    def _close(self, node: Node, event: Any, children: list[Node]) -> None:
        flow = self._text[node.start : node.start + 1] in {"[", "{"} and event.end_mark.index > event.start_mark.index
        node.style = "{" if flow else ""
        node.end = event.end_mark.index if flow or not children else children[-1].end


def _kind(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _events(text: str) -> Iterator[Any]:
    from ruamel.yaml import YAML  # 20 ms

    reader = YAML(typ="safe", pure=True)
    reader.Scanner = _scanner()
    yield from reader.parse(text)


@cache
def _scanner() -> type:
    from ruamel.yaml.scanner import Scanner  # with the above

    class Shallow(Scanner):
        """Awaits no key where nothing is read any more: a thousand open brackets made a million looks at each other."""

        def save_possible_simple_key(self) -> None:
            if self.flow_level <= MAX_DEPTH:
                super().save_possible_simple_key()

    return Shallow

"""The strict reader: what people may have edited, with exact lines and every fault that can be named at once.

Accepts block and flow style, comments and any quoting; refuses whatever two readers could take for different things.
Lines count from 1. Conflict markers are recognised at the beginning of a line only, where no text can stand. An act on
a file that people edited reads it, finds its places, writes and reads back: each text is composed once.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors import file_faults as say
from celyactl.errors.file import BadFile
from celyactl.i18n import gettext as _
from celyactl.store.yaml.compose import MAX_FAULTS, Composer
from celyactl.store.yaml.nodes import Document
from celyactl.store.yaml.values import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.errors.base import Fault
    from celyactl.store.yaml.nodes import Node
    from celyactl.store.yaml.values import Value

_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \n]|\Z)", re.MULTILINE)
# What no file shows: controls, line ends other than LF, a byte order mark inside, what is no character.
_CHARACTER: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TAB: Final = re.compile(r"^ *\t+(?=[^\s#])", re.MULTILINE)
_DIRECTIVE: Final = re.compile(r"(?:[ \t]*(?:#.*)?\n)*%")
_WINDOWS: Final = re.compile(rb"[\x80-\x9f]")


class Text(Struct, frozen=True):
    """A file's characters with LF and without a byte order mark, and what was odd about the bytes."""

    body: str
    warnings: tuple[str, ...]


def read(blob: bytes, path: str) -> Document:
    """The file's data; raises BadFile (65) with its faults."""
    text = decoded(blob, path)
    data, root = _mapping(text.body, path)
    return Document(deepcopy(data), text.body, root, text.warnings)


@lru_cache(4)
def _mapping(body: str, path: str) -> tuple[dict[str, Value], Node]:
    """The data of a text and their places; raises BadFile anew each time, in the context's language."""
    root, faults, _unsafe = composed(body, path)
    if root is None or not isinstance(root.value, dict) or faults:
        raise BadFile(path, faults)
    return root.value, root


def decoded(blob: bytes, path: str) -> Text:
    """The text of the bytes; raises BadFile when they are too many, or no text at all."""
    if len(blob) > MAX_BYTES:
        raise BadFile(path, [say.too_large(path, len(blob), MAX_BYTES)])
    try:
        body = blob.decode()
    except UnicodeDecodeError as error:
        line = blob.count(b"\n", 0, error.start) + 1
        raise BadFile(path, [say.not_utf8(path, line, error.start, _likely_encoding(blob))]) from None
    warnings = []
    if body.startswith("\ufeff"):
        warnings.append(_("{path} begins with a byte order mark; the next write takes it out").format(path=path))
    if "\r\n" in body:
        warnings.append(_("{path} has Windows line ends; the next write makes them plain").format(path=path))
    return Text(body.removeprefix("\ufeff").replace("\r\n", "\n"), tuple(warnings))


def composed(body: str, path: str) -> tuple[Node | None, list[Fault], list[Node]]:
    """The root with every fault by line, and the plain scalars among them that only want quoting."""
    if faults := _text_faults(body, path):
        return None, faults, []
    composer = Composer(body, path)
    root = composer.compose()
    faults = composer.faults
    if any(fault.code == "syntax" for fault in faults) and (tabs := _each(_TAB, body, path, say.tab)):
        faults = [fault for fault in faults if fault.code != "syntax"] + tabs
    return root, sorted(faults, key=lambda fault: fault.line), composer.unsafe


def _text_faults(body: str, path: str) -> list[Fault]:
    """What is wrong with the text before it is taken for YAML; after one of these the rest would be noise."""
    if not body.strip():
        return [say.empty(path)]
    if conflicts := _each(_CONFLICT, body, path, say.conflict):
        return conflicts
    characters = [
        say.character(path, _line(body, found), ord(found[0]))
        for found in islice(_CHARACTER.finditer(body), MAX_FAULTS)
    ]
    if characters:
        return characters
    found = _DIRECTIVE.match(body)
    return [say.directive(path, body.count("\n", 0, found.end()) + 1)] if found else []


def _each(pattern: re.Pattern[str], body: str, path: str, fault: Callable[[str, int], Fault]) -> list[Fault]:
    return [fault(path, _line(body, found)) for found in islice(pattern.finditer(body), MAX_FAULTS)]


def _line(body: str, found: re.Match[str]) -> int:
    return body.count("\n", 0, found.start()) + 1


def _likely_encoding(blob: bytes) -> str:
    if blob.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    return "Windows-1252" if _WINDOWS.search(blob) else "ISO-8859-1 (Latin-1)"

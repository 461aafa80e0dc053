"""One file of the desk read as a model of its kind, or BadFile with every fault; the rules of each kind: `records`.

`desk.yaml` is loaded here, as every command reads it: whoever needs no more of the desk imports no other kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from celyactl.domain.company import Company
from celyactl.domain.model import FORMAT, Model
from celyactl.errors.file import BadFile
from celyactl.errors.format import NewerFormat
from celyactl.store import layout, shaping
from celyactl.store.layout import PARIS
from celyactl.store.windows import window_faults
from celyactl.store.yaml.bulk import read_bulk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from zoneinfo import ZoneInfo

    from celyactl.errors.base import Fault
    from celyactl.store.yaml.nodes import Document
    from celyactl.store.yaml.values import Path

M = TypeVar("M", bound=Model)


class Loaded(Struct, Generic[M], frozen=True):
    """A file that was read; `newer` ones are never written. `warnings` are sentences for people.

    `is_plain` when the bulk reader took it: there is no comment in it, and nothing that it spells its own way.
    """

    model: M
    path: str
    blob: bytes
    warnings: tuple[str, ...] = ()
    newer: bool = False
    is_plain: bool = False


class Lines:
    """Where the fields of one file stand; its text is read strictly when the first line is asked for."""

    def __init__(self, blob: bytes, path: str) -> None:
        self._blob = blob
        self._path = path
        self._document: Document | None = None

    def __call__(self, at: Path) -> int:
        """The line of a field, from 1."""
        if self._document is None:
            self._document = strict(self._blob, self._path)
        return self._document.line(at)


def load_company(blob: bytes, path: str = layout.DESK) -> Loaded[Company]:
    """`desk.yaml`, whose windows close after they open; raises BadFile."""
    return sound(load(Company, blob, path, PARIS), lambda read, line: window_faults(read, path, line))


def load(kind: type[M], blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[M]:
    """The file as a model of this kind; raises BadFile. `zone` serves to say which offset an instant lacks."""
    data = read_bulk(blob) if shaping.is_usual(blob) else None
    model = shaping.quick(data, kind) if data is not None else None
    if model is not None:
        return Loaded(model, path, blob, is_plain=True)
    shaped = shaping.careful(strict(blob, path), kind, path, zone)
    return Loaded(shaped.model, path, blob, shaped.warnings, newer=shaped.newer)


def sound(loaded: Loaded[M], judge: Callable[[M, Lines], Iterable[Fault]]) -> Loaded[M]:
    """What was read, unless more than its fields is wrong (a newer format is not judged); raises BadFile."""
    faults = () if loaded.newer else list(judge(loaded.model, Lines(loaded.blob, loaded.path)))
    if faults:
        raise BadFile(loaded.path, sorted(faults, key=lambda fault: fault.line))
    return loaded


def refuse_newer(loaded: Loaded[M]) -> None:
    """Raise NewerFormat when the file is of a newer format; every writer asks this of what it read."""
    if loaded.newer:
        number = strict(loaded.blob, loaded.path).data.get("format")
        raise NewerFormat(loaded.path, number if isinstance(number, int) else 0, FORMAT)


def strict(blob: bytes, path: str) -> Document:
    """The text as a document that knows its lines and comments; raises BadFile."""
    from celyactl.store.yaml.strict import read  # it is needed only for what people edited

    return read(blob, path)


def normal(text: bytes, path: str) -> bytes:
    """What a person wrote, as UTF-8 in composed form with plain line ends, the last one there; raises BadFile."""
    from celyactl.store.yaml.strict import decoded  # it is needed only for what people edited
    from celyactl.store.yaml.values import nfc

    return (nfc(decoded(text, path).body).rstrip("\n") + "\n").encode()

"""Files of the desk as models and back: typed loading, canonical dumping, edits that keep people's comments.

Loading raises BadFile with every fault of the file. What is dumped is read back and compared before it may be
committed, so that nothing is recorded that a reader would refuse or understand otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from celyactl.domain.client import Client
from celyactl.domain.company import Company
from celyactl.domain.contract import Contract
from celyactl.domain.correspondence import Correspondence
from celyactl.domain.model import FORMAT, Model, plain
from celyactl.domain.report import Report
from celyactl.domain.ticket import Ticket
from celyactl.errors.file import BadFile, RewriteMismatch, ValueRefused
from celyactl.errors.format import NewerFormat
from celyactl.store import layout, shaping
from celyactl.store.appending import appended
from celyactl.store.changes import changed
from celyactl.store.consistency import ticket_faults
from celyactl.store.journals import journal_faults
from celyactl.store.layout import PARIS, Located, classify
from celyactl.store.windows import window_faults
from celyactl.store.yaml.bulk import read_bulk
from celyactl.store.yaml.canonical import write
from celyactl.store.yaml.values import same, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from zoneinfo import ZoneInfo

    from celyactl.errors.base import Fault
    from celyactl.store.yaml.nodes import Document
    from celyactl.store.yaml.values import Path

M = TypeVar("M", bound=Model)

SCHEMA_NAMES: Final[dict[type[Model], str]] = {
    Company: "desk",
    Client: "client",
    Contract: "contract",
    Correspondence: "correspondence",
    Report: "report",
    Ticket: "ticket",
}
_DEPTHS: Final[dict[type[Model], int]] = {Company: 0, Client: 2, Contract: 2, Correspondence: 2, Report: 3, Ticket: 3}
_NOWHERE: Final = Located(layout.FileKind.TICKET)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
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
            self._document = _strict(self._blob, self._path)
        return self._document.line(at)


def load_ticket(blob: bytes, path: str, zone: ZoneInfo | None = None) -> Loaded[Ticket]:
    """A ticket whose reference is its file's name and whose journal hangs together; raises BadFile.

    With the desk's zone the month of the path is judged too. The header is not: see `consistency.header_faults`.
    """
    where = classify(path) or _NOWHERE
    loaded = load(Ticket, blob, path, zone or PARIS)
    return _sound(loaded, lambda ticket, line: ticket_faults(ticket, path, where, zone, line))


def load_client(blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[Client]:
    """`client.yaml`; raises BadFile."""
    return load(Client, blob, path, zone)


def load_contract(blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[Contract]:
    """A contract; raises BadFile."""
    return load(Contract, blob, path, zone)


def load_correspondence(blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[Correspondence]:
    """`correspondence.yaml`, whose journal hangs together; raises BadFile."""
    return _sound(load(Correspondence, blob, path, zone), lambda read, line: journal_faults(read.journal, path, line))


def load_report(blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[Report]:
    """A report, whose journal hangs together; raises BadFile."""
    return _sound(load(Report, blob, path, zone), lambda read, line: journal_faults(read.journal, path, line))


def load_company(blob: bytes, path: str = layout.DESK) -> Loaded[Company]:
    """`desk.yaml`, whose windows close after they open; raises BadFile."""
    return _sound(load(Company, blob, path, PARIS), lambda read, line: window_faults(read, path, line))


def load(kind: type[M], blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[M]:
    """The file as a model of this kind; raises BadFile. `zone` serves to say which offset an instant lacks."""
    data = read_bulk(blob) if shaping.is_usual(blob) else None
    model = shaping.quick(data, kind) if data is not None else None
    if model is not None:
        return Loaded(model, path, blob, is_plain=True)
    shaped = shaping.careful(_strict(blob, path), kind, path, zone)
    return Loaded(shaped.model, path, blob, shaped.warnings, newer=shaped.newer)


def _sound(loaded: Loaded[M], judge: Callable[[M, Lines], Iterable[Fault]]) -> Loaded[M]:
    """What was read, unless more than its fields is wrong (a newer format is not judged); raises BadFile."""
    faults = () if loaded.newer else list(judge(loaded.model, Lines(loaded.blob, loaded.path)))
    if faults:
        raise BadFile(loaded.path, sorted(faults, key=lambda fault: fault.line))
    return loaded


def dump(model: Model, path: str = "") -> bytes:
    """The canonical file of a model; `path` serves messages.

    Raises ValueRefused when the model holds what no reader would take (a text too long, say), UnwritableText,
    FileTooLarge, and RewriteMismatch for a fault of ours.
    """
    blob = write(plain(model), head(type(model))).encode()
    _prove(blob, model, path)
    return blob


def dump_ticket(ticket: Ticket, path: str = "") -> bytes:
    """The canonical file of a ticket; raises as `dump`."""
    return dump(ticket, path)


def update(old: bytes, model: Model, path: str) -> bytes:
    """The file with the model's values: what people edited keeps its order and comments, only what changed is touched.

    Raises NewerFormat, BadFile when the old file is bad, and as `dump`.
    """
    before = load(type(model), old, path)
    if before.newer:
        refuse_newer(before)
    if before.is_plain and (grown := appended(old, before.model, model)) is not None:
        _prove(grown, model, path)
        return grown
    if old == _canonical(before.model):
        return dump(model, path)
    from celyactl.store.yaml.rewrite import rewrite  # noqa: PLC0415 - it loads ruamel

    was, shall = plain(before.model), plain(model)
    target = changed(_strict(old, path).data, {key: settled(value) for key, value in was.items()}, shall)
    blob = rewrite(old, was, target, path).encode()
    _prove(blob, model, path)
    return blob


def refuse_newer(loaded: Loaded[M]) -> None:
    """Raise NewerFormat when the file is of a newer format; every writer asks this of what it read."""
    if loaded.newer:
        number = _strict(loaded.blob, loaded.path).data.get("format")
        raise NewerFormat(loaded.path, number if isinstance(number, int) else 0, FORMAT)


def head(kind: type[Model]) -> str:
    """A file's first line, which names its schema for editors, relative to the file."""
    up = "../" * _DEPTHS[kind]
    return f"# yaml-language-server: $schema={up}{layout.schema_path(SCHEMA_NAMES[kind])}"


def _canonical(model: Model) -> bytes:
    return write(plain(model), head(type(model))).encode()


def _prove(blob: bytes, model: Model, path: str) -> None:
    """Read the text back and compare: ValueRefused when it breaks a rule, RewriteMismatch for anything else."""
    try:
        back = load(type(model), blob, path)
    except BadFile as bad:
        raise ValueRefused(path, bad.faults) from None
    if back.model == model and not back.newer:
        return  # the quick way: models are compared by values, and strictly typed
    if back.newer or not same(settled(plain(back.model)), settled(plain(model))):
        raise RewriteMismatch(path)


def _strict(blob: bytes, path: str) -> Document:
    from celyactl.store.yaml.strict import read  # noqa: PLC0415 - it is needed only for what people edited

    return read(blob, path)

"""Files of the desk as models and back: typed loading, canonical dumping, edits that keep people's comments.

Loading (see `loading`) raises BadFile with every fault of the file. What is dumped is read back and compared before it
may be committed, so that nothing is recorded that a reader would refuse or understand otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from celyactl.domain.client import Client
from celyactl.domain.contract import Contract
from celyactl.domain.correspondence import Correspondence
from celyactl.domain.model import Model, plain
from celyactl.domain.report import Report
from celyactl.domain.ticket import Ticket
from celyactl.errors.file import BadFile, RewriteMismatch, ValueRefused
from celyactl.store.appending import appended
from celyactl.store.changes import changed
from celyactl.store.consistency import ticket_faults
from celyactl.store.heads import head
from celyactl.store.journals import journal_faults
from celyactl.store.layout import PARIS, FileKind, Located, classify
from celyactl.store.loading import Lines, Loaded, load, load_company, refuse_newer, sound, strict
from celyactl.store.yaml.canonical import write
from celyactl.store.yaml.values import same, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

__all__ = [
    "LOADERS",
    "Lines",
    "Loaded",
    "dump",
    "dump_ticket",
    "load",
    "load_client",
    "load_company",
    "load_contract",
    "load_correspondence",
    "load_report",
    "load_ticket",
    "refuse_newer",
    "update",
    "updated",
]

M = TypeVar("M", bound=Model)

_NOWHERE: Final = Located(FileKind.TICKET)


def load_ticket(blob: bytes, path: str, zone: ZoneInfo | None = None) -> Loaded[Ticket]:
    """A ticket whose reference is its file's name and whose journal hangs together; raises BadFile.

    With the desk's zone the month of the path is judged too. The header is not: see `consistency.header_faults`.
    """
    where = classify(path) or _NOWHERE
    loaded = load(Ticket, blob, path, zone or PARIS)
    return sound(loaded, lambda ticket, line: ticket_faults(ticket, path, where, zone, line))


def load_client(blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[Client]:
    """`client.yaml`; raises BadFile."""
    return load(Client, blob, path, zone)


def load_contract(blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[Contract]:
    """A contract; raises BadFile."""
    return load(Contract, blob, path, zone)


def load_correspondence(blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[Correspondence]:
    """`correspondence.yaml`, whose journal hangs together; raises BadFile."""
    return sound(load(Correspondence, blob, path, zone), lambda read, line: journal_faults(read.journal, path, line))


def load_report(blob: bytes, path: str, zone: ZoneInfo = PARIS) -> Loaded[Report]:
    """A report, whose journal hangs together; raises BadFile."""
    return sound(load(Report, blob, path, zone), lambda read, line: journal_faults(read.journal, path, line))


LOADERS: Final[Mapping[FileKind, Callable[[bytes, str], Loaded[Any]]]] = {
    FileKind.DESK: load_company,
    FileKind.CLIENT: load_client,
    FileKind.CONTRACT: load_contract,
    FileKind.CORRESPONDENCE: load_correspondence,
    FileKind.REPORT: load_report,
    FileKind.TICKET: load_ticket,
}
"""How each kind of record is read; what is no record (templates, schemas) is not among them."""


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


def update(old: bytes, model: M, path: str) -> bytes:
    """The file with the model's values: what people edited keeps its order and comments, only what changed is touched.

    Raises NewerFormat, BadFile when the old file is bad, and as `dump`.
    """
    return updated(load(type(model), old, path), model)


def updated(before: Loaded[M], model: M) -> bytes:
    """As `update`, of a file that was read already."""
    old, path = before.blob, before.path
    if before.newer:
        refuse_newer(before)
    if before.is_plain and (grown := appended(old, before.model, model)) is not None:
        _prove(grown, model, path)
        return grown
    if old == _canonical(before.model):
        return dump(model, path)
    from celyactl.store.yaml.rewrite import rewrite  # it loads ruamel

    was, shall = plain(before.model), plain(model)
    target = changed(strict(old, path).data, {key: settled(value) for key, value in was.items()}, shall)
    blob = rewrite(old, was, target, path).encode()
    _prove(blob, model, path)
    return blob


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

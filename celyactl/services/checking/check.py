"""`check`: every fault of every file at once, of what is committed and of what people have edited since.

Files come in the order in which git lists them (by the bytes of their paths), so that the desk, its clients and its
contracts are known before the first ticket; nothing but one file at a time is held. Warnings do not fail a check.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from celyactl.domain.client import Client
from celyactl.domain.company import Company
from celyactl.domain.contract import Contract
from celyactl.domain.correspondence import Correspondence
from celyactl.domain.report import Report
from celyactl.errors import desk_faults as say
from celyactl.errors.file import BadFile
from celyactl.services.checking.company import company_faults
from celyactl.services.checking.context import Context
from celyactl.services.checking.contracts import client_faults, contract_faults
from celyactl.services.checking.findings import File, Finding, error, warning
from celyactl.services.checking.letters import Named, letters_found, named_in, report_found
from celyactl.services.checking.tickets import Facts, Judged, crossed, judge
from celyactl.store import layout, records, trees
from celyactl.store.layout import FileKind, Located, classify
from celyactl.store.records import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from celyactl.domain.model import Model

__all__ = ["File", "Finding", "check"]


def check(committed: Iterable[File], edited: Iterable[File] | None = None) -> list[Finding]:
    """The findings of a commit, then those that only the work tree has (`committed` false), each by path and line."""
    memory = Memory()
    first = _listing(committed, memory)
    if edited is None:
        return first
    known = {(one.path, one.field, one.code, one.message) for one in first}
    later = _listing(edited, memory)
    return first + [
        replace(one, committed=False) for one in later if (one.path, one.field, one.code, one.message) not in known
    ]


class Memory:
    """What was found of a ticket's bytes, so that a file which is the same in both listings is read once."""

    def __init__(self) -> None:
        self._judged: dict[tuple[str, bytes, str], Judged] = {}

    def judge(self, file: File, zone: ZoneInfo) -> Judged:
        """As `tickets.judge`."""
        key = (file.path, sha256(file.blob).digest(), zone.key)
        if key not in self._judged:
            self._judged[key] = judge(file, zone)
        return self._judged[key]


def _listing(files: Iterable[File], memory: Memory) -> list[Finding]:
    survey = Survey(memory)
    for file in files:
        survey.take(file)
    return sorted(survey.conclude())


class Survey:
    """One pass through one listing."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._desk = Context()
        self._paths: list[str] = []
        self._found: list[Finding] = []
        self._records: list[tuple[File, Located, Model | Named]] = []
        self._refs: dict[str, str] = {}
        self._uids: dict[str, str] = {}

    def take(self, file: File) -> None:
        """Judge one file; what depends on others waits for `conclude`."""
        if not layout.is_ours(file.path):
            return
        self._paths.append(file.path)
        where = classify(file.path)
        if file.mode != trees.FILE:
            self._found.append(error(say.not_plain(file.path, trees.kind(file.mode))))
        elif where is None:
            self._found.append(error(say.unexpected(file.path)))
        elif where.kind is FileKind.TICKET:
            self._ticket(file)
        elif where.kind in records.LOADERS:
            self._record(file, where)

    def conclude(self) -> Iterator[Finding]:
        """All findings, with those that needed every file."""
        yield from self._found
        for file, where, model in self._records:
            yield from self._crossed(file, where, model)
        for one, other in layout.same_names(self._paths):
            yield error(say.same_name(one, other))
            yield error(say.same_name(other, one))
        if layout.DESK not in self._paths:
            yield error(say.no_desk(layout.DESK))

    def _ticket(self, file: File) -> None:
        judged = self._memory.judge(file, self._desk.zone)
        self._found.extend(judged.findings)
        if judged.facts:
            self._found.extend(crossed(judged.facts, file, self._desk))
            self._found.extend(self._twice(judged.facts, file))

    def _twice(self, facts: Facts, file: File) -> Iterator[Finding]:
        """A reference or a uid that another ticket has; an alias may be another's reference, that is its purpose."""
        for seen, field, name in ((self._refs, "ref", facts.ref), (self._uids, "uid", facts.uid)):
            other = seen.setdefault(name, file.path)
            if other != file.path:
                line = Lines(file.blob, file.path)((field,))
                yield error(say.used_elsewhere(file.path, line, field, name, other))

    def _record(self, file: File, where: Located) -> None:
        try:
            loaded = records.LOADERS[where.kind](file.blob, file.path)
        except BadFile as bad:
            self._found.extend(map(error, bad.faults))
            self._remember(file.path, where, None)
            return
        self._remember(file.path, where, loaded.model)
        self._found.extend(warning(say.note(file.path, text)) for text in loaded.warnings)
        if not loaded.newer:
            model = loaded.model
            self._records.append((file, where, named_in(model) if isinstance(model, Correspondence) else model))

    def _remember(self, path: str, where: Located, model: Model | None) -> None:
        match where.kind:
            case FileKind.DESK:
                self._desk.company = model if isinstance(model, Company) else None
            case FileKind.CLIENT:
                self._desk.clients[where.client] = model if isinstance(model, Client) else None
            case FileKind.CONTRACT:
                self._desk.contract_paths.setdefault(where.name, path)
                self._desk.contracts.setdefault(where.name, model if isinstance(model, Contract) else None)

    def _crossed(self, file: File, where: Located, model: Model | Named) -> Iterator[Finding]:
        line = Lines(file.blob, file.path)
        match model:
            case Company():
                yield from map(error, company_faults(model, file.path, line))
            case Client():
                yield from map(error, client_faults(model, where, file.path, line, self._desk))
            case Contract():
                yield from map(error, contract_faults(model, where, file.path, line, self._desk))
            case Named():
                yield from letters_found(model, where, file.path, line, self._desk)
            case Report():
                yield from report_found(model, where, file.path, line, self._desk)

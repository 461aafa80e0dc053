"""The desk at one commit: its files as records, each read once. What a view shows never changes under its reader."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from celyactl.domain.local_time import zone_named
from celyactl.domain.model import Model
from celyactl.domain.oncall import BUSINESS
from celyactl.domain.report import report_name
from celyactl.errors.desk import UnknownClient, UnknownContract
from celyactl.errors.file import BadFile
from celyactl.errors.ticket import TicketNotFound
from celyactl.store import consistency, handiwork, layout, records
from celyactl.store.commits import committed_at
from celyactl.store.directory import Read, Shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from celyactl.domain.calendar import Calendar
    from celyactl.domain.client import Client
    from celyactl.domain.company import Company
    from celyactl.domain.contract import Contract, CoveragePeriod
    from celyactl.domain.correspondence import Correspondence
    from celyactl.domain.report import Report
    from celyactl.domain.ticket import Ticket
    from celyactl.store.directory import Directory
    from celyactl.store.holiday_cache import HolidayCache
    from celyactl.store.records import Loaded
    from celyactl.store.repository import Repository

M = TypeVar("M", bound=Model)


class View:
    """One pinned commit; `warnings` collects what its reader should be told of the files that were read.

    `left_out` are those of the warnings that name what could not be read. `shared` is what the view has in common with
    those of other commits.
    """

    def __init__(self, repository: Repository, commit: str, shared: Shared | None = None) -> None:
        self._shared = shared or Shared()
        self.repository = repository
        self.commit = commit
        self.warnings: list[str] = []
        self.left_out: list[str] = []
        self._records: dict[str, object] = {}
        self._files: dict[str, Loaded[Any]] = {}
        self._calendars: dict[tuple[tuple[CoveragePeriod, ...], str], Calendar] = {}

    def refreshed(self) -> Self:
        """For the next reader of the same commit, who is warned anew; tickets are not kept, as they are many."""
        self.warnings.clear()
        self.left_out.clear()
        self._files.clear()
        return self

    def leave_out(self, sentence: str) -> None:
        """Go on without what can't be read: its reader is warned, and can tell that the answer is not whole."""
        self.warnings.append(sentence)
        self.left_out.append(sentence)

    @cached_property
    def company(self) -> Company:
        """`desk.yaml`. Raises BadFile, NotInDesk."""
        return self._record(layout.DESK, records.load_company)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The desk's zone. Raises UnknownTimeZone."""
        return zone_named(self.company.zone)

    @cached_property
    def made_at(self) -> datetime:
        """When the commit was made, in the desk's zone: the instant on documents that can be made again."""
        return datetime.fromtimestamp(committed_at(self.repository, self.commit), self.zone)

    def template(self, name: str) -> bytes | None:
        """The desk's own template of this name, under `templates/`; None where it has none."""
        return self.repository.read(self.commit, f"templates/{name}")

    def ticket(self, ref: str) -> Ticket:
        """The ticket with this whole reference; a person's own edit of its file is warned of.

        Raises TicketNotFound; BadFile, NotARegularFile for the committed file as for one edited badly by hand.
        """
        path = layout.path_of_reference(ref)
        entry = self.repository.entry(self.commit, path)
        if entry is None:
            raise TicketNotFound(ref)
        if path not in self._files:
            self._files[path] = _load_told(self.repository.content(entry), path)
            self.warnings += self._files[path].warnings
        self.warnings += handiwork.warnings(self.repository, self.commit, path)
        return cast("Ticket", self._files[path].model)

    def file(self, path: str) -> Loaded[Any] | None:
        """The file of a ticket, a client or a contract as it was read; None while this view has not read it itself."""
        return self._files.get(path)

    def read_ahead(self, refs: Iterable[str]) -> None:
        """Have the files of these tickets at hand: some hundred in one exchange with git, each read soon afterwards."""
        found = (self.repository.entry(self.commit, layout.path_of_reference(ref)) for ref in refs)
        self.repository.objects.read_ahead([entry.id for entry in found if entry is not None])

    def read_all_ahead(self) -> None:
        """Have the files of all clients and contracts at hand that nobody has read yet, as `read_ahead`."""
        paths = (*self._directory.clients.values(), *self._directory.contracts.values())
        entries = (self._directory.entries[path] for path in paths)
        self.repository.objects.read_ahead([one.id for one in entries if self._shared.recall(one) is None])

    def text_of(self, ref: str) -> bytes:
        """The committed bytes of a ticket's file, for who looks whether it is worth reading. Raises TicketNotFound."""
        entry = self.repository.entry(self.commit, layout.path_of_reference(ref))
        if entry is None:
            raise TicketNotFound(ref)
        return self.repository.content(entry)

    def path_of(self, ticket: Ticket) -> str:
        """Where a ticket's file is."""
        return layout.path_of_reference(ticket.ref)

    def resolve(self, text: str, *, writing: bool = False) -> str:
        """The whole reference that somebody means, by whole, short or (reading) abbreviated form.

        Raises MalformedReference, CheckCharacterWrong, ReferenceTooShort, ReferenceAmbiguous, TicketNotFound.
        """
        from celyactl.store.lookup import resolve  # a whole reference that is there needs no look-up

        return resolve(self.repository, self.commit, self.company.prefix, text, writing=writing)

    def client(self, ident: str) -> Client:
        """The client with this id. Raises UnknownClient, BadFile."""
        if ident not in self._directory.clients:
            raise UnknownClient(ident, self.client_ids())
        return self._record(layout.client_path(ident), records.load_client)

    def contract(self, slug: str) -> Contract:
        """The contract with this slug. Raises UnknownContract, BadFile."""
        return self._record(self.path_of_contract(slug), records.load_contract)

    def path_of_contract(self, slug: str) -> str:
        """Where a contract's file is, readable or not. Raises UnknownContract."""
        path = self._directory.contracts.get(slug)
        if path is None:
            raise UnknownContract(slug, self.contract_slugs())
        return path

    def report(self, contract: Contract, start: date, end: date) -> Report | None:
        """The manager's part of a report, if there is one. Raises BadFile."""
        path = layout.report_path(contract.client, report_name(contract.slug, start, end))
        return self._record(path, records.load_report) if path in self._directory.entries else None

    def reports_of(self, client: str) -> Iterator[Report]:
        """The managers' parts of a client's reports, by the name of their file. Raises BadFile."""
        for path in self._directory.reports_of(client):
            yield self._record(path, records.load_report)

    def contracts_of(self, client: str) -> Iterator[Contract]:
        """The contracts of a client, by slug. Raises BadFile."""
        folder = f"contracts/{client}/"
        return (self.contract(slug) for slug, path in self._directory.contracts.items() if path.startswith(folder))

    def contract_slugs(self) -> list[str]:
        """The slugs in use, sorted."""
        return list(self._directory.contracts)

    def contracts_with(self, words: bytes) -> list[str]:
        """The slugs of the contracts in whose files these bytes stand, sorted; the others are not read into."""
        slugs = {self._directory.entries[path].id: slug for slug, path in self._directory.contracts.items()}
        return sorted(slugs[name] for name, blob in self.repository.blobs(slugs) if words in blob)

    def client_ids(self) -> list[str]:
        """The ids in use, sorted."""
        return list(self._directory.clients)

    def letters(self, client: str) -> dict[str, Correspondence]:
        """What was written to a client beside its tickets, by path, the oldest file first. Raises BadFile."""
        return {path: self.letters_at(path) for path, whose in self.letter_files() if whose == client}

    def letters_at(self, path: str) -> Correspondence:
        """One file of correspondence. Raises BadFile."""
        return self._record(path, records.load_correspondence)

    def letter_files(self) -> list[tuple[str, str]]:
        """The files of correspondence, each with its client, the oldest of a client first."""
        return self._directory.letters

    def text_at(self, path: str) -> bytes:
        """The bytes of a file under `contracts/` that `letter_files` named."""
        return self.repository.content(self._directory.entries[path])

    def calendar(self, coverage: str) -> Calendar:
        """The covered time of one coverage of the desk, on the desk's holidays. Raises UnknownCoverage."""
        from celyactl.domain.calendar import named_calendar  # only some acts reckon with time

        public = (self.company.holidays, self.holidays)
        return named_calendar(coverage, self.company.coverages, self.company.zone, public)

    @cached_property
    def own_calendar(self) -> Calendar:
        """The company's own hours: those of `business`, of the first coverage where there is none of that name."""
        names = self.company.coverages
        return self.calendar(BUSINESS if BUSINESS in names else next(iter(names), BUSINESS))

    def calendar_of(self, contract: Contract) -> Calendar:
        """The covered time of a contract: one calendar, which remembers what it reckoned, for all covered alike.

        Raises UnknownCoverage, UnknownHolidayZone.
        """
        from celyactl.domain.calendar import contract_calendar  # only some acts reckon with time

        covered = (contract.coverage, contract.holidays)
        if covered not in self._calendars:
            self._calendars[covered] = contract_calendar(contract, self.company, self.holidays)
        return self._calendars[covered]

    @cached_property
    def holidays(self) -> HolidayCache:
        """The public holidays of a zone in a year, kept beside the clone."""
        from celyactl.store.holiday_cache import HolidayCache  # only some acts reckon with time

        return HolidayCache(self.repository.place.common_dir)

    @cached_property
    def _directory(self) -> Directory:
        """What is under `contracts/`."""
        return self._shared.directory(self.repository, self.commit)

    def _record(self, path: str, load: Callable[[bytes, str], Loaded[M]]) -> M:
        if path not in self._records:
            read = self._read(path, load)
            self.warnings += read.warnings
            self._records[path] = read.model
        return cast("M", self._records[path])

    def _read(self, path: str, load: Callable[[bytes, str], Loaded[M]]) -> Read:
        entries = self._directory.entries if path.startswith("contracts/") else {}
        entry = entries.get(path) or self.repository.entry(self.commit, path)
        known = self._shared.recall(entry) if entry else None
        if known is not None:
            return known
        loaded = load(self.repository.content(entry) if entry else b"", path)
        read = Read(loaded.model, loaded.warnings)
        if entry is not None and (entries or path == layout.DESK):
            self._shared.remember(entry, read)
            self._files[path] = loaded
        return read


def _load_told(blob: bytes, path: str) -> Loaded[Ticket]:
    """A ticket whose header says what its journal tells; raises BadFile."""
    loaded = records.load_ticket(blob, path)
    if not loaded.newer:
        story, line = consistency.story_of(loaded.model), records.Lines(blob, path)
        if faults := consistency.header_faults(loaded.model, path, line, story):
            raise BadFile(path, faults)
    return loaded

"""A row's cells as facts of one ticket, or every fault of the row; the desk's names are looked up by id and by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct

from celyactl.domain.in_force import in_force_else_all
from celyactl.domain.words import Kind, Origin, Priority
from celyactl.errors import importing as say
from celyactl.errors.base import CelyactlError, Fault
from celyactl.errors.desk import UnknownComponent, UnknownContact, UnknownContract, UnknownSite
from celyactl.services.catalogue import clients, contracts
from celyactl.services.importing import days
from celyactl.services.importing.mapping import UNKNOWN
from celyactl.store import layout
from celyactl.store.yaml.scalars import impossible
from celyactl.store.yaml.values import nfc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from enum import StrEnum

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.services.importing.days import Order
    from celyactl.store.view import View

T = TypeVar("T")

_LINE: Final = 500
_TEXT: Final = 500_000
_INSTANTS: Final = ("opened_at", "acknowledged_at", "restored_at", "resolved_at", "closed_at")
_AFTER: Final = {
    "acknowledged_at": ("opened_at",),
    "restored_at": ("opened_at",),
    "resolved_at": ("opened_at", "acknowledged_at", "restored_at"),
    "closed_at": ("opened_at", "resolved_at"),
}
"""Which instants may not lie after which."""


class Draft(Struct, frozen=True):
    """A ticket to be: what a row says, understood. `at` holds the instants by their columns."""

    line: int
    contract: Contract
    title: str
    kind: Kind
    priority: Priority
    origin: Origin
    requester: str | None
    caller: str | None
    site: str | None
    components: tuple[str, ...]
    at: Mapping[str, datetime]
    cause: str | None
    cause_unknown: bool
    external_id: str
    note: str | None


class Judge:
    """Knows the desk at one commit; `now` bounds what may have happened."""

    def __init__(self, view: View, now: datetime, path: str, order: Order | None) -> None:
        self._contracts = {contract.slug: contract for contract in contracts(view)}
        self._clients = {client.id: client for client in clients(view)}
        self._unread = _Unread(view, self._contracts, self._clients)
        self._zone = view.zone
        self._now = now
        self._path = path
        self._order = order
        self._contract_of = cache(self._named_contract)

    def judge(self, line: int, row: Mapping[str, str]) -> Draft | list[Fault]:
        """The draft of a row, or all that is wrong with it."""
        judged = _Judging(self._path, line, row)
        at = self._instants(judged)
        contract = self._contract(judged, at.get("opened_at"))
        client = self._clients.get(contract.client) if contract else None
        kind = judged.word("kind", Kind, Kind.INCIDENT)
        draft = {
            "line": line,
            "title": judged.text("title", _LINE, must=True),
            "kind": kind,
            "priority": judged.word("priority", Priority, Priority.P3),
            "origin": judged.word("channel", Origin, Origin.PHONE),
            "requester": judged.looked_up("requester", client, _requester),
            "caller": judged.text("caller", _LINE),
            "site": judged.looked_up("site", client, _site),
            "components": judged.looked_up("component", client, _components) or (),
            "at": at,
            "cause": judged.text("cause", _TEXT, lines=True),
            "cause_unknown": UNKNOWN in row,
            "external_id": judged.text("external_id", _LINE, must=True),
            "note": judged.text("note", _TEXT, lines=True),
        }
        judged.order(at, self._now)
        judged.guards(kind)
        if judged.faults or contract is None:
            return judged.faults
        return Draft(contract=contract, **draft)  # type: ignore[arg-type]  # what must be there is, or was a fault

    def _instants(self, judged: _Judging) -> dict[str, datetime]:
        found = {}
        for column in _INSTANTS:
            if text := judged.row.get(column):
                try:
                    found[column] = days.instant(text, self._zone, self._order)
                except CelyactlError as error:
                    judged.fault(column, error.code(), f"{error.what}. {error.todo}".rstrip())
                except ValueError as error:
                    judged.fault(column, "not_an_instant", str(error))
            elif column == "opened_at":
                judged.fault(column, "missing", say.missing(column))
        return found

    def _contract(self, judged: _Judging, opened: datetime | None) -> Contract | None:
        name = judged.row.get("contract")
        if not name:
            judged.fault("contract", "missing", say.missing("contract"))
            return None
        found = self._contract_of(name, (opened or self._now).date())
        if isinstance(found, str):
            judged.fault("contract", "unknown_contract", found)
            return None
        if path := self._unread.of(found, name):
            judged.fault("contract", "bad_file", say.unread(path))
            return None
        return found

    def _named_contract(self, name: str, day: date) -> Contract | str:
        """The contract of this slug, or the one of this client that was in force; else what to say."""
        if name in self._contracts:
            return self._contracts[name]
        if path := self._unread.named(name):
            return say.unread(path)
        wanted = name.casefold()
        whose = {one.id for one in self._clients.values() if wanted in {one.id, one.name.casefold()}}
        theirs = [one for one in self._contracts.values() if one.client in whose]
        running = in_force_else_all(theirs, day)
        if len(running) == 1:
            return running[0]
        if running:
            return say.several_contracts(name, sorted(one.slug for one in running))
        error = UnknownContract(say.shown(name), sorted(self._contracts))
        return f"{error.what}. {error.todo}"


class _Unread:
    """The paths of the files that can't be read, by the slugs of contracts and the ids of clients."""

    def __init__(self, view: View, known: Mapping[str, Contract], clients: Mapping[str, Client]) -> None:
        self._contracts = {slug: view.path_of_contract(slug) for slug in view.contract_slugs() if slug not in known}
        self._clients = {ident: layout.client_path(ident) for ident in view.client_ids() if ident not in clients}

    def named(self, name: str) -> str | None:
        """The file of the contract, or of the client, that a row names."""
        return self._contracts.get(name) or self._clients.get(name.casefold())

    def of(self, contract: Contract, name: str) -> str | None:
        """The file of a contract's client; that of another of its contracts, which a client's name may mean as well."""
        if contract.client in self._clients or name == contract.slug:
            return self._clients.get(contract.client)
        others = self._contracts.values()
        return next((path for path in others if (at := layout.classify(path)) and at.client == contract.client), None)


class _Judging:
    """One row while it is judged."""

    def __init__(self, path: str, line: int, row: Mapping[str, str]) -> None:
        self.row = row
        self.faults: list[Fault] = []
        self._path = path
        self._line = line

    def fault(self, column: str, code: str, message: str) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(Fault(self._path, self._line, column, code, message))

    def text(self, column: str, limit: int, *, must: bool = False, lines: bool = False) -> str | None:
        """The words of a cell; on one line unless it may have several."""
        text = self.row.get(column)
        if not text:
            if must:
                self.fault(column, "missing", say.missing(column))
            return None
        if not text.isprintable() and (wrong := impossible(text)):
            self.fault(column, "character", say.impossible_character(ord(wrong)))
        words = nfc(text.replace("\r\n", "\n").replace("\r", "\n") if lines else " ".join(text.split()))
        if len(words) > limit:
            self.fault(column, "too_long", say.too_long(len(words), limit))
        return words

    def word(self, column: str, words: type[StrEnum], default: StrEnum) -> StrEnum:
        """A declared word, in any case."""
        text = self.row.get(column)
        if not text:
            return default
        for one in words:
            if one.value.casefold() == text.casefold():
                return one
        self.fault(column, "not_allowed", say.needs_words(text, [one.value for one in words]))
        return default

    def looked_up(self, column: str, client: Client | None, find: Callable[[Client, str], T]) -> T | None:
        """A name of the client's; unknown ones are a fault."""
        text = self.row.get(column)
        if not text or client is None:
            return None
        try:
            return find(client, text)
        except CelyactlError as error:
            self.fault(column, error.code(), f"{error.what}. {error.todo}".rstrip())
            return None

    def order(self, at: Mapping[str, datetime], now: datetime) -> None:
        """Each instant after those that come before it, and none to come."""
        for column, moment in at.items():
            if moment > now:
                self.fault(column, "in_the_future", say.in_the_future(self.row[column]))
            for other in _AFTER.get(column, ()):
                if other in at and moment < at[other]:
                    self.fault(column, "before", say.before(self.row[column], other, self.row[other]))
                    break

    def guards(self, kind: StrEnum) -> None:
        """What the lifecycle asks of a ticket that was settled."""
        if self.row.get("closed_at") and not self.row.get("resolved_at"):
            self.fault("closed_at", "needs", say.needs("closed_at", "resolved_at"))
        if kind is Kind.INCIDENT and self.row.get("resolved_at"):
            for column in ("cause", "restored_at"):
                if not self.row.get(column):
                    self.fault(column, "incident_needs", say.incident_needs(column))


def _requester(client: Client, text: str) -> str:
    wanted = text.casefold()
    for contact in client.contacts:
        if wanted in {contact.id, (contact.email or "").casefold(), contact.name.casefold()}:
            return contact.id
    raise UnknownContact(say.shown(text), [contact.id for contact in client.contacts], client.id)


def _components(client: Client, text: str) -> tuple[str, ...]:
    known = {component.id for component in client.components}
    names = tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))
    for name in names:
        if name not in known:
            raise UnknownComponent(say.shown(name), sorted(known), client.id)
    return names


def _site(client: Client, text: str) -> str:
    for site in client.sites:
        if text.casefold() in {site.id, site.name.casefold()}:
            return site.id
    raise UnknownSite(say.shown(text), [site.id for site in client.sites], client.id)

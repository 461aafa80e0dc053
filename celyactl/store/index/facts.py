"""The facts of tickets that the index keeps, for those who make figures of them: no file has to be read.

They are those of the index's own commit. By another one they hold for a ticket whose file is the same where whatever
rules its clocks is the same too: its contract, `desk.yaml` and the operations of its client.
"""

from __future__ import annotations

from sqlite3 import DatabaseError
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, msgpack

from celyactl.domain.figures.facts import Facts
from celyactl.store import layout
from celyactl.store.index.belonging import TicketFile
from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from celyactl.domain.contract import Contract
    from celyactl.store.index.index import Index
    from celyactl.store.repository import Repository

    Kept = dict[TicketFile, Facts]

_OF_CONTRACT: Final = (
    "SELECT path, blob, facts.packed FROM tickets JOIN facts USING (id) WHERE contract = ? AND client = ?"
)
_OF_TICKET: Final = "SELECT id, packed FROM facts WHERE id = ?"

_decoder: Final = msgpack.Decoder(Facts)


def facts_of_contract(repository: Repository, commit: str, contract: Contract, files: Collection[TicketFile]) -> Kept:
    """What is kept of these files, where a commit has the contract and `desk.yaml` that the index knows.

    Of what another commit makes of operations the caller knows.
    """
    wanted = frozenset(files)

    def answer(index: Index) -> tuple[str, Kept]:
        rows = index.connection.execute(_OF_CONTRACT, (contract.slug, contract.client))
        found = ((TicketFile(path, blob), packed) for path, blob, packed in rows)
        return index.meta.commit, {file: _unpacked(packed) for file, packed in found if file in wanted}

    told, kept = asked_of(repository.place, commit, answer)
    ruling = layout.contract_path(contract.client, contract.slug), layout.DESK
    return kept if told == commit or all(_same(repository, commit, told, path) for path in ruling) else {}


def facts_of(index: Index, ids: Iterable[int]) -> dict[int, Facts]:
    """What is kept of tickets, by their ids. Raises DatabaseError for damage."""
    rows = (index.connection.execute(_OF_TICKET, (ident,)).fetchone() for ident in ids)
    return {ident: _unpacked(packed) for ident, packed in filter(None, rows)}


def _unpacked(packed: bytes) -> Facts:
    try:
        return _decoder.decode(packed)
    except (DecodeError, TypeError) as damaged:
        raise DatabaseError(*damaged.args) from damaged


def _same(repository: Repository, commit: str, other: str, path: str) -> bool:
    return repository.entry(commit, path) == repository.entry(other, path)

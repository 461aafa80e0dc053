"""One ticket against itself, and then what it names against the desk.

The first half depends on the file alone and is kept when the same bytes are met again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.errors import desk_faults as say
from celyactl.errors.file import BadFile
from celyactl.services.checking.actors import unknown_actors
from celyactl.services.checking.findings import Finding, error, warning
from celyactl.services.checking.names import Names
from celyactl.store import consistency
from celyactl.store.records import Lines, load_ticket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from celyactl.domain.ticket import Ticket
    from celyactl.services.checking.context import Context
    from celyactl.services.checking.findings import File


class Facts(Struct, frozen=True):
    """What a ticket names, for the questions that other files answer."""

    ref: str
    uid: str
    aliases: tuple[str, ...]
    client: str
    contract: str | None
    site: str | None
    requester: str | None
    assignee: str | None
    components: tuple[str, ...]
    actors: frozenset[str]


class Judged(Struct, frozen=True):
    """A ticket's own findings, and what it names (None when it could not be read)."""

    findings: tuple[Finding, ...]
    facts: Facts | None = None


def judge(file: File, zone: ZoneInfo) -> Judged:
    """Everything that can be said of a ticket from its file alone."""
    try:
        loaded = load_ticket(file.blob, file.path, zone)
    except BadFile as bad:
        return Judged(tuple(map(error, bad.faults)))
    notes = [warning(say.note(file.path, text)) for text in loaded.warnings]
    if loaded.newer:
        return Judged(tuple(notes))
    return Judged((*notes, *_own(loaded.model, file)), _facts(loaded.model))


def _own(ticket: Ticket, file: File) -> Iterator[Finding]:
    line = Lines(file.blob, file.path)
    story = consistency.story_of(ticket)
    yield from map(error, consistency.header_faults(ticket, file.path, line, story))
    yield from map(error, consistency.deep_faults(ticket, file.path, line))
    yield from map(warning, consistency.review(ticket, file.path, line, story))


def _facts(ticket: Ticket) -> Facts:
    return Facts(
        ticket.ref,
        ticket.uid,
        ticket.aliases,
        ticket.client,
        ticket.contract,
        ticket.site,
        ticket.requester,
        ticket.assignee,
        ticket.components,
        frozenset(entry.by for entry in ticket.journal),
    )


def crossed(facts: Facts, file: File, desk: Context) -> Iterator[Finding]:
    """What the ticket names and the desk does not have."""
    names = Names(file.path, Lines(file.blob, file.path))
    names.known(facts.client, "client", desk.clients, ("client",))
    names.known(facts.contract, "contract", desk.contracts, ("contract",))
    contract = desk.contracts.get(facts.contract or "")
    if contract and contract.client != facts.client:
        line = names.line(("contract",))
        names.faults.append(say.other_client(file.path, line, contract.slug, contract.client, facts.client))
    names.known(facts.site, "site", desk.sites(facts.client), ("site",))
    names.known(facts.requester, "contact", desk.contacts(facts.client), ("requester",))
    names.known(facts.assignee, "member", desk.people, ("assignee",))
    names.all_known(facts.components, "component", desk.components(facts.client), ("components",))
    yield from map(error, names.faults)
    yield from map(warning, unknown_actors(facts.actors, file.path, desk))

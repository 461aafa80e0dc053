"""One ticket as it is stored: the header, which is the fold written out, and the journal it is folded from."""

from typing import Literal

from celyactl.domain.entries import AnyEntry
from celyactl.domain.model import EntryId, Id, Instant, Line, Model, Text, TicketRef
from celyactl.domain.words import Kind, Level, LinkKind, Origin, OutOfContract, Priority, Status, WaitFor


class Pending(Model, frozen=True, kw_only=True):
    """Whose turn it is, since when, and when the ticket comes back to the board."""

    reason: WaitFor
    since: Instant
    until: Instant
    party: Line | None = None
    their_ref: Line | None = None
    promised: Instant | None = None
    question: Text | None = None


class Related(Model, frozen=True, kw_only=True):
    """A link to another ticket."""

    kind: LinkKind
    ref: TicketRef


class Header(Model, frozen=True, kw_only=True):
    """What a list shows of a ticket.

    `ref` changes only when two clones minted the same one, `uid` not even then; the rest is the fold of the journal,
    written out, which `check` proves.
    """

    format: Literal[1] = 1
    ref: TicketRef
    uid: EntryId
    aliases: tuple[TicketRef, ...] = ()
    imported: bool = False
    title: Line
    contract: Id | None = None
    client: Id
    kind: Kind
    status: Status
    pending: Pending | None = None
    priority: Priority
    level: Level
    assignee: Id | None = None
    requester: Id | None = None
    caller: Line | None = None
    origin: Origin
    site: Id | None = None
    components: tuple[Id, ...] = ()
    severity: Line | None = None
    labels: tuple[Line, ...] = ()
    links: tuple[Related, ...] = ()
    opened_at: Instant
    out_of_hours: bool = False
    out_of_contract: OutOfContract | None = None
    external_id: Line | None = None


class Ticket(Header, frozen=True, kw_only=True):
    """A file under `tickets/`: the header and the journal it is folded from."""

    journal: tuple[AnyEntry, ...]

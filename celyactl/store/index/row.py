"""What the index keeps of one ticket: a row in the order of `schema.COLUMNS`, its tags and its words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import msgpack

from celyactl.domain.availability import outages_of
from celyactl.domain.entries.delivery import MailFailed
from celyactl.domain.folding import folded
from celyactl.domain.operations import operation_of
from celyactl.domain.outbox import undelivered
from celyactl.domain.turn import our_turn_since
from celyactl.domain.visits import unrecorded_visits
from celyactl.domain.words import OPEN, WaitFor
from celyactl.store.index.schema import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Pending, Ticket
    from celyactl.store.index.due import Due
    from celyactl.store.trees import Entry as File

    Value = str | int | bytes | None

_PROSE: Final = frozenset(
    {"text", "quoted", "question", "reason", "handover", "summary", "degraded", "how", "party", "risk", "rollback"}
)


_CAUSE: Final = 200


class Row(NamedTuple):
    """`values` as `schema.COLUMNS`; `tags` are (field, name); `title` and `journal` are the text to be searched.

    `facts` are packed, None when none last.
    """

    values: tuple[Value, ...]
    tags: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    title: str
    journal: str
    facts: bytes | None


def row(ticket: Ticket, story: Story, entry: File, due: Due) -> Row:
    """The row of a ticket, by its file and what its journal tells."""
    names = (ticket.title, ticket.ref, ticket.external_id, ticket.caller)
    title, journal = "\n".join(filter(None, names)), "\n".join(_texts(ticket.journal))
    facts = msgpack.encode(due.facts) if due.facts else None
    return Row(_values(ticket, story, entry, due), tuple(_tags(ticket, story)), ticket.aliases, title, journal, facts)


def _values(ticket: Ticket, story: Story, entry: File, due: Due) -> tuple[Value, ...]:
    beside = _is_beside(ticket, story)
    on_board = ticket.status in OPEN or beside or due.unexplained is not None
    return (
        *_numbers(ticket, story, due, beside=beside),
        *_texts_shown(ticket, story, due),
        entry.path,
        entry.id,
        msgpack.encode(ticket) if on_board else None,
    )


def _numbers(ticket: Ticket, story: Story, due: Due, *, beside: bool) -> tuple[Value, ...]:
    """What lists choose and sort by."""
    pending = ticket.pending
    promised = pending.promised if pending and pending.reason is WaitFor.THIRD_PARTY else None
    return (
        int(ticket.status in OPEN),
        ticket.status.value,
        int(ticket.priority.value[1]),
        int(ticket.level),
        ticket.kind.value,
        NEVER if due.at is None else int(due.at.timestamp()),
        due.late,
        due.attention,
        NEVER if due.running is None else due.running,
        int(promised.timestamp()) if promised else NEVER,
        int(our_turn_since(story).timestamp()),
        due.unexplained,
        int(due.unknown),
        int(beside),
        int(pending.until.timestamp()) if pending else NEVER,
        int(ticket.opened_at.timestamp()),
        int(_latest(ticket).at.timestamp()),
    )


def _texts_shown(ticket: Ticket, story: Story, due: Due) -> tuple[Value, ...]:
    """Who and where, and what lists show as it is."""
    latest, pending = _latest(ticket), ticket.pending
    return (
        ticket.client,
        ticket.contract,
        ticket.assignee,
        ticket.requester,
        ticket.site,
        pending.reason.value if pending else None,
        pending.party if pending else None,
        ticket.ref,
        ticket.ref[-7:],
        ticket.title,
        ticket.opened_at.isoformat(),
        due.at.isoformat() if due.at else None,
        "\n".join(ticket.components),
        "\n".join(ticket.labels),
        latest.at.isoformat(),
        latest.by,
        pending.until.isoformat() if pending else None,
        ticket.uid,
        "\n".join(ticket.aliases),
        int(ticket.imported),
        ticket.caller,
        ticket.origin.value,
        ticket.severity,
        int(ticket.out_of_hours),
        ticket.out_of_contract.value if ticket.out_of_contract else None,
        ticket.external_id,
        "\n".join(f"{link.kind.value} {link.ref}" for link in ticket.links),
        _more(pending) if pending else None,
        story.cause.text.strip().partition("\n")[0][:_CAUSE] if story.cause else None,
    )


def _latest(ticket: Ticket) -> Entry:
    return max(ticket.journal, key=lambda told: told.at)


def _is_beside(ticket: Ticket, story: Story) -> bool:
    """Whether a board shows it beside its deadlines: what is planned while it is open, a lost message always."""
    planned = ticket.status in OPEN and (operation_of(story) is not None or bool(unrecorded_visits(story)))
    failed = any(isinstance(entry, MailFailed) for entry in ticket.journal)  # rare: the rest takes longer
    return planned or (failed and undelivered(story.entries) is not None)


def _tags(ticket: Ticket, story: Story) -> Iterator[tuple[str, str]]:
    yield from (("component", name.casefold()) for name in ticket.components)
    yield from (("label", name.casefold()) for name in ticket.labels)
    if ticket.pending and ticket.pending.party:
        yield "party", folded(ticket.pending.party)
    outages = outages_of(story)
    if ticket.status in OPEN:
        yield from (("outage", outage.service) for outage in outages if outage.end is None)
    yield from (("went_down", name) for name in {outage.service for outage in outages})


def _texts(journal: Sequence[Entry]) -> Iterator[str]:
    for entry in journal:
        for name in _prose_of(type(entry)):
            value = getattr(entry, name)
            if type(value) is str:  # a declared word is no prose
                yield value


@cache
def _prose_of(kind: type[Entry]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name in _PROSE)


def _more(pending: Pending) -> str:
    """What JSON tells of a wait beyond its reason and its end: since, promised, party, their_ref, question."""
    promised = pending.promised.isoformat() if pending.promised else ""
    return "\n".join(
        (pending.since.isoformat(), promised, pending.party or "", pending.their_ref or "", pending.question or "")
    )

"""A ticket is the fold of its journal: the header and the facts, from the entries in causal order.

Joining two journals and folding is commutative, associative and idempotent, because the order depends on the set of
entries alone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from celyactl.domain import lifecycle
from celyactl.domain.entries.conversation import Edit, Label, Link, Message
from celyactl.domain.entries.lifecycle import Close, Escalate
from celyactl.domain.journal import Ancestry, live, order
from celyactl.domain.local_time import to_utc
from celyactl.domain.state import CLEARABLE, EFFECTS, State, move, note_response, reopen, settle_again
from celyactl.domain.story import Refused, Story
from celyactl.domain.ticket import Header, Related, Ticket
from celyactl.domain.words import Channel, Kind, Level, Status, WaitFor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from celyactl.domain.entries import AnyEntry
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import PriorityChange

_SETTLED = frozenset({Status.RESOLVED, Status.CLOSED})


class NoOpening(ValueError):
    """A journal whose first entry does not open the ticket."""


def fold(ref: str, uid: str, journal: Collection[Entry], *, aliases: tuple[str, ...] = ()) -> Story:
    """The story that the entries tell, in whatever order they are given.

    Raises NoOpening when the first entry in causal order is not an `open`.
    """
    ordered = order(journal)
    entries = live(ordered)
    if not entries or entries[0].type != "open":
        raise NoOpening(ref)
    ancestry = Ancestry(ordered)
    state, refused = _play(entries, ancestry)
    header = Header(
        ref=ref,
        uid=uid,
        aliases=aliases,
        imported=entries[0].imported,
        status=state.status,
        pending=state.pending,
        labels=_labels(entries, ancestry),
        links=_links(entries, ancestry),
        **state.header,
    )
    return _story(header, entries, state, refused)


def refold(ticket: Ticket) -> Story:
    """The story of a stored ticket."""
    return fold(ticket.ref, ticket.uid, ticket.journal, aliases=ticket.aliases)


def as_of(ticket: Ticket, now: datetime) -> Ticket | None:
    """The ticket by what had happened until an instant; None before it opened."""
    if to_utc(now) < to_utc(ticket.opened_at):
        return None
    journal = tuple(entry for entry in ticket.journal if to_utc(entry.at) <= to_utc(now))
    return written(fold(ticket.ref, ticket.uid, journal, aliases=ticket.aliases).header, journal)


def is_same(before: Story, after: Story) -> bool:
    """Whether the headers are the same, and each instant has the urgency that it had."""
    return before.header == after.header and _urgencies(before) == _urgencies(after)


def _urgencies(story: Story) -> list[PriorityChange]:
    first, *later = story.priorities
    pairs = pairwise(story.priorities)
    return [first, *(new for new, (old, _new) in zip(later, pairs, strict=True) if new.priority is not old.priority)]


def tell(ticket: Ticket, entries: Iterable[Entry]) -> Ticket:
    """The ticket after these entries, which are appended in the order given."""
    journal = (*ticket.journal, *entries)
    return written(fold(ticket.ref, ticket.uid, journal, aliases=ticket.aliases).header, journal)


def written(header: Header, journal: tuple[Entry, ...]) -> Ticket:
    """The file of a ticket: its header and its journal."""
    fields = {name: getattr(header, name) for name in Header.__struct_fields__}
    return Ticket(**fields, journal=cast("tuple[AnyEntry, ...]", journal))


def _play(entries: Iterable[Entry], ancestry: Ancestry) -> tuple[State, tuple[Refused, ...]]:
    state = State()
    refused: list[Refused] = []
    heard: list[Entry] = []
    for entry in entries:
        if _is_done(state, entry):
            continue
        code = _obstacle(state, entry)
        if code is not None:
            refused.append(Refused(entry, code))
            continue
        _apply(state, entry)
        if _client_speaks(entry):
            heard.append(entry)
        if entry.type == "resolve":
            _reopen_unless_all_known(state, [said for said in heard if not ancestry.descends(entry, said)])
    return state, tuple(refused)


def _is_done(state: State, entry: Entry) -> bool:
    """Whether a service found something to do that was done meanwhile, by a person or the service of another clone."""
    match entry:
        case Close(automatic=True):
            return state.status is not Status.RESOLVED
        case Escalate(channel=Channel.MONITOR, to=Level() as to):
            return to <= int(state.header["level"])
        case _:
            return False


def _client_speaks(entry: Entry) -> bool:
    """Whether the client says something that a resolution must have known."""
    if isinstance(entry, Message):
        return not entry.settled
    return entry.by_client and entry.type in {"attach", "reopen"}


def _reopen_unless_all_known(state: State, unknown: list[Entry]) -> None:
    """A resolution that was made without knowing what the client said leaves the ticket open."""
    if unknown:
        reopen(state, min((said.at for said in unknown), key=to_utc), provisional=True)


def _obstacle(state: State, entry: Entry) -> str | None:
    """Why the entry can't be applied here: the code of a finding, or None."""
    if entry.type == "open" and state.header:
        return "second_opening"
    if isinstance(entry, Edit) and not CLEARABLE.issuperset(entry.cleared):
        return "impossible_edit"
    if entry.type == "confirm" and state.settled_before is not None:
        return None
    return _obstacle_of_lifecycle(state, entry)


def _obstacle_of_lifecycle(state: State, entry: Entry) -> str | None:
    if entry.type == "resume" and state.pauses and to_utc(entry.at) < to_utc(state.pauses[-1].start):
        return "resume_before_wait"
    if lifecycle.after(state.status, entry.type) is None:
        return "impossible_transition"
    if entry.type == "resolve" and missing_for_resolution(state):
        return "resolution_incomplete"
    return None


def missing_for_resolution(state: State | Story) -> tuple[str, ...]:
    """What an incident lacks before it may be resolved: `cause`, `restore`, both or nothing."""
    kind = state.header["kind"] if isinstance(state, State) else state.header.kind
    if kind is not Kind.INCIDENT:
        return ()
    return tuple(act for act, there in (("cause", state.cause), ("restore", state.restored)) if not there)


def _apply(state: State, entry: Entry) -> None:
    note_response(state, entry)
    if isinstance(entry, Message):
        _hear(state, entry)
    elif entry.type == "reopen":
        reopen(state, entry.at, provisional=False)
    elif entry.type == "confirm" and state.settled_before is not None:
        settle_again(state, entry.at)
    else:
        _advance(state, entry)


def _hear(state: State, entry: Message) -> None:
    """A client's message ends the wait for the client, and reopens provisionally what was settled."""
    if state.status is Status.PENDING and state.pending and state.pending.reason is WaitFor.CLIENT:
        move(state, Status.IN_PROGRESS, entry.at)
    elif state.status in _SETTLED and not entry.settled:
        reopen(state, entry.at, provisional=True)


def _advance(state: State, entry: Entry) -> None:
    to = lifecycle.after(state.status, entry.type)
    if to is not None and to is not state.status and not _is_by_a_service(entry):
        move(state, to, entry.at)
    effect = EFFECTS.get(entry.type)
    if effect is not None:
        effect(state, entry)


def _is_by_a_service(entry: Entry) -> bool:
    """Whether nobody works on the ticket yet although it goes up: a threshold was reached."""
    return isinstance(entry, Escalate) and entry.channel is Channel.MONITOR


def _labels(entries: Iterable[Entry], ancestry: Ancestry) -> tuple[str, ...]:
    """Labels in the order of their text; a removal wins over an addition that did not know it."""
    acts = [entry for entry in entries if isinstance(entry, Label)]
    names = {name for act in acts for name in act.add}
    return tuple(sorted(name for name in names if _stands(name, acts, ancestry)))


def _stands(name: str, acts: list[Label], ancestry: Ancestry) -> bool:
    removals = [act for act in acts if name in act.remove]
    additions = [act for act in acts if name in act.add]
    return any(all(ancestry.descends(added, removed) for removed in removals) for added in additions)


def _links(entries: Iterable[Entry], ancestry: Ancestry) -> tuple[Related, ...]:
    """Links in the order of their text; a removal wins over an addition that did not know it."""
    acts = [entry for entry in entries if isinstance(entry, Link)]
    removals = [act for act in acts if act.removed]
    kept = {
        (act.kind, act.ref)
        for act in acts
        if not act.removed
        and all(ancestry.descends(act, gone) for gone in removals if (gone.kind, gone.ref) == (act.kind, act.ref))
    }
    return tuple(Related(kind=kind, ref=ref) for kind, ref in sorted(kept))


def _story(header: Header, entries: tuple[Entry, ...], state: State, refused: tuple[Refused, ...]) -> Story:
    return Story(
        header=header,
        entries=entries,
        responded=state.responded,
        pauses=tuple(state.pauses),
        restorations=tuple(state.restorations),
        priorities=tuple(state.priorities),
        cause=state.cause,
        resolved_at=state.resolved_at,
        closed_at=state.closed_at,
        cancelled_at=state.cancelled_at,
        resolutions=tuple(state.resolutions),
        provisional=state.settled_before is not None,
        interventions=tuple(state.interventions),
        reasons=state.reasons,
        refused=refused,
    )

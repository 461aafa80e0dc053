"""Rows of a list: where each ticket stands in everyday words, kept until its file or the hour changes it."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.fold import refold
from celyactl.domain.permission import Verb, may
from celyactl.domain.to_come import planned_of
from celyactl.domain.visits import planned_visits
from celyactl.domain.words import Status, WaitFor
from celyactl.errors.file import BadFile
from celyactl.i18n import language
from celyactl.render.everyday import Matter, everyday
from celyactl.render.moments import Wall, full_moment
from celyactl.store import records
from celyactl.store.index.of_client import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.permission import Visitor
    from celyactl.domain.ticket import Header
    from celyactl.domain.to_come import Planned
    from celyactl.store.index.of_client import Found
    from celyactl.store.view import View

_MOST: Final = 20_000


class Row(NamedTuple):
    """What a list shows of a ticket; `until` is when a planned visit is over, and the row no longer true."""

    header: Header
    status: str
    turn: str
    planned: tuple[Planned, ...]
    until: datetime | None


class Listed(NamedTuple):
    """A row, and when the next deadline of its ticket is, in seconds since 1970."""

    row: Row
    due: int | None


class Rows:
    """The rows that were made, by file and language; safe for several threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], Row] = OrderedDict()
        self._lock = Lock()

    def of(self, view: View, actor: Visitor, found: Sequence[Found], now: datetime) -> list[Listed]:
        """The rows of these tickets, in their order, without those that the actor may not see or nobody can read."""
        wanted = [(one, self._get((one.blob, language()), now)) for one in found]
        texts = dict(view.repository.blobs([one.blob for one, row in wanted if row is None]))
        made = ((one, row or self._made(one, texts, now)) for one, row in wanted)
        return [Listed(row, one.due) for one, row in made if row and may(actor, Verb.SEE, row.header)]

    def _get(self, key: tuple[str, str], now: datetime) -> Row | None:
        with self._lock:
            row = self._known.get(key)
            if row is None or (row.until is not None and row.until <= now):
                return None
            self._known.move_to_end(key)
            return row

    def _made(self, one: Found, texts: Mapping[str, bytes], now: datetime) -> Row | None:
        try:
            story = refold(records.load_ticket(texts[one.blob], one.path).model)
        except (BadFile, KeyError):
            return None
        visits, planned = planned_visits(story, now), planned_of(story, now)
        said = everyday(Matter(story, (), visits, None, Wall(now)))
        until = min([*(visit.end for visit in visits), *(one.end for one in planned)], default=None)
        row = Row(story.header, said.status, said.turn, planned, until)
        with self._lock:
            self._known[one.blob, language()] = row
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return row


def wanted_by(actor: Visitor, **more: str) -> Wanted:
    """What a list may hold of this actor's: the index looks at no other tickets."""
    return Wanted(actor.client, None if actor.whole else actor.people, **more)


def shown(listed: Listed, wall: Wall) -> dict[str, str]:
    """A row for a template."""
    row = listed.row
    return {
        "ref": row.header.ref,
        "title": row.header.title,
        "status": row.status,
        "turn": row.turn,
        "state": state_of(row.header),
        "when": full_moment(row.header.opened_at, wall),
    }


def state_of(header: Header) -> str:
    """Whose turn it is, as a word of ours that the stylesheet knows: `yours`, `ours`, `over`."""
    if header.status in {Status.CLOSED, Status.CANCELLED}:
        return "over"
    waits = header.pending is not None and header.pending.reason is WaitFor.CLIENT
    return "yours" if waits or header.status is Status.RESOLVED else "ours"

"""Gathers what `stats` counts: the tickets that a query finds and that opened in the months asked for.

The index tells all, but how long restoration took where no facts of a ticket are kept: that one is read.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.local_time import opening
from celyactl.domain.query import Asking, Clause, Query, parse
from celyactl.domain.stats import Fact, Month, by_month, months_up_to
from celyactl.domain.words import ClockName, Priority, Status
from celyactl.errors.sla import TargetOutOfReach
from celyactl.services.facts import knows_all, told_by
from celyactl.services.histories import read_files
from celyactl.services.sla import Cases
from celyactl.services.unread import leave_out_tickets
from celyactl.store.index.belonging import TicketFile
from celyactl.store.index.excluding import operations
from celyactl.store.index.facts import facts_of
from celyactl.store.index.index import asked
from celyactl.store.index.names import require_known
from celyactl.store.index.search import search
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from celyactl.domain.exclusions import Exclusion
    from celyactl.domain.figures.facts import Facts
    from celyactl.services.sla import Case
    from celyactl.store.index.index import Index

    Progress = Callable[[int, int], None]
    Value = str | int | None

_AT_ONCE: Final = 2500
"""How many tickets are read before somebody hears of it."""
_COLUMNS: Final = ("id", "path", "blob", "client", "contract", "opened", "priority")


class Asked(NamedTuple):
    """A query as typed, how many months up to `now`, and who `me` is."""

    text: str
    months: int
    now: datetime
    me: str | None = None


class _Row(NamedTuple):
    """What the index tells of a ticket; `opened` in seconds since 1970."""

    file: TicketFile
    client: str
    contract: str | None
    opened: int
    priority: Priority
    facts: Facts | None


class _Found(NamedTuple):
    """The tickets at the index's commit, and what excludes time for their clients."""

    commit: str
    query: Query
    rows: list[_Row]
    excluding: dict[str, tuple[Exclusion, ...]]


def stats(view: View, asked_for: Asked, progress: Progress | None = None) -> tuple[Month, ...]:
    """The last months, the present one included; tickets that can't be read are warned of.

    Cancelled tickets count for nothing. Without a `status:` in the query all statuses count. Raises the errors of
    `parse`.
    """
    text, months, now, me = asked_for
    firsts = months_up_to(now.date(), months)
    since = opening(datetime.combine(firsts[0], time.min), view.zone)
    found = asked(view.repository.place, lambda index: _found(index, text, Asking(me, now, index.meta.zone), since))
    present = view if view.commit == found.commit else View(view.repository, found.commit)
    facts = list(_Counting(present, found, now, progress).facts())
    view.warnings += present.warnings if present is not view else []
    leave_out_tickets(view, found.query)
    return by_month(facts, firsts)


def _found(index: Index, text: str, asking: Asking, since: datetime) -> _Found:
    query = parse(text if "status:" in text else f"status:any {text}", asking)
    wanted = (
        *query.clauses,
        Clause("opened", ">=", (int(since.timestamp()),), negated=False, column=1),
        Clause("status", ":", (Status.CANCELLED,), negated=True, column=1),
    )
    found, total = search(index.connection, Query(text, wanted), _COLUMNS, 0, int(asking.now.timestamp()))
    if not total:
        require_known(index, query)
    kept = facts_of(index, [int(ident or 0) for ident, *_more in found])
    rows = [_row(kept.get(int(ident or 0)), *more) for ident, *more in found]
    return _Found(index.meta.commit, query, rows, dict(operations(index.connection)))


def _row(facts: Facts | None, path: Value, blob: Value, client: Value, contract: Value, *more: Value) -> _Row:
    opened, priority = more
    slug = None if contract is None else str(contract)
    file = TicketFile(str(path), str(blob))
    return _Row(file, str(client), slug, int(opened or 0), Priority(f"P{priority}"), facts)


class _Counting:
    """Takes what is kept, then reads the rest in the order of opening, which git does quickest."""

    def __init__(self, view: View, found: _Found, now: datetime, progress: Progress | None) -> None:
        self._view = view
        self._found = found
        self._now = now
        self._progress = progress
        self._done = 0
        self._cases = Cases(view, excluding=self._excluding, forgiving=True)
        self._ahead = {client for client, several in found.excluding.items() if not knows_all(several, now)}

    def facts(self) -> Iterator[Fact]:
        """One of each ticket that can be read."""
        known = [row for row in self._found.rows if self._is_known(row)]
        yield from (self._fact(row, row.facts) for row in known)
        self._advance(len(known))
        unknown = [row for row in self._found.rows if not self._is_known(row)]
        unknown.sort(key=lambda row: row.opened, reverse=True)
        for start in range(0, len(unknown), _AT_ONCE):
            yield from self._read(unknown[start : start + _AT_ONCE])

    def _is_known(self, row: _Row) -> bool:
        """Without a contract nothing is counted that a file would have to be read for."""
        if row.contract is None:
            return True
        return row.facts is not None and row.facts.last <= self._now and row.client not in self._ahead

    def _fact(self, row: _Row, facts: Facts | None) -> Fact:
        day = datetime.fromtimestamp(row.opened, self._now.tzinfo).date()
        return Fact(day, row.priority, _restored_in(facts))

    def _read(self, rows: Sequence[_Row]) -> Iterator[Fact]:
        cases = {file: self._cases.of(ticket) for file, ticket in read_files(self._view, [row.file for row in rows])}
        yield from (self._fact(row, self._told(cases[row.file])) for row in rows if row.file in cases)
        self._advance(len(rows))

    def _told(self, case: Case) -> Facts:
        """The facts of a ticket; without clocks, and a warning, where a target is out of reach."""
        try:
            return told_by(case, self._now)
        except TargetOutOfReach as beyond:
            self._cases.warn(beyond)
            return told_by(case, self._now, counted=False)

    def _excluding(self, client: str) -> tuple[Exclusion, ...]:
        return self._found.excluding.get(client, ())

    def _advance(self, count: int) -> None:
        self._done += count
        if self._progress:
            self._progress(self._done, len(self._found.rows))


def _restored_in(facts: Facts | None) -> timedelta | None:
    """The counted time up to the restoration that holds."""
    for clock in facts.clocks if facts else ():
        if clock.name is ClockName.RESTORATION and clock.met:
            return timedelta(seconds=clock.elapsed_seconds)
    return None

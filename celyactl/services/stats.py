"""Gathers what `stats` counts: the tickets that a query finds and that opened in the months asked for, read whole."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.local_time import opening
from celyactl.domain.query import Asking, Clause, Query, parse
from celyactl.domain.stats import Fact, Month, by_month, months_up_to
from celyactl.domain.words import ClockName, Status
from celyactl.errors.file import BadFile
from celyactl.services.sla import Cases
from celyactl.store import records
from celyactl.store.index.excluding import operations
from celyactl.store.index.index import asked
from celyactl.store.index.names import require_known
from celyactl.store.index.search import search
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from celyactl.domain.exclusions import Exclusion
    from celyactl.services.sla import Case
    from celyactl.store.index.index import Index

    Progress = Callable[[int, int], None]

_AT_ONCE: Final = 500


class Asked(NamedTuple):
    """A query as typed, how many months up to `now`, and who `me` is."""

    text: str
    months: int
    now: datetime
    me: str | None = None


class _Found(NamedTuple):
    """Paths and blobs of the tickets, at the index's commit, and what excludes time for their clients."""

    commit: str
    files: list[tuple[str, str]]
    excluding: dict[str, tuple[Exclusion, ...]]


def stats(view: View, asked_for: Asked, progress: Progress | None = None) -> tuple[Month, ...]:
    """The last months, the present one included; a ticket that can't be read is warned of.

    Cancelled tickets count for nothing. Without a `status:` in the query all statuses count. Raises the errors of
    `parse`.
    """
    text, months, now, me = asked_for
    firsts = months_up_to(now.date(), months)
    since = opening(datetime.combine(firsts[0], time.min), view.zone)
    found = asked(view.repository.place, lambda index: _found(index, text, Asking(me, now, index.meta.zone), since))
    present = view if view.commit == found.commit else View(view.repository, found.commit)
    cases = Cases(present, excluding=lambda client: found.excluding.get(client, ()), forgiving=True)
    facts = [_fact(case, now) for case in _cases(present, cases, found.files, progress)]
    view.warnings += present.warnings if present is not view else []
    return by_month(facts, firsts)


def _found(index: Index, text: str, asking: Asking, since: datetime) -> _Found:
    query = parse(text if "status:" in text else f"status:any {text}", asking)
    wanted = (
        *query.clauses,
        Clause("opened", ">=", (int(since.timestamp()),), negated=False, column=1),
        Clause("status", ":", (Status.CANCELLED,), negated=True, column=1),
    )
    rows, total = search(index.connection, Query(text, wanted), ("path", "blob"), 0, int(asking.now.timestamp()))
    if not total:
        require_known(index, query)
    files = [(str(path), str(blob)) for path, blob in rows]
    return _Found(index.meta.commit, files, dict(operations(index.connection)))


def _cases(view: View, cases: Cases, files: list[tuple[str, str]], progress: Progress | None) -> Iterator[Case]:
    for start in range(0, len(files), _AT_ONCE):
        batch = files[start : start + _AT_ONCE]
        texts = dict(view.repository.blobs({blob for _path, blob in batch}))
        for path, blob in batch:
            try:
                yield cases.of(records.load_ticket(texts[blob], path).model)
            except BadFile as bad:
                view.warnings.append(bad.sentence)
        if progress:
            progress(start + len(batch), len(files))


def _fact(case: Case, now: datetime) -> Fact:
    ticket = case.ticket
    clock = next((one for one in case.clocks(now) if one.name is ClockName.RESTORATION), None)
    restored = clock.elapsed if clock and clock.met_at else None
    return Fact(ticket.opened_at.astimezone(now.tzinfo).date(), ticket.priority, restored)

"""`celyactl ticket list`: reads the index and nothing else; it must start as fast as an empty program."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked, ngettext
from celyactl.render.moments import Wall, age
from celyactl.store.index.index import asked
from celyactl.store.index.listing import headers, lines, unreadable
from celyactl.store.place import find, is_unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.domain.query import Query
    from celyactl.store.index.index import Index
    from celyactl.store.index.listing import Line
    from celyactl.store.place import Place

app = Commands()

LIMIT: Final = 50
_SPARE: Final = (6, 5, 4)
"""Age, assignee, client: the columns that a narrow terminal goes without."""
# As `celyactl.render.words` has them, whose enumerations take longer to import than the whole list.
_STATUS: Final = {
    "new": marked("new"),
    "assigned": marked("assigned"),
    "in_progress": marked("in progress"),
    "pending": marked("waiting"),
    "resolved": marked("resolved"),
    "closed": marked("closed"),
    "cancelled": marked("cancelled"),
    "client": marked("waits for the client"),
    "third-party": marked("waits for a third party"),
    "internal": marked("put aside"),
}


@app.command(
    "list",
    example="celyactl ticket list 'status:open client:acme priority:P1'",
    context_settings={"ignore_unknown_options": True},
)
def list_tickets(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar=marked("[QUERY]"), help=marked("client:acme prio<=P2 -label:vip due<+1d words")),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, max=1_000_000, metavar="N", help=marked("How many at most; 0 for all."))
    ] = LIMIT,
) -> None:
    """List tickets.

    The open ones, the most urgent first; or those that a query wants, as in `ticket list client:acme prio<=P2`.
    """
    now = session.current()
    place, moment, text = find(now.start), now.clock(), " ".join(query or ())
    if is_unfinished(place):
        now.put_right()
    ask = _headers if now.json else _lines
    with Bar(_("Indexing")) as bar:
        answer = asked(place, lambda index: ask(index, _understood(text, index, place, moment), limit, moment), bar)
    answer()


def _headers(index: Index, query: Query | None, limit: int, moment: datetime) -> Callable[[], None]:
    """The answer for programs, read but not yet shown."""
    data, total = headers(index, query, limit, int(moment.timestamp()))
    _require_known(index, query, total)
    warnings = [*index.warnings, *unreadable(index, language())]
    return lambda: show(data, str, warnings=warnings)


def _lines(index: Index, query: Query | None, limit: int, moment: datetime) -> Callable[[], None]:
    """The answer for people, read but not yet shown."""
    found, total = lines(index, query, limit, int(moment.timestamp()))
    _require_known(index, query, total)
    faults, warnings = unreadable(index, language()), index.warnings
    body = _table(found, moment) if found else _("No ticket.")
    return lambda: show(None, lambda: [body, *_more(len(found), total), *_foot(faults)], warnings=warnings)


def _understood(text: str, index: Index, place: Place, moment: datetime) -> Query | None:
    if not text.strip():
        return None
    from celyactl.domain.query import Asking, parse  # noqa: PLC0415 - the plain list has no query

    me = _me(index, place) if "me" in text.lower() else None
    return parse(text, Asking(me, moment, index.meta.zone))


def _me(index: Index, place: Place) -> str | None:
    """The team's id of whoever asks; None when it is nobody of the team."""
    from celyactl.store.index.people import who_is  # noqa: PLC0415 - it may have to ask git

    now = session.current()
    return who_is(index, place, now.actor, now.author_email)


def _require_known(index: Index, query: Query | None, total: int) -> None:
    if query is not None and not total:
        from celyactl.store.index.names import require_known  # noqa: PLC0415 - for queries that find nothing

        require_known(index, query)


def _table(found: Sequence[Line], moment: datetime) -> Table:
    headings = [_("Reference"), _("Prio"), _("Status"), _("Due"), _("Client"), _("Assignee"), _("Age"), _("Title")]
    return Table(headings, [_row(line, moment) for line in found], spare=_SPARE)


def _row(line: Line, moment: datetime) -> list[str]:
    return [
        line.ref,
        f"P{line.priority}",
        _(_STATUS[line.pending or line.status]),
        _due(line.due_at, moment),
        line.client,
        line.assignee or "-",
        age(max(moment - datetime.fromisoformat(line.opened_at), timedelta(0))),
        line.title,
    ]


def _due(written: str | None, moment: datetime) -> str:
    """When it is due on the desk's wall clock: the offset that is written tells the zone's time."""
    if written is None:
        return "-"
    due = datetime.fromisoformat(written)
    if due < moment:
        return _("late by {age}").format(age=age(moment - due))
    return Wall(moment.astimezone(due.tzinfo)).ahead(due)


def _more(shown: int, total: int) -> list[str]:
    if shown == total:
        return []
    text = ngettext("… and {n} more: --limit 0 shows all", "… and {n} more: --limit 0 shows all", total - shown)
    return [text.format(n=total - shown)]


def _foot(faults: Sequence[str]) -> list[str]:
    if not faults:
        return []
    text = ngettext("{n} file can't be read:", "{n} files can't be read:", len(faults))
    return ["", text.format(n=len(faults)), *faults]

"""`celyactl ticket list`: reads the index and nothing else; it must start as fast as an empty program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import Verbatim, show
from celyactl.cli.progress import Bar
from celyactl.cli.table import Table
from celyactl.cli.terminal import is_terminal
from celyactl.cli.tickets import columns
from celyactl.errors.command_line import OptionOutOfPlace, ValueNotAllowed
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked, ngettext
from celyactl.store.index.index import asked
from celyactl.store.index.listing import headers, lines, unknown, unreadable
from celyactl.store.place import find, is_unfinished
from celyactl.store.preferences import preferences
from celyactl.store.remote.freshness import STALE, age

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from celyactl.domain.query import Query
    from celyactl.store.index.index import Index
    from celyactl.store.place import Place

app = Commands()

LIMIT: Final = 50
_HOURS: Final = 120
"""From so many minutes on hours are told."""
_COMMAND: Final = "celyactl ticket list"


class _Wanted(NamedTuple):
    """What was typed; `limit` 0 is no limit, `usual` the view that the person prefers where nothing was typed."""

    text: str
    sort: str
    columns: str
    limit: int
    csv: bool
    usual: str


@app.command(
    "list",
    example="celyactl ticket list 'status:open client:acme priority:P1'",
    context_settings={"ignore_unknown_options": True},
)
def list_tickets(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar=marked("[QUERY]"), help=marked("client:acme prio<=P2 -label:vip due<+1d @mine words")),
    ] = None,
    sort: Annotated[
        str, typer.Option("--sort", metavar="A,B", help=marked("Order: due, -opened (backwards), client, title…"))
    ] = "",
    chosen: Annotated[
        str, typer.Option("--columns", metavar="A,B", help=marked("Which columns: ref, title, party, back, site…"))
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=0, max=1_000_000, metavar="N", help=marked("How many at most (50); 0 for all.")),
    ] = None,
    csv: Annotated[
        bool, typer.Option("--csv", help=marked("As a CSV file, all of them, safe in a spreadsheet."))
    ] = False,
) -> None:
    """List tickets.

    The open ones, the most urgent first; or those that a query wants, as in `ticket list client:acme prio<=P2`.
    """
    now = session.current()
    if csv and now.json:
        raise OptionOutOfPlace("--csv", "--json")
    place, moment = find(now.start), now.clock()
    most = limit if limit is not None else 0 if csv else LIMIT
    text = " ".join(query or ()).strip()
    wanted = _Wanted(text, sort, chosen, most, csv, "" if text or csv else _usual())
    if is_unfinished(place):
        now.put_right()
    with Bar(_("Indexing")) as bar:
        answer = asked(place, lambda index: _asked(index, wanted, place, moment), bar)
    answer()


def _usual() -> str:
    """The view that a person at a terminal prefers: what a program reads depends on nobody's taste."""
    return preferences.get().view or "" if is_terminal() and not session.current().json else ""


def _asked(index: Index, wanted: _Wanted, place: Place, moment: datetime) -> Callable[[], None]:
    query = _understood(wanted, index, place, moment)
    if session.current().json:
        return _headers(index, query, wanted, moment)
    return _lines(index, query, wanted, moment, place)


def _headers(index: Index, query: Query | None, wanted: _Wanted, moment: datetime) -> Callable[[], None]:
    """The answer for programs, read but not yet shown."""
    data, total = headers(index, query, wanted.limit, int(moment.timestamp()))
    _require_known(index, query, total)
    warnings = [*index.warnings, *unreadable(index, language()), *_unknown(index)]
    return lambda: show(data, str, warnings=warnings)


def _lines(index: Index, query: Query | None, wanted: _Wanted, moment: datetime, place: Place) -> Callable[[], None]:
    """The answer for people, read but not yet shown."""
    names = (query.columns if query else ()) or columns.DEFAULT
    fields = columns.fields((*names, "status"))
    found, total = lines(index, query, fields, wanted.limit, int(moment.timestamp()))
    _require_known(index, query, total)
    faults, warnings = unreadable(index, language()), [*index.warnings, *_unknown(index)]
    if wanted.csv:
        text = _csv(names, [columns.values(row, names, moment) for row in found])
        return lambda: show(None, lambda: text, warnings=[*warnings, *faults])
    rows = [columns.cells(row, names, moment) for row in found]
    body = Table(columns.headings(names), rows, columns.spare(names)) if found else _("No ticket.")
    foot = [*_more(len(found), total), *_of_the_view(wanted, query), *_foot(faults), *_age(place)]
    return lambda: show(None, lambda: [body, *foot], warnings=warnings)


def _csv(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Verbatim:
    from celyactl.render.spreadsheet import as_csv  # a list for people needs none of it

    return Verbatim(as_csv(names, rows))


def _understood(wanted: _Wanted, index: Index, place: Place, moment: datetime) -> Query | None:
    if wanted.usual:
        from celyactl.errors.query import WrongQuery  # for those who prefer a view

        try:
            return _understood(wanted._replace(text=f"@{wanted.usual}", usual=""), index, place, moment)
        except WrongQuery as error:
            session.current().warn(error.sentence)
    if not (wanted.text or wanted.sort or wanted.columns):
        return None
    from celyactl.domain.query import Asking, parse  # the plain list has no query
    from celyactl.domain.query_fields import COLUMNS, SORTS
    from celyactl.store.index.views import views

    known = views(index) if "@" in wanted.text else {}
    me = _me(index, place) if "me" in wanted.text.lower() or known else None
    query = parse(wanted.text, Asking(me, moment, index.meta.zone, known))
    sort = _among("--sort", wanted.sort, (*SORTS, *(f"-{name}" for name in SORTS)), SORTS)
    chosen = _among("--columns", wanted.columns, COLUMNS, COLUMNS)
    return query._replace(sort=sort or query.sort, columns=chosen or query.columns)


def _among(option: str, typed: str, allowed: Sequence[str], shown: Sequence[str]) -> tuple[str, ...]:
    """The words of an option, separated by commas. Raises ValueNotAllowed."""
    names = tuple(name.strip().lower() for name in typed.split(",") if name.strip())
    for name in names:
        if name not in allowed:
            raise ValueNotAllowed(option, name, _COMMAND, shown)
    return names


def _me(index: Index, place: Place) -> str | None:
    """The team's id of whoever asks; None when it is nobody of the team."""
    from celyactl.store.index.people import who_is  # it may have to ask git

    now = session.current()
    return who_is(index, place, now.actor, now.author_email)


def _require_known(index: Index, query: Query | None, total: int) -> None:
    if query is not None and not total:
        from celyactl.store.index.names import require_known  # for queries that find nothing

        require_known(index, query)


def _more(shown: int, total: int) -> list[str]:
    if shown == total:
        return []
    text = ngettext("… and {n} more: --limit 0 shows all", "… and {n} more: --limit 0 shows all", total - shown)
    return [text.format(n=total - shown)]


def _unknown(index: Index) -> list[str]:
    """What nobody should take for a ticket that may wait."""
    return [
        ngettext(
            "No deadline is known for {n} open ticket of {contract}: see celyactl check",
            "No deadline is known for {n} open tickets of {contract}: see celyactl check",
            count,
        ).format(n=count, contract=slug)
        for slug, count in unknown(index)
    ]


def _of_the_view(wanted: _Wanted, query: Query | None) -> list[str]:
    if not wanted.usual or query is None:
        return []
    return [
        _("Your view @{name}; `celyactl ticket list status:open` shows all open tickets.").format(name=wanted.usual)
    ]


def _age(place: Place) -> list[str]:
    """On a terminal, how old the list may be, when the clone has not spoken with the other one for a while."""
    seconds = age(place) if is_terminal() else None
    if seconds is None or seconds < STALE:
        return []
    minutes = int(seconds / 60)
    text = ngettext("Last exchange {n} minute ago.", "Last exchange {n} minutes ago.", minutes)
    if minutes >= _HOURS:
        text = ngettext("Last exchange {n} hour ago.", "Last exchange {n} hours ago.", minutes // 60)
    return ["", text.format(n=minutes if minutes < _HOURS else minutes // 60)]


def _foot(faults: Sequence[str]) -> list[str]:
    if not faults:
        return []
    text = ngettext("{n} file can't be read:", "{n} files can't be read:", len(faults))
    return ["", text.format(n=len(faults)), *faults]

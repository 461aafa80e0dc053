"""`celyactl component list --eol`: what ends, soonest first, with the age and the sources of what is announced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.cli.components.data import component_data, end_data
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.domain.end_of_life import ends_of
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.ends import end_day, end_words
from celyactl.render.moments import full_date
from celyactl.services.components.announcements import announced, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.client import Client, Component
    from celyactl.domain.end_of_life import End
    from celyactl.store.view import View

    Row = tuple[Client, Component, End]


def show_ends(view: View, found: Sequence[tuple[Client, Component]], limit: date, today: date) -> None:
    """Those of the components found that end before a day; what ended already is told too."""
    known = announced()
    rows = [
        (client, component, end)
        for client, component in found
        for end in ends_of(component, known)
        if end.is_before(limit)
    ]
    rows.sort(key=lambda row: (row[2].on is None, row[2].on or row[2].latest or known.checked, row[0].id, row[1].id))
    data = [_data(row, known.checked) for row in rows]
    silent = sum(not ends_of(component, known) and bool(known.source_for(component)) for _client, component in found)
    show(data, lambda: [*_words(rows), *_foot(rows, silent)], warnings=[*view.warnings, *remarks(today)])


def _data(row: Row, checked: date) -> dict[str, Any]:
    client, component, end = row
    return {"client": client.id, "end": end_data(end), "checked": checked} | component_data(component)


def _words(rows: Sequence[Row]) -> Iterator[str | Table]:
    if not rows:
        yield _("Nothing that is known ends before that day.")
        return
    headings = [_("Component"), _("Client"), _("Name"), _("Version"), _("When"), _("What")]
    cells = [
        [
            component.id,
            client.id,
            component.name,
            component.version or "-",
            end_day(end),
            end_words(end),
        ]
        for client, component, end in rows
    ]
    yield Table(headings, cells, spare=(2, 3), flexible=(1, 2, 5))


def _foot(rows: Sequence[Row], silent: int) -> Iterator[str]:
    """How old it is, where it is from, and of how many components nothing is known."""
    yield ""
    yield _("What makers announce was checked on {day}.").format(day=full_date(announced().checked))
    yield from (f"  {source}" for source in dict.fromkeys(end.source for *_row, end in rows if end.source))
    if silent:
        said = ngettext(
            "Of {n} component nothing is known: its maker announces by model, to its partners.",
            "Of {n} components nothing is known: their makers announce by model, to their partners.",
            silent,
        )
        yield said.format(n=silent)

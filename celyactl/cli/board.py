"""`celyactl board`: the desk at a glance, live on a terminal until Ctrl-C, once into a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.options import MOST, Most
from celyactl.cli.output import show
from celyactl.cli.pages import Sheet
from celyactl.cli.progress import Bar
from celyactl.cli.sla_data import board_data
from celyactl.cli.terminal import is_terminal
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.render.terminal.overview import overview_page
from celyactl.services.overview import overview_at

if TYPE_CHECKING:
    from celyactl.domain.overview import Overview
    from celyactl.render.terminal.page import Page
    from celyactl.store.view import View

app = Commands()


@app.command(example="celyactl board --once")
def board(
    once: Annotated[bool, typer.Option("--once", help=marked("Show it once and end, as into a pipe."))] = False,
    limit: Most = MOST,
) -> None:
    """Show the desk at a glance: deadlines, whose turn it is, misses, today's work, who is on call.

    On a terminal it stays and follows the desk until Ctrl-C.
    """
    now = session.current()
    if not (once or now.json) and is_terminal():
        from celyactl.cli.live import follow  # rich and the watcher are for a live view only

        follow(now.desk, _fresh_page)
        return
    desk = now.desk
    with Bar(_("Indexing")) as bar:
        found = overview_at(desk.view, desk.now, limit, bar)
    show(_data(found), lambda: Sheet(_page(desk.view, found, Wall(desk.now))), warnings=desk.view.warnings)


def _fresh_page() -> Page:
    """The page of the desk as it is now."""
    desk = session.current().desk
    view = desk.store.view()
    now = desk.clock().replace(microsecond=0).astimezone(view.zone)
    return _page(view, overview_at(view, now, MOST), Wall(now))


def _page(view: View, found: Overview, wall: Wall) -> Page:
    return overview_page(found, {member.id: member.name for member in view.company.team}, wall)


def _data(found: Overview) -> dict[str, Any]:
    return board_data(found.board) | {
        "today": [one._asdict() for one in found.today],
        "ahead": [one._asdict() for one in found.ahead],
        "unrecorded": [one._asdict() for one in found.unrecorded],
        "late_visits": [one._asdict() for one in found.late_visits],
        "on_call": [{"people": duty.people, "coverages": duty.coverages} for duty in found.on_call],
        "fetched_at": found.fetched,
        "quarantine": found.quarantine._asdict() if found.quarantine else None,
        "undelivered": [one._asdict() for one in found.undelivered],
        "packs": [one._asdict() for one in found.packs],
    }

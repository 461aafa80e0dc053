"""`celyactl who`: the card of whoever is on the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.pages import Sheet
from celyactl.cli.progress import Bar
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.telephone.callers import look_up

if TYPE_CHECKING:
    from celyactl.desk import Desk
    from celyactl.domain.caller_card import Card
    from celyactl.services.telephone.callers import Found

app = Commands()


@app.command(example="celyactl who '06 39 98 70 00'")
def who(
    typed: Annotated[
        list[str],
        typer.Argument(metavar=marked("NUMBER|TEXT"), help=marked("A number in any notation, or words of a name.")),
    ],
) -> None:
    """Show who is calling: contract and hours, open tickets, outages, past causes, access.

    Of several clients that it may be, the list.
    """
    from celyactl.services.telephone.cards import card_of  # a list of clients needs no card

    desk = session.current().desk
    with Bar(_("Indexing")) as bar:
        found = look_up(desk.view, " ".join(typed), bar)
    one = found.clients[0] if len(found.clients) == 1 else None
    card = card_of(desk.view, found, one, desk.now) if one else None
    show(_data(found, card), lambda: _page(desk, card) if card else _table(found), warnings=desk.view.warnings)


def _page(desk: Desk, card: Card) -> Sheet:
    from celyactl.render.moments import Wall  # not for programs
    from celyactl.render.names import Names
    from celyactl.render.terminal.caller import caller_page

    return Sheet(caller_page(card, Names(desk.view.company, card.client), Wall(desk.now)))


def _table(found: Found) -> Table:
    kinds = {"client": _("client"), "site": _("site"), "contact": _("contact"), "component": _("line")}
    rows = [[match.client, kinds[match.kind], match.id, match.name] for match in found.matches]
    return Table([_("Client"), _("Kind"), _("Id"), _("Name")], rows)


def _data(found: Found, card: Card | None) -> dict[str, Any]:
    matches = [match._asdict() for match in found.matches]
    if card is None:
        return {"number": found.number, "matches": matches, "card": None}
    from celyactl.cli.who_data import card_data  # a list of clients needs no card

    return {"number": found.number, "matches": matches, "card": card_data(card)}

"""`celyactl contract balance|pack`: prepaid packs, and what is left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, day, today
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.answering import contract_answer
from celyactl.cli.contracts.options import Order, Slug
from celyactl.cli.output import show
from celyactl.cli.pages import Sheet
from celyactl.domain.durations import parse_duration
from celyactl.domain.model import plain
from celyactl.errors.packs import PackSizeNeeded
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.packs import amount_words
from celyactl.render.terminal.packs import balance_page
from celyactl.services import catalogue
from celyactl.services.contracts.packs import Bought, balance_on, buy_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.packs import Balance, Draw, Drawn

app = Commands()

_DATE = marked("DATE")
_NUMBER = marked("NUMBER")


@app.command(example="celyactl contract balance acme-carnet --at 2026-11-30")
def balance(
    slug: Slug,
    at: Annotated[
        str | None, typer.Option("--at", metavar=_DATE, help=marked("At the end of that day; today by default."))
    ] = None,
) -> None:
    """Show what is left of prepaid packs, and what drew on them."""
    view = session.current().desk.view
    contract = view.contract(slug)
    catalogue.heed_edits(view, view.path_of_contract(slug))
    found = balance_on(view, contract, day(at, upcoming=True), today())
    client = view.client(contract.client)
    show(_data(slug, found), lambda: Sheet(balance_page(contract, client, found)), warnings=view.warnings)


def _data(slug: str, found: Balance) -> dict[str, Any]:
    return {
        "contract": slug,
        "day": found.day,
        "used_up": found.used_up,
        "percent": found.percent,
        "alert": found.alert,
        "packs": [_pack(drawn) for drawn in found.packs],
        "over": _drawn(found.over),
        "billed": list(found.billed),
    }


def _pack(drawn: Drawn) -> dict[str, Any]:
    """A pack of the file, and in tickets or seconds what was drawn on it."""
    facts = {name: plain(drawn.pack).get(name) for name in drawn.pack.__struct_fields__}
    return facts | {"size": drawn.size, "used": drawn.used, "left": drawn.left, "draws": _drawn(drawn.draws)}


def _drawn(draws: Sequence[Draw]) -> list[dict[str, Any]]:
    return [
        {"ref": one.ref, "at": one.at, "amount": one.amount, "real": one.real, "intervention": one.intervention}
        for one in draws
    ]


@app.write(example="celyactl contract pack acme-carnet --tickets 10 --expires 2027-12-01 --order AC-31")
def pack(
    slug: Slug,
    tickets: Annotated[
        int | None, typer.Option("--tickets", min=1, metavar=_NUMBER, help=marked("How many tickets."))
    ] = None,
    hours: Annotated[
        int | None, typer.Option("--hours", min=1, metavar=_NUMBER, help=marked("How many hours."))
    ] = None,
    bought: Annotated[
        str | None, typer.Option("--bought", metavar=_DATE, help=marked("The day it counts from; today by default."))
    ] = None,
    expires: Annotated[
        str | None,
        typer.Option("--expires", metavar=_DATE, help=marked("The first day on which it can't be drawn on.")),
    ] = None,
    rounding: Annotated[
        str | None,
        typer.Option(
            "--rounding",
            metavar=marked("DURATION"),
            help=marked("The unit in which time is accounted, as in 15m; hours only."),
        ),
    ] = None,
    order: Order = None,
) -> None:
    """Record a pack of tickets or of hours that the client bought."""
    unit, quantity = _sold(tickets, hours)
    last = day(expires, upcoming=True)
    unit_minutes = int(parse_duration(rounding).total_seconds()) // 60 if rounding else None
    sold = Bought(unit, quantity, day(bought) or today(), last, unit_minutes or None, order)
    done = buy_pack(session.current().desk.store, acting(), slug, sold)
    amount = amount_words(unit, quantity * (3600 if unit == "hours" else 1))
    contract_answer(done, lambda: _("{slug}: pack of {amount}").format(slug=slug, amount=amount))


def _sold(tickets: int | None, hours: int | None) -> tuple[Literal["tickets", "hours"], int]:
    """The unit and the quantity; one of the two must be given."""
    if tickets is not None and hours is None:
        return "tickets", tickets
    if hours is not None and tickets is None:
        return "hours", hours
    raise PackSizeNeeded

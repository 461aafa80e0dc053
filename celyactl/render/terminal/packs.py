"""The page of a contract's packs on a day: what was bought, what drew on it, what is left, what found nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date, last_day
from celyactl.render.packs import alert_words, amount_words, expiry_words, left_words
from celyactl.render.terminal.card import card, list_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.packs import Balance, Draw, Drawn
    from celyactl.render.terminal.card import Fact
    from celyactl.render.terminal.page import Grid, Page

_A_DAY: Final = timedelta(days=1)


def balance_page(contract: Contract, client: Client, balance: Balance) -> Page:
    """What is left, one line a pack, then what drew on each."""
    title = contract.title or _("Packs")
    return card(contract.slug, title, _facts(contract, client, balance), _packs(balance), _draws(balance))


def _facts(contract: Contract, client: Client, balance: Balance) -> list[Fact]:
    over = ", ".join(_draw(draw) for draw in balance.over)
    return [
        (_("Client"), f"{client.name} ({client.id})"),
        (_("Balance on"), full_date(balance.day)),
        (_("Left"), left_words(balance) or _("nothing")),
        (_("Alert"), alert_words(contract.slug, balance) or ""),
        (_("Expires soon"), _expiring(balance)),
        (_("Over"), over),
        (_("Billed"), ", ".join(balance.billed)),
    ]


def _expiring(balance: Balance) -> str:
    ending = balance.expiring
    if ending is None or ending.pack.expires is None:
        return ""
    return expiry_words(ending.pack.unit, ending.left, ending.pack.expires)


def _packs(balance: Balance) -> Grid | None:
    headings = [_("Bought on"), _("Size"), _("Used"), _("Left"), _("State"), _("Order")]
    rows = (
        [
            full_date(drawn.pack.bought),
            amount_words(drawn.pack.unit, drawn.size),
            amount_words(drawn.pack.unit, drawn.used),
            amount_words(drawn.pack.unit, drawn.left),
            _state(drawn, balance.day),
            drawn.pack.order or "-",
        ]
        for drawn in balance.packs
    )
    return list_of(headings, rows)


def _state(drawn: Drawn, day: date) -> str:
    expires = drawn.pack.expires
    if drawn.left == 0:
        return _("used up")
    if expires is not None and expires <= day:
        return _("expired on {day}").format(day=full_date(expires))
    return _("until {day} included").format(day=last_day(expires)) if expires else _("no end")


def _draws(balance: Balance) -> Grid | None:
    """Who drew on each pack; work with its real time beside the accounted one."""
    rows = [[full_date(drawn.pack.bought), _names(drawn.draws)] for drawn in balance.packs if drawn.draws]
    return list_of([_("Pack of"), _("Drawn by")], rows)


def _names(draws: Sequence[Draw]) -> str:
    return ", ".join(map(_draw, draws))


def _draw(draw: Draw) -> str:
    if draw.intervention is None:
        return draw.ref
    said = _("{ref} ({accounted}, real {real})")
    return said.format(
        ref=draw.ref, accounted=amount_words("hours", draw.amount), real=amount_words("hours", draw.real)
    )

"""Packs in words: amounts in their unit, and what is told when one runs out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from celyactl.domain.durations import format_duration
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.packs import Balance


def amount_words(unit: str, amount: int) -> str:
    """`3 tickets`, or hours of so many seconds: `2 h 30`."""
    if unit == "hours":
        return format_duration(timedelta(seconds=amount))
    return ngettext("{n} ticket", "{n} tickets", amount).format(n=amount)


def expiry_words(unit: str, left: int, expires: date) -> str:
    """What must be used before a pack expires: `3 tickets to use before 1 Dec 2026`."""
    return _("{left} to use before {day}").format(left=amount_words(unit, left), day=full_date(expires))


def left_words(balance: Balance) -> str:
    """What may still be drawn, and of how much: `2 tickets of 10`; several units follow one another."""
    said = []
    for unit in ("tickets", "hours"):
        packs = [drawn for drawn in balance.usable if drawn.pack.unit == unit]
        if packs:
            left, size = sum(drawn.left for drawn in packs), sum(drawn.size for drawn in packs)
            said.append(_("{left} of {size}").format(left=amount_words(unit, left), size=amount_words(unit, size)))
    return ", ".join(said)


def alert_words(slug: str, balance: Balance) -> str | None:
    """The sentence for the threshold that is reached; None below the first."""
    if balance.alert is None:
        return None
    if balance.used_up:
        return _("Nothing is left on the packs of {slug}: what comes next is out of contract.").format(slug=slug)
    said = _("The packs of {slug} are used up to {share}: {left} left.")
    return said.format(slug=slug, share=f"{balance.percent}\N{NO-BREAK SPACE}%", left=left_words(balance))

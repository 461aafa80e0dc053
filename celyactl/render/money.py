"""Amounts of money and numbers as people read them in the current language: `5 160,00 €`, `€5,160.00`."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from celyactl.i18n import language

_NARROW: Final = "\N{NARROW NO-BREAK SPACE}"
_SIGNS: Final = {"EUR": "€", "CHF": "CHF", "USD": "$", "GBP": "£"}


def money(amount: Decimal | str, currency: str) -> str:
    """An amount with its cents and its currency."""
    number, sign = _number(f"{abs(Decimal(amount)):,.2f}"), _SIGNS.get(currency, currency)
    minus = "\N{MINUS SIGN}" if Decimal(amount) < 0 else ""
    if language() == "fr":
        return f"{minus}{number}{_NARROW}{sign}"
    return f"{minus}{sign}{number}" if len(sign) == 1 else f"{minus}{sign} {number}"


def decimal(number: Decimal | str) -> str:
    """A number with the digits that it was given."""
    return _number(f"{Decimal(number):,f}")


def percent(share: Decimal) -> str:
    """A share of 1 as a change: `+5,13 %`."""
    text = _number(f"{share * 100:+.2f}")
    return f"{text}{_NARROW}%" if language() == "fr" else f"{text}%"


def _number(english: str) -> str:
    return english.translate({ord(","): _NARROW, ord("."): ","}) if language() == "fr" else english

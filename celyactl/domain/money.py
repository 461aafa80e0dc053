"""Money: amounts without their currency, exact decimals, written `1250.00` in files and rounded half up to cents."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from celyactl.errors.contract import AmountNotUnderstood

_CENT: Final = Decimal("0.01")
_BLANKS: Final = re.compile(r"[\s_'\N{RIGHT SINGLE QUOTATION MARK}]+")
_AMOUNT: Final = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,4})?")


def parse_amount(text: str, option: str) -> Decimal:
    """An amount as people type it: `5160`, `5 160,00`, `5160.00 €`. Raises AmountNotUnderstood; `option` is where."""
    plain = _BLANKS.sub("", text.strip().removesuffix("€"))
    if not _AMOUNT.fullmatch(plain):
        raise AmountNotUnderstood(text, option)
    return Decimal(plain.replace(",", "."))


def in_cents(amount: Decimal) -> Decimal:
    """The amount as it is billed."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def written(amount: Decimal) -> str:
    """The amount as files have it: `1250.00`."""
    return f"{in_cents(amount):f}"

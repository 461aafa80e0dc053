"""Prices revised by an index, by the formula that the contract words: exact decimals, from the base and never chained.

`P0` in a formula is the yearly price that goes with the base, a letter with 0 (`S0`) the index's base, the same letter
alone or with 1 (`S`, `S1`) its new value: `P = P0 x (0,15 + 0,85 x S / S0)`.
"""

from __future__ import annotations

import ast
import re
from decimal import Decimal, DecimalException, localcontext
from operator import add, mul, sub, truediv
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from celyactl.domain.in_force import commercial_on
from celyactl.domain.money import in_cents
from celyactl.errors.contract import FormulaNotUnderstood, NothingToRevise, OtherIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from celyactl.domain.contract import Commercial, Contract, Revision

_LONGEST: Final = 300
_SIGNS: Final = str.maketrans(
    {"\N{MULTIPLICATION SIGN}": "*", "\N{MIDDLE DOT}": "*", "\N{DIVISION SIGN}": "/", "\N{MINUS SIGN}": "-", ":": "/"}
)
_TIMES: Final = re.compile(r"(?<=[\s)0-9])[xX](?=[\s(])")
_NO_NUMBER: Final = re.compile(r"(?<![A-Za-z])[0-9][A-Za-z_]")
"""What Python would warn of, or take for a number, though nobody writes one so: `0x10`, `1e9`, `1_000`."""
_DECIMAL_COMMA: Final = re.compile(r"(?<=[0-9]),(?=[0-9])")
_NAME: Final = re.compile(r"(?P<stem>[A-Za-z]+)(?P<number>[01]?)")
_PRICE: Final = "P"
_OPERATORS: Final[dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}


class Revised(NamedTuple):
    """What a revision makes of the yearly price; `before` is what is paid until then, `base` what the formula takes."""

    revision: Revision
    base: Decimal
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """The change as a share of what was paid before."""
        return self.after / self.before - 1 if self.before else Decimal(0)


def revised(contract: Contract, since: date, index: str, value: Decimal) -> Revised:
    """The yearly price from a day on, by the revision clause in force on it.

    Raises NothingToRevise without a price and a clause, OtherIndex, FormulaNotUnderstood.
    """
    held = commercial_on(contract, since)
    if held is None or held.revision is None or held.yearly is None:
        raise NothingToRevise(contract.slug)
    clause = held.revision
    if clause.index.casefold() != index.strip().casefold():
        raise OtherIndex(index, clause.index)
    base = Decimal(_price_of(clause, contract, held))
    after = in_cents(computed(clause.formula, base, Decimal(clause.base), value))
    return Revised(clause, base, Decimal(held.yearly), after)


def _price_of(clause: Revision, contract: Contract, held: Commercial) -> str:
    """The first yearly price that was agreed with this base: later ones were made from it."""
    for period in sorted(contract.commercial, key=lambda one: one.since):
        other = period.revision
        if (
            other
            and period.yearly
            and (other.index, other.base, other.base_on)
            == (
                clause.index,
                clause.base,
                clause.base_on,
            )
        ):
            return period.yearly
    return held.yearly or "0"


def computed(formula: str, price: Decimal, base: Decimal, value: Decimal) -> Decimal:
    """What the right-hand side of a formula gives. Raises FormulaNotUnderstood."""
    plain = normalize("NFKC", formula).rpartition("=")[2].strip()
    text = _DECIMAL_COMMA.sub(".", _TIMES.sub("*", plain.translate(_SIGNS)))
    if len(text) > _LONGEST or _NO_NUMBER.search(text):
        raise FormulaNotUnderstood(formula)
    try:
        tree = ast.parse(text, mode="eval").body
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        with localcontext():
            found = _value(tree, _meanings(names, price, base, value))
    except (SyntaxError, ValueError, RecursionError, MemoryError, DecimalException):
        raise FormulaNotUnderstood(formula) from None
    if not found.is_finite() or found < 0:
        raise FormulaNotUnderstood(formula)
    return found


def _meanings(names: set[str], price: Decimal, base: Decimal, value: Decimal) -> Mapping[str, Decimal]:
    """What each name stands for; two letters besides P would be two indices. Raises ValueError."""
    meanings: dict[str, Decimal] = {}
    stems = set()
    for name in names:
        found = _NAME.fullmatch(name)
        if found is None:
            raise ValueError(name)
        if found["stem"] == _PRICE and found["number"] == "0":
            meanings[name] = price
        else:
            stems.add(found["stem"])
            meanings[name] = base if found["number"] == "0" else value
    if len(stems) != 1 or _PRICE in stems:
        raise ValueError(stems)
    return meanings


def _value(node: ast.expr, names: Mapping[str, Decimal]) -> Decimal:
    """What a part of a formula is worth. Raises ValueError for what is no sum, product or quotient."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return Decimal(repr(number))
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return _OPERATORS[type(sign)](_value(left, names), _value(right, names))
    raise ValueError(ast.dump(node))

"""Revision formulas as contracts word them."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from warnings import catch_warnings, simplefilter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.revising import computed
from celyactl.errors.contract import FormulaNotUnderstood

PRICE, BASE, VALUE = Decimal("5160.00"), Decimal("300.1"), Decimal("318.2")


@pytest.mark.parametrize(
    "formula",
    [
        "P = P0 x (0,15 + 0,85 x S / S0)",
        "P1 = P0 \N{MULTIPLICATION SIGN} (0.15 + 0.85 \N{MULTIPLICATION SIGN} (S1 ÷ S0))",
        "P₁ = P₀ · (0,15 + 0,85 · S₁/S₀)",
        "P0 * (0.15 + 0.85 * Syntec / Syntec0)",
        "P = P0 X (0,15 + 0,85 X (S : S0))",
    ],
)
def test_one_formula_is_written_in_many_ways(formula):
    assert computed(formula, PRICE, BASE, VALUE).quantize(Decimal("0.01")) == Decimal("5424.53")


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "P = P0",
        "au mieux",
        "P = P0 x S / T0",
        "P = P0 x S / (S0 - S0)",
        "P = P0 ** S",
        "P = -P0 x S",
        "P = __import__('os').system('true') + S",
        "P = P0 x S" + "0" * 400,
        "P = " + "(" * 200 + "S",
        "P = P0 x S / 'S0'",
        "P = P0 x S if S else 1",
        "P = P0 x S_0",
    ],
)
def test_what_can_not_be_computed_is_refused_and_runs_nothing(formula):
    with pytest.raises(FormulaNotUnderstood):
        computed(formula, PRICE, BASE, VALUE)


@pytest.mark.parametrize(
    "formula", ["P = P0 x S + 0if S else 1", "P = P0 x S / 0x10", "P = P0 x S / 1_0", "P = S x 1e9"]
)
def test_what_is_no_number_to_people_is_refused_without_a_word_on_the_side(formula):
    with catch_warnings(record=True) as said:
        simplefilter("always")
        with pytest.raises(FormulaNotUnderstood):
            computed(formula, PRICE, BASE, VALUE)
    assert said == []


@given(st.text(max_size=60))
def test_any_text_is_a_price_or_refused(formula):
    with suppress(FormulaNotUnderstood):
        assert computed(formula, PRICE, BASE, VALUE) >= 0

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.telephone import is_mobile, looks_like_number, normal, span

MOBILE = "+33639987000"


@pytest.mark.parametrize(
    "text",
    [
        "06 39 98 70 00",
        "0639987000",
        "06.39.98.70.00",
        "0 6-39-98-70-00",
        "+33 6 39 98 70 00",
        "+33 (0)6 39 98 70 00",
        "0033639987000",
        "33639987000",
        "(06) 39 98 70 00",
        "06\u00a039\u00a098\u00a070\u00a000",
        "06\u202f39 98 70 00",
        "tél. 06 39 98 70 00",
        "06 39 98 70 00 (poste 12)",
        '"Agnès Roumier" <0639987000>',
    ],
)
def test_a_number_is_the_same_in_every_notation(text):
    assert normal(text) == MOBILE
    assert is_mobile(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("01 99 00 70 00", "+33199007000"),
        ("0590 27 12 34", "+590590271234"),
        ("+590 590 27 12 34", "+590590271234"),
        ("0262 20 12 34", "+262262201234"),
        ("+352 621 123 456", "+352621123456"),
        ("00 32 2 555 12 34", "+3225551234"),
    ],
)
def test_numbers_of_overseas_and_of_neighbours_have_their_own_country(text, number):
    assert normal(text) == number


@pytest.mark.parametrize("text", ["", "12", "112", "3631", "anonymous", "poste 7002", "1" * 40, "<>", "\x1b[0m"])
def test_what_could_not_be_called_from_outside_is_no_number(text):
    assert normal(text) is None
    assert not is_mobile(text)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("05 36 49 50 00 à 05 36 49 50 49", ("+33536495000", "+33536495049")),
        ("05 36 49 50 00 - 05 36 49 50 49", ("+33536495000", "+33536495049")),
        ("05 36 49 50 00\u201349", ("+33536495000", "+33536495049")),
        ("0536495000/49", ("+33536495000", "+33536495049")),
        ("+33 5 36 49 50 00 to 49", ("+33536495000", "+33536495049")),
        ("05 36 49 50 00", ("+33536495000", "+33536495000")),
        ("05 36 49 50 49 à 05 36 49 50 00", ("+33536495049", "+33536495049")),
        ("05 36 49 50 00 à ?", ("+33536495000", "+33536495000")),
    ],
)
def test_a_range_has_two_ends(text, both):
    assert span(text) == both


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("06 39", True),
        ("+33 6", False),
        ("7002", True),
        ("2026", True),
        ("Claire", False),
        ("a7002", False),
        ("12", False),
    ],
)
def test_digits_are_taken_for_a_number(text, looks):
    assert looks_like_number(text) is looks


@given(st.text(max_size=60) | st.text(alphabet="0123456789+-() à/", max_size=40))
def test_any_text_is_a_number_or_none(text):
    for found in (normal(text), *(span(text) or ())):
        assert found is None or (found.startswith("+") and found[1:].isdecimal())

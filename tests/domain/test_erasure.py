"""Erasure as a rule: every notation is found, words of others stay, and of two forms the erased one is known."""

from __future__ import annotations

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.client import Contact
from celyactl.domain.erasure import details, erased, is_erased_form, is_erasure, pseudonym

CLAIRE = Contact(id="claire", name="Claire De La Tour", email="claire@acme.example", phones=("06 12 34 56 78", "112"))
NAME = pseudonym("acme", "claire")
FOUND = details([CLAIRE])
TEXTS = st.text(alphabet="abc Claire\n.", max_size=30)
VALUES = st.recursive(
    TEXTS | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@pytest.mark.parametrize(
    "text",
    [
        *("Claire De La Tour", "claire de la tour", "De La Tour Claire", "Mme De La Tour", "Madame de la Tour"),
        *("Claire\nDe La  Tour", "CLAIRE@ACME.EXAMPLE", "0612345678", "06.12.34.56.78", "+33 6 12 34 56 78"),
        *("0033 612 345 678", "+33 (0)6 12 34 56 78", "+33 06 12 34 56 78", "33612345678"),
        *("06\N{NON-BREAKING HYPHEN}12 34 56 78", "06 \N{EN DASH} 12 34 56 78", "06\N{NARROW NO-BREAK SPACE}12345678"),
    ],
)
def test_a_detail_is_found_in_any_notation(text):
    assert erased(f"avant {text} après", FOUND, NAME) == f"avant {NAME} après"


@pytest.mark.parametrize(
    "text", ["Claire", "la Tour", "eclaire@acme.example", "claire@acme.example.fr", "106123456789", "112", "Mme Tour"]
)
def test_the_words_of_others_stay(text):
    assert erased(text, FOUND, NAME) == text


@given(VALUES)
def test_erasing_twice_is_erasing_once(value):
    once = erased(value, FOUND, NAME)
    assert erased(once, FOUND, NAME) == once
    assert is_erased_form(once, value)


@given(VALUES)
def test_what_is_erased_is_not_the_other_way_round(value):
    told = [value, "Claire De La Tour a dit"]
    once = erased(told, FOUND, NAME)
    assert is_erased_form(once, told)
    assert not is_erased_form(told, once)


@given(VALUES)
def test_an_erasure_may_leave_details_and_change_nothing_else(value):
    told = [value, "Claire De La Tour, 06 12 34 56 78"]
    for left in (told[1], f"{NAME}, 06 12 34 56 78", f"Claire De La Tour, {NAME}", f"{NAME}, {NAME}"):
        assert is_erasure(told, [erased(value, FOUND, NAME), left], FOUND, NAME)
    for edited in ("", f"{NAME}", f"{NAME}, 06 12 34 56 79", f"Claire, {NAME}", f"{NAME} {NAME}", f"{NAME}, {NAME}."):
        assert not is_erasure(told, [value, edited], FOUND, NAME)
    for edited in ([*told, NAME], {"text": told[1]}, None):
        assert not is_erasure(told, edited, FOUND, NAME)


def test_a_changed_word_is_no_erasure():
    assert not is_erased_form(f"{NAME} a dit non", "Claire De La Tour a dit oui")
    assert not is_erased_form(NAME, "x" * 500)


def test_nobody_is_found_of_whom_nothing_is_known():
    assert details([Contact(id="x", name=NAME)]) is None
    assert details([]) is None


def test_a_name_without_letters_is_nobody_s():
    assert details([Contact(id="x", name=" ")]) is None


@pytest.mark.parametrize(("after", "before", "is_so"), [("a", "a" * 9000, False), ("", "b" * 5000, True)])
def test_a_text_full_of_pseudonyms_is_judged_at_once(after, before, is_so):
    told = f"{NAME}{after}" * 30 + f"{NAME}z"
    begun = monotonic()
    assert is_erased_form(told, before + "z") is is_so
    assert monotonic() - begun < 5


@pytest.mark.parametrize("name", ["Claire V.", "Jean (père)", "(Claire) Vidal", "Claire O'Neil-"])
@pytest.mark.parametrize("around", ["{} a appelé", "vu avec {}, hier", "({})", "{}"])
def test_a_name_with_signs_at_its_ends_is_found(name, around):
    found = details([Contact(id="claire", name=name)])
    assert erased(around.format(name), found, NAME) == around.format(NAME)


@pytest.mark.parametrize("phone", ["0262 12 34 56", "+262 262 12 34 56", "00262262123456"])
@pytest.mark.parametrize("text", ["0262 12 34 56", "+262 262 12 34 56", "262262123456", "0262.12.34.56"])
def test_a_number_from_overseas_is_found_in_any_notation(phone, text):
    found = details([Contact(id="claire", name=NAME, phones=(phone,))])
    assert erased(f"joint au {text}.", found, NAME) == f"joint au {NAME}."


@pytest.mark.parametrize("name", ["Jean-François D'Été", "Jean-Francois d’Ete"])
@pytest.mark.parametrize(
    "text", ["Jean-François D’Été", "JEAN FRANCOIS D'ETE", "d'été Jean\N{NON-BREAKING HYPHEN}François", "Mme D'Eté"]
)
def test_a_name_is_found_with_accents_and_hyphens_or_without(name, text):
    found = details([Contact(id="claire", name=name)])
    assert erased(f"vu avec {text}, hier", found, NAME) == f"vu avec {NAME}, hier"

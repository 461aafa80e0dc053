"""References of tickets: minted, checked, and understood as people write or say them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.reference import (
    ALPHABET,
    REFERENCE_PATTERN,
    Fragment,
    Reference,
    check_character,
    likely_intended,
    mint,
    understand,
)
from celyactl.errors.reference import CheckCharacterWrong, MalformedReference

KNOWN = Reference("CEL", "2611", "4F7K2QE")
minted = st.builds(
    lambda noise, on: mint("CEL", on, lambda count: noise[:count]),
    st.binary(min_size=4, max_size=4),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)


def test_minting_takes_the_month_and_thirty_random_bits():
    asked = []
    low = mint("CEL", date(2026, 11, 21), lambda count: asked.append(count) or bytes(count))
    high = mint("CEL", date(2026, 11, 21), lambda count: b"\xff" * count)
    assert asked == [4]
    assert (low.month, low.code[:6], high.code[:6]) == ("2611", "000000", "ZZZZZZ")
    assert re.fullmatch(REFERENCE_PATTERN, str(low))


@given(minted)
def test_what_is_minted_is_understood(reference):
    assert re.fullmatch(REFERENCE_PATTERN, str(reference))
    assert understand(str(reference)) == reference
    assert understand(reference.code) == Fragment(reference.code)
    assert Fragment(reference.code).matches(reference)


@given(minted, st.integers(0, 10), st.sampled_from(ALPHABET))
def test_every_single_substitution_is_caught(reference, place, character):
    payload = reference.month + reference.code
    wrong = payload[:place] + character + payload[place + 1 :]
    assert (check_character(wrong[:-1]) == wrong[-1]) == (wrong == payload)


@given(minted, st.integers(0, 9))
def test_every_swap_of_neighbours_but_zero_and_z_is_caught(reference, place):
    payload = reference.month + reference.code
    first, second = payload[place : place + 2]
    swapped = payload[:place] + second + first + payload[place + 2 :]
    assert (check_character(swapped[:-1]) == swapped[-1]) == (first == second or {first, second} == {"0", "Z"})


@pytest.mark.parametrize(
    "text",
    [
        "CEL-2611-4F7K2QE",
        "cel-2611-4f7k2qe",
        " CEL 2611 4F7K2QE ",
        "CEL26114F7K2QE",
        "CEL 2611 4F7 K2QE",
        "CEL–2611–4F7K2QE",  # noqa: RUF001 - en dashes, as word processors write them
        "[CEL-2611-4F7K2QE]",
        "#CEL-2611-4F7K2QE",
        "CEL-26ll-4F7K2QE",
        "CEL-26I1-4F7K2QE",
        "CE1-2611-4F7K2QE",
        "2611-4F7K2QE",
        "26114F7K2QE",
    ],
)
def test_a_whole_reference_is_understood_however_it_is_written(text):
    assert understand(text, "CEL") == KNOWN


def test_o_is_zero_and_i_and_l_are_one():
    reference = mint("CEL", date(2020, 10, 1), lambda count: bytes.fromhex("00000020")[:count])
    assert reference.code.startswith("010000")
    assert understand("cel-2oIo-olOooo" + reference.code[-1]) == reference


@pytest.mark.parametrize(
    ("text", "fragment", "is_short_form"),
    [
        ("4f7k2qe", Fragment("4F7K2QE"), True),
        ("4F7 K2QE", Fragment("4F7K2QE"), True),
        ("4f7k", Fragment("4F7K"), False),
        ("CEL-2611-4F7K2", Fragment("4F7K2", "2611"), False),
    ],
)
def test_a_short_form_or_its_beginning_is_a_fragment(text, fragment, is_short_form):
    found = understand(text, "CEL")
    assert found == fragment
    assert found.is_short_form == is_short_form
    assert found.matches(KNOWN)


def test_a_fragment_of_another_month_does_not_match():
    assert not Fragment("4F7K", "2612").matches(KNOWN)
    assert not Fragment("5F7K").matches(KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4F7",
        "4F7K2QU",
        "CEL-2611-4F",
        "CEL",
        "12345678",
        "2611-4F7K2QE",
        "é" * 9,
        "x" * 10**6,
        "CEL-2611-4F7K2QE-1",
    ],
)
def test_anything_else_is_malformed(text):
    with pytest.raises(MalformedReference) as refusal:
        understand(text)
    assert refusal.value.exit_code == 66
    assert len(refusal.value.sentence) < 200


OTHERS = ["CEL-2611-4F7K2QE", "CEL-2610-4F7K2QE", "CEL-2611-9ZZZZZZ"]


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("CEL-2611-4F7K2QX", ["CEL-2611-4F7K2QE"]),  # one misheard
        ("CEL-2611-4P7K2QE", ["CEL-2611-4F7K2QE"]),
        ("CEL-2611-F47K2QE", ["CEL-2611-4F7K2QE"]),  # two swapped
        ("CEL-2614-1F7K2QE", ["CEL-2611-4F7K2QE"]),  # swapped over the dash
        ("CEL-2613-4F7K2QE", ["CEL-2611-4F7K2QE", "CEL-2610-4F7K2QE"]),  # a month that is none
        ("CEL-2611-KF742QE", []),  # two swapped that are no neighbours
        ("CEL-2611-AAAAAAA", []),
    ],
)
def test_a_wrong_check_character_proposes_what_was_meant(text, likely):
    with pytest.raises(CheckCharacterWrong) as refusal:
        understand(text, "CEL", OTHERS)
    assert list(refusal.value.likely) == likely
    assert all(reference in refusal.value.sentence for reference in [text, *likely])
    assert refusal.value.exit_code == 66


def test_a_short_form_that_is_not_there_has_near_ones():
    assert likely_intended(Fragment("4F7K2QX"), OTHERS) == ["CEL-2611-4F7K2QE", "CEL-2610-4F7K2QE"]
    assert likely_intended(Fragment("F47K"), OTHERS) == ["CEL-2611-4F7K2QE", "CEL-2610-4F7K2QE"]
    assert likely_intended(Fragment("4F7K2QE"), OTHERS) == []


@given(st.text(max_size=80))
def test_any_text_is_a_reference_a_fragment_or_an_error(text):
    try:
        found = understand(text, "CEL")
    except (MalformedReference, CheckCharacterWrong):
        return
    assert isinstance(found, Reference | Fragment)

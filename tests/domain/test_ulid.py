"""ULIDs: whatever a file may hold as an entry's id, a next one is minted."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.model import EntryId
from celyactl.domain.ulid import ALPHABET, RANDOM_BITS, mint

PATTERN = get_args(EntryId)[1].pattern
IDS = st.builds(
    lambda first, rest: first + "".join(rest),
    st.sampled_from("01234567"),
    st.lists(st.sampled_from(ALPHABET), min_size=25, max_size=25),
)
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given apart
LAST = "7" + 25 * "Z"
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(ident):
    """Since 1970, as its first ten characters tell."""
    number = 0
    for character in ident[:10]:
        number = number * 32 + ALPHABET.index(character)
    return number


@given(IDS, INSTANTS, st.integers(0, (1 << RANDOM_BITS) - 1))
def test_a_next_id_is_valid_and_above_its_floor_whatever_the_clock_says(floor, at, bits):
    made = mint(at, lambda _count: bits, floor)
    assert re.search(PATTERN, made)
    assert made > floor or floor == LAST
    assert mint(at, lambda _count: bits) <= made or floor == LAST


@given(st.integers(0, (1 << RANDOM_BITS) - 1), st.integers(0, (1 << RANDOM_BITS) - 1))
def test_two_clones_that_go_on_from_a_clock_that_was_ahead_mint_different_ids(one, other):
    floor = mint(NOW + timedelta(minutes=10), lambda _count: 0)
    made = {mint(NOW, lambda _count, bits=bits: bits, floor, leap=True) for bits in (one, other)}
    assert len(made) == (1 if one >> 16 == other >> 16 else 2)
    assert min(made) > floor


@given(st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the zone is given apart
def test_the_instant_of_minting_is_kept_to_the_millisecond(at):
    made = mint(at, lambda _count: 0)
    assert milliseconds(made) == (at - EPOCH) // timedelta(milliseconds=1)


@pytest.mark.parametrize("ident", ["8" + 25 * "0", "Z" * 26, 25 * "0", "0" * 27, "01j" + 23 * "0", "I" + 25 * "0"])
def test_what_does_not_fit_128_bits_is_no_id(ident):
    assert not re.search(PATTERN, ident)


def test_the_last_id_holds_nobody_up():
    assert milliseconds(mint(NOW, lambda _count: 0, LAST)) == (NOW - EPOCH) // timedelta(milliseconds=1)
    assert mint(NOW, lambda _count: 0, LAST[:-1] + "Y") == LAST

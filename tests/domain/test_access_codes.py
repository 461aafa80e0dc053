"""Access codes: drawn, typed by people, in force."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.access import drawn, opens, public_part, understood
from celyactl.domain.client import AccessCode
from celyactl.domain.reference import ALPHABET

AT = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
CODES = st.binary(min_size=18, max_size=18).map(lambda bits: drawn(lambda _count: bits))


@given(CODES, st.sampled_from(["-", " ", "", "\u2013", "."]), st.booleans())
def test_a_code_is_understood_however_it_is_typed(code, between, small):
    typed = str(code).replace("-", between)
    typed = typed.lower() if small else typed
    assert understood(typed) == understood(typed.replace("0", "o").replace("1", "l")) == code
    assert public_part(typed) == public_part(code.public) == code.public


@given(st.text(max_size=80))
def test_what_is_no_code_is_none(text):
    code = understood(text)
    assert code is None or set(str(code)) <= {*ALPHABET, "-"}


@pytest.mark.parametrize("text", ["", "4F7K2QE8", "U" * 28, "0" * 27, "0" * 29, "0" * 5000, "é" * 28])
def test_what_is_too_short_or_foreign_is_no_code(text):
    assert understood(text) is None


def test_every_bit_drawn_is_in_the_code():
    seen = {str(drawn(lambda _count, bit=bit: (1 << bit).to_bytes(18, "big"))) for bit in range(140)}
    assert len(seen) == 140


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"expires": date(2026, 11, 24)}, True),
        ({"expires": date(2026, 11, 23)}, False),
        ({"revoked": AT}, False),
    ],
)
def test_a_code_opens_until_its_day_or_its_revocation(changes, expected):
    assert opens(AccessCode(lookup="4F7K2QE8", hash="x", created=AT, **changes), date(2026, 11, 23)) == expected

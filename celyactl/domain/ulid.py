"""ULIDs: 48 bits of milliseconds since 1970 and 80 random ones, as 26 characters of Crockford base32.

They sort by time of minting; see the ULID specification.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BITS: Final = 80
_PAIRS: Final = [first + second for first in ALPHABET for second in ALPHABET]
_PYTHONS: Final = str.maketrans(ALPHABET, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
"""The digits of base 32 as Python reads them."""
_SHIFTS: Final = range(120, -1, -10)
_LEAP: Final = 16
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_LAST: Final = (1 << 128) - 1


def mint(at: datetime, random_bits: Callable[[int], int], floor: str = "", *, leap: bool = False) -> str:
    """A new ULID of this instant; above `floor` (another ULID) whatever the clock says, so that order is kept.

    With `leap` chance says how far above: two clones that go on from one entry of a clock that was ahead mint
    different ones.
    Above the last ULID there is none: that floor does not count. An instant before 1970 is taken for its beginning.
    """
    milliseconds = max((at - _EPOCH) // _MILLISECOND, 0)
    chance = random_bits(RANDOM_BITS)
    fresh = _text(milliseconds << RANDOM_BITS | chance)
    if fresh > floor or (below := _number(floor)) == _LAST:
        return fresh
    return _text(min(below + 1 + leap * (chance >> _LEAP), _LAST))


def _text(number: int) -> str:
    """The 26 characters, two at a time."""
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def _number(ulid: str) -> int:
    return int(ulid.translate(_PYTHONS), 32) if ulid else 0

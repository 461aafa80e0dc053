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
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def mint(at: datetime, random_bits: Callable[[int], int], floor: str = "") -> str:
    """A new ULID of this instant; above `floor` (another ULID) whatever the clock says, so that order is kept."""
    milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
    fresh = _text(milliseconds << RANDOM_BITS | random_bits(RANDOM_BITS))
    return fresh if fresh > floor else _text(_number(floor) + 1)


def minted_at(ulid: str) -> datetime:
    """The instant (UTC, to the millisecond) at which it was minted."""
    return _EPOCH + timedelta(milliseconds=_number(ulid) >> RANDOM_BITS)


def _text(number: int) -> str:
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def _number(ulid: str) -> int:
    number = 0
    for character in ulid:
        number = number << 5 | ALPHABET.index(character)
    return number

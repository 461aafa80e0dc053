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
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_LATEST: Final = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND
_LAST: Final = (1 << 128) - 1


def mint(at: datetime, random_bits: Callable[[int], int], floor: str = "") -> str:
    """A new ULID of this instant; above `floor` (another ULID) whatever the clock says, so that order is kept.

    Above the last ULID there is none: that floor does not count. An instant before 1970 is taken for its beginning.
    """
    milliseconds = max((at - _EPOCH) // _MILLISECOND, 0)
    fresh = _text(milliseconds << RANDOM_BITS | random_bits(RANDOM_BITS))
    below = _number(floor)
    return fresh if fresh > floor or below == _LAST else _text(below + 1)


def minted_at(ulid: str) -> datetime:
    """The instant (UTC, to the millisecond) at which it was minted; those after the year 9999 give its end."""
    return _EPOCH + min(_number(ulid) >> RANDOM_BITS, _LATEST) * _MILLISECOND


def _text(number: int) -> str:
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def _number(ulid: str) -> int:
    number = 0
    for character in ulid:
        number = number << 5 | ALPHABET.index(character)
    return number

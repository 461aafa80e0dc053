"""Access codes of the extranet: 8 public characters find one, 20 secret ones (100 bits) open it; Crockford's base32.

Typed in any case, with or without dashes and spaces, with O for 0, I and L for 1. Days of expiry are exclusive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.reference import ALPHABET

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from celyactl.domain.client import AccessCode

_PUBLIC: Final = 8
_SECRET: Final = 20
_GROUP: Final = 5
_BITS: Final = 5
_BYTES: Final = 18
_LONGEST_INPUT: Final = 64
_MISREAD: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s\-_.\u2010-\u2015\u2212]+")
_PART: Final = re.compile(f"[{ALPHABET}]+")


class Code(NamedTuple):
    """A whole code; `str` is how it is shown: `4F7K2QE8-ABCDE-…`."""

    public: str
    secret: str

    def __str__(self) -> str:
        groups = (self.secret[start : start + _GROUP] for start in range(0, _SECRET, _GROUP))
        return "-".join([self.public, *groups])


def drawn(entropy: Callable[[int], bytes]) -> Code:
    """A new code; `entropy` gives that many random bytes, as `os.urandom` does."""
    number = int.from_bytes(entropy(_BYTES), "big")
    text = "".join(ALPHABET[number >> _BITS * place & 31] for place in range(_PUBLIC + _SECRET))
    return Code(text[:_PUBLIC], text[_PUBLIC:])


def understood(text: str) -> Code | None:
    """The code that was typed; None for what can't be one."""
    plain = _plain(text)
    return Code(plain[:_PUBLIC], plain[_PUBLIC:]) if len(plain) == _PUBLIC + _SECRET else None


def public_part(text: str) -> str:
    """The public part of what was typed, a public part alone or a whole code; empty for what can't be either."""
    plain = _plain(text)
    return plain[:_PUBLIC] if len(plain) in {_PUBLIC, _PUBLIC + _SECRET} else ""


def opens(code: AccessCode, day: date) -> bool:
    """Whether a code lets its contact in on this day."""
    return code.revoked is None and (code.expires is None or day < code.expires)


def _plain(text: str) -> str:
    plain = _BETWEEN.sub("", text[: _LONGEST_INPUT + 1].upper()).translate(_MISREAD)
    return plain if len(text) <= _LONGEST_INPUT and _PART.fullmatch(plain) else ""

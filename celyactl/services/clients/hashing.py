"""Secrets as they are stored: argon2id (OWASP's 19 MiB, two passes, one lane), a hash of some 20 ms."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_MEMORY_KIB: Final = 19 * 1024
_PASSES: Final = 2


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # 25 ms, for access codes only

    return PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=1)


def hashed(secret: str) -> str:
    """The hash of a secret, with its salt and its costs."""
    return _hasher().hash(secret)


def matches(stored: str, secret: str) -> bool:
    """Whether a secret is the one of a hash; a text that is no hash matches nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(stored, secret)
    except (VerificationError, InvalidHashError):
        return False


@cache
def decoy() -> str:
    """The hash of nobody's secret: judging an unknown code takes as long as judging a known one."""
    return hashed("")

"""Chance that can be had again: bytes that look random and follow from a name."""

from __future__ import annotations

from hashlib import sha256
from itertools import count


class Chance:
    """Bytes that look random and follow from a name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._numbers = count()

    def __call__(self, size: int) -> bytes:
        """The next bytes, 32 at most."""
        return sha256(f"{self._name}\0{next(self._numbers)}".encode()).digest()[:size]

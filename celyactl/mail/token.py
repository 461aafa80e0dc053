"""Proof that a message answers one of ours: a token of the ticket, in reply addresses and Message-IDs.

    support+cel-2611-4f7k2qx.TOKEN@celya.example
    <cel-2611-4f7k2qx.01KB….TOKEN@celya.example>

Both are compared without regard to case, which mail servers change.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.wishes import Wish

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH: Final = 20
"""Characters of a token: 100 bits."""
_LONGEST_LOCAL: Final = 64
_REFERENCE: Final = r"[a-z][a-z0-9]{1,7}-[0-9]{4}-[0-9a-z]{7}"
_PROOF: Final = re.compile(
    rf"(?<![a-z0-9])({_REFERENCE})(?:\.[0-9a-z]{{26}}(?:-[0-9])?)?\.(?![0-9a-z]{{26}}(?:-[0-9])?@)([^@\s<>.]{{0,64}})"
    rf"(?:\.({'|'.join(Wish)}))?@",
    re.IGNORECASE,
)


class Proof(NamedTuple):
    """What a message claims: the ticket, in capitals, a token that is still to be judged, and a wish or nothing."""

    ref: str
    token: str
    wish: str = ""


def token_of(key: bytes, uid: str) -> str:
    """The token of the ticket with this uid, which survives that the ticket is renumbered."""
    digest = hmac.digest(key, b"celyactl reply " + uid.encode(), "sha256")
    return b32encode(digest).decode()[:LENGTH].lower()


def is_token(key: bytes | None, uid: str, token: str) -> bool:
    """Whether a token is the ticket's own; none is without a key."""
    given = token.casefold().encode("utf-8", "replace")
    return key is not None and hmac.compare_digest(given, token_of(key, uid).encode())


def proofs(text: str) -> Iterator[Proof]:
    """Every proof that addresses or Message-IDs in a header claim, in the order of the text."""
    return (Proof(found[1].upper(), found[2], (found[3] or "").lower()) for found in _PROOF.finditer(text))


def message_id(ref: str, entry: str, token: str | None, domain: str, number: int = 0) -> str:
    """The Message-ID of what is said about an entry of a ticket: always the same; `number` is that of a reminder."""
    parts = (ref.lower(), f"{entry}-{number}" if number else entry, token)
    return f"<{'.'.join(filter(None, parts))}@{domain}>"


def reply_address(address: str, ref: str, token: str | None, wish: str = "") -> str:
    """Where to answer; the plain address without a token, and when that would be longer than addresses may be."""
    local, _at, domain = address.rpartition("@")
    tagged = ".".join(filter(None, (f"{local}+{ref.lower()}", token, wish)))
    return f"{tagged}@{domain}" if token and len(tagged) <= _LONGEST_LOCAL else address

"""Signing in: one answer in words and time for every code that opens nothing, whatever the reason.

Exactly one secret is hashed for each attempt that the limits admit; the caller lets two in at once.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from hmac import compare_digest
from http import HTTPStatus
from typing import TYPE_CHECKING

from msgspec.structs import replace

from celyactl.domain import access
from celyactl.domain.permission import visitor
from celyactl.extranet.asked import Refused
from celyactl.services.clients import access_codes as codes
from celyactl.services.clients import hashing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from celyactl.domain.permission import Visitor
    from celyactl.extranet.asked import Answer, Asked
    from celyactl.services.clients.access_codes import Held
    from celyactl.store.view import View


def opened(view: View, typed: str, day: date) -> Held | None:
    """Whose code was typed, if it opens on this day; all are looked at, so that a known one is found no faster."""
    code = access.understood(typed)
    found = [held for held in codes.listed(view) if code and held.code.lookup == code.public]
    held = found[0] if found else None
    right = hashing.matches(held.code.hash if held else hashing.decoy(), code.secret if code else "?")
    return held if held and right and _opens(held, day) else None


def holder(view: View, client: str, contact: str, day: date, public: str | None = None) -> Visitor | None:
    """A contact who has a code that opens on this day, the one with this public part if it is given; else None."""
    if client not in view.client_ids():
        return None
    person = visitor(view.client(client), contact, day)
    if person is None:
        return None
    codes = (code for code in person.contact.access if public in {None, code.lookup})
    return person if any(access.opens(code, day) for code in codes) else None


def _opens(held: Held, day: date) -> bool:
    return access.opens(held.code, day) and held.contact.is_there(day)


def is_same(one: str, other: str) -> bool:
    """Compared in a time that tells nothing of where they differ."""
    return compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def at_the_door(asked: Asked, shown: Callable[[str], Answer]) -> Answer:
    """A page for who is not signed in; `shown` makes it with the token that its form holds.

    The token is made from a cookie that only this browser has, and gets with its first such page.
    """
    secret = asked.door or secrets.token_urlsafe(32)
    return replace(shown(_token(secret)), door=None if asked.door else secret)


def require_door(asked: Asked) -> None:
    """Raise Refused (403) for a form of the door that was not shown to this browser."""
    if not asked.door or not is_same(asked.form.get("token", ""), _token(asked.door)):
        raise Refused(HTTPStatus.FORBIDDEN)


def _token(secret: str) -> str:
    return sha256(b"celyactl door " + secret.encode("utf-8", "replace")).hexdigest()

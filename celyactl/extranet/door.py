"""Signing in: one answer in words and time for every code that opens nothing, whatever the reason.

Exactly one secret is hashed for each attempt that the limits admit; the caller lets two in at once.
"""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING

from celyactl.domain import access
from celyactl.domain.permission import visitor
from celyactl.services.clients import access_codes as codes
from celyactl.services.clients import hashing

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.permission import Visitor
    from celyactl.extranet.sessions import Session
    from celyactl.services.clients.access_codes import Held
    from celyactl.store.view import View


def opened(view: View, typed: str, day: date) -> Held | None:
    """Whose code was typed, if it opens on this day; all are looked at, so that a known one is found no faster."""
    code = access.understood(typed)
    found = [held for held in codes.listed(view) if code and held.code.lookup == code.public]
    held = found[0] if found else None
    right = hashing.matches(held.code.hash if held else hashing.decoy(), code.secret if code else "?")
    return held if held and right and _opens(held, day) else None


def still_in(view: View, session: Session, day: date) -> Visitor | None:
    """Who is signed in; None once the code was revoked or ran out, or the contact has gone."""
    if session.client not in view.client_ids():
        return None
    client = view.client(session.client)
    person = visitor(client, session.contact, day)
    if person is None:
        return None
    mine = (code for code in person.contact.access if code.lookup == session.public)
    return person if any(access.opens(code, day) for code in mine) else None


def _opens(held: Held, day: date) -> bool:
    return access.opens(held.code, day) and held.contact.is_there(day)


def is_same(one: str, other: str) -> bool:
    """Compared in a time that tells nothing of where they differ."""
    return compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def door_token(secret: str) -> str:
    """What the forms of the door hold, made from a cookie that only this browser has."""
    return sha256(b"celyactl door " + secret.encode("utf-8", "replace")).hexdigest()

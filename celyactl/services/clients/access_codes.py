"""Access codes of contacts: made, listed, revoked, renewed; the secret is in the answer of the act and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain import access
from celyactl.domain.client import AccessCode
from celyactl.errors.access import AccessRevoked, ContactGone, ExpiresTooSoon, UnknownAccessCode
from celyactl.render.moments import full_date
from celyactl.services import catalogue
from celyactl.services.clients import hashing
from celyactl.services.names import contact_of
from celyactl.services.recording import Act, Done, nothing, record
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.access import Code
    from celyactl.domain.client import Client, Contact
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Asked(Struct, frozen=True):
    """What a new code shall be: what it is called, and the first day on which it no longer opens."""

    label: str | None = None
    expires: date | None = None


class Held(Struct, frozen=True):
    """A code as it is stored, and whose it is; `shown` is the whole code, once, when it was made."""

    client: Client
    contact: Contact
    code: AccessCode
    shown: Code | None = None


def create(store: Store, acting: Acting, slug: str, contact: str, asked: Asked) -> Done[Held]:
    """Give a contact of a contract's client a code.

    Raises UnknownContract, UnknownContact, ContactGone, ExpiresTooSoon.
    """

    def plan(view: View) -> Act[Held]:
        client = view.client(view.contract(slug).client)
        ident = contact_of(view, client.id, contact, acting.now.date())
        person = next(one for one in client.contacts if one.id == ident)
        held = _made(view, acting, client, person, asked)
        return _act("create", held, (*person.access, held.code))

    return record(store, acting, plan)


def revoke(store: Store, acting: Acting, public: str) -> Done[Held]:
    """Let a code open nothing from now on; one that was revoked before stays as it is. Raises UnknownAccessCode."""

    def plan(view: View) -> Act[Held]:
        held = named(view, public)
        if held.code.revoked is not None:
            return nothing(held)
        ended = Held(held.client, held.contact, _revoked(held.code, acting))
        return _act("revoke", ended, _with(held.contact.access, ended.code))

    return record(store, acting, plan)


def rotate(store: Store, acting: Acting, public: str, expires: date | None = None) -> Done[Held]:
    """A new code in the place of one that ends now; label and expiry stay unless said.

    Raises UnknownAccessCode, AccessRevoked, ContactGone, ExpiresTooSoon.
    """

    def plan(view: View) -> Act[Held]:
        held = named(view, public)
        old = held.code
        if old.revoked is not None:
            raise AccessRevoked(old.lookup, held.contact.id, full_date(old.revoked.date()))
        asked = Asked(old.label, expires or old.expires)
        new = _made(view, acting, held.client, held.contact, asked)
        return _act("rotate", new, (*_with(held.contact.access, _revoked(old, acting)), new.code))

    return record(store, acting, plan)


def renew(store: Store, acting: Acting, client: str, contact: str) -> Done[Held]:
    """A new code for somebody who lost the one it had; every code before ends. Raises UnknownContact, ContactGone."""

    def plan(view: View) -> Act[Held]:
        owner = view.client(client)
        ident = contact_of(view, client, contact, acting.now.date())
        person = next(one for one in owner.contacts if one.id == ident)
        new = _made(view, acting, owner, person, Asked())
        ended = (one if one.revoked else _revoked(one, acting) for one in person.access)
        return _act("rotate", new, (*ended, new.code))

    return record(store, acting, plan)


def named(view: View, public: str) -> Held:
    """The code with this public part. Raises UnknownAccessCode."""
    wanted = access.public_part(public)
    found = next((held for held in listed(view) if held.code.lookup == wanted), None)
    if found is None:
        raise UnknownAccessCode(wanted)
    return found


def listed(view: View, client: str | None = None) -> Iterator[Held]:
    """Every code, ended ones too; of one client (by id), or of all."""
    for one in catalogue.clients(view):
        if client in {None, one.id}:
            yield from (Held(one, contact, code) for contact in one.contacts for code in contact.access)


def _made(view: View, acting: Acting, client: Client, contact: Contact, asked: Asked) -> Held:
    today = acting.now.date()
    if not contact.is_there(today):
        raise ContactGone(contact.id, client.id)
    if asked.expires is not None and asked.expires <= today:
        raise ExpiresTooSoon(full_date(asked.expires))
    taken = {held.code.lookup for held in listed(view)}
    code = access.drawn(acting.entropy)
    while code.public in taken:
        code = access.drawn(acting.entropy)
    stored = AccessCode(
        lookup=code.public,
        hash=hashing.hashed(code.secret),
        created=acting.now,
        expires=asked.expires,
        label=(asked.label or "").strip() or None,
    )
    return Held(client, contact, stored, None if acting.dry_run else code)


def _revoked(code: AccessCode, acting: Acting) -> AccessCode:
    return replace(code, revoked=acting.now)


def _with(codes: Sequence[AccessCode], changed: AccessCode) -> tuple[AccessCode, ...]:
    return tuple(changed if code.lookup == changed.lookup else code for code in codes)


def _act(verb: str, held: Held, codes: tuple[AccessCode, ...]) -> Act[Held]:
    client, contact = held.client, replace(held.contact, access=codes)
    people = tuple(contact if one.id == contact.id else one for one in client.contacts)
    files = {layout.client_path(client.id): replace(client, contacts=people)}
    return Act(_op(verb, held), f"{client.id}: {verb} access of {contact.id}", files, held)


def _op(verb: str, held: Held) -> str:
    return f"access.{verb} {held.contact.id}"

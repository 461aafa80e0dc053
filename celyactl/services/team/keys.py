"""The keys with which people and services sign: added, ended, never taken back. Days are half-open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain import keys
from celyactl.domain.company import Key
from celyactl.errors.desk import UnknownMember
from celyactl.errors.signing import EndedInAdvance, KeyInThePast, KeyInUse, NotAPublicKey, OwnKeysOnly, UnknownKey
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.services.acting import is_manager
from celyactl.services.names import nearest_first
from celyactl.services.recording import Act, Done, record
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.company import Company
    from celyactl.domain.keys import Owner
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Owned(Struct, frozen=True):
    """A key, and whose it is."""

    owner: str
    key: Key

    @property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` shows it."""
        return keys.fingerprint(self.key.key)


def listed(company: Company) -> Iterator[Owned]:
    """Every key of the desk, ended ones too."""
    return (Owned(one.id, key) for one in keys.owners(company) for key in one.keys)


def add_key(store: Store, acting: Acting, who: str, line: str, since: date | None = None) -> Done[Owned]:
    """Let a key sign for somebody from a day on, today by default.

    Raises UnknownMember, NotAPublicKey, KeyInUse, KeyInThePast, OwnKeysOnly.
    """
    first = since or acting.now.date()

    def plan(view: View) -> Act[Owned]:
        owner = owner_named(view, who)
        require_right(view.company, acting, owner)
        if first < acting.now.date():
            raise KeyInThePast(full_date(first))
        key = new_key(view.company, line, first)
        files = {layout.DESK: with_keys(view.company, owner, (*owner.keys, key))}
        return Act(f"key.add {owner.id}", f"{owner.id}: a key signs from {first} on", files, Owned(owner.id, key))

    return record(store, acting, plan)


def end_key(store: Store, acting: Acting, who: str, name: str | None, on: date | None = None) -> Done[Owned]:
    """Let a key sign no longer from a day on, today by default; `name` is the start of its fingerprint, or its comment.

    A day in the past says that signatures since then are not to be believed: the audit will name them.
    Raises UnknownMember, UnknownKey, OwnKeysOnly, EndedInAdvance for a day before the key's first.
    """
    last = on or acting.now.date()

    def plan(view: View) -> Act[Owned]:
        owner = owner_named(view, who)
        require_right(view.company, acting, owner)
        key = _named(owner, name)
        if last < key.since:
            raise EndedInAdvance(full_date(last), full_date(key.since))
        ended = replace(key, until=last)
        kept = tuple(ended if one is key else one for one in owner.keys)
        files = {layout.DESK: with_keys(view.company, owner, kept)}
        return Act(f"key.end {owner.id}", f"{owner.id}: a key signs until {last}", files, Owned(owner.id, ended))

    return record(store, acting, plan)


def owner_named(view: View, who: str) -> Owner:
    """A member of the team or a service, by id or e-mail. Raises UnknownMember."""
    known = list(keys.owners(view.company))
    found = next((one for one in known if who in {one.id, one.email}), None)
    if found is None:
        raise UnknownMember(who, nearest_first(who, (one.id for one in known)), layout.DESK)
    return found


def require_right(company: Company, acting: Acting, owner: Owner) -> None:
    """Raise OwnKeysOnly unless a manager acts, or whose keys they are."""
    if acting.by != owner.id and not is_manager(company, acting.by, acting.now.date()):
        raise OwnKeysOnly(owner.id)


def new_key(company: Company, line: str, since: date) -> Key:
    """A key that nobody has yet. Raises NotAPublicKey, KeyInUse."""
    text = " ".join(line.split())
    if not keys.is_public_key(text):
        private = "PRIVATE KEY" in line
        raise NotAPublicKey(_("it is a private one, which stays with its owner") if private else text[:60] or "-")
    owner = keys.owner_of(company, text)
    if owner is not None:
        known = next(key for key in owner.keys if keys.bare(key.key) == keys.bare(text))
        raise KeyInUse(owner.id, full_date(known.since))
    return Key(key=text, since=since)


def with_keys(company: Company, owner: Owner, kept: tuple[Key, ...]) -> Company:
    """The company in which an owner has these keys."""
    team = tuple(replace(one, keys=kept) if one is owner else one for one in company.team)
    services = tuple(replace(one, keys=kept) if one is owner else one for one in company.services)
    return replace(company, team=team, services=services)


def _named(owner: Owner, name: str | None) -> Key:
    open_ones = [key for key in owner.keys if key.until is None]
    wanted = (name or "").removeprefix("SHA256:")
    found = [key for key in open_ones if not name or _is_called(key, wanted)]
    if len(found) != 1:
        known = [" ".join([keys.fingerprint(key.key)[:20], keys.comment(key.key)]).strip() for key in open_ones]
        raise UnknownKey(owner.id, name or "-", known)
    return found[0]


def _is_called(key: Key, name: str) -> bool:
    return keys.fingerprint(key.key).removeprefix("SHA256:").startswith(name) or keys.comment(key.key) == name

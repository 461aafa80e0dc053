"""Who gets a digest, and of which days: the last whole week (from Monday) or month; periods are [start, end)."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from celyactl.domain.correspondence import Digest
from celyactl.domain.permission import Visitor, visitor
from celyactl.domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.domain.client import Client, Contact
    from celyactl.domain.entries.base import Entry

Frequency = Literal["none", "weekly", "monthly"]
_BY_DEFAULT: Final = frozenset({Role.MANAGER, Role.LEVEL1})
_NAME: Final = 26


class Period(NamedTuple):
    """Days of the desk's zone; `end` is the day after the last."""

    start: date
    end: date


class Reader(NamedTuple):
    """Who gets a digest, as the desk knows them, and of which days."""

    visitor: Visitor
    period: Period

    @property
    def ident(self) -> str:
        """As journals name it: `acme:claire`."""
        return f"{self.visitor.client}:{self.visitor.contact.id}"


def readers(client: Client, usual: Frequency, today: date) -> Iterator[Reader]:
    """The contacts who are there and want one; `usual` is for those who see all and chose nothing."""
    for contact in client.contacts:
        wanted = _frequency(contact, usual)
        here = visitor(client, contact.id, today) if wanted != "none" and contact.email else None
        if here:
            yield Reader(here, last_period(wanted, today))


def reader(client: Client, contact: str, usual: Frequency, today: date) -> Reader | None:
    """Somebody as who gets one, who wants none as each week; None for who is not there."""
    here = visitor(client, contact, today)
    if here is None:
        return None
    wanted = _frequency(here.contact, usual)
    return Reader(here, last_period("weekly" if wanted == "none" else wanted, today))


def _frequency(contact: Contact, usual: Frequency) -> Frequency:
    return contact.digest or (usual if any(role in _BY_DEFAULT for role in contact.roles) else "none")


def last_period(frequency: Frequency, today: date) -> Period:
    """The week or the month that ended last."""
    if frequency == "weekly":
        end = today - timedelta(days=today.weekday())
        return Period(end - timedelta(days=7), end)
    end = today.replace(day=1)
    return Period((end - timedelta(days=1)).replace(day=1), end)


def is_recorded(journal: Iterable[Entry], reader: Reader) -> bool:
    """Whether this reader's digest of these days is there, sent or not."""
    return any(
        isinstance(entry, Digest) and Period(entry.start, entry.end) == reader.period and reader.ident in entry.to
        for entry in journal
    )


def name_of(reader: Reader) -> str:
    """What tells one digest from all others: two clones that prepared it make one of it."""
    said = f"digest {reader.ident} {reader.period.start} {reader.period.end}"
    return sha256(said.encode()).hexdigest()[:_NAME]

"""One alert as any monitoring tells it, in words that a desk may hold: texts are visible and bounded."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from celyactl.domain.words import Priority
from celyactl.mail.plain import visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_LONGEST_TITLE: Final = 200
_LONGEST_TEXT: Final = 20_000
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
_HINT: Final = re.compile(r"celyactl_(contract|client|component|service|priority)$", re.IGNORECASE)
_URGENCIES: Final = {
    **dict.fromkeys(("emergency", "page", "disaster"), Priority.P1),
    **dict.fromkeys(("critical", "high", "down", "unreachable", "error"), Priority.P2),
    **dict.fromkeys(("info", "information", "low", "none"), Priority.P4),
}


class Place(Struct, frozen=True):
    """Whose installation, and what of it: ids, as far as they are known."""

    contract: str | None = None
    client: str | None = None
    component: str | None = None
    service: str | None = None

    def completed(self, other: Place) -> Place:
        """This one, with the other's words where it has none; a contract of another client is not taken."""
        whose = self if self.contract or self.client else other
        return Place(whose.contract, whose.client, self.component or other.component, self.service or other.service)


class Alarm(Struct, frozen=True):
    """An alert: its name in the monitoring, whether it is on, since when (None: now), and how urgent it is."""

    fingerprint: str
    is_on: bool
    title: str
    text: str = ""
    at: datetime | None = None
    priority: Priority = Priority.P3
    place: Place = field(default_factory=Place)


def title_of(text: str) -> str:
    """A text as the title of a ticket: one line."""
    return " ".join(visible(text).split())[:_LONGEST_TITLE]


def text_of(text: str) -> str:
    """A text as a ticket may hold it."""
    return visible(text[: 2 * _LONGEST_TEXT])[:_LONGEST_TEXT]


def name_of(source: str, *parts: str) -> str:
    """A name of an incident that any words have, however long or strange: the same words have the same one."""
    return f"{source}:{sha256(chr(0).join(parts).encode('utf-8', 'replace')).hexdigest()[:32]}"


def hints(words: Mapping[str, str]) -> tuple[Place, Priority | None]:
    """What labels or variables named `celyactl_…` say, wherever the monitoring puts its own words before them."""
    found = {match[1].lower(): value.strip() for name, value in words.items() if (match := _HINT.search(name))}
    ids = {name: value for name, value in found.items() if _ID.fullmatch(value)}
    place = Place(ids.get("contract"), ids.get("client"), ids.get("component"), ids.get("service"))
    said = found.get("priority", "").upper()
    return place, Priority(said) if said in set(Priority) else None


def urgency(word: str) -> Priority:
    """The priority that a severity of the monitoring means; P3 for a warning, and for any other word."""
    return _URGENCIES.get(word.strip().lower(), Priority.P3)

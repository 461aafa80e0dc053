"""The fields of a query: what each may be compared with, and what its values mean. Columns count from 1.

Instants become whole seconds since 1970, priorities and levels numbers, `none` None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.words import Kind, Origin, Status, WaitFor
from celyactl.errors.query import MissingValue, NotAnInstant, NotComparable, UnknownField, UnknownValue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    Value = str | int | None

OPEN: Final = "open"
ANY: Final = "any"
NONE: Final = "none"
ME: Final = "me"

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "status": (OPEN, ANY, *Status),
    "kind": tuple(Kind),
    "pending": tuple(WaitFor),
    "origin": tuple(Origin),
    "priority": ("P1", "P2", "P3", "P4"),
    "level": ("1", "2", "3"),
}
_NAMES: Final = ("client", "contract", "assignee", "requester", "site", "component", "label", "party")
_INSTANTS: Final = ("due", "back", "next", "opened", "updated")
_SYNONYMS: Final = {"prio": "priority", "waiting": "pending"}
_ORDERED: Final = ("priority", "level", *_INSTANTS)
FLAGS: Final = ("breached", "unexplained", "waiting")
FIELDS: Final = (*_WORDS, *_NAMES, *_INSTANTS)
SHAPES: Final = ("sort", "columns")
"""Not what is found, but how it is shown."""

SORTS: Final = (*_INSTANTS, "priority", "level", "status", "client", "contract", "assignee", "title", "ref")
COLUMNS: Final = (
    *("ref", "priority", "status", "due", "client", "assignee", "age", "title", "contract", "kind", "level", "site"),
    *("components", "labels", "requester", "caller", "origin", "party", "back", "opened", "updated", "severity"),
)

_AHEAD: Final = re.compile(r"([+-])([0-9]{1,5})(m|min|h|d|j|w)")
_SECONDS: Final = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "j": 86_400, "w": 604_800}


class Clause(NamedTuple):
    """One condition: `field` is one of FIELDS or FLAGS, or `words` or `phrase` for text.

    `operator` is `:` (any of the values), `<`, `<=`, `>`, `>=`, or `in` (the ends of [first, last)). Instants know `:`
    for none, `in`, `<` and `>=` only. Priorities and levels are numbers, `none` is None. `column` is where the value
    stands, from 1.
    """

    field: str
    operator: str
    values: tuple[Value, ...]
    negated: bool
    column: int


class Asking(NamedTuple):
    """Who asks, when and where: what `me`, `today` and `+1d` mean; and the views that the desk knows, by name.

    `me` is None when it is not known, `zone` a name.
    """

    me: str | None
    now: datetime
    zone: str
    views: Mapping[str, str] = {}


class Place(NamedTuple):
    """Where a value stands in which query."""

    text: str
    column: int
    field: str


def name_of(text: str, column: int, typed: str) -> str:
    """The field that a word names. Raises UnknownField."""
    name = _SYNONYMS.get(typed, typed)
    if name in FIELDS:
        return name
    from difflib import get_close_matches  # errors are rare

    raise UnknownField(text, column, typed, FIELDS, get_close_matches(typed, (*FIELDS, *SHAPES), n=2))


def clause(text: str, found: re.Match[str], name: str, asking: Asking) -> Clause:
    """The condition that a part `field:value` states. Raises the errors of `celyactl.errors.query`."""
    operator = ":" if found["operator"] == "=" else found["operator"]
    negated = bool(found["minus"])
    if operator != ":" and name not in _ORDERED:
        raise NotComparable(text, found.start("operator") + 1, name, _ORDERED)
    typed = values_of(text, found, name)
    if operator != ":" and len(typed) > 1:
        raise MissingValue(text, found.start("field") + 1, name)
    place = Place(text, found.start("value") + 1, name)
    if name in _INSTANTS:
        return _instant(place, operator, typed, asking, negated=negated)
    return Clause(name, operator, tuple(_value(place, value, asking) for value in typed), negated, place.column)


def shape(text: str, found: re.Match[str], name: str) -> tuple[str, ...]:
    """The words of `sort:` or `columns:`; an order may begin with a dash. Raises as `clause`."""
    if found["operator"] not in {":", "="}:
        raise NotComparable(text, found.start("operator") + 1, name, _ORDERED)
    typed = tuple(value.lower() for value in values_of(text, found, name))
    allowed = SORTS if name == "sort" else COLUMNS
    for value in typed:
        if (value.removeprefix("-") if name == "sort" else value) not in allowed:
            raise UnknownValue(text, found.start("value") + 1, name, value, allowed)
    return typed


def values_of(text: str, found: re.Match[str], name: str) -> list[str]:
    """The alternatives between commas; a comma in quotes separates nothing. Raises MissingValue."""
    parts = re.findall(r'(?:"[^"]*"|[^,"])+|(?<=,)(?=,|$)|^(?=,|$)', found["value"])
    values = [part.replace('"', "") for part in parts]
    if not all(value.strip() for value in values):
        raise MissingValue(text, found.start("field") + 1, name)
    return values


def _value(place: Place, value: str, asking: Asking) -> Value:
    if place.field in _WORDS:
        return _word(place, value)
    if value.lower() == NONE and place.field != "client":
        return None
    if value.lower() == ME and place.field == "assignee":
        if asking.me is None:
            raise UnknownValue(place.text, place.column, place.field, ME, [NONE])
        return asking.me
    return value


def _word(place: Place, value: str) -> Value:
    allowed = _WORDS[place.field]
    known = {word.lower(): word for word in allowed}
    word = known.get(value.lower().replace("-", "_") if place.field == "status" else value.lower())
    if word is None:
        raise UnknownValue(place.text, place.column, place.field, value, allowed)
    return int(word[-1]) if place.field in {"priority", "level"} else str(word)


def _instant(place: Place, operator: str, values: list[str], asking: Asking, *, negated: bool) -> Clause:
    typed = values[0]
    if len(values) > 1:
        raise NotAnInstant(*place, ",".join(values))
    if typed.lower() == NONE and operator == ":":
        return Clause(place.field, ":", (None,), negated, place.column)
    first, last = _span(place, typed, asking)
    if operator == ":":
        return Clause(place.field, "in", (first, last), negated, place.column)
    bound = last if operator in {"<=", ">"} else first
    return Clause(place.field, "<" if operator[0] == "<" else ">=", (bound,), negated, place.column)


def _span(place: Place, typed: str, asking: Asking) -> tuple[int, int]:
    """What the word covers, [first, last): a day, or a second."""
    if found := _AHEAD.fullmatch(typed.lower()):
        moved = int(found[2]) * _SECONDS[found[3]] * (-1 if found[1] == "-" else 1)
        second = int(asking.now.timestamp()) + moved
        return second, second + 1
    from celyactl.domain import query_days  # calendars are not for every query

    span = query_days.span(typed, asking.now, asking.zone)
    if span is None:
        raise NotAnInstant(*place, typed)
    return span

"""Queries as people type them: `client:acme prio<=P2 -label:vip due<+1d "pas de tonalité"`, all parts holding at once.

Values separated by commas are alternatives. Instants are whole seconds since 1970, UTC; a day is [start, end). Free
words are searched in titles and journals; without a wanted `status:`, only open tickets count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.words import Kind, Status, WaitFor
from celyactl.errors.query import (
    MissingValue,
    NotAnInstant,
    NotComparable,
    OptionInQuery,
    QueryTooLong,
    QuoteNotClosed,
    UnknownField,
    UnknownValue,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    Value = str | int | None

LONGEST: Final = 2000
OPEN: Final = "open"
ANY: Final = "any"
NONE: Final = "none"
ME: Final = "me"

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "status": (OPEN, ANY, *Status),
    "kind": tuple(Kind),
    "pending": tuple(WaitFor),
    "priority": ("P1", "P2", "P3", "P4"),
    "level": ("1", "2", "3"),
}
_NAMES: Final = ("client", "contract", "assignee", "requester", "site", "component", "label")
_INSTANTS: Final = ("due", "opened")
_SYNONYMS: Final = {"prio": "priority"}
_ORDERED: Final = ("priority", "level", *_INSTANTS)
FLAGS: Final = ("breached",)
FIELDS: Final = (*_WORDS, *_NAMES, *_INSTANTS)

_PART: Final = re.compile(
    r"""(?P<space>\s+)
    | (?P<minus>-?)(?:
        (?P<field>[A-Za-z_]+)(?P<operator><=|>=|<|>|:|=)(?P<value>(?:"[^"]*"|[^\s"])*)
      | "(?P<phrase>[^"]*)"
      | (?P<word>[^\s"]+)
    )""",
    re.VERBOSE,
)
_AHEAD: Final = re.compile(r"([+-])([0-9]{1,4})([hdw])")
_SECONDS: Final = {"h": 3600, "d": 86_400, "w": 604_800}


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


class Query(NamedTuple):
    """What was typed, and its clauses; all must hold."""

    text: str
    clauses: tuple[Clause, ...]


class Asking(NamedTuple):
    """Who asks, when and where: what `me`, `today` and `+1d` mean. `me` is None when it is not known, `zone` a name."""

    me: str | None
    now: datetime
    zone: str


def parse(text: str, asking: Asking) -> Query:
    """The query; raises the errors of `celyactl.errors.query`, all of them `WrongQuery` or QueryTooLong."""
    if len(text) > LONGEST:
        raise QueryTooLong(LONGEST)
    clauses = tuple(clause for found in _parts(text) for clause in _clauses(text, found, asking))
    if not any(clause.field == "status" and not clause.negated for clause in clauses):
        clauses = (Clause("status", ":", (OPEN,), negated=False, column=1), *clauses)
    return Query(text, tuple(clause for clause in clauses if not _holds_for_all(clause)))


def _holds_for_all(clause: Clause) -> bool:
    return clause.field == "status" and not clause.negated and ANY in clause.values


def _parts(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        if found is None:
            raise QuoteNotClosed(text, text.index('"', at) + 1)
        if not found["space"]:
            yield found
        at = found.end()


def _clauses(text: str, found: re.Match[str], asking: Asking) -> Iterator[Clause]:
    negated, column = bool(found["minus"]), found.start() + 1
    if found["field"]:
        yield _field(text, found, asking)
    elif found["phrase"] is not None:
        if found["phrase"].strip():
            yield Clause("phrase", ":", (found["phrase"],), negated, column)
    elif negated and found["word"].startswith("-"):
        raise OptionInQuery(text, column, found[0])
    elif found["word"].lower() in FLAGS:
        yield Clause(found["word"].lower(), ":", (), negated, column)
    else:
        yield Clause("words", ":", (found["word"],), negated, column)


def _field(text: str, found: re.Match[str], asking: Asking) -> Clause:
    column = found.start("field") + 1
    typed = found["field"].lower()
    name = _SYNONYMS.get(typed, typed)
    if name not in FIELDS:
        raise UnknownField(text, column, typed, FIELDS, _near(typed))
    operator = ":" if found["operator"] == "=" else found["operator"]
    if operator != ":" and name not in _ORDERED:
        raise NotComparable(text, found.start("operator") + 1, name, _ORDERED)
    typed_values = [value.replace('"', "") for value in _alternatives(found["value"])]
    if not all(value.strip() for value in typed_values) or (operator != ":" and len(typed_values) > 1):
        raise MissingValue(text, column, name)
    place = _Place(text, found.start("value") + 1, name)
    if name in _INSTANTS:
        return _instant(place, operator, typed_values, asking, negated=bool(found["minus"]))
    values = tuple(_value(place, value, asking) for value in typed_values)
    return Clause(name, operator, values, bool(found["minus"]), place.column)


def _near(name: str) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - errors are rare

    return get_close_matches(name, FIELDS, n=2)


class _Place(NamedTuple):
    text: str
    column: int
    field: str


def _alternatives(value: str) -> list[str]:
    """The parts between commas; a comma in quotes separates nothing."""
    return re.findall(r'(?:"[^"]*"|[^,"])+|(?<=,)(?=,|$)|^(?=,|$)', value)


def _value(place: _Place, value: str, asking: Asking) -> Value:
    if place.field in _WORDS:
        return _word(place, value)
    if value.lower() == NONE and place.field != "client":
        return None
    if value.lower() == ME and place.field == "assignee":
        if asking.me is None:
            raise UnknownValue(place.text, place.column, place.field, ME, [NONE])
        return asking.me
    return value


def _word(place: _Place, value: str) -> Value:
    allowed = _WORDS[place.field]
    known = {word.lower(): word for word in allowed}
    word = known.get(value.lower().replace("-", "_") if place.field == "status" else value.lower())
    if word is None:
        raise UnknownValue(place.text, place.column, place.field, value, allowed)
    return int(word[-1]) if place.field in {"priority", "level"} else str(word)


def _instant(place: _Place, operator: str, values: list[str], asking: Asking, *, negated: bool) -> Clause:
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


def _span(place: _Place, typed: str, asking: Asking) -> tuple[int, int]:
    """What the word covers, [first, last): a day, or a second."""
    if found := _AHEAD.fullmatch(typed.lower()):
        moved = int(found[2]) * _SECONDS[found[3]] * (-1 if found[1] == "-" else 1)
        second = int(asking.now.timestamp()) + moved
        return second, second + 1
    from celyactl.domain import query_days  # noqa: PLC0415 - calendars are not for every query

    span = query_days.span(typed, asking.now, asking.zone)
    if span is None:
        raise NotAnInstant(*place, typed)
    return span

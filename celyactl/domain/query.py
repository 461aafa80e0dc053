"""Queries as people type them: `client:acme prio<=P2 -label:vip due<+1d @mine "pas de tonalité"`, all parts at once.

Values separated by commas are alternatives. Instants are whole seconds since 1970, UTC; a day is [start, end). Free
words are searched in titles and journals; without a wanted `status:`, only open tickets count. `sort:` and `columns:`
say how what is found is shown, `@name` stands for the query of a view.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.query_fields import (
    ANY,
    FLAGS,
    OPEN,
    SHAPES,
    Asking,
    Clause,
    clause,
    name_of,
    shape,
)
from celyactl.errors.query import (
    OptionInQuery,
    QueryTooLong,
    QuoteNotClosed,
    UnknownView,
    ViewInItself,
    ViewNegated,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ANY", "LONGEST", "Asking", "Clause", "Query", "parse"]

LONGEST: Final = 2000
_PART: Final = re.compile(
    r"""(?P<space>\s+)
    | (?P<minus>-?)(?:
        (?P<field>[A-Za-z_]+)(?P<operator><=|>=|<|>|:|=)(?P<value>(?:"[^"]*"|[^\s"])*)
      | @(?P<view>[^\s"]*)
      | "(?P<phrase>[^"]*)"
      | (?P<word>[^\s"]+)
    )""",
    re.VERBOSE,
)


class Query(NamedTuple):
    """What was typed, and its clauses, which must all hold; then the order (`-opened`: backwards) and the columns."""

    text: str
    clauses: tuple[Clause, ...]
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def parse(text: str, asking: Asking) -> Query:
    """The query; raises the errors of `celyactl.errors.query`, all of them `WrongQuery` or QueryTooLong."""
    read = _read(text, asking, ())
    clauses = read.clauses
    if not any(one.field == "status" and (not one.negated or OPEN in one.values) for one in clauses):
        clauses = (Clause("status", ":", (OPEN,), negated=False, column=1), *clauses)
    return read._replace(clauses=tuple(one for one in clauses if not _holds_for_all(one)))


def _read(text: str, asking: Asking, within: tuple[str, ...]) -> Query:
    """The parts as they stand, those of views in their place; how a text is shown comes before how its views are."""
    if len(text) > LONGEST:
        raise QueryTooLong(LONGEST)
    clauses: list[Clause] = []
    shapes: dict[str, tuple[str, ...]] = {}
    shapes_of_views: dict[str, tuple[str, ...]] = {}
    for found in parts(text):
        typed = (found["field"] or "").lower()
        if typed in SHAPES and not found["minus"]:
            shapes[typed] = shape(text, found, typed)
        elif found["view"] is not None:
            view = _read(_view(text, found, asking, within), asking, (*within, found["view"]))
            clauses += view.clauses
            shapes_of_views |= {name: words for name in SHAPES if (words := getattr(view, name))}
        else:
            clauses += _clauses(text, found, asking)
    return Query(text, tuple(clauses), **{**shapes_of_views, **shapes})


def _view(text: str, found: re.Match[str], asking: Asking, within: Sequence[str]) -> str:
    name, column = found["view"], found.start() + 1
    if found["minus"]:
        raise ViewNegated(text, column, name)
    if name not in asking.views:
        raise UnknownView(text, column, name, sorted(asking.views))
    if name in within:
        raise ViewInItself(text, column, name)
    return asking.views[name]


def _holds_for_all(one: Clause) -> bool:
    return one.field == "status" and not one.negated and ANY in one.values


def parts(text: str) -> Iterator[re.Match[str]]:
    """The parts of a query: `field`, `operator`, `value`, or a `word`, a `phrase`, a `view`. Raises QuoteNotClosed."""
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
        yield clause(text, found, name_of(text, found.start("field") + 1, found["field"].lower()), asking)
    elif found["phrase"] is not None:
        if found["phrase"].strip():
            yield Clause("phrase", ":", (found["phrase"],), negated, column)
    elif negated and found["word"].startswith("-"):
        raise OptionInQuery(text, column, found[0])
    elif found["word"].lower() in FLAGS:
        yield Clause(found["word"].lower(), ":", (), negated, column)
    else:
        yield Clause("words", ":", (found["word"],), negated, column)

"""Which components are meant: `kind:handset maker:yealink -site:depot`, all conditions at once, commas between choices.

Words and ids are compared whole, names and products by a part of them, a version by its beginning: `version:20` is
20.15.0 too, and not 200. `none` stands for what is not known. Case does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.query import LONGEST, parts
from celyactl.domain.query_fields import NONE, values_of
from celyactl.domain.words import ComponentKind, ComponentState
from celyactl.errors.query import NotComparable, OptionInQuery, QueryTooLong, UnknownField, UnknownValue

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from celyactl.domain.client import Client, Component

_DECLARED: Final[dict[str, tuple[str, ...]]] = {
    "kind": tuple(ComponentKind),
    "state": tuple(ComponentState),
    "criticality": ("low", "medium", "high", NONE),
}
_WHOLE: Final = frozenset({"client", "id", "kind", "state", "site", "supplier", "service", "serial", "criticality"})
FIELDS: Final = (
    *("client", "id", "kind", "state", "site", "name", "maker", "product", "version"),
    *("supplier", "service", "technology", "serial", "circuit", "criticality"),
)


class Condition(NamedTuple):
    """One condition: the field, the values that will do, whether it is turned round; `words` is any text."""

    field: str
    values: tuple[str, ...]
    negated: bool


def conditions(text: str) -> tuple[Condition, ...]:
    """What was typed. Raises the errors of `celyactl.errors.query`."""
    if len(text) > LONGEST:
        raise QueryTooLong(LONGEST)
    return tuple(_condition(text, found) for found in parts(text))


def is_meant(client: Client, component: Component, wanted: Sequence[Condition]) -> bool:
    """Whether a component of a client meets all conditions."""
    return all(_holds(client, component, one) is not one.negated for one in wanted)


def _condition(text: str, found: re.Match[str]) -> Condition:
    negated = bool(found["minus"])
    if not found["field"]:
        if negated and (found["word"] or "").startswith("-"):
            raise OptionInQuery(text, found.start() + 1, found[0])
        said = found["word"] or found["phrase"] or found["view"] or ""
        return Condition("words", (said.casefold(),), negated)
    name = found["field"].lower()
    if name not in FIELDS:
        from difflib import get_close_matches  # errors are rare

        raise UnknownField(text, found.start("field") + 1, name, FIELDS, get_close_matches(name, FIELDS, n=2))
    if found["operator"] not in {":", "="}:
        raise NotComparable(text, found.start("operator") + 1, name, ())
    values = tuple(value.casefold() for value in values_of(text, found, name))
    for value in values:
        if name in _DECLARED and value not in _DECLARED[name]:
            raise UnknownValue(text, found.start("value") + 1, name, value, _DECLARED[name])
    return Condition(name, values, negated)


def _holds(client: Client, component: Component, one: Condition) -> bool:
    if one.field == "words":
        texts = (component.id, component.name, component.maker, component.product)
        return any(one.values[0] in (text or "").casefold() for text in texts)
    held = _held(client, component, one.field).casefold()
    return any(_agrees(one.field, held, value) for value in one.values)


def _held(client: Client, component: Component, field: str) -> str:
    if field == "client":
        return client.id
    return str(getattr(component, field) or "")


def _agrees(field: str, held: str, value: str) -> bool:
    if value == NONE:
        return not held
    if field == "version":
        return held == value or (held.startswith(value) and not held[len(value)].isalnum())
    return held == value if field in _WHOLE else value in held

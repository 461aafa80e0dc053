"""What may stand for a value, by the name of its argument or option: references, contracts, people, components.

Only an index that is there is asked; a completion never builds one. Nothing here fails: where nothing is known, nothing
is offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.cli import session

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from typer._click.core import Parameter

    Item = tuple[str, str]

_ALL_BUT: Final[Mapping[str, frozenset[str]]] = {"ticket": frozenset({"new", "list"})}
_REFERENCE: Final[Mapping[str, frozenset[str]]] = {
    "sla": frozenset({"show", "explain"}),
    "intervention": frozenset({"add", "list", "plan", "move"}),
}
"""The verbs whose first word is a reference: known without importing them, which takes longer than all the rest."""

_NAMES: Final = {
    **dict.fromkeys(("contract", "slug"), "contract"),
    "client": "client",
    **dict.fromkeys(("assign", "assignee", "technician", "who", "by"), "member"),
    **dict.fromkeys(("requester", "contact"), "contact"),
    "site": "site",
    "component": "component",
}


def reference_first(args: list[str], incomplete: str) -> list[Item] | None:
    """References for the first word of a verb that takes one; None for any other place."""
    if len(args) != 2 or incomplete.startswith("-"):  # noqa: PLR2004 - a noun and its verb
        return None
    noun, verb = args
    takes = verb not in _ALL_BUT[noun] if noun in _ALL_BUT else verb in _REFERENCE.get(noun, ())
    return _references(incomplete) if takes else None


def of(place: Parameter, typed: Mapping[str, Any], incomplete: str) -> list[Item] | None:
    """What may stand there, by the parameter's name; None when nothing of the desk does."""
    from celyactl.store.index.beginnings import Around, names

    name = place.name or ""
    if name == "ref":
        return _references(incomplete)
    kind = _NAMES.get(name)
    if kind is None or hasattr(place.type, "choices"):
        return None
    around = Around(*(str(typed.get(word) or "") for word in Around._fields))
    return _asked(lambda index: names(index, kind, incomplete, around))


def _references(begun: str) -> list[Item]:
    from celyactl.store.index.beginnings import references

    return _asked(lambda index: references(index, begun))


def _asked(question: Any) -> list[Item]:
    """The answer of the index that is there, however old it is; nothing when there is none."""
    import sqlite3  # only where the desk is asked

    from celyactl.errors import CelyactlError
    from celyactl.store.index.index import Index, connect, path_of, read_meta
    from celyactl.store.index.schema import VERSION
    from celyactl.store.place import find

    try:
        connection = connect(path_of(find(session.current().start)))
        meta = read_meta(connection) if connection else None
        if connection is None or meta is None or meta.version != VERSION:
            return []
        with Index(connection, meta) as index:
            return [(str(value), str(said or "")) for value, said in question(index)]
    except (sqlite3.Error, CelyactlError, OSError):
        return []

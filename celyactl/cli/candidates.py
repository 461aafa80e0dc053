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

    from celyactl.store.index.index import Index

    Item = tuple[str, str]

_MOST: Final = 60
_ALL_BUT: Final[Mapping[str, frozenset[str]]] = {"ticket": frozenset({"new", "list"})}
_REFERENCE: Final[Mapping[str, frozenset[str]]] = {
    "sla": frozenset({"show", "explain"}),
    "intervention": frozenset({"add", "list", "plan", "move"}),
}
"""The verbs whose first word is a reference: known without importing them, which takes longer than all the rest."""

_OF_CLIENT: Final = """SELECT id, name FROM cards WHERE kind = :kind AND substr(id, 1, length(:begun)) = :begun AND
    (client = (SELECT client FROM contracts WHERE slug = :contract)
     OR client = (SELECT client FROM tickets WHERE ref = :ref OR code = :ref)
     OR client = :client OR (:contract = '' AND :ref = '' AND :client = ''))"""
_QUERIES: Final = {
    "contract": "SELECT slug, coalesce(title, client) FROM contracts WHERE substr(slug, 1, length(:begun)) = :begun",
    "client": "SELECT id, name FROM clients WHERE substr(id, 1, length(:begun)) = :begun",
    "member": "SELECT id, name FROM people WHERE substr(id, 1, length(:begun)) = :begun",
    **dict.fromkeys(("contact", "site", "component"), _OF_CLIENT),
}
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
    return _asked(lambda index: _references(index, incomplete)) if takes else None


def of(place: Parameter, typed: Mapping[str, Any], incomplete: str) -> list[Item] | None:
    """What may stand there, by the parameter's name; None when nothing of the desk does."""
    name = place.name or ""
    if name == "ref":
        return _asked(lambda index: _references(index, incomplete))
    kind = _NAMES.get(name)
    if kind is None or hasattr(place.type, "choices"):
        return None
    values = {word: str(typed.get(word) or "") for word in ("contract", "ref", "client")}
    values["ref"] = values["ref"].upper()
    values |= {"begun": incomplete, "kind": kind}
    found = _asked(lambda index: list(index.connection.execute(_QUERIES[kind], values)))
    return sorted(set(found))


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


def _references(index: Index, begun: str) -> list[Item]:
    """Those that begin so, whole or from the seventh last character on; open tickets first, by what is due."""
    typed = begun.upper()
    column = "ref" if "-" in typed or index.meta.prefix.startswith(typed) else "code"
    said = "'P' || priority || ' ' || client || ': ' || title"
    is_begun = f"{column} >= :begun AND {column} < :begun || char(1114111)"
    found: list[Item] = index.connection.execute(
        f"SELECT {column}, {said} FROM tickets INDEXED BY tickets_open WHERE open = 1 AND {is_begun}"  # noqa: S608 - words of ours
        " ORDER BY due_order, priority, opened LIMIT :most",
        {"begun": typed, "most": _MOST},
    ).fetchall()
    if len(typed.rpartition("-")[2]) < 2 or len(found) == _MOST:  # noqa: PLR2004 - settled ones are too many
        return found
    settled = index.connection.execute(
        f"SELECT {column}, {said} FROM tickets WHERE open = 0 AND {is_begun} ORDER BY {column} LIMIT :most",  # noqa: S608
        {"begun": typed, "most": _MOST - len(found)},
    )
    return [*found, *settled]

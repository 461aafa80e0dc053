"""What begins as somebody has typed it, for completion: pairs of a value and what is said about it, by the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.store.index.index import Index

    Item = tuple[str, str | None]

_MOST: Final = 60
_OF_CLIENT: Final = """SELECT id, name FROM cards WHERE kind = :kind AND substr(id, 1, length(:begun)) = :begun AND
    (client = (SELECT client FROM contracts WHERE slug = :contract)
     OR client = (SELECT client FROM tickets WHERE ref = :ref OR code = :ref)
     OR client = :client OR (:contract = '' AND :ref = '' AND :client = ''))"""
_QUERIES: Final[Mapping[str, str]] = {
    "contract": "SELECT slug, coalesce(title, client) FROM contracts WHERE substr(slug, 1, length(:begun)) = :begun",
    "client": "SELECT id, name FROM clients WHERE substr(id, 1, length(:begun)) = :begun",
    "member": "SELECT id, name FROM people WHERE substr(id, 1, length(:begun)) = :begun",
    **dict.fromkeys(("contact", "site", "component"), _OF_CLIENT),
}


class Around(NamedTuple):
    """What stands on the line already: what is of a client is offered of that client only. Empty where nothing does."""

    contract: str = ""
    ref: str = ""
    client: str = ""


def names(index: Index, kind: str, begun: str, around: Around) -> list[Item]:
    """The ids of a kind: contract, client, member, contact, site or component."""
    values = {**around._asdict(), "ref": around.ref.upper(), "begun": begun, "kind": kind}
    return sorted(set(index.connection.execute(_QUERIES[kind], values)))


def references(index: Index, begun: str) -> list[Item]:
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

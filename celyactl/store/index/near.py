"""References in the index: what a ticket was called before, which begin like a text, and which look like it."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING

from celyactl.domain.reference import Reference, likely_intended
from celyactl.store.layout import classify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.reference import Fragment
    from celyactl.store.index.index import Index


def former_names(index: Index, ref: str) -> tuple[str, ...]:
    """The references that a ticket had before it was renumbered."""
    query = "SELECT aliases.ref FROM aliases JOIN tickets USING (id) WHERE tickets.ref = ?"
    return tuple(str(old) for (old,) in index.connection.execute(query, (ref,)))


def renamed(index: Index, old: str) -> list[str]:
    """What the ticket is called now that had this reference; several when more than one says so."""
    query = "SELECT tickets.ref FROM aliases JOIN tickets USING (id) WHERE aliases.ref = ? ORDER BY tickets.ref"
    return [str(ref) for (ref,) in index.connection.execute(query, (old,))]


def beginning(index: Index, begun: Fragment) -> list[str]:
    """The references that begin like this, former ones told by the present name; sorted, each once.

    A ticket whose file can't be read is there all the same: whoever asks for it is told what is wrong with it.
    """
    query = (
        "SELECT ref, ref FROM tickets WHERE code >= ?1 AND code < ?2"
        " UNION SELECT aliases.ref, tickets.ref FROM aliases JOIN tickets USING (id)"
        " WHERE substr(aliases.ref, -7) >= ?1 AND substr(aliases.ref, -7) < ?2"
    )
    rows = [*index.connection.execute(query, (begun.code, f"{begun.code}\x7f")), *_unreadable(index, begun)]
    return sorted({str(ref) for called, ref in rows if str(called).split("-")[1].startswith(begun.month)})


def _unreadable(index: Index, begun: Fragment) -> Iterator[tuple[str, str]]:
    for (path,) in index.connection.execute("SELECT DISTINCT path FROM unreadable WHERE path GLOB 'tickets/*'"):
        found = classify(str(path))
        if found and found.name.rpartition("-")[2].startswith(begun.code):
            yield found.name, found.name


def likely(index: Index, typed: Reference | Fragment, most: int = 5) -> list[str]:
    """The references one misread character or one swap away, the latest first."""
    patterns = list(_patterns(typed.code))
    where = " OR ".join(["code GLOB ?"] * len(patterns))
    query = f"SELECT ref FROM tickets WHERE {where} ORDER BY ref DESC"  # noqa: S608 - places for values only
    candidates = [str(ref) for (ref,) in index.connection.execute(query, patterns)]
    return likely_intended(typed, candidates)[:most]


def alike(index: Index, typed: Reference | Fragment, most: int = 5) -> list[str]:
    """The likely references, else those that look most like it among those that begin with the same two characters."""
    if found := likely(index, typed, most):
        return found
    query = "SELECT code, ref FROM tickets WHERE code >= ? AND code < ? LIMIT 2000"
    start = typed.code[:2]
    rows = {str(ref): str(code) for code, ref in index.connection.execute(query, (start, f"{start}\x7f"))}
    agreeing = {ref: sum(map(eq, code, typed.code)) for ref, code in rows.items()}
    return sorted(rows, key=lambda ref: (-agreeing[ref], ref))[:most]


def _patterns(code: str) -> Iterator[str]:
    """As GLOB: the code itself (the month may be what is wrong), each place open, each two neighbours swapped."""
    yield f"{code}*"
    for place in range(len(code)):
        yield f"{code[:place]}?{code[place + 1 :]}*"
        if place:
            yield f"{code[: place - 1]}{code[place]}{code[place - 1]}{code[place + 1 :]}*"

"""From what somebody typed to a whole reference: verified without the index when it is whole, else looked up in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.reference import Reference, likely_intended, understand
from celyactl.errors.reference import CheckCharacterWrong
from celyactl.errors.ticket import ReferenceAmbiguous, ReferenceTooShort, TicketNotFound
from celyactl.store import layout
from celyactl.store.index.index import Index

if TYPE_CHECKING:
    from celyactl.domain.reference import Fragment
    from celyactl.store.repository import Repository

_SHOWN = 5


def resolve(repository: Repository, commit: str, prefix: str, text: str, *, writing: bool) -> str:
    """The whole reference of a ticket that is there; an alias gives the reference that the ticket has now.

    Raises MalformedReference, CheckCharacterWrong, ReferenceTooShort, ReferenceAmbiguous, TicketNotFound.
    """
    try:
        meant = understand(text, prefix)
    except CheckCharacterWrong:
        meant = understand(text, prefix, _all(repository))
    if isinstance(meant, Reference):
        path = layout.path_of_reference(str(meant))
        return str(meant) if repository.entry(commit, path) else _elsewhere(repository, meant)
    return _completed(repository, meant, text, writing=writing)


def _elsewhere(repository: Repository, meant: Reference) -> str:
    with Index.open(repository.place) as index:
        asked = "SELECT tickets.ref FROM aliases JOIN tickets USING (id) WHERE aliases.ref = ?"
        found = index.connection.execute(asked, (str(meant),)).fetchone()
    if found:
        return str(found[0])
    raise TicketNotFound(str(meant), likely_intended(meant, _all(repository))[:_SHOWN])


def _completed(repository: Repository, begun: Fragment, text: str, *, writing: bool) -> str:
    if writing and not begun.is_short_form:
        raise ReferenceTooShort(text, writing=True)
    with Index.open(repository.place) as index:
        asked = "SELECT ref FROM tickets WHERE code >= ? AND code < ? ORDER BY ref"
        rows = index.connection.execute(asked, (begun.code, begun.code + "\x7f")).fetchall()
    found = [str(ref) for (ref,) in rows if str(ref).split("-")[1].startswith(begun.month)]
    match found:
        case [ref]:
            return ref
        case []:
            raise TicketNotFound(text, likely_intended(begun, _all(repository))[:_SHOWN])
        case _:
            raise ReferenceAmbiguous(text, found[: _SHOWN * 2])


def _all(repository: Repository) -> list[str]:
    with Index.open(repository.place) as index:
        return [str(ref) for (ref,) in index.connection.execute("SELECT ref FROM tickets ORDER BY ref DESC")]

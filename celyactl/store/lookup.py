"""From what somebody typed to a whole reference: verified without the index when it is whole, else looked up in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.reference import Reference, understand
from celyactl.errors.reference import CheckCharacterWrong
from celyactl.errors.ticket import ReferenceAmbiguous, ReferenceTooShort, TicketNotFound
from celyactl.store import layout
from celyactl.store.index.index import asked
from celyactl.store.index.near import alike, beginning, likely, renamed

if TYPE_CHECKING:
    from celyactl.domain.reference import Fragment
    from celyactl.store.repository import Repository

_SHOWN = 10


def resolve(repository: Repository, commit: str, prefix: str, text: str, *, writing: bool) -> str:
    """The whole reference of a ticket that is there; an alias gives the reference that the ticket has now.

    Raises MalformedReference, CheckCharacterWrong, ReferenceTooShort, ReferenceAmbiguous, TicketNotFound.
    """
    try:
        meant = understand(text, prefix)
    except CheckCharacterWrong as error:
        raise CheckCharacterWrong(error.reference, _likely(repository, _taken_apart(error.reference))) from None
    if isinstance(meant, Reference):
        there = repository.entry(commit, layout.path_of_reference(str(meant))) is not None
        return str(meant) if there else _elsewhere(repository, meant)
    return _completed(repository, meant, text, writing=writing)


def _taken_apart(reference: str) -> Reference:
    prefix, month, code = reference.split("-")
    return Reference(prefix, month, code)


def _elsewhere(repository: Repository, meant: Reference) -> str:
    found = asked(repository.place, lambda index: renamed(index, str(meant)))
    return _only(repository, found, meant, str(meant))


def _completed(repository: Repository, begun: Fragment, text: str, *, writing: bool) -> str:
    if writing and not begun.is_short_form:
        raise ReferenceTooShort(text, writing=True)
    found = asked(repository.place, lambda index: beginning(index, begun))
    return _only(repository, found, begun, text)


def _only(repository: Repository, found: list[str], meant: Reference | Fragment, text: str) -> str:
    match found:
        case [ref]:
            return ref
        case []:
            raise TicketNotFound(text, _alike(repository, meant))
        case _:
            raise ReferenceAmbiguous(text, found[:_SHOWN])


def _likely(repository: Repository, typed: Reference) -> list[str]:
    return asked(repository.place, lambda index: likely(index, typed))


def _alike(repository: Repository, typed: Reference | Fragment) -> list[str]:
    return asked(repository.place, lambda index: alike(index, typed))

"""Tickets joined: one journal, folded anew. Two tickets that got one reference part, and the younger is renumbered.

Tickets are the same when their `uid` is. A new reference is drawn from the uid, so that every clone draws the same one.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, cast

from celyactl.domain import reference
from celyactl.domain.fold import fold, written
from celyactl.domain.joining.journals import union

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.entries import AnyEntry
    from celyactl.domain.ticket import Ticket


def join(ours: Ticket, theirs: Ticket, base: Ticket | None = None) -> Ticket:
    """One ticket from two versions of it; when one of them was renumbered, so is the result.

    Raises NoOpening when the entries of both together open no ticket.
    """
    journal = cast("tuple[AnyEntry, ...]", union(ours.journal, theirs.journal, base.journal if base else ()))
    ref = _ref(ours, theirs)
    aliases = {*ours.aliases, *theirs.aliases, ours.ref, theirs.ref} - {ref}
    return written(fold(ref, ours.uid, journal, aliases=tuple(sorted(aliases))).header, journal)


def _ref(ours: Ticket, theirs: Ticket) -> str:
    if theirs.ref in ours.aliases:
        return ours.ref
    return theirs.ref if ours.ref in theirs.aliases else min(ours.ref, theirs.ref)


def renumbered(ticket: Ticket, taken: Callable[[str], bool]) -> Ticket:
    """The ticket under another reference of the same month, which keeps the old one among its aliases."""
    prefix, month, _code = ticket.ref.split("-")
    for attempt in count():
        drawn = sha256(f"{ticket.uid}:{attempt}".encode()).digest()
        ref = str(reference.mint(prefix, date(2000 + int(month[:2]), int(month[2:]), 1), lambda n, d=drawn: d[:n]))  # type: ignore[misc]  # a default of a lambda
        if ref != ticket.ref and not taken(ref):
            break
    aliases = tuple(sorted({*ticket.aliases, ticket.ref}))
    return written(fold(ref, ticket.uid, ticket.journal, aliases=aliases).header, ticket.journal)

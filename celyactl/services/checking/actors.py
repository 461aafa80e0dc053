"""Who wrote or was written to, and is nobody: a warning, for whoever left was once there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors import desk_faults as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.errors.base import Fault
    from celyactl.services.checking.context import Context


def unknown_actors(actors: Iterable[str], path: str, desk: Context) -> Iterator[Fault]:
    """A fault for each actor of a journal who is neither in the team nor a contact, in alphabetical order."""
    for actor in sorted(actors):
        client, _, contact = actor.rpartition(":")
        known = desk.contacts(client) if client else desk.actors
        if known is not None and (contact if client else actor) not in known:
            shown = {f"{client}:{one}" for one in known} if client else known
            yield say.unknown(path, 0, "journal", actor, "actor", shown)

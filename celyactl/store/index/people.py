"""Who asks: the team's id of an actor, by the index; git is asked for its identity when nothing else is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from celyactl.store.index.index import Index
    from celyactl.store.place import Place


def who_is(index: Index, place: Place, actor: str | None, author_email: str | None) -> str | None:
    """The id of the member of the team with this id or e-mail, else with git's `user.email`, else with that e-mail."""
    who = actor or _configured(place) or author_email
    if not who:
        return None
    query = "SELECT id FROM people WHERE id = ? OR lower(email) = ?"
    found = index.connection.execute(query, (who, who.lower())).fetchone()
    return str(found[0]) if found else None


def _configured(place: Place) -> str | None:
    with Repository(place) as repository:
        return repository.settings(r"^user\.email$").get("user.email")

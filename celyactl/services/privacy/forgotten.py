"""What was erased stays erased: an act that would bring somebody's details back is refused before it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain import erasure
from celyactl.errors.base import BadData
from celyactl.errors.undo import DetailsErased
from celyactl.services.privacy.erasing import ERASURE, versions, versions_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from celyactl.domain.client import Client
    from celyactl.store.view import View


def require_no_erasure(op: str) -> None:
    """Raise DetailsErased for an operation that is an erasure itself."""
    name, _space, who = op.partition(" ")
    if name == ERASURE:
        raise DetailsErased(who)


def require_forgotten(view: View, files: Mapping[str, bytes | None]) -> None:
    """Raise DetailsErased when one of these contents holds details that were erased and are not in the file now."""
    wanted = {path: text.decode("utf-8", "replace") for path, text in files.items() if text is not None}
    if not wanted:
        return
    for who, found in _erased(view):
        for path, text in wanted.items():
            now = (view.repository.read(view.commit, path) or b"").decode("utf-8", "replace")
            if found.search(text) and not found.search(now):
                raise DetailsErased(who, path)


def _erased(view: View) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Who was erased, `CLIENT:CONTACT`, and what finds the details that were known of them."""
    for client in filter(None, (_as_last_read(view, ident) for ident in view.client_ids())):
        for contact in client.contacts:
            if contact.erased is None:
                continue
            found = erasure.details(versions_of(view.repository, view.commit, client.id, contact.id))
            if found is not None:
                yield f"{client.id}:{contact.id}", found


def _as_last_read(view: View, ident: str) -> Client | None:
    """A client; as the latest version that can be read tells of it while its file is bad, None if none ever could."""
    try:
        return view.client(ident)
    except BadData:
        return next(versions(view.repository, view.commit, ident), None)

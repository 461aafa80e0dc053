"""The client's own words on a ticket, as a telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs
from msgspec.structs import replace

from celyactl.domain.entries import conversation
from celyactl.services.texts import said
from celyactl.services.tickets.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.entries.base import Entry
    from celyactl.services.tickets.attaching import Upload
    from celyactl.services.tickets.telling import Scene


def rate(score: int, text: str | None = None) -> Telling:
    """What the client thinks of the work, from 1 (bad) to 5 (good)."""
    return Telling(
        "rate", lambda s: [conversation.Rate(**s.stamp(public=True), score=score, text=text)], prose=f"rate {score}"
    )


def message(text: str, contact: str, uploads: Sequence[Upload] = ()) -> Telling:
    """What a contact wrote, whom the door it came through knows for sure, and its files.

    Raises EmptyText, AttachmentTooLarge.
    """
    words, notes = said(text), tuple(upload.note() for upload in uploads)
    return Telling(
        "message",
        lambda s: [
            conversation.Message(
                **s.stamp(public=True), text=words, contact=contact, sender_verified=True, files=notes
            ),
        ],
        contents=tuple(upload.content for upload in uploads),
    )


def once(telling: Telling, since: str) -> Telling:
    """The same for what may be sent twice: nothing is told that its actor told already after the entry `since`."""

    def make(scene: Scene) -> Sequence[Entry]:
        before = [entry for entry in scene.ticket.journal if entry.id > since and entry.by == scene.acting.by]
        return [one for one in telling.make(scene) if not any(_says_the_same(one, entry) for entry in before)]

    return replace(telling, make=make)


def _says_the_same(one: Entry, entry: Entry) -> bool:
    if type(one) is not type(entry):
        return False
    when = {"id": entry.id, "at": entry.at, "recorded": entry.recorded, "after": entry.after}
    return structs.replace(one, **when) == entry

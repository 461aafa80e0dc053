"""The client's own words on a ticket, as a telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries import conversation
from celyactl.services.tickets.telling import Telling
from celyactl.services.tickets.working import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.services.tickets.attaching import Upload


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

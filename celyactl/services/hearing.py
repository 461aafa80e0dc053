"""The client's own words on a ticket, as a telling."""

from __future__ import annotations

from celyactl.domain.entries import conversation
from celyactl.services.telling import Telling
from celyactl.services.working import said


def message(text: str, contact: str) -> Telling:
    """What a contact wrote, whom the door it came through knows for sure. Raises EmptyText."""
    words = said(text)
    return Telling(
        "message",
        lambda s: [
            conversation.Message(**s.stamp(public=True), text=words, contact=contact, sender_verified=True),
        ],
    )

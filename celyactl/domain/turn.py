"""Whose turn it is, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.local_time import to_utc

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.story import Story


def our_turn_since(story: Story) -> datetime:
    """Since when the turn is the company's: the opening, the end of the last wait, a message or a reopening."""
    turns = [story.header.opened_at]
    turns += [pause.end for pause in story.pauses if pause.end is not None]
    turns += [held.reopened for held in story.restorations if held.reopened is not None]
    turns += [held.reopened for held in story.resolutions if held.reopened is not None]
    turns += [entry.at for entry in story.entries if entry.by_client]
    return max(turns, key=to_utc)

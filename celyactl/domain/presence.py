"""Who is at work on a ticket just now, so that two people do not do the same thing. Instants aware."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.entries.lifecycle import Assign, Cancel, Close, Escalate, Resolve, Start, Wait
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story

LASTS: Final = timedelta(minutes=30)
"""How long somebody who says nothing more is taken to be at work."""
_PUT_DOWN: Final = (Wait, Resolve, Close, Cancel)


class Presence(NamedTuple):
    """A member of the team at work: since when without a long break, and when it was last heard of."""

    who: str
    since: datetime
    last: datetime


def at_work(story: Story, now: datetime, me: str | None = None) -> Presence | None:
    """The colleague of `me` who began, took, or as its assignee wrote on the ticket within the last half hour.

    A wait, a settlement or an assignment to somebody else ends it.
    """
    seen: dict[str, Presence] = {}
    assignee: str | None = None
    for entry in story.entries:
        assignee = _assignee_after(entry, assignee)
        if isinstance(entry, _PUT_DOWN):
            seen.clear()
        elif isinstance(entry, Assign) and entry.assignee != entry.by:
            seen.pop(entry.by, None)
        elif _works(entry, assignee):
            seen[entry.by] = _seen_again(seen.get(entry.by), entry)
    others = [one for one in seen.values() if one.who != me and to_utc(now) - to_utc(one.last) <= LASTS]
    return max(others, key=lambda one: to_utc(one.last), default=None)


def _assignee_after(entry: Entry, before: str | None) -> str | None:
    match entry:
        case Assign():
            return entry.assignee
        case Escalate() if entry.assignee:
            return entry.assignee
    return before


def _works(entry: Entry, assignee: str | None) -> bool:
    """Whether the entry shows its author at work: a beginning, a taking, or anything that the assignee writes."""
    if entry.channel is not Channel.CLI or entry.by_client:
        return False
    return isinstance(entry, Start) or entry.by == assignee


def _seen_again(before: Presence | None, entry: Entry) -> Presence:
    if before is None or to_utc(entry.at) - to_utc(before.last) > LASTS:
        return Presence(entry.by, entry.at, entry.at)
    return before._replace(last=max(before.last, entry.at, key=to_utc))

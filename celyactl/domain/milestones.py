"""When each clock is met or paused, as far as is known at an instant (rules 5, 6 and 8); instants in UTC, half-open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.local_time import to_utc
from celyactl.domain.state import acted_at
from celyactl.domain.stops import FOREVER, Stop, StopCause
from celyactl.domain.words import Kind, Mode, WaitFor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from celyactl.domain.contract import SlaRules
    from celyactl.domain.entries.lifecycle import Wait
    from celyactl.domain.story import Resolution, Restoration, Story

    Span = tuple[datetime, datetime]
    Milestone = datetime | None


def response(story: Story, now: datetime) -> Milestone:
    """When the company first acted towards the client (rule 5); an act from before the opening counts from there."""
    return _known(acted_at(story.responded), story, now) if story.responded else None


def arrival(story: Story, now: datetime) -> Milestone:
    """When somebody first came to the site."""
    visits = (work for work in story.interventions if work.mode is Mode.ONSITE)
    arrivals = [to_utc(visit.arrival or visit.start) for visit in visits]
    return _known(min(arrivals), story, now) if arrivals else None


def restorations(story: Story, rules: SlaRules, now: datetime) -> tuple[list[Span], Milestone]:
    """The spans from a restoration to the reopening, and since when a restoration holds (rules 6 and 8).

    A workaround counts only if the contract says so. A resolution restores what is no incident: a request has nothing
    that was broken.
    """
    counting = [held for held in story.restorations if rules.workaround_restores or not held.degraded]
    settled = () if story.header.kind is Kind.INCIDENT else story.resolutions
    spans = _joined(sorted(_held([*counting, *settled], story, now)))
    if spans and spans[-1][1] == FOREVER:
        return spans[:-1], spans[-1][0]
    return spans, None


def pauses(story: Story, rules: SlaRules, now: datetime) -> list[Stop]:
    """The waits that pause the restoration (rule 6); one that has not ended at `now` is open-ended."""
    found = []
    for pause in story.pauses:
        start = to_utc(pause.start)
        end = to_utc(pause.end) if pause.end is not None else FOREVER
        if start <= now and start < end and stops_clock(pause.wait, rules):
            found.append(Stop(StopCause.PAUSE, start, end if end <= now else FOREVER, wait=pause.wait))
    return found


def stops_clock(wait: Wait, rules: SlaRules) -> bool:
    """Whether a wait pauses the restoration: never an internal one, nor one that the client was not told of."""
    if wait.reason is WaitFor.CLIENT:
        return wait.public and (bool(wait.question) or wait.client_date)
    return wait.reason is WaitFor.THIRD_PARTY and rules.third_party_pauses


def _known(at: datetime, story: Story, now: datetime) -> Milestone:
    instant = max(to_utc(at), to_utc(story.header.opened_at))
    return instant if instant <= now else None


def _held(spells: Iterable[Restoration | Resolution], story: Story, now: datetime) -> Iterator[Span]:
    opened = to_utc(story.header.opened_at)
    for held in spells:
        start = max(to_utc(held.at), opened)
        end = FOREVER if held.reopened is None else to_utc(held.reopened)
        if start <= now and start < end:
            yield start, end if end <= now else FOREVER


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined

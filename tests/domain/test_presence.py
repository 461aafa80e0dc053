"""Who is at work on a ticket just now."""

from __future__ import annotations

import pytest
from builders import Journal, at

from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.presence import at_work
from celyactl.domain.words import Channel


def told(*acts):
    journal = Journal("2026-11-23 09:00")
    for kind, local, fields in acts:
        journal.add(kind, local, **fields)
    return journal.story


def who(story, now, me="karim"):
    found = at_work(story, at(now), me)
    return (found.who, f"{found.since:%H:%M}") if found else None


STARTED = (lifecycle.Start, "2026-11-23 09:10", {"by": "lea"})
TAKEN = (lifecycle.Assign, "2026-11-23 09:10", {"by": "lea", "assignee": "lea"})
NOTED = (conversation.Note, "2026-11-23 09:30", {"by": "lea", "text": "…"})


@pytest.mark.parametrize("act", [STARTED, TAKEN])
def test_whoever_begins_or_takes_is_at_work_for_half_an_hour(act):
    assert who(told(act), "2026-11-23 09:14") == ("lea", "09:10")
    assert who(told(act), "2026-11-23 09:40") == ("lea", "09:10")
    assert who(told(act), "2026-11-23 09:41") is None


def test_nobody_is_its_own_colleague():
    assert who(told(STARTED), "2026-11-23 09:14", me="lea") is None
    assert who(told(STARTED), "2026-11-23 09:14", me=None) == ("lea", "09:10")


def test_what_the_assignee_writes_goes_on_with_the_work():
    assert who(told(TAKEN, NOTED), "2026-11-23 09:50") == ("lea", "09:10")
    later = (conversation.Note, "2026-11-23 10:30", {"by": "lea", "text": "…"})
    assert who(told(TAKEN, NOTED, later), "2026-11-23 10:40") == ("lea", "10:30")


def test_a_note_of_somebody_else_is_no_work():
    assert who(told(NOTED), "2026-11-23 09:31") is None
    robot = (conversation.Note, "2026-11-23 09:30", {"by": "lea", "text": "…", "channel": Channel.MAIL})
    assert (
        who(told((lifecycle.Assign, "2026-11-23 08:00", {"by": "nadia", "assignee": "lea"}), robot), "2026-11-23 09:31")
        is None
    )


@pytest.mark.parametrize(
    "end",
    [
        (lifecycle.Wait, {"reason": "internal", "until": at("2026-11-24 09:00")}),
        (lifecycle.Cancel, {"text": "…"}),
        (lifecycle.Assign, {"by": "lea", "assignee": "nadia"}),
    ],
)
def test_what_is_put_down_is_nobody_s_work(end):
    kind, fields = end
    assert who(told(TAKEN, (kind, "2026-11-23 09:20", fields)), "2026-11-23 09:21") is None

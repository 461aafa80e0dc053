from __future__ import annotations

from builders import Journal, calendar, contract, target
from hypothesis import given
from hypothesis import strategies as st
from laws import law

from celyactl.domain.course import courses
from celyactl.domain.entries import lifecycle
from celyactl.domain.misses import first_unexplained
from celyactl.domain.promises import promise_for
from celyactl.domain.stops import FOREVER
from celyactl.domain.words import Because, ClockName, ClockStatus, Priority

PROMISED = contract(target("P2", "1h", "8h"), target("P3", "4h", "2d"), target("P4"))
IN_DAYS = contract(target("P2", "1d", "2d"), target("P3", "2d", "3d"), target("P4", "0d", "1d"), coverage="full")
ACTS = ["ack", "note", "wait", "resume", "settle", "reopen", "priority", "reason", "intervene"]


def is_missed(journal, of=PROMISED):
    promise = promise_for(journal.story.header, of, "Europe/Paris")
    found = courses(journal.story, promise, calendar(of), (), FOREVER)
    return first_unexplained(journal.story, [course for course in found if course.met]) is not None


def told(hours, acts, priority, month):
    """A ticket from the 20th on: in October and March the clocks change in its time."""
    journal = Journal(f"{month}-20 09:00", priority)
    for hour, act in zip(hours, acts, strict=False):
        local = f"{month}-{20 + hour // 24:02} {hour % 24:02}:30"
        match act:
            case "priority":
                journal.priority(local, "P2")
            case "reason":
                because = {"clock": ClockName.RESPONSE, "because": Because.CLIENT, "text": "…"}
                journal.add(lifecycle.Reason, local, **because)
            case "intervene":
                journal.intervene(local, local.replace(":30", ":45"))
            case _:
                getattr(journal, act)(local)
    return journal


@law(60)
@given(
    st.lists(st.integers(9, 230), max_size=6).map(sorted),
    st.lists(st.sampled_from(ACTS), min_size=6, max_size=6),
    st.sampled_from(["P2", "P3", "P4"]),
    st.sampled_from([PROMISED, IN_DAYS]),
    st.sampled_from(["2026-11", "2026-10", "2026-03"]),
)
def test_it_agrees_with_the_clocks(hours, acts, priority, of, month):
    journal = told(hours, acts, priority, month)
    late = [
        clock
        for clock in journal.clocks(of, "2029-01-01 00:00").values()
        if clock.status is ClockStatus.BREACHED and clock.met_at and clock.name not in journal.story.reasons
    ]
    assert is_missed(journal, of) == bool(late)


def test_a_miss_is_one_until_it_has_a_reason():
    journal = Journal("2026-11-20 09:00", "P2").ack("2026-11-20 10:30").settle("2026-11-20 12:00")
    assert is_missed(journal)
    journal.add(lifecycle.Reason, "2026-11-20 13:00", clock=ClockName.RESPONSE, because=Because.COMPANY, text="…")
    assert not is_missed(journal)


def test_a_night_between_is_not_a_miss():
    journal = Journal("2026-11-20 17:30", "P2").ack("2026-11-23 08:20").settle("2026-11-23 09:00")
    assert not is_missed(journal)


def test_without_a_promise_there_is_no_miss():
    journal = Journal("2026-11-20 09:00", Priority.P1.value).settle("2027-11-20 12:00")
    assert not is_missed(journal, contract())

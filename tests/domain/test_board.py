from __future__ import annotations

from builders import Journal, at, contract, target
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.board import Standing, board
from celyactl.domain.entries import lifecycle
from celyactl.domain.turn import our_turn_since
from celyactl.domain.words import Because, ClockName, WaitFor

PROMISED = contract(target("P2", "1h", "8h"), target("P4"))
NOW = "2026-11-23 12:00"


def standing(journal, now=NOW):
    return Standing(journal.story, tuple(journal.clocks(PROMISED, now).values()))


def where(journal, now=NOW):
    """The sections of the board that show the ticket."""
    found = board([standing(journal, now)], at(now))
    return [name for name in found._fields if name != "counts" and getattr(found, name)]


def p2():
    return Journal("2026-11-23 09:00", "P2").ack("2026-11-23 09:10")


def p4():
    return Journal("2026-11-23 09:00", "P4").ack("2026-11-23 09:10")


def test_a_clock_that_runs_comes_first():
    assert where(p2()) == ["due"]


def test_a_clock_that_is_late_stays_until_it_is_met():
    assert where(p2(), "2026-11-25 12:00") == ["due", "unexplained"]


def test_without_a_clock_it_is_whose_turn_it_is():
    assert where(p4()) == ["ours"]
    assert where(p4().wait("2026-11-23 10:00")) == ["client"]
    assert where(p4().wait("2026-11-23 10:00", WaitFor.THIRD_PARTY, party="Orange")) == ["third_party"]
    assert where(p4().wait("2026-11-23 10:00", WaitFor.INTERNAL)) == ["aside"]


def test_a_paused_clock_is_the_client_s_turn():
    assert where(p2().wait("2026-11-23 10:00")) == ["client"]


def test_a_wait_that_stops_no_clock_leaves_it_among_the_deadlines():
    assert where(p2().wait("2026-11-23 10:00", WaitFor.THIRD_PARTY, party="Orange")) == ["due"]


def test_a_promise_that_a_third_party_did_not_keep_is_a_deadline():
    promised = {"party": "Orange", "promised": at("2026-11-23 11:00"), "until": at("2026-11-23 15:00")}
    told = p4().wait("2026-11-23 10:00", WaitFor.THIRD_PARTY, **promised)
    assert where(told, "2026-11-23 10:59") == ["third_party"]
    assert where(told, "2026-11-23 11:00") == ["due"]
    first, second = (standing(one, "2026-11-23 12:00") for one in (told, p2()))
    assert board([second, first], at("2026-11-23 12:00")).due == (first, second)


def test_what_is_settled_is_gone_unless_a_miss_has_no_reason():
    late = Journal("2026-11-20 09:00", "P2").settle("2026-11-20 11:00")
    assert where(p2().settle("2026-11-23 11:00")) == []
    assert where(late.note("2026-11-20 12:00", public=True)) == ["unexplained"]
    late.add(lifecycle.Reason, "2026-11-20 13:00", clock=ClockName.RESPONSE, because=Because.CLIENT, text="…")
    assert where(late) == []


def test_our_turn_begins_with_whatever_gave_it_to_us():
    journal = p4()
    assert our_turn_since(journal.story) == at("2026-11-23 09:00")
    journal.wait("2026-11-23 10:00").message("2026-11-23 10:30")
    assert our_turn_since(journal.story) == at("2026-11-23 10:30")
    journal.settle("2026-11-23 11:00").reopen("2026-11-23 11:45")
    assert our_turn_since(journal.story) == at("2026-11-23 11:45")


@given(st.permutations(range(4)))
def test_the_order_does_not_depend_on_the_reading(order):
    journals = [Journal(f"2026-11-23 {8 + hour:02}:00", "P2") for hour in range(4)]
    shown = board([standing(journals[index]) for index in order], at(NOW)).due
    assert [one.story.header.opened_at.hour for one in shown] == [8, 9, 10, 11]

"""Rest after work in the night."""

from __future__ import annotations

from builders import at, calendar, contract

from celyactl.domain.oncall_hours import Work, short_rests


def test_work_in_the_night_leaves_a_short_rest():
    [rest] = short_rests([Work("lea", at("2026-11-25 02:00"), at("2026-11-25 03:30"))], calendar(contract()))
    assert (rest.who, rest.ended, rest.resume) == ("lea", at("2026-11-25 03:30"), at("2026-11-25 14:30"))


def test_work_without_length_is_no_work():
    assert short_rests([Work("lea", at("2026-11-25 02:00"), at("2026-11-25 02:00"))], calendar(contract())) == ()

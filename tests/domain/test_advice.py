"""A history replayed under another coverage and other targets, and the pace of a pack."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from builders import Journal, at, calendar, contract, target
from msgspec.structs import replace

from celyactl.domain.advice import History, as_it_was, as_it_would_be, pace
from celyactl.domain.contract import Pack, TargetPeriod
from celyactl.domain.packs import balance
from celyactl.domain.promises import Promise, promise_for
from celyactl.domain.words import ClockName, ContractType, OutOfContract

PARIS = ZoneInfo("Europe/Paris")
NOW = at("2026-12-31 12:00")
BUSINESS = contract(target("P3", "1h", "4h"))


def history(number: int, journal: Journal, of=BUSINESS) -> History:
    story = journal.story
    story = replace(story, header=replace(story.header, ref=f"CEL-2611-{number:07}"))
    return History(story, promise_for(story.header, of, "Europe/Paris"))


def promised(*targets) -> Promise:
    return Promise(PARIS, periods=(TargetPeriod(since=date.min, targets=targets),))


def answered(opened: str, acked: str, **changes) -> Journal:
    return Journal(opened, **changes).ack(acked)


def test_misses_of_one_target_are_kept_ones_of_another_and_each_is_named():
    late = [history(n, answered("2026-11-23 09:00", f"2026-11-23 {10 + n}:30")) for n in range(4)]
    was = as_it_was(late, calendar(BUSINESS), NOW)
    assert was.clocks[ClockName.RESPONSE].missed == tuple(one.story.header.ref for one in late)
    would = as_it_would_be(late, calendar(BUSINESS), promised(target("P3", "3h")), NOW)
    assert would.clocks[ClockName.RESPONSE] == (4, ("CEL-2611-0000002", "CEL-2611-0000003"))
    assert ClockName.RESTORATION not in would.clocks


def test_a_wider_coverage_counts_the_hours_in_which_nobody_came():
    saturday = history(1, answered("2026-11-21 10:00", "2026-11-23 08:10", out_of_hours=True))
    was = as_it_was([saturday], calendar(BUSINESS), NOW)
    assert (was.clocks[ClockName.RESPONSE].missed, was.out_of_hours) == ((), ("CEL-2611-0000001",))
    extended = calendar(contract(coverage="extended"))
    would = as_it_would_be([saturday], extended, saturday.promise, NOW)
    assert (len(would.clocks[ClockName.RESPONSE].missed), would.out_of_hours) == (1, ())


def test_what_was_out_of_contract_is_promised_something_and_its_work_is_not_billed():
    journal = answered("2026-11-23 09:00", "2026-11-23 09:30", out_of_contract=OutOfContract.PACK)
    journal.intervene("2026-11-23 17:00", "2026-11-23 19:00", billable=True)
    one = history(1, journal)
    was = as_it_was([one], calendar(BUSINESS), NOW)
    assert (was.clocks, was.out_of_contract, was.billed_seconds) == ({}, ("CEL-2611-0000001",), 7200)
    would = as_it_would_be([one], calendar(BUSINESS), promised(target("P3", "1h")), NOW)
    assert (would.clocks[ClockName.RESPONSE], would.out_of_contract, would.billed_seconds) == ((1, ()), (), 3600)


def test_a_cancelled_ticket_is_in_no_figure():
    gone = history(1, Journal("2026-11-23 09:00").cancel("2026-11-24 09:00"))
    assert as_it_was([gone], calendar(BUSINESS), NOW).missed == 0
    assert as_it_would_be([gone], calendar(BUSINESS), promised(target("P3", "1h")), NOW).clocks == {}


def test_the_same_terms_make_the_same_figures():
    some = [history(n, answered("2026-11-23 09:00", f"2026-11-23 {9 + n:02}:30")) for n in range(3)]
    was = as_it_was(some, calendar(BUSINESS), NOW)
    assert as_it_would_be(some, calendar(BUSINESS), promised(target("P3", "1h", "4h")), NOW) == was


@pytest.mark.parametrize(
    ("count", "quantity", "outgrown"), [(3, 10, ()), (6, 10, ("pace",)), (12, 10, ("over", "pace")), (0, 10, ())]
)
def test_a_pack_is_outgrown_when_nothing_is_left_or_a_year_takes_more_than_it_holds(count, quantity, outgrown):
    pack = Pack(bought=date(2026, 1, 1), unit="tickets", quantity=quantity)
    of = contract(type=ContractType.PACK, packs=(pack,))
    stories = [history(n, Journal("2026-09-01 09:00"), of).story for n in range(count)]
    start, end = at("2026-07-01 00:00"), at("2026-12-31 00:00")
    told = pace(balance(of, stories, date(2026, 12, 30), PARIS), start, end)
    assert (told.drawn, told.outgrown) == (min(count, quantity), outgrown)
    assert len(told.over) == max(0, count - quantity)


@pytest.mark.parametrize(("sold", "a_year"), [("2026-10-02 00:00", 12), ("2026-12-27 00:00", 36), (None, 3)])
def test_a_year_is_told_from_the_days_on_which_a_pack_could_be_drawn_on(sold, a_year):
    of = contract(type=ContractType.PACK, packs=(Pack(bought=date(2026, 1, 1), unit="tickets", quantity=10),))
    stories = [history(n, Journal("2026-12-28 09:00"), of).story for n in range(3)]
    start, end = at("2025-12-31 00:00"), at("2026-12-31 00:00")
    told = pace(balance(of, stories, date(2026, 12, 30), PARIS), start, end, sold=at(sold) if sold else None)
    assert (told.drawn, told.a_year) == (3, a_year)


def test_a_contract_without_packs_has_no_pace():
    of = contract(type=ContractType.PACK)
    assert pace(balance(of, [], date(2026, 12, 30), PARIS), at("2026-07-01 00:00"), NOW) is None

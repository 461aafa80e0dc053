"""Prepaid packs: what draws, on which pack, and what is left."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import Journal, at, contract
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from celyactl.domain.contract import Pack
from celyactl.domain.entries import field, lifecycle
from celyactl.domain.packs import balance
from celyactl.domain.words import ContractType, Kind, Mode, OutOfContract

PARIS = ZoneInfo("Europe/Paris")


def tickets(bought: str, quantity: int, expires: str | None = None) -> Pack:
    until = date.fromisoformat(expires) if expires else None
    return Pack(bought=date.fromisoformat(bought), unit="tickets", quantity=quantity, expires=until)


def hours(bought: str, quantity: int, rounding: int | None = None) -> Pack:
    return Pack(bought=date.fromisoformat(bought), unit="hours", quantity=quantity, rounding_minutes=rounding)


def carnet(*packs: Pack):
    return contract(type=ContractType.PACK, packs=packs)


def story(number: int, opened: str, *work: tuple[str, int], billable: bool = False, **changes):
    """A ticket, and interventions on it: when each began, and how many minutes it took."""
    journal = Journal(opened, **changes)
    for start, minutes in work:
        end = (at(start) + timedelta(minutes=minutes)).isoformat()
        journal.add(
            field.Intervention, start, mode=Mode.REMOTE, start=at(start), end=at(end), summary="fait", billable=billable
        )
    told = journal.story
    return replace(told, header=replace(told.header, ref=f"CEL-2611-{number:07}"))


def found(of, stories, day="2026-12-31"):
    return balance(of, stories, date.fromisoformat(day), PARIS)


def used(balanced):
    return [drawn.used for drawn in balanced.packs]


def test_each_ticket_draws_one_and_what_expires_first_is_drawn_on_first():
    packs = carnet(tickets("2026-01-01", 2), tickets("2026-02-01", 2, "2026-12-01"))
    opened = [story(number, f"2026-11-0{number} 10:00") for number in (1, 2, 3)]
    assert used(found(packs, opened)) == [1, 2]


def test_a_pack_is_drawn_on_from_the_day_it_is_bought_until_the_day_it_expires_excluded():
    packs = carnet(tickets("2026-11-10", 5, "2026-11-20"))
    days = {1: "2026-11-10 00:00", 2: "2026-11-19 23:59", 3: "2026-11-20 00:00"}
    told = found(packs, [story(number, opened) for number, opened in days.items()])
    assert used(told) == [2]
    assert [draw.ref[-1] for draw in told.over] == ["3"]


def test_what_found_nothing_draws_on_the_pack_that_is_bought_next_and_yesterday_stays():
    first, second = tickets("2026-01-01", 1), tickets("2026-11-20", 2)
    opened = [story(1, "2026-11-01 10:00"), story(2, "2026-11-02 10:00")]
    before, after = found(carnet(first), opened, "2026-11-19"), found(carnet(first, second), opened, "2026-11-19")
    assert (used(before), len(before.over)) == ([1], 1)
    assert after == before
    assert used(found(carnet(first, second), opened)) == [1, 1]


def test_what_is_billed_planned_or_cancelled_draws_nothing():
    packs = carnet(tickets("2026-01-01", 5))
    billed = story(1, "2026-11-01 10:00", out_of_contract=OutOfContract.PACK)
    visit, operation = (
        story(n, "2026-11-01 10:00", kind=kind) for n, kind in ((2, Kind.PREVENTIVE), (3, Kind.OPERATION))
    )
    gone = Journal("2026-11-01 10:00").add(lifecycle.Cancel, "2026-11-01 11:00", text="doublon").story
    told = found(packs, [billed, visit, operation, gone])
    assert (used(told), told.over, told.billed) == ([0], (), ("CEL-2611-0000001",))


def test_time_is_accounted_by_the_unit_and_kept_beside_the_real_one():
    packs = carnet(hours("2026-01-01", 10, 30))
    told = found(packs, [story(1, "2026-11-02 09:00", ("2026-11-02 09:00", 5), ("2026-11-02 14:00", 61))])
    assert [(draw.amount // 60, draw.real // 60) for draw in told.packs[0].draws] == [(30, 5), (90, 61)]
    assert told.packs[0].left == 8 * 3600


def test_work_passes_from_one_pack_to_the_next_and_what_is_over_is_told():
    packs = carnet(hours("2026-01-01", 1), hours("2026-02-01", 1))
    told = found(packs, [story(1, "2026-11-02 09:00", ("2026-11-02 09:00", 45), ("2026-11-02 14:00", 90))])
    assert used(told) == [3600, 3600]
    assert [(draw.amount, draw.real) for draw in told.over] == [(15 * 60, 15 * 60)]
    assert [draw.real for drawn in told.packs for draw in drawn.draws] == [2700, 900, 3600]


def test_work_on_a_ticket_that_drew_one_draws_no_hours_and_billable_work_never_does():
    packs = carnet(tickets("2026-01-01", 1), hours("2026-01-01", 4))
    first = story(1, "2026-11-02 09:00", ("2026-11-02 09:00", 60))
    second = story(2, "2026-11-03 09:00", ("2026-11-03 09:00", 60))
    third = story(3, "2026-11-04 19:00", ("2026-11-04 19:00", 60), billable=True)
    assert used(found(packs, [first, second, third])) == [1, 3600]


@pytest.mark.parametrize(
    ("count", "percent", "alert"), [(0, 0, None), (7, 70, None), (8, 80, 80), (9, 90, 80), (10, 100, 100)]
)
def test_eighty_and_a_hundred_per_cent_are_told(count, percent, alert):
    told = found(carnet(tickets("2026-01-01", 10)), [story(n, "2026-11-01 10:00") for n in range(count)])
    assert (told.percent, told.alert, told.used_up) == (percent, alert, percent == 100)


def test_a_pack_that_is_used_up_hides_no_new_one():
    packs = carnet(tickets("2026-01-01", 2), tickets("2026-02-01", 10))
    told = found(packs, [story(n, "2026-11-01 10:00") for n in range(3)])
    assert (told.percent, told.used_up) == (10, False)


def test_only_a_contract_that_sold_packs_can_be_used_up():
    day = date(2026, 11, 23)
    assert not balance(carnet(), [], day, PARIS).used_up
    assert balance(carnet(tickets("2026-01-01", 1, "2026-02-01")), [], day, PARIS).used_up


PACKS = some.lists(
    some.builds(
        lambda unit, start, size, life, rounding: Pack(
            bought=date(2026, 1, 1) + timedelta(days=start),
            unit=unit,
            quantity=size,
            expires=date(2026, 1, 1) + timedelta(days=start + life) if life else None,
            rounding_minutes=rounding if unit == "hours" else None,
        ),
        some.sampled_from(["tickets", "hours"]),
        some.integers(0, 60),
        some.integers(1, 3),
        some.sampled_from([0, 5, 40]),
        some.sampled_from([None, 15, 60]),
    ),
    max_size=4,
)
STORIES = some.lists(some.tuples(some.integers(0, 80), some.lists(some.integers(1, 200), max_size=2)), max_size=8)


@given(PACKS, STORIES, some.randoms(use_true_random=False))
def test_nothing_is_drawn_twice_nothing_is_lost_and_the_order_of_reading_is_nothing(packs, drawn, chance):
    stories = []
    for number, (offset, minutes) in enumerate(drawn):
        opened = (at("2026-01-01 10:00") + timedelta(days=offset)).replace(tzinfo=None).isoformat(" ", "minutes")
        stories.append(story(number, opened, *((opened, each) for each in minutes)))
    told = found(carnet(*packs), stories)
    assert all(0 <= one.used <= one.size for one in told.packs)
    draws = [draw for one in told.packs for draw in one.draws] + list(told.over)
    units = [draw.ref for draw in draws if draw.intervention is None]
    assert len(units) == len(set(units))
    worked = {draw.intervention for draw in draws if draw.intervention}
    for one in stories:
        for work in one.interventions:
            mine = [draw for draw in draws if draw.intervention == work.id and draw.ref == one.header.ref]
            assert not mine or sum(draw.real for draw in mine) == (work.end - work.start).total_seconds()
    assert worked <= {work.id for one in stories for work in one.interventions}
    chance.shuffle(stories)
    again = found(carnet(*packs), stories)
    assert [(one.used, one.draws) for one in again.packs] == [(one.used, one.draws) for one in told.packs]
    assert again.over == told.over

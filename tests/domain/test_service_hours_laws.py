"""Laws of service hours over any zone and week, and agreement with a computation that goes minute by minute.

The oracle knows neither `fold` nor the code under test: it reads the wall clock at each minute of UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st
from laws import law

from celyactl.domain.service_hours import WEEKDAYS, ServiceHours

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BEGIN, END = datetime(1973, 1, 1), datetime(2037, 1, 1)  # noqa: DTZ001 - bounds that a strategy wants naive
ZONES = sorted(zone for zone in available_timezones() if zone != "localtime")  # the machine's own is no zone of a desk
# Where the calendar is odd: changes by an hour, half an hour, two hours, at midnight, of a whole day.
ODD = [
    ("Europe/Paris", datetime(2026, 3, 29, tzinfo=UTC)),
    ("Europe/Paris", datetime(2026, 10, 25, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, tzinfo=UTC)),
    ("Antarctica/Troll", datetime(2026, 3, 29, tzinfo=UTC)),
    ("America/St_Johns", datetime(2006, 10, 29, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 3, 8, tzinfo=UTC)),
    ("Africa/Casablanca", datetime(2026, 2, 15, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 30, tzinfo=UTC)),
    ("Pacific/Kwajalein", datetime(1993, 8, 21, tzinfo=UTC)),
    ("Asia/Pyongyang", datetime(2018, 5, 4, tzinfo=UTC)),
]
VERY_ODD = [  # offsets with seconds, days lived twice: for the laws, not for the oracle
    ("Pacific/Kwajalein", datetime(1969, 9, 30, tzinfo=UTC)),
    ("America/Juneau", datetime(1867, 10, 18, tzinfo=UTC)),
    ("Asia/Manila", datetime(1844, 12, 31, tzinfo=UTC)),
    ("Africa/Monrovia", datetime(1972, 1, 7, tzinfo=UTC)),
    ("Europe/Amsterdam", datetime(1937, 7, 1, tzinfo=UTC)),
]

anywhere = st.tuples(st.sampled_from(ZONES), st.datetimes(BEGIN, END, timezones=st.just(UTC)))
near = st.integers(-2 * 24 * 60, 24 * 60).map(lambda minutes: minutes * MINUTE)
odd_places = st.tuples(st.sampled_from(ODD), near).map(lambda drawn: (drawn[0][0], drawn[0][1] + drawn[1]))
very_odd_places = st.tuples(st.sampled_from(VERY_ODD), near).map(lambda drawn: (drawn[0][0], drawn[0][1] + drawn[1]))


def written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def ascending(pair: tuple[int, int]) -> tuple[str, str]:
    low, length = pair
    return written(low), written(min(low + length, 1440))


minutes_of_day = st.integers(0, 1440)
good_windows = st.tuples(st.integers(0, 1430), st.integers(10, 1440)).map(ascending)
any_windows = good_windows | st.tuples(minutes_of_day.map(written), minutes_of_day.map(written))
weeks = st.builds(
    lambda week, day, sure: week | {day: [*week.get(day, []), sure]},
    st.dictionaries(st.sampled_from(WEEKDAYS), st.lists(any_windows, max_size=3)),
    st.sampled_from(WEEKDAYS),
    good_windows,
)
durations = st.timedeltas(timedelta(0), timedelta(hours=6))


@st.composite
def cases(draw: st.DrawFn) -> tuple[ServiceHours, datetime]:
    zone, at = draw(anywhere | odd_places | very_odd_places)
    around = st.dates(at.date() - 3 * DAY, at.date() + 10 * DAY)
    exceptions = draw(st.dictionaries(around, st.lists(any_windows, max_size=2), max_size=2))
    return ServiceHours(zone, draw(weeks), draw(st.sets(around, max_size=3)), exceptions=exceptions), at


@law(100)
@given(cases(), durations, durations)
def test_add_and_elapsed_agree(case, duration, more):
    hours, start = case
    due = hours.add(start, duration).astimezone(UTC)  # two instants of one zone compare by their wall clocks
    later = hours.add(start, duration + more).astimezone(UTC)
    assert hours.elapsed(start, due) == duration
    assert due <= later
    assert hours.elapsed(due, later) == more
    assert hours.is_open(hours.add(start, timedelta(0)))
    if duration:
        assert hours.elapsed(start, due - timedelta(microseconds=1)) < duration


@law(100)
@given(cases(), durations)
def test_a_deadline_is_in_the_zone_with_its_fold(case, duration):
    hours, start = case
    due = hours.add(start, duration)
    again = due.astimezone(UTC).astimezone(hours.zone)
    assert due.tzinfo is hours.zone
    assert (due.replace(tzinfo=None), due.fold) == (again.replace(tzinfo=None), again.fold)


@law(100)
@given(cases(), st.timedeltas(timedelta(0), 9 * DAY), st.timedeltas(timedelta(0), 9 * DAY))
def test_elapsed_is_additive_and_the_sum_of_the_windows(case, first, second):
    hours, start = case
    middle, end = start + first, start + first + second
    whole = hours.elapsed(start, end)
    assert hours.elapsed(start, middle) + hours.elapsed(middle, end) == whole
    windows = list(hours.windows(start, end))
    assert sum((closes - opens for opens, closes in windows), timedelta(0)) == whole
    assert all(start <= opens < closes <= end for opens, closes in windows)
    assert all(closes < opens for (_, closes), (opens, _) in pairwise(windows))
    assert all(hours.is_open(opens) and not hours.is_open(closes) for opens, closes in windows if closes < end)


@law(100)
@given(cases(), st.integers(0, 12))
def test_a_day_target_is_open_and_never_before_a_shorter_one(case, days):
    hours, start = case
    due = hours.add_days(start, days)
    assert hours.is_open(due)
    in_order = [start, hours.next_open(start), due, hours.add_days(start, days + 1)]
    assert in_order == sorted(in_order, key=lambda at: at.astimezone(UTC))


class MinuteByMinute:
    """The oracle: the set of open minutes of UTC around an instant; zones whose offsets are whole minutes."""

    def __init__(self, zone: str, week, holidays, start: datetime, days: int) -> None:
        first = start.replace(second=0, microsecond=0) - 4 * DAY
        self.minutes = [first + n * MINUTE for n in range((days + 8) * 1440)]
        self.walls = [minute.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for minute in self.minutes]
        self.first_at: dict[datetime, int] = {}
        self.last_at: dict[datetime, int] = {}
        for place, wall in enumerate(self.walls):
            self.first_at.setdefault(wall, place)
            self.last_at[wall] = place
        self.open: set[datetime] = set()
        for ordinal in range(start.toordinal() - 2, start.toordinal() + days + 3):
            day = date.fromordinal(ordinal)
            if day not in holidays:
                for window in week.get(WEEKDAYS[day.weekday()], ()):
                    self.fill(day, *window)

    def fill(self, day: date, opens: str, closes: str) -> None:
        place, end = self.place(day, opens, self.first_at), self.place(day, closes, self.last_at)
        self.open.update(self.minutes[place:end] if place < end else ())

    def place(self, day: date, text: str, known: dict[datetime, int]) -> int:
        hour, minute = map(int, text.split(":"))
        wall = datetime.fromordinal(day.toordinal()) + timedelta(hours=hour, minutes=minute)
        if wall in known:
            return known[wall]
        before = next(n for n, (a, b) in enumerate(pairwise(self.walls)) if a < wall < b)
        return before + (wall - self.walls[before]) // MINUTE

    def add(self, start: datetime, count: int) -> datetime:
        at = start
        while count or at not in self.open:
            count -= at in self.open
            at += MINUTE
            if count == 0 and at - MINUTE in self.open:
                return at
        return at

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return sum(start <= minute < end for minute in self.open) * MINUTE


@law(30)
@given(st.data())
def test_the_answers_are_those_of_going_minute_by_minute(data):
    zone, at = data.draw(anywhere | odd_places)
    start = at.replace(second=0, microsecond=0)
    week = data.draw(weeks)
    holidays = data.draw(st.sets(st.dates(start.date() - 2 * DAY, start.date() + 4 * DAY), max_size=2))
    hours, oracle = ServiceHours(zone, week, holidays), MinuteByMinute(zone, week, holidays, start, 5)
    end = start + data.draw(st.integers(0, 5 * 1440)) * MINUTE
    available = oracle.elapsed(start, end) // MINUTE
    assert hours.elapsed(start, end) == available * MINUTE
    assert hours.is_open(start) == (start in oracle.open)
    count = data.draw(st.integers(0, available))
    if available:
        assert hours.add(start, count * MINUTE).astimezone(UTC) == oracle.add(start, count)

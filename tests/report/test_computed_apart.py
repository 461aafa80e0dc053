"""The figures of sample contracts, counted by plain loops over the YAML, minute by minute; nothing is the program's."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
import yaml
from sample_day import TODAY

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime.fromisoformat(TODAY)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOLIDAYS = {
    *("2025-01-01", "2025-04-21", "2025-05-01", "2025-05-08", "2025-05-29", "2025-06-09", "2025-07-14", "2025-08-15"),
    *("2025-11-01", "2025-11-11", "2025-12-25"),
    *("2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14", "2026-08-15"),
    *("2026-11-01", "2026-11-11", "2026-12-25"),
}
MOSELLE = {"2025-04-18", "2025-12-26", "2026-04-03", "2026-12-26"}
MINUTE = timedelta(minutes=1)
EPOCH = datetime(2024, 12, 20, tzinfo=UTC)


class Sample:
    """The files of one contract, as they are written."""

    def __init__(self, path, slug):
        self.desk = load(path / "desk.yaml")
        [file] = path.glob(f"contracts/*/{slug}.yaml")
        self.contract = load(file)
        self.client = load(file.parent / "client.yaml")
        every = [load(file) for file in sorted(path.glob("tickets/*/*/*.yaml"))]
        self.all = every
        self.tickets = [one for one in every if one.get("contract") == slug]
        self.holidays = HOLIDAYS | (MOSELLE if self.contract["holidays"] == "FR-57" else set())
        self.open = self.open_minutes()

    def windows(self, day):
        held = [one for one in self.contract["coverage"] if one["since"] <= day.isoformat()] or self.contract[
            "coverage"
        ][:1]
        coverage = self.desk["coverages"][held[-1]["coverage"]]
        exceptions = coverage.get("exceptions") or {}
        if day.isoformat() in exceptions:
            return exceptions[day.isoformat()]
        if coverage["holidays"] == "closed" and day.isoformat() in self.holidays:
            return []
        return coverage["week"].get(DAYS[day.weekday()]) or []

    def open_minutes(self):
        """A byte for each minute of UTC since `EPOCH`: whether people work in it."""
        found = bytearray(3 * 366 * 1440)
        day = date(2024, 12, 30)
        while day < date(2027, 3, 1):
            for window in self.windows(day):
                opens, closes = (at_clock(day, one) for one in window.split("-"))
                found[opens:closes] = b"\1" * (closes - opens)
            day += timedelta(days=1)
        return found

    def is_open(self, at):
        return self.open[minute_of(at)]

    def target(self, ticket, clock):
        """Priorities that changed are not among the contracts that are counted here."""
        held = [one for one in self.contract.get("targets", []) if one["since"] <= day_of(ticket["opened_at"])]
        if ticket.get("out_of_contract") or ticket["kind"] in {"operation", "preventive"} or not held:
            return None
        found = [one.get(clock) for one in held[-1]["targets"] if one["priority"] == ticket["priority"]]
        return found[0] if found and found[0] not in {None, "-"} else None


def minute_of(at):
    return int((at.astimezone(UTC) - EPOCH).total_seconds()) // 60


def at_clock(day, clock):
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return minute_of(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=PARIS))


def load(path):
    """What a file says, not to be changed: equal files of all desks are read once."""
    return _read(path.read_text(encoding="utf-8"))


@cache
def _read(text):
    return yaml.load(text, yaml.CSafeLoader)


def instant(text):
    return datetime.fromisoformat(text)


def day_of(text):
    return instant(text).astimezone(PARIS).date().isoformat()


def covered(sample, start, end, pauses=()):
    """Covered minutes, without those in a pause."""
    first, last = minute_of(start), minute_of(end)
    held = [(minute_of(begin), minute_of(stop)) for begin, stop in pauses]
    if not held:
        return sum(sample.open[first:last])
    return sum(sample.open[at] and not any(begin <= at < stop for begin, stop in held) for at in range(first, last))


def due(sample, start, target, pauses):
    """Rules 3 and 7, a minute at a time."""
    amount, unit = int(target[:-1]), target[-1]
    at = start
    if unit == "d":
        while not sample.is_open(at):
            at += MINUTE
        local = at.astimezone(PARIS)
        day = local.date()
        while amount:
            day += timedelta(days=1)
            amount -= bool(sample.windows(day))
        at = datetime.combine(day, local.time(), PARIS).astimezone(UTC)
        while not sample.is_open(at):
            at += MINUTE
        wanted = covered(sample, start, at) - covered(sample, start, at, pauses)
    else:
        wanted = amount * (60 if unit == "h" else 1)
    while wanted:
        wanted -= sample.is_open(at) and not any(first <= at < last for first, last in pauses)
        at += MINUTE
    return at


def responded(ticket):
    for entry in sorted(ticket["journal"], key=lambda one: instant(one["at"])):
        ours = ":" not in entry["by"]
        public = entry["visibility"] == "public" and entry["type"] not in {"open", "message"}
        if ours and (entry["type"] in {"ack", "intervention", "resolve"} or (public and entry["type"] == "note")):
            return instant(entry["start"] if entry["type"] == "intervention" else entry["at"])
    return None


def restored(sample, ticket):
    """When it worked again: a workaround counts if the contract says so, a resolution where nothing broke."""
    kinds = {"restore"} if ticket["kind"] == "incident" else {"restore", "resolve"}
    degraded = sample.contract.get("sla", {}).get("workaround_restores", False)
    found = [
        instant(one["at"])
        for one in ticket["journal"]
        if one["type"] in kinds and (degraded or not one.get("degraded"))
    ]
    return min(found) if found else None


def pauses(sample, ticket, end):
    third = sample.contract.get("sla", {}).get("third_party_pauses", False)
    found, begun = [], None
    for entry in ticket["journal"]:
        if entry["type"] == "wait":
            told = entry["reason"] == "client" and entry["visibility"] == "public" and entry.get("question")
            begun = instant(entry["at"]) if told or (third and entry["reason"] == "third-party") else None
        elif begun and (entry["type"] in {"resume", "resolve"} or (entry["type"] == "message" and ":" in entry["by"])):
            found.append((begun, instant(entry["at"])))
            begun = None
    return [*found, *([(begun, end)] if begun else [])]


def clock(sample, name, year):
    count, met, missed, spent, observed = 0, 0, [], [], []
    for ticket in sample.tickets:
        target = sample.target(ticket, name)
        if day_of(ticket["opened_at"])[:4] != year or ticket["status"] == "cancelled":
            continue
        start = instant(ticket["opened_at"])
        reached = responded(ticket) if name == "response" else restored(sample, ticket)
        end = reached or NOW
        stops = pauses(sample, ticket, end) if name == "restoration" else []
        if target is None:
            if reached and ticket["kind"] not in {"operation", "preventive"}:
                observed.append(covered(sample, start, reached, stops) * 60)
            continue
        count += 1
        late = due(sample, start, target, stops) < end
        if reached:
            spent.append(covered(sample, start, reached, stops) * 60)
        if late:
            missed.append(ticket["ref"])
        elif reached:
            met += 1
    return {
        "count": count,
        "met": met,
        "missed": missed,
        "rate": met / (met + len(missed)) if met + len(missed) >= 5 else None,
        **ranks(spent),
        "observed": {"count": len(observed), **ranks(observed)},
    }


def ranks(spent):
    """By nearest rank."""
    ordered = sorted(spent)
    rank = lambda share: ordered[max(0, math.ceil(len(ordered) * share) - 1)] if ordered else None  # noqa: E731
    return {"median_seconds": rank(0.5), "p95_seconds": rank(0.95), "max_seconds": rank(1)}


def tally(values):
    return {value: list(values).count(value) for value in sorted(set(values))}


def was_open(ticket, at):
    """By its last act before an instant."""
    if instant(ticket["opened_at"]) >= at:
        return False
    status = "open"
    for entry in sorted(ticket["journal"], key=lambda one: instant(one["at"])):
        if instant(entry["at"]) < at:
            status = {"resolve": "done", "close": "done", "cancel": "done", "reopen": "open"}.get(entry["type"], status)
    return status == "open"


def closes_of(ticket):
    """By the company, or by the client that confirms for good."""
    closes = [one["at"] for one in ticket["journal"] if one["type"] == "close"]
    confirmed = [one["at"] for one in ticket["journal"] if one["type"] == "confirm" and ticket["status"] == "closed"]
    return closes or confirmed[-1:]


def came_back(ticket, year):
    return any(one["type"] == "reopen" and day_of(one["at"])[:4] == year for one in ticket["journal"])


def tickets(sample, year):
    opened = [one for one in sample.tickets if day_of(one["opened_at"])[:4] == year]
    closes = [closes_of(each) for each in sample.tickets]
    begin, end = (datetime(int(year) + more, 1, 1, tzinfo=PARIS) for more in (0, 1))
    before, after = ([one for one in sample.tickets if was_open(one, when)] for when in (begin, end))
    back = [one for one in sample.tickets if one not in [*before, *opened] and came_back(one, year)]
    gone = [one for one in [*before, *opened, *back] if one["status"] == "cancelled"]
    return {
        "reopened": len(back),
        "cancelled": len(gone),
        "settled": sum(one not in [*gone, *after] for one in [*before, *opened, *back]),
        "opened": len(opened),
        "closed": sum(bool(one) and day_of(one[-1])[:4] == year for one in closes),
        "open_at_start": len(before),
        "open_at_end": len(after),
        "by_kind": tally([one["kind"] for one in opened]),
        "by_priority": tally([one["priority"] for one in opened]),
        "by_month": {
            f"{year}-{n:02}": sum(day_of(t["opened_at"])[5:7] == f"{n:02}" for t in opened) for n in range(1, 13)
        },
    }


def interventions(sample, year):
    done = [one for each in sample.tickets for one in each["journal"] if one["type"] == "intervention"]
    gone = {ident for each in sample.tickets for one in each["journal"] for ident in one.get("ids", [])}
    done = [one for one in done if day_of(one["start"])[:4] == year and one["id"] not in gone]
    seconds = sum(int((instant(one["end"]) - instant(one["start"])).total_seconds()) for one in done)
    return {"count": len(done), "seconds": seconds, "by_mode": tally([one["mode"] for one in done])}


def availability(sample, year):
    used = {*sample.client.get("services", []), *(one.get("service") for one in sample.client.get("components", []))}
    hosted = sorted(one["id"] for one in sample.desk["shared_services"] if one.get("hosted") and one["id"] in used)
    begin, end = datetime(int(year), 1, 1, tzinfo=PARIS), min(NOW, datetime(int(year) + 1, 1, 1, tzinfo=PARIS))
    found = []
    for name in hosted:
        journal = [one for each in sample.all for one in each["journal"] if one.get("service") == name]
        ends = {one["outage"]: instant(one["at"]) for one in journal if one["type"] == "outage_ended"}
        lost = {False: 0.0, True: 0.0}
        for one in journal:
            if one["type"] == "outage_started":
                start, stop = max(begin, instant(one["at"])), min(end, ends.get(one["id"], NOW))
                lost[bool(one.get("planned"))] += max(0.0, (stop - start).total_seconds())
        whole = (end.astimezone(UTC) - begin.astimezone(UTC)).total_seconds()
        percent = (whole - lost[True] - lost[False]) / (whole - lost[True]) * 100
        found.append((name, round(percent, 9), int(lost[True]), int(lost[False])))
    return found


@pytest.mark.parametrize("slug", ["warndt-2025", "grand-large-2025", "montfleuri-2025"])
@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_figures_are_those_that_plain_loops_find(shown, sample, slug, year):
    told = shown.ask("report", "annual", slug, "--year", year)
    own = Sample(sample, slug)
    assert {key: told["tickets"][key] for key in tickets(own, year)} == tickets(own, year)
    for name in ("response", "restoration"):
        wanted = clock(own, name, year)
        assert (name, {key: told[name][key] for key in wanted}) == (name, wanted)
    wanted = interventions(own, year)
    assert {key: told["interventions"][key] for key in wanted} == wanted
    got = [
        (one["service"], round(one["percent"], 9), one["planned_seconds"], one["unplanned_seconds"])
        for one in told["availability"]
    ]
    assert got == availability(own, year)
    assert date.fromisoformat(told["period"]["start"]) == date(int(year), 1, 1)

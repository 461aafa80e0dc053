"""The other figures of sample contracts, counted by plain loops over the YAML: nothing here is the program's."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sample_day import TODAY
from test_computed_apart import (
    NOW,
    PARIS,
    Sample,
    covered,
    day_of,
    due,
    instant,
    pauses,
    responded,
    restored,
    tally,
)

PLANNED = {"operation", "preventive"}
A_DAY = timedelta(days=1)


def opened(sample, year):
    return [one for one in sample.tickets if day_of(one["opened_at"])[:4] == year]


def entries(sample, kind):
    return [(ticket, one) for ticket in sample.tickets for one in ticket["journal"] if one["type"] == kind]


def sorts(sample, year):
    """Levels, components, ways, hours: of the tickets that were opened."""
    found = opened(sample, year)
    levels = [
        max(one["level"], *(entry.get("to", 0) if entry["type"] == "escalate" else 0 for entry in one["journal"]))
        for one in found
    ]
    return {
        "by_level": tally([str(level) for level in levels]),
        "by_component": tally([name for one in found for name in one.get("components", [])]),
        "by_origin": tally([one["origin"] for one in found if one["kind"] not in PLANNED]),
        "out_of_hours": sum(
            not sample.is_open(instant(one["opened_at"])) for one in found if one["kind"] not in PLANNED
        ),
        "out_of_contract": sum("out_of_contract" in one for one in found),
    }


def waiting(sample, year):
    """Elapsed seconds by whose turn it was, until an answer, a resumption, a solution or another wait."""
    begin, end = (datetime(int(year) + more, 1, 1, tzinfo=PARIS) for more in (0, 1))
    total = {"client": 0, "third-party": 0, "internal": 0}
    for ticket in sample.tickets:
        held = None
        for entry in [*ticket["journal"], {"type": "wait", "at": TODAY, "reason": "internal"}]:
            answered = entry["type"] == "message" and ":" in entry["by"]
            if entry["type"] in {"wait", "resume", "resolve", "cancel"} or answered:
                if held:
                    start, stop = max(instant(held["at"]), begin), min(instant(entry["at"]), end)
                    total[held["reason"]] += max(0, int((stop - start).total_seconds()))
                held = entry if entry["type"] == "wait" else None
    return total


def misses(sample, name, year):
    """What was promised, when it was due, how late it was and why."""
    found = []
    for ticket in opened(sample, year):
        target = sample.target(ticket, name)
        if target is None or ticket["status"] == "cancelled":
            continue
        start = instant(ticket["opened_at"])
        reached = responded(ticket) if name == "response" else restored(sample, ticket)
        end = reached or NOW
        stops = pauses(sample, ticket, end) if name == "restoration" else []
        limit = due(sample, start, target, stops)
        if limit < end:
            told = [one for one in ticket["journal"] if one["type"] == "reason" and one["clock"] == name]
            why = (told[-1]["because"], told[-1]["text"]) if told else (None, None)
            late = covered(sample, limit, end, stops) * 60
            found.append((ticket["ref"], target, limit, reached, late, *why))
    return found


def work(sample, year):
    done = [one for _ticket, one in entries(sample, "intervention") if day_of(one["start"])[:4] == year]
    gone = {ident for each in sample.tickets for one in each["journal"] for ident in one.get("ids", [])}
    done = [one for one in done if one["id"] not in gone]
    length = lambda one: int((instant(one["end"]) - instant(one["start"])).total_seconds())  # noqa: E731
    outside = [one for one in done if covered(sample, instant(one["start"]), instant(one["end"])) * 60 < length(one)]
    return {
        "seconds_by_mode": {
            mode: sum(length(one) for one in done if one["mode"] == mode)
            for mode in sorted({one["mode"] for one in done})
        },
        "travel_seconds": sum(one.get("travel_seconds", 0) for one in done),
        "out_of_hours": len(outside),
        "out_of_hours_seconds": sum(map(length, outside)),
    }


def operations(sample, year):
    """Each with its last window, and whether the work lay within it."""
    found = []
    for ticket in sample.tickets:
        windows = [one for one in ticket["journal"] if one["type"] == "operation_planned"]
        if windows and day_of(windows[-1]["start"])[:4] == year:
            start, end = (instant(windows[-1][key]) for key in ("start", "end"))
            done = [one for one in ticket["journal"] if one["type"] == "operation_done"]
            outcome = "open"
            if done:
                inside = start <= instant(done[-1]["start"]) and instant(done[-1]["end"]) <= end
                outcome = "respected" if inside else "overrun"
            elif ticket["status"] == "cancelled":
                outcome = "cancelled"
            found.append((start, ticket["ref"], ticket["title"], end, outcome))
    return sorted(found)


def preventive(sample, year):
    """Visits promised, made with what they found, and promised ones that nobody made in time."""
    plans = [one for one in sample.contract.get("preventive", []) if one["since"] <= f"{year}-12-31"]
    promised = [date(int(year), month, 1) for plan in plans for month in plan["months"]]
    made = [
        (instant(one["at"]), ticket["ref"], len(one["results"]), sum(point["done"] for point in one["results"]), one)
        for ticket, one in entries(sample, "preventive_done")
        if day_of(one["at"])[:4] == year
    ]
    late = 0
    for first in promised:
        last = (first.replace(day=28) + 4 * A_DAY).replace(day=1) - A_DAY
        while not sample.windows(last):
            last += A_DAY
        if last < NOW.date():
            late += not any(first - 45 * A_DAY < at.date() <= last for at, *_more in made)
    visits = [
        (at, ref, checked, good, [found["text"] for found in one.get("findings", [])])
        for at, ref, checked, good, one in sorted(made, key=lambda each: each[:2])
    ]
    return len(promised), late, visits


def installation(sample, year):
    """Updates of the year, and the versions that ran on its last day, or now."""
    last = min(f"{year}-12-31", day_of(TODAY))
    updates, versions = [], {}
    for one in sample.client.get("components", []):
        if sample.contract.get("covers") and one["id"] not in sample.contract["covers"].get("components", [one["id"]]):
            continue
        known = one.get("versions", [])
        for before, after in zip([None, *known], known, strict=False):
            if after["since"][:4] == year and (before or after.get("reason")):
                updates.append((after["since"], one["id"], before and before["version"], after["version"]))
        ran = [each["version"] for each in known if each["since"] <= last]
        if ran and one.get("since", "0") <= last and one.get("state", "in_service") in {"in_service", "loaned"}:
            versions[one["id"]] = ran[-1]
    return sorted(updates), versions


def level1(sample, year):
    told = [one for one in opened(sample, year) if one["kind"] in {"incident", "request", "problem"}]
    settled = [one for one in told if one["status"] in {"resolved", "closed"}]
    low = [one for one in settled if one["level"] == 1 and all(entry["type"] != "escalate" for entry in one["journal"])]
    last = min(f"{int(year) + 1}-01-01", day_of(TODAY))
    people = [one for one in sample.client["contacts"] if one.get("since", "0") <= last < one.get("left", "9")]
    known = [(one, [each for each in one.get("training", []) if each["on"] <= last]) for one in people]
    topics = sum(len({each["topic"].lower() for each in given}) for _one, given in known)
    return len(low), len(settled), topics + sum(not given and "level1" in one["roles"] for one, given in known)


def packs(sample, year):
    """Each pack of tickets with what was drawn on it, by the year's end and in it; the first to end goes first."""
    free = [one for one in sample.tickets if one["kind"] not in PLANNED and one["status"] != "cancelled"]
    free = sorted((one for one in free if "out_of_contract" not in one), key=lambda one: instant(one["opened_at"]))
    sold = [dict(one, used=0, drawn=0) for one in sample.contract.get("packs", []) if one["bought"][:4] <= year]
    for ticket in free:
        day = day_of(ticket["opened_at"])
        if day[:4] > year:
            break
        fit = [one for one in sold if one["bought"] <= day < one.get("expires", "9") and one["used"] < one["quantity"]]
        if fit:
            first = min(fit, key=lambda one: one["expires"])
            first["used"] += 1
            first["drawn"] += day[:4] == year
    return sold


@pytest.mark.parametrize("slug", ["warndt-2025", "grand-large-2025", "montfleuri-2025"])
@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_other_figures_are_those_that_plain_loops_find(shown, sample, slug, year):
    told = shown.ask("report", "annual", slug, "--year", year)
    own = Sample(sample, slug)
    assert {key: told["tickets"][key] for key in sorts(own, year)} == sorts(own, year)
    assert told["waiting_seconds"] == waiting(own, year)
    for name in ("response", "restoration"):
        got = [
            (
                one["ref"],
                one["target"],
                instant(one["due_at"]),
                one["met_at"] and instant(one["met_at"]),
                *(one[key] for key in ("late_seconds", "because", "reason")),
            )
            for one in told[name]["misses"]
        ]
        assert got == misses(own, name, year)
    assert {key: told["interventions"][key] for key in work(own, year)} == work(own, year)
    got = [
        (instant(one["start"]), one["ref"], one["title"], instant(one["end"]), one["outcome"])
        for one in told["operations"]
    ]
    assert got == operations(own, year)
    part = told["preventive"]
    visits = [
        (instant(one["at"]), one["ref"], one["checked"], one["in_order"], [each["text"] for each in one["findings"]])
        for one in part["visits"]
    ]
    assert (part["promised"], len(part["late"]), visits) == preventive(own, year)
    part = told["installation"]
    got = [(one["on"], one["component"], one["old"], one["new"]) for one in part["updates"]]
    assert (got, part["versions"]) == installation(own, year)
    part = told["level1"]
    assert (part["solved"], part["settled"], len(part["trainings"])) == level1(own, year)


def test_packs_and_the_months_of_a_service_are_those_that_plain_loops_find(shown, sample):
    told = shown.ask("report", "annual", "deux-ponts-carnet", "--year", "2026")
    own = Sample(sample, "deux-ponts-carnet")
    sold = packs(own, "2026")
    got = [(one["bought"], one["size"], one["used"], one["drawn"], one["left"]) for one in told["packs"]]
    assert got == [
        (one["bought"], one["quantity"], one["used"], one["drawn"], one["quantity"] - one["used"]) for one in sold
    ]
    assert sum(one["drawn"] for one in sold)
    [service] = told["availability"]
    assert [one["month"] for one in service["months"]] == [f"2026-{month:02}" for month in range(1, 12)]
    assert {one["percent"] for one in service["months"]} == {100.0}

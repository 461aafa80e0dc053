"""Rule 11 through the commands: an announced operation excludes its window, wherever a deadline is shown."""

from __future__ import annotations

import pytest
from planned import Works, paris

from celyactl.domain.entries.conversation import Changes, Edit
from celyactl.domain.entries.field import OperationAnnounced, OperationCancelled

NOON, TWO = "2026-11-24T12:00", "2026-11-24T14:00"


@pytest.fixture
def works(desk):
    """A desk on Monday 9:00 whose client acme has two components."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:1h:4h")
    for name, kind in (("ipbx", "pbx"), ("trunk", "trunk")):
        desk.ask("component", "add", "acme", name, "--kind", kind, "--name", name)
    return Works(desk)


@pytest.fixture
def reported(works):
    """Report, on Tuesday at 10:00, what is to be restored in 4 hours; its reference."""

    def report(*more: str) -> str:
        works.desk.now = paris("2026-11-24T10:00")
        words = ["--contract", "acme-2026", "--priority", "P1", "--title", "Plus de tonalité", "--ack"]
        return works.desk.ask("ticket", "new", *words, *(more or ("--component", "ipbx")))["ref"]

    return report


def shown_by_all(desk, ref):
    """The deadline of the restoration, which every command tells alike."""
    told = {
        "sla show": desk.ask("sla", "show", ref)["clocks"][1]["due_at"],
        "sla explain": desk.ask("sla", "explain", ref, "--clock", "restoration")["clocks"][0]["due_at"],
        "ticket show": desk.ask("ticket", "show", ref)["clocks"][1]["due_at"],
        "ticket list": next(one["due_at"] for one in desk.ask("ticket", "list") if one["ref"] == ref),
        "sla board": next(
            clock["due_at"]
            for one in desk.ask("sla", "board")["due"]
            if one["ref"] == ref
            for clock in one["clocks"]
            if clock["name"] == "restoration"
        ),
    }
    assert len(set(told.values())) == 1, told
    return told["sla show"]


def test_e11_an_operation_announced_in_time_excludes_its_window(works, reported):
    operation = works.announce(NOON, TWO, "ipbx")
    ref = reported()
    assert shown_by_all(works.desk, ref) == "2026-11-24T16:00:00+01:00"
    works.desk.now = paris("2026-11-24T15:00")
    [clock] = works.desk.ask("sla", "explain", ref, "--clock", "restoration")["clocks"]
    assert clock["elapsed_seconds"] == 3 * 3600
    [line] = [line for line in clock["lines"] if line["rule"] == 11]
    assert (line["start"], line["end"], line["seconds"]) == (f"{NOON}:00+01:00", f"{TWO}:00+01:00", 0)
    assert operation in works.desk.say("sla", "explain", ref)


def test_announced_late_it_excludes_nothing(works, reported):
    works.desk.now = paris("2026-11-23T12:00").replace(second=1)
    works.announce(NOON, TWO, "ipbx")
    assert shown_by_all(works.desk, reported()) == "2026-11-24T14:00:00+01:00"


def test_the_commit_counts_and_not_the_hour_that_was_typed(works, reported):
    works.desk.now = paris("2026-11-23T09:00")
    ref = works.announce("2026-12-01T12:00", "2026-12-01T14:00", "ipbx")
    works.desk.now = paris("2026-11-23T18:00")
    works.tell(ref, OperationAnnounced, "2026-11-23T09:00", start=paris(NOON), end=paris(TWO))
    assert shown_by_all(works.desk, reported()) == "2026-11-24T14:00:00+01:00"


def test_cancelled_it_excludes_nothing(works, reported):
    operation = works.announce(NOON, TWO, "ipbx")
    ref = reported()
    assert shown_by_all(works.desk, ref) == "2026-11-24T16:00:00+01:00"
    works.tell(operation, OperationCancelled)
    assert shown_by_all(works.desk, ref) == "2026-11-24T14:00:00+01:00"


@pytest.mark.parametrize("about", [["--component", "trunk"], ["--level", "2"]])
def test_a_ticket_on_another_component_or_on_none_is_not_concerned(works, reported, about):
    works.announce(NOON, TWO, "ipbx")
    assert shown_by_all(works.desk, reported(*about)) == "2026-11-24T14:00:00+01:00"


def test_another_client_s_component_of_the_same_name_is_not_concerned(works, reported):
    works.desk.sell("beta-2026", "--start", "2026-01-01", client="Beta")
    works.desk.ask("component", "add", "beta", "ipbx", "--kind", "pbx", "--name", "ipbx")
    works.announce(NOON, TWO, "ipbx", contract="beta-2026")
    assert shown_by_all(works.desk, reported()) == "2026-11-24T14:00:00+01:00"


def test_a_component_added_after_the_notice_was_not_announced(works, reported):
    words = ["--contract", "acme-2026", "--kind", "operation", "--title", "Pare-feu", "--component", "trunk"]
    operation = works.desk.ask("ticket", "new", *words)["ref"]
    works.tell(operation, OperationAnnounced, start=paris(NOON), end=paris(TWO))
    on_trunk, on_ipbx = reported("--component", "trunk"), reported()
    works.tell(operation, Edit, set=Changes(components=("trunk", "ipbx")))
    assert shown_by_all(works.desk, on_trunk) == "2026-11-24T16:00:00+01:00"
    assert shown_by_all(works.desk, on_ipbx) == "2026-11-24T14:00:00+01:00"

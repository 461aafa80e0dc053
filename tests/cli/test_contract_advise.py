from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def acme(desk):
    """Four tickets of Monday 8:10, answered after one, two, three and four hours; one hour was promised."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P3:1h:-")
    new = ("ticket", "new", "--contract", "acme-2026", "--title", "Panne", "--at", "08:10")
    desk.refs = [desk.ask(*new)["ref"] for _ in range(4)]
    for ref in desk.refs:
        desk.now += timedelta(hours=1)
        desk.ask("ticket", "ack", ref)
    return desk


def advise(desk, *words, slug="acme-2026"):
    return desk.ask("contract", "advise", slug, *words)


def test_misses_that_would_not_have_been_are_shown_with_their_tickets(acme):
    found = advise(acme, "--target", "P3:3h:-")
    assert found["actual"]["clocks"]["response"] == {"count": 4, "missed": sorted(acme.refs)}
    assert found["proposed"]["clocks"]["response"] == {"count": 4, "missed": sorted(acme.refs[2:])}
    assert (found["actual"]["missed"], found["proposed"]["missed"]) == (4, 2)
    page = acme.say("contract", "advise", "acme-2026", "--target", "P3:3h:-")
    assert "4 engagements manqués\u202f; il y en aurait eu 2." in page
    assert all(ref in page for ref in acme.refs)


def test_the_terms_of_another_contract_and_another_coverage_are_replayed(acme):
    acme.sell("zoo-2026", "--coverage", "extended", "--target", "P3:4h:-", client="Zoo")
    found = advise(acme, "--like", "zoo-2026")
    assert found["proposal"] == {
        "coverage": "extended",
        "targets": [{"priority": "P3", "response": "4h", "restoration": "-"}],
    }
    assert found["proposed"]["missed"] == 1
    assert advise(acme, "--coverage", "full")["proposal"]["coverage"] == "full"


def test_a_comparison_is_of_the_tickets_of_its_period_and_records_nothing(acme):
    head = acme.git("rev-parse", "HEAD")
    assert advise(acme, "--target", "P3:3h:-", "--to", "2026-11-23")["tickets"] == 0
    assert advise(acme, "--target", "P3:3h:-", "--from", "2026-11-23", "--to", "2026-11-24")["tickets"] == 4
    assert acme.git("rev-parse", "HEAD") == head


def test_a_pack_that_ran_out_is_outgrown(desk):
    desk.sell("acme-carnet", "--type", "pack", "--start", "2026-01-01")
    desk.ask("contract", "pack", "acme-carnet", "--tickets", "2", "--bought", "2026-11-01")
    refs = [desk.ask("ticket", "new", "--contract", "acme-carnet", "--title", "Panne")["ref"] for _ in range(3)]
    found = advise(desk, slug="acme-carnet")
    assert found["pack"] == {
        "unit": "tickets", "drawn": 2, "a_year": 24, "size": 2, "over": [refs[2]], "outgrown": ["over", "pace"],
    }  # fmt: skip
    assert (found["proposed"], found["actual"]["out_of_contract"]) == (None, [refs[2]])
    said = desk.say("contract", "advise", "acme-carnet", "--target", "P3:1h:4h")
    assert "ne suffit plus\u00a0: des tickets n’ont plus rien trouvé" in said
    assert "0 / 3" in said


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        ([], "nothing_to_compare", 2),
        (["--coverage", "nights"], "unknown_coverage", 66),
        (["--like", "nowhere"], "unknown_contract", 66),
        (["--target", "P9:1h:2h"], "target_not_understood", 2),
        (["--coverage", "full", "--from", "2026-11-20", "--to", "2026-11-01"], "period_turned_round", 2),
    ],
)
def test_what_can_not_be_is_refused(acme, words, code, exit_code):
    refused = acme.refused("contract", "advise", "acme-2026", *words)
    assert (refused["code"], refused["exit"]) == (code, exit_code)

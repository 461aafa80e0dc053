"""`kill -9` all along an import: nothing of it is there, or all of it, and the next command finds a sound desk."""

from __future__ import annotations

import pytest
from ptrace import fail_at, kill_at, until_it_passes

HEAD = "contract,title,kind,opened_at,resolved_at,external_id\n"
FEW, LONG = 5, 520


def _table(place, rows, mark):
    path = place / f"{mark}.csv"
    lines = (f"acme,Écho {n},request,2024-{1 + n % 12:02}-03 09:00,2024-12-24 10:00,{mark}-{n}\n" for n in range(rows))
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return str(path)


def _judge(working, before, rows, outcome, recorded):
    made = working.committed_tickets() - before
    assert len(made) in {0, rows}, outcome.struck
    assert made or not outcome.stdout, "acknowledged and lost"
    recorded.add(bool(made))
    working.ask("ticket", "note", working.ref, "after")
    assert working.committed_tickets() == before | made, "changed its mind"
    working.assert_in_step()
    assert {one["ref"] for one in working.ask("ticket", "list", "--limit", "9")} <= working.committed_tickets()
    before |= made


@pytest.mark.parametrize(("rows", "step"), [(FEW, 5), (LONG, 331), pytest.param(LONG, 11, marks=pytest.mark.soak)])
def test_an_import_survives_a_kill_at_every_so_many_points(working, place, rows, step):
    before, recorded, strikes = working.committed_tickets(), set(), 0

    def strike(n):
        return kill_at(["@celyactl", "import", _table(place, rows, f"n{n}")], n, working.path)

    for _n, outcome in until_it_passes(strike, step):
        strikes += 1
        _judge(working, before, rows, outcome, recorded)
    assert strikes >= 5
    assert False in recorded


def _last_points(working, place, rows):
    """How many points there are, found by a run that nothing strikes."""
    from ptrace import count_mutations  # noqa: PLC0415

    return count_mutations(["@celyactl", "import", _table(place, rows, "counted")], working.path)


@pytest.mark.parametrize("rows", [FEW, pytest.param(LONG, marks=pytest.mark.soak)])
def test_the_last_points_are_struck_one_by_one(working, place, rows):
    count = _last_points(working, place, rows)
    before, recorded = working.committed_tickets(), set()
    around = range(count - 60, count, 7) if rows == FEW else [*range(count - 12, count), count - rows, count - rows - 9]
    for n in around:
        outcome = kill_at(["@celyactl", "import", _table(place, rows, f"last{n}")], n, working.path)
        _judge(working, before, rows, outcome, recorded)
    assert True in recorded


@pytest.mark.parametrize("errno", [28, 5])
def test_a_disk_that_refuses_brings_nothing_in_or_all(working, place, errno):
    before, recorded = working.committed_tickets(), set()

    def strike(n):
        words = ["@celyactl", "import", _table(place, FEW, f"e{errno}n{n}")]
        return fail_at(words, n, errno, working.path, lasting=False)

    for _n, outcome in until_it_passes(strike, 6):
        _judge(working, before, FEW, outcome, recorded)

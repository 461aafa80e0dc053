"""`kill -9` at every mutating system call of `ticket note` and `ticket new`, the real commands, index refresh included.

Each case strikes at every fourth point, from another one: the first in every run of the tests, all of them in a soak.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest
from ptrace import kill_at, run, until_it_passes

CASES = 4
FIRSTS = (1, *(pytest.param(n, marks=pytest.mark.soak) for n in range(2, CASES + 1)))


def _month(back: int) -> str:
    """An instant in a month that no ticket is from."""
    now = datetime.now(UTC)
    year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
    return f"{year}-{month + 1:02}-01T09:00"


def _assert_sound(desk, n: int) -> None:
    """What every command must find after a kill: a list that tells all, a clone in step, and room for an act."""
    if n % 8 < CASES:  # half of the time the next command only reads
        assert desk.open_tickets() == desk.committed_tickets()
        desk.assert_clean()
    before = desk.notes()
    desk.ask("ticket", "note", desk.ref, f"after {n}")
    assert desk.notes() == [*before, f"after {n}"]
    desk.assert_in_step()


@pytest.mark.parametrize("first", FIRSTS)
def test_a_note_survives_a_kill_at_every_point(working, first):
    short, strikes, recorded = working.ref.rpartition("-")[2], 0, set()
    kept = working.notes()
    words = ["@celyactl", "ticket", "note", short]
    for n, outcome in until_it_passes(lambda n: kill_at([*words, f"note {n}"], n, working.path), CASES, first):
        strikes += 1
        done = f"note {n}" in (working.committed(working.ticket) or "")
        recorded.add(done)
        kept += [f"note {n}"] if done else []
        assert done or not outcome.stdout, "acknowledged and lost"
        assert working.notes() == kept, outcome.struck
        _assert_sound(working, n)
        kept.append(f"after {n}")
        assert working.notes() == kept, outcome.struck
    assert strikes > 110 / CASES
    assert recorded == {True, False}
    assert working.notes()[-1].startswith("note "), "the last one passed without a fault"


@pytest.mark.parametrize("first", FIRSTS)
def test_a_new_ticket_survives_a_kill_at_every_point(working, first):
    strikes, recorded = 0, set()
    words = ["@celyactl", "ticket", "new", "--contract", "acme", "--title", "Écho", "--at"]
    before = working.committed_tickets()

    def strike(n: int):
        (working.path / ".git/celyactl/holidays").unlink(missing_ok=True)  # it is written anew
        return kill_at([*words, _month(n)], n, working.path)

    for n, outcome in until_it_passes(strike, CASES, first):
        strikes += 1
        made = working.committed_tickets() - before
        recorded.add(bool(made))
        assert made or not outcome.stdout, "acknowledged and lost"
        assert len(made) < 2
        for ref in made:
            assert working.ask("ticket", "show", ref)["title"] == "Écho"
        _assert_sound(working, n)
        assert working.committed_tickets() == before | made, f"{outcome.struck}: changed its mind"
        before |= made
    assert strikes > 75 / CASES
    assert recorded == {True, False}
    assert len(working.committed_tickets() - before) == 1, "the last one passed without a fault"


def test_a_command_in_a_fork_does_to_the_disk_what_it_does_as_a_process_of_its_own(working):
    words = ["ticket", "note", working.ref.rpartition("-")[2], "Rappelé"]
    working.open_tickets()
    alone = run([sys.executable, "-m", "celyactl", *words], working.path)
    working.open_tickets()
    forked = run(["@celyactl", *words], working.path)
    assert (alone.status, alone.stdout, alone.stderr) == (0, forked.stdout, forked.stderr)
    assert abs(alone.mutations - forked.mutations) <= 8  # new folders of objects are as chance has it
    for n in (1, 30, 60):
        outcome = kill_at([sys.executable, "-m", "celyactl", "ticket", "note", working.ref, "Rappelé"], n, working.path)
        assert (outcome.status, bool(outcome.struck)) == (-9, True)
        _assert_sound(working, n)

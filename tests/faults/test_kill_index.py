"""`kill -9` of `ticket list` at every mutating system call while it builds its index, and while it refreshes it.

The index is a cache: whatever a kill leaves of it, the next list tells all that is committed, and nothing of the desk
moved. Each case strikes at every ninth point, the first one in every run of the tests.
"""

from __future__ import annotations

import pytest
from ptrace import kill_at, until_it_passes

LIST = ["@celyactl", "ticket", "list", "--limit", "1000"]
CASES = 9
FIRSTS = (1, *(pytest.param(n, marks=pytest.mark.soak) for n in range(2, CASES + 1)))


@pytest.fixture
def states(working):
    """Two commits of one desk: tickets that came, one that was settled, and a contract that changed in between."""
    first = working.commit
    working.ask("contract", "edit", "acme", "--set", "title=Maintenance")
    for number in range(3):
        working.ask("ticket", "new", "--contract", "acme", "--title", f"Écho {number}")
    working.ask("ticket", "cancel", working.ref, "par erreur")
    return first, working.commit


def _assert_told(working, wanted):
    assert working.open_tickets() == wanted
    assert working.ask("ticket", "list", "écho") == [
        one for one in working.ask("ticket", "list") if one["title"].startswith("Écho")
    ]


@pytest.mark.parametrize("first", FIRSTS)
def test_a_refresh_survives_a_kill_at_every_point(working, states, first):
    open_in = {}
    for commit in states:
        working.git("reset", "--quiet", "--hard", commit)
        open_in[commit] = working.open_tickets()
    strikes, now = 0, states[1]

    def strike(n):
        nonlocal now
        now = states[now == states[0]]  # the other one
        working.git("reset", "--quiet", "--hard", now)
        return kill_at(LIST, n, working.path)

    for _n, outcome in until_it_passes(strike, CASES, first):
        strikes += 1
        assert not outcome.stdout
        _assert_told(working, open_in[now])
        working.assert_in_step()
    assert strikes > 3
    assert len(open_in[states[1]]) == 3


@pytest.mark.parametrize("first", FIRSTS)
def test_a_first_index_survives_a_kill_at_every_point(working, states, first):
    wanted, strikes = working.open_tickets(), 0

    def strike(n):
        for path in (working.path / ".git/celyactl").glob("index.sqlite*"):
            path.unlink()
        return kill_at(LIST, n, working.path)

    for _n, outcome in until_it_passes(strike, CASES, first):
        strikes += 1
        assert not outcome.stdout
        _assert_told(working, wanted)
        working.assert_in_step()
    assert strikes > 3
    assert working.commit == states[1]

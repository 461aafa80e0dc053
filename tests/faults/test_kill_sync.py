"""`kill -9` of `celyactl sync`, which merges, at every mutating system call of its own and of every git that it starts.

The gits live on, as a server's do. After a strike the clone is at its old commit or at the joined one, no word is lost,
and the next exchange ends as if nothing had been. A strike costs two seconds: on every day a few points are struck at
that lie far apart, the soaking cases strike at every one, in turns.
"""

from __future__ import annotations

import pytest
from ptrace import kill_at, run, until_it_passes

TURNS = 6
DAILY = 30
POINTS = 120
"""An exchange has at least so many."""


@pytest.fixture
def other(working, place):
    """Another clone of what `working` is, and the hub between them."""
    hub = place / "hub.git"
    working.git("clone", "-q", "--bare", str(working.path), str(hub))
    working.git("remote", "add", "origin", str(hub))
    made = run(["@celyactl", "clone", str(hub), str(place / "other")], place)
    assert made.status == 0, made.stderr
    return place / "other"


def _note(path, ref, text):
    done = run(["@celyactl", "ticket", "note", ref, text], path)
    assert done.status == 0, done.stderr


def _sync(path):
    done = run(["@celyactl", "sync"], path)
    assert done.status == 0, done.stderr


@pytest.mark.parametrize(
    ("step", "first"),
    [(DAILY, DAILY // 2), *(pytest.param(TURNS, first, marks=pytest.mark.soak) for first in range(1, TURNS + 1))],
)
def test_an_exchange_survives_a_kill_at_every_point(working, other, step, first):
    strikes = 0

    def strike(n):
        _note(other, working.ref, f"there {n}")
        _sync(other)
        _note(working.path, working.ref, f"here {n}")
        return kill_at(["@celyactl", "sync"], n, working.path, children_live=True)

    kept = set()
    for n, outcome in until_it_passes(strike, step, first):
        strikes += 1
        kept |= {f"there {n}", f"here {n}"}
        for path in (working.path, other):
            _sync(path)
        told = working.notes()
        assert kept <= set(told), outcome.struck
        assert len(told) == len(set(told))
        assert working.git("status", "--porcelain") == ""
        heads = {working.git("-C", str(path), "rev-parse", "HEAD") for path in (working.path, other)}
        assert heads == {working.git("rev-parse", "origin/main")}
    working.git("fsck", "--strict")
    assert strikes >= POINTS // step

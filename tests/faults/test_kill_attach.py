"""`kill -9` at mutating system calls of `ticket attach`: the bytes that a journal names are there whatever happened."""

from __future__ import annotations

from hashlib import sha256

import pytest
from ptrace import kill_at, until_it_passes

from celyactl.store import attachments
from celyactl.store.repository import Repository

DAILY = 8


@pytest.mark.parametrize(("step", "first"), [(DAILY, DAILY // 2), pytest.param(1, 1, marks=pytest.mark.soak)])
def test_a_file_survives_a_kill_at_every_so_many_points(working, place, step, first):
    kept = working.notes()
    named: list[bytes] = []

    def strike(n):
        (place / "son.txt").write_bytes(b"son %d" % n)
        return kill_at(["@celyactl", "ticket", "attach", working.ref, str(place / "son.txt")], n, working.path)

    for n, outcome in until_it_passes(strike, step, first):
        told = working.committed(working.ticket) or ""
        content = b"son %d" % n
        done = sha256(content).hexdigest() in told
        assert done or not outcome.stdout, "acknowledged and lost"
        named += [content] if done else []
        working.ask("ticket", "note", working.ref, f"after {n}")
        kept.append(f"after {n}")
        assert [text for text in working.notes() if text in kept] == kept, outcome.struck
        with Repository.open(working.path) as repository:
            for one in named:
                assert attachments.find(repository, [working.ref], sha256(one).hexdigest()) == one, outcome.struck
        working.assert_in_step()
    assert named, "the last one passed without a fault"

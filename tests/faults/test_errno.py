"""A disk that refuses at every mutating system call: exit 74 and nothing recorded, or 0 and recorded; never between."""

from __future__ import annotations

import errno

import pytest
from ptrace import fail_at, until_it_passes
from struck import FIRST

NEEDS_ROOM = ["openat", "write", "pwrite64", "mkdir", "mkdirat", "linkat", "rename", "renameat", "ftruncate"]
UNCERTAIN = "whether it was kept"
SYNCS = ["fsync", "fdatasync"]


def _refuse_everywhere(desk, make_path, step=1, **how) -> tuple[int, set[int]]:
    strikes, statuses = 0, set()
    for n, outcome in until_it_passes(
        lambda n: fail_at(desk.words(make_path(n), f"n: {n}\n"), n, cwd=desk.path, **how), step
    ):
        strikes += 1
        statuses.add(outcome.status)
        assert outcome.status in {0, 74}, f"{outcome.struck}: {outcome.stderr}"
        done = desk.committed(make_path(n)) == f"n: {n}\n"
        if UNCERTAIN not in outcome.stderr:
            assert done is (outcome.status == 0), f"{outcome.struck}: {outcome.stderr}"
        else:
            assert how.get("lasting"), "one fault alone must not leave a doubt"
        if outcome.status:
            assert "Traceback" not in outcome.stderr
            assert outcome.stderr
        if not how.get("lasting") and not done:
            desk.assert_in_step()  # taken back at once, not by the next command
        desk.act("contracts/next.yaml", f"after: {n}\n")
        assert (desk.committed(make_path(n)) == f"n: {n}\n") is done
        desk.assert_in_step()
    return strikes, statuses


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_a_full_disk_at_one_call_of_a_new_file(desk, step):
    strikes, statuses = _refuse_everywhere(
        desk, lambda n: f"tickets/2027/{n:02}/CEL-{n}.yaml", step, errno=errno.ENOSPC, only=NEEDS_ROOM
    )
    assert strikes > 35 / step
    assert 74 in statuses


def test_a_disk_that_is_full_from_one_call_on(desk):
    strikes, statuses = _refuse_everywhere(
        desk, lambda _n: FIRST, step=3, errno=errno.ENOSPC, only=NEEDS_ROOM, lasting=True
    )
    assert strikes > 10
    assert 74 in statuses


@pytest.mark.parametrize(("lasting", "step"), [(False, 1), (True, 3)])
def test_an_input_output_error_at_each_fsync(desk, lasting, step):
    strikes, statuses = _refuse_everywhere(desk, lambda _n: FIRST, step, errno=errno.EIO, only=SYNCS, lasting=lasting)
    assert strikes > 5
    assert 74 in statuses


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_a_clone_that_turns_read_only(desk, step):
    strikes, statuses = _refuse_everywhere(desk, lambda _n: FIRST, step, errno=errno.EROFS, lasting=True)
    assert strikes > 10
    assert 74 in statuses


@pytest.mark.soak
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("lasting", [False, True])
def test_a_disk_that_refuses_any_call(desk, error, lasting):
    strikes, statuses = _refuse_everywhere(desk, lambda _n: FIRST, errno=error, lasting=lasting)
    assert strikes > 50
    assert 74 in statuses

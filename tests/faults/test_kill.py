"""`kill -9` at every mutating system call of an act: the state is before or after, and the next command works."""

from __future__ import annotations

import pytest
from ptrace import count_mutations, kill_at, until_it_passes
from struck import FIRST

STEPS = (3, pytest.param(1, marks=pytest.mark.soak))


def _strike_everywhere(desk, act, kill, step=1) -> tuple[int, set[bool]]:
    """Kill `act(n)` (a path and a text) at n = 1, 1 + step, …; how often, and whether it was recorded or not."""
    strikes, recorded = 0, set()
    for n, outcome in until_it_passes(lambda n: kill(desk.words(*act(n)), n, desk.path), step):
        strikes += 1
        path, text = act(n)
        before = desk.commit
        done = desk.committed(path) == text
        recorded.add(done)
        assert done or not outcome.stdout, "acknowledged and lost"
        desk.act("contracts/next.yaml", f"after: {n}\n")
        assert (desk.committed(path) == text) is done, f"{outcome.struck}: changed its mind"
        assert desk.git("rev-parse", "HEAD^").strip() == before, outcome.struck
        desk.assert_in_step()
    return strikes, recorded


@pytest.mark.parametrize("step", STEPS)
def test_an_act_that_makes_a_file_in_a_new_folder_survives_a_kill_at_every_point(desk, step):
    def made(n):
        return f"tickets/2027/{n:02}/CEL-{n}.yaml", f"n: {n}\n"

    strikes, recorded = _strike_everywhere(desk, made, kill_at, step)
    assert strikes > 60 / step
    assert recorded == {True, False}


@pytest.mark.parametrize("step", STEPS)
def test_an_act_that_replaces_a_file_survives_a_kill_at_every_point(desk, step):
    strikes, recorded = _strike_everywhere(desk, lambda n: (FIRST, f"status: n{n}\n"), kill_at, step)
    assert strikes > 55 / step
    assert recorded == {True, False}


def test_an_act_that_removes_a_file_survives_a_kill_at_every_third_point(desk):
    for n in range(1, 400, 3):
        path = f"tickets/2028/01/CEL-{n}.yaml"
        desk.act(path, "doomed: yes\n")
        outcome = kill_at(desk.words(path, ""), n, desk.path)
        if not outcome.struck:
            break
        gone = desk.committed(path) is None
        desk.act("contracts/next.yaml", f"after: {n}\n")
        assert (desk.committed(path) is None) is gone
        assert (desk.path / path).exists() is not gone
        desk.assert_in_step()
    assert n > 50


def test_a_git_that_outlives_its_killed_parent_still_holds_the_desk(desk):
    def kill(words, n, cwd):
        return kill_at(words, n, cwd, children_live=True)

    strikes, _recorded = _strike_everywhere(desk, lambda n: (FIRST, f"status: n{n}\n"), kill, step=4)
    assert strikes > 10


@pytest.mark.parametrize("step", [9, pytest.param(3, marks=pytest.mark.soak)])
def test_a_repair_that_is_killed_is_itself_repaired(desk, step):
    calls = count_mutations(desk.words(FIRST, "status: counted\n"), desk.path)
    for first in range(calls - 22, calls - 2, step):
        for second in range(4, 45, step + 1):
            kill_at(desk.words(FIRST, f"status: n{first}-{second}\n"), first, desk.path)
            before = desk.committed(FIRST)
            kill_at(desk.words("contracts/other.yaml", f"n: {first}-{second}\n"), second, desk.path)
            desk.act("contracts/next.yaml", f"after: {first}-{second}\n")
            assert desk.committed(FIRST) == before
            desk.assert_in_step()


@pytest.mark.parametrize("staged", [False, True])
def test_what_a_person_edited_after_the_kill_is_not_completed_over(desk, staged):
    for n in range(60, 400):
        outcome = kill_at(desk.words(FIRST, f"status: n{n}\n"), n, desk.path)
        assert outcome.struck, "no point between the branch's move and the work tree's"
        if desk.committed(FIRST) == f"status: n{n}\n" and (desk.path / FIRST).read_text() != f"status: n{n}\n":
            break
        desk.act("contracts/next.yaml", f"after: {n}\n")
    (desk.path / FIRST).write_text("status: mine\n")
    if staged:
        (desk.path / ".git" / "index.lock").unlink()  # as git's own advice has it
        desk.git("add", FIRST)
    desk.act("contracts/next.yaml", "after: edit\n")
    assert (desk.path / FIRST).read_text() == "status: mine\n"
    assert desk.git("status", "--porcelain") == (f"M  {FIRST}\n" if staged else f" M {FIRST}\n")
    assert desk.leftovers() == []


def test_the_harness_strikes_where_it_says(tmp_path):
    words = ["sh", "-c", "mkdir one; mkdir two; : > three; mkdir four"]
    assert count_mutations(words, tmp_path) == 4
    for name in ("one", "two", "three", "four"):
        path = tmp_path / name
        path.rmdir() if path.is_dir() else path.unlink()
    outcome = kill_at(words, 3, tmp_path)
    assert (outcome.status, sorted(path.name for path in tmp_path.iterdir())) == (-9, ["one", "two"])

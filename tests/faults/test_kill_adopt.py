"""A person's edit that an act takes over: killed or refused at any system call, their text is never lost."""

from __future__ import annotations

import errno

import pytest
from ptrace import fail_at, kill_at, until_it_passes
from struck import FIRST
from taking_over import LINE, take_over


def _edited(desk, n: int, how: str) -> tuple[str, str]:
    """A file that a person edited, or made: its path and its text."""
    path = f"tickets/2027/01/CEL-{n}.yaml" if how == "new" else FIRST
    text = f"status: mine {n}\n"
    file = desk.path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    if how == "staged":
        desk.git("add", path)
    return path, text


def _words(desk, path: str) -> list[str]:
    return ["@taking_over", str(desk.path), path]


def _mark(how: str, path: str) -> str:
    marks = {"edited": f" M {path}\n", "staged": f"M  {path}\n", "new": f"?? {path}\n"}
    return marks[how]


@pytest.mark.parametrize("how", ["edited", "staged", "new"])
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_an_edit_that_is_taken_over_survives_a_kill_at_every_point(desk, how, step):
    made, recorded = [], set()

    def strike(n: int):
        made.append(_edited(desk, n, how))
        return kill_at(_words(desk, made[-1][0]), n, desk.path)

    for _n, outcome in until_it_passes(strike, step):
        path, text = made[-1]
        whole = text + LINE.decode()
        done = desk.committed(path) == whole
        recorded.add(done)
        assert done or not outcome.stdout, "acknowledged and lost"
        assert (desk.path / path).read_text() in ({text, whole} if done else {text}), outcome.struck
        desk.act("contracts/next.yaml", f"after: {text}")
        assert (desk.committed(path) == whole) is done, f"{outcome.struck}: changed its mind"
        if not done:
            assert (desk.path / path).read_text() == text, outcome.struck
            assert desk.git("status", "--porcelain", "-uall") == _mark(how, path), outcome.struck
            assert take_over(desk.path, path) == 0
        desk.assert_in_step()
    assert len(made) > 40 // step
    assert recorded == {True, False}


@pytest.mark.parametrize("how", ["edited", "staged"])
@pytest.mark.parametrize("step", [9, pytest.param(2, marks=pytest.mark.soak)])
def test_a_disk_that_refuses_leaves_the_edit_as_it_was(desk, how, step):
    made, statuses = [], set()

    def strike(n: int):
        made.append(_edited(desk, n, how))
        return fail_at(_words(desk, made[-1][0]), n, cwd=desk.path, errno=errno.ENOSPC)

    for _n, outcome in until_it_passes(strike, step):
        path, text = made[-1]
        statuses.add(outcome.status)
        assert "Traceback" not in outcome.stderr
        if outcome.status:
            assert (desk.path / path).read_text() == text, outcome.struck
            assert desk.git("status", "--porcelain") == _mark(how, path), outcome.struck
            assert take_over(desk.path, path) == 0
        desk.act("contracts/next.yaml", f"after: {text}")
        desk.assert_in_step()
    assert {0, 74} <= statuses

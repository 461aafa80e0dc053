"""`celyactl demo`: run again it starts anew, but never over somebody's work."""

from __future__ import annotations

import pytest

MARK = ".git/celyactl-demo"


@pytest.fixture
def demo(desk):
    """A desk that passes for a demo which was just made."""
    (desk.path / MARK).write_text(desk.git("rev-parse", "HEAD") + "\n")
    return desk


def _commit(demo):
    demo.git("commit", "--allow-empty", "-qm", "Mine")


def _commit_on_a_branch(demo):
    demo.git("checkout", "-qb", "mine")
    _commit(demo)
    demo.git("checkout", "-q", "main")


def _edit(demo):
    (demo.path / "desk.yaml").write_text("# mine\n")


def _write(demo):
    (demo.path / "notes.txt").write_text("mine")


def _forget(demo):
    (demo.path / MARK).write_text("")


@pytest.mark.parametrize("work", [_commit, _commit_on_a_branch, _edit, _write, _forget])
def test_a_demo_in_which_somebody_worked_is_not_replaced(demo, run, work):
    work(demo)
    files = sorted(demo.path.rglob("*"))
    error = run("demo", demo.path, "--json").error
    assert (error["exit"], error["code"]) == (73, "demo_in_use")
    assert "--fresh" in error["message"]
    assert sorted(demo.path.rglob("*")) == files


def test_a_demo_is_made_anew_when_nobody_touched_it_or_when_asked_to(shell, tmp_path):
    path = tmp_path / "demo"
    first, second = shell("demo", path), shell("demo", path)
    assert (first.exit_code, second.exit_code) == (0, 0), second.stderr
    (path / "notes.txt").write_text("mine")
    assert shell("demo", path).exit_code == 73
    third = shell("demo", path, "--fresh")
    assert third.exit_code == 0
    assert not (path / "notes.txt").exists()


def test_a_folder_that_is_no_demo_is_never_replaced(desk, run):
    error = run("demo", desk.path, "--fresh", "--json").error
    assert (error["exit"], error["code"]) == (73, "already_there")

"""An act that is interrupted, or that can't be finished, says the truth about what was recorded."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from celyactl.errors.repository import NothingRecorded
from celyactl.store import finishing, objects, recovery, refs
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

A = "tickets/2026/11/A.yaml"


def _interrupt_before(monkeypatch, module, name):
    real = getattr(module, name)

    def interrupted(*arguments):
        signal.raise_signal(signal.SIGINT)
        return real(*arguments)

    monkeypatch.setattr(module, name, interrupted)


def test_an_interruption_before_the_branch_moves_takes_everything_back(desk, monkeypatch):
    before = desk.head
    _interrupt_before(monkeypatch, objects.Objects, "keep")
    with pytest.raises(KeyboardInterrupt):
        desk.commit({A: b"a: 2\n", "tickets/2026/12/B.yaml": b"b\n"})
    assert (desk.head, desk.status, desk.read(A)) == (before, "", "a: 1\n")
    assert not os.path.lexists(desk.path / ".git/celyactl/tx")
    assert not (desk.path / "tickets/2026/12").exists()


@pytest.mark.parametrize("point", [(refs, "move"), (finishing, "finish")])
def test_an_interruption_while_the_branch_moves_comes_too_late(desk, monkeypatch, point):
    _interrupt_before(monkeypatch, *point)
    recorded = desk.commit({A: b"a: 2\n"})
    assert (desk.head, desk.status, desk.read(A)) == (recorded.commit, "", "a: 2\n")


def test_an_interruption_is_heard_again_after_an_act(desk):
    before = signal.getsignal(signal.SIGINT)
    desk.commit({A: b"a: 2\n"})
    assert signal.getsignal(signal.SIGINT) is before


def test_an_act_may_run_beside_the_main_thread(desk):
    with ThreadPoolExecutor(1) as pool:
        recorded = pool.submit(desk.commit, {A: b"a: 2\n"}).result()
    assert desk.head == recorded.commit


def test_a_failure_after_the_branch_moved_is_no_failure_of_the_act(desk, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(finishing, "log", _full)
        recorded = desk.commit({A: b"a: 2\n"})
    assert recorded.commit == desk.head
    assert "le disque est plein" in recorded.unfinished
    assert desk.read(A) == "a: 1\n"
    with Repository.open(desk.path) as repository:
        repair = recovery.recover(repository)
        assert repair.commit == recorded.commit
        assert recovery.recover(repository) is None
    assert (desk.status, desk.read(A)) == ("", "a: 2\n")


def test_a_failure_before_it_says_that_nothing_was_recorded(desk, monkeypatch):
    before = desk.head
    monkeypatch.setattr(refs, "move", _full)
    with pytest.raises(NothingRecorded) as refused:
        desk.commit({A: b"a: 2\n"})
    assert refused.value.exit_code == 74
    assert "le disque est plein" in refused.value.what
    assert (desk.head, desk.status) == (before, "")


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_reader_leaves_an_act_that_is_being_written_alone(desk):
    with Repository.open(desk.path) as repository, begin(repository):
        (desk.path / ".git/celyactl/tx").mkdir()
        with Repository.open(desk.path) as reader:
            assert recovery.recover(reader) is None
        assert (desk.path / ".git/celyactl/tx").exists()


def test_a_reader_forgets_what_a_dead_act_left(desk):
    area = desk.path / ".git/celyactl/tx"
    area.mkdir(parents=True)
    (area / "held-index-lock").write_text("")
    os.link(area / "held-index-lock", desk.path / ".git/index.lock")
    with Repository.open(desk.path) as repository:
        repair = recovery.recover(repository)
    assert repair.commit is None
    assert not area.exists()
    assert not (desk.path / ".git/index.lock").exists()


def test_what_people_staged_after_a_failure_is_kept_by_the_repair(desk, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(finishing, "log", _full)
        desk.commit({A: b"a: 2\n"})
    (desk.path / ".git/index.lock").unlink()
    desk.write("notes.txt", "staged\n")
    desk.git("add", "notes.txt")
    with Repository.open(desk.path) as repository:
        recovery.recover(repository)
    assert desk.status == "M  notes.txt"
    assert desk.read(A) == "a: 2\n"


def test_a_later_commit_of_a_person_decides_over_the_repair(desk, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(finishing, "log", _full)
        desk.commit({A: b"a: 2\n"})
    (desk.path / ".git/index.lock").unlink()
    desk.write(A, "a: person\n")
    desk.git("commit", "-q", "-a", "-m", "mine")
    with Repository.open(desk.path) as repository:
        repair = recovery.recover(repository)
        assert repair.left == ()
    assert (desk.status, desk.read(A)) == ("", "a: person\n")

"""What people edit, stage or have under way in a clone survives every act."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from celyactl.errors.repository import (
    DetachedHead,
    EditedByHand,
    GitLockHeld,
    NotARegularFile,
    OperationUnderWay,
    RepositoryRefused,
)
from celyactl.store import refs
from celyactl.store.overwriting import overwrite
from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from clones import Clone

A = "tickets/2026/11/A.yaml"
NEW = "tickets/2026/12/B.yaml"


def test_edits_of_other_files_survive_staged_or_not(desk):
    desk.write("notes.txt", "staged\n")
    desk.git("add", "notes.txt")
    desk.write("notes.txt", "staged, then edited\n")
    desk.write("desk.yaml", "company: edited\n")
    desk.write("fresh.txt", "staged and new\n")
    desk.git("add", "fresh.txt")
    desk.write("untracked.txt", "untracked\n")
    before = desk.status, desk.git("diff"), desk.git("diff", "--cached")
    desk.commit({A: b"a: 2\n", NEW: b"b: 1\n"})
    desk.commit({NEW: None})
    assert (desk.status, desk.git("diff"), desk.git("diff", "--cached")) == before
    assert desk.read("untracked.txt") == "untracked\n"


def _edit(desk: Clone) -> None:
    desk.write(A, "a: mine\n")


def _stage(desk: Clone) -> None:
    desk.write(A, "a: mine\n")
    desk.git("add", A)


def _stage_and_put_back(desk: Clone) -> None:
    _stage(desk)
    desk.write(A, "a: 1\n")


def _remove(desk: Clone) -> None:
    (desk.path / A).unlink()


def _remove_from_the_index(desk: Clone) -> None:
    desk.git("rm", "-q", "--cached", A)


@pytest.mark.parametrize("edit", [_edit, _stage, _stage_and_put_back, _remove, _remove_from_the_index])
def test_an_edit_of_the_same_file_is_refused_and_kept(desk, edit):
    edit(desk)
    before = desk.head, desk.status, desk.git("diff"), desk.git("diff", "--cached")
    with pytest.raises(EditedByHand) as refused:
        desk.commit({A: b"a: 2\n"})
    assert A in refused.value.where
    assert f"git checkout -- {A}" in refused.value.todo
    assert (desk.head, desk.status, desk.git("diff"), desk.git("diff", "--cached")) == before


def test_a_file_in_the_way_of_a_new_one_is_refused_and_kept(desk):
    desk.write(NEW, "b: mine\n")
    with pytest.raises(EditedByHand):
        desk.commit({NEW: b"b: 1\n"})
    assert desk.read(NEW) == "b: mine\n"
    assert desk.status == "?? tickets/2026/12/"


def test_an_entry_in_the_index_in_the_way_of_a_new_file_is_refused(desk):
    desk.write(NEW, "b: mine\n")
    desk.git("add", "-N", NEW)
    (desk.path / NEW).unlink()
    with pytest.raises(EditedByHand):
        desk.commit({NEW: b"b: 1\n"})


def test_carriage_returns_of_a_checkout_are_no_edit(desk):
    (desk.path / A).write_bytes(b"a: 1\r\n")
    desk.commit({A: b"a: 2\n"})
    assert (desk.path / A).read_bytes() == b"a: 2\n"


MARKS = {
    "merge": ("MERGE_HEAD", "git merge --abort"),
    "rebase": ("rebase-merge/x", "git rebase --abort"),
    "am": ("rebase-apply/applying", "git am --abort"),
    "cherry-pick": ("CHERRY_PICK_HEAD", "git cherry-pick --abort"),
    "revert": ("REVERT_HEAD", "git revert --abort"),
    "bisect": ("BISECT_LOG", "git bisect reset"),
}


@pytest.mark.parametrize("name", MARKS)
def test_what_a_person_has_under_way_is_named_with_the_way_out(desk, name):
    mark, way_out = MARKS[name]
    (desk.path / ".git" / mark).parent.mkdir(exist_ok=True)
    (desk.path / ".git" / mark).write_text(desk.head)
    before = desk.head
    with pytest.raises(OperationUnderWay) as refused:
        desk.commit({A: b"a: 2\n"})
    assert name in refused.value.what
    assert way_out in refused.value.todo
    assert (desk.head, desk.read(A)) == (before, "a: 1\n")


def test_a_real_conflict_is_a_merge_under_way(desk):
    desk.git("switch", "-q", "-c", "side")
    desk.commit({A: b"a: side\n"})
    desk.git("switch", "-q", "main")
    desk.commit({A: b"a: main\n"})
    with pytest.raises(Exception, match="merge"):
        desk.git("merge", "-q", "side")
    with pytest.raises(OperationUnderWay):
        desk.commit({"desk.yaml": b"x\n"})


def test_a_detached_head_is_refused(desk):
    desk.git("switch", "-q", "--detach")
    with pytest.raises(DetachedHead):
        desk.commit({A: b"a: 2\n"})


@pytest.mark.parametrize("lock", ["index.lock", "refs/heads/main.lock"])
def test_a_lock_of_git_that_is_not_ours_is_waited_for_and_left(desk, lock, monkeypatch):
    monkeypatch.setattr(refs, "WAIT", 0.05)
    (desk.path / ".git" / lock).write_text("")
    before = desk.head
    with pytest.raises(GitLockHeld):
        desk.commit({A: b"a: 2\n"})
    assert (desk.path / ".git" / lock).exists()
    (desk.path / ".git" / lock).unlink()
    assert (desk.head, desk.status) == (before, "")
    assert not os.path.lexists(desk.path / ".git/celyactl/tx")


def test_a_sparse_checkout_without_the_file_is_told(desk):
    desk.git("sparse-checkout", "set", "--no-cone", "/desk.yaml")
    with pytest.raises(RepositoryRefused):
        desk.commit({A: b"a: 2\n"})


def test_a_person_cannot_stage_while_an_act_is_being_written(desk, monkeypatch):
    seen = []
    move = refs.move

    def watched(*arguments):
        seen.append(os.path.lexists(desk.path / ".git/index.lock"))
        move(*arguments)

    monkeypatch.setattr(refs, "move", watched)
    desk.commit({A: b"a: 2\n"})
    assert seen == [True]
    assert desk.status == ""


def test_what_can_not_be_put_in_the_place_of_a_link_leaves_nothing_beside_it(desk):
    (desk.path / A).unlink()
    (desk.path / A).symlink_to(desk.path / "desk.yaml")
    with Repository.open(desk.path) as repository, pytest.raises(NotARegularFile):
        overwrite(repository, A, b"a: 1\n", b"a: 2\n")
    assert [path.name for path in (desk.path / A).parent.iterdir()] == ["A.yaml"]

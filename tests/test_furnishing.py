from __future__ import annotations

import os
from datetime import timedelta
from shutil import copytree

import pytest
from copied_index import refreshed
from desks import MORNING, DeskInUse
from furnishing import done_once, lay, taken


@pytest.fixture
def other(founded, tmp_path, run):
    """A second new desk."""
    path = tmp_path / "other"
    path.mkdir()
    lay(path, {}, taken(founded))
    made = DeskInUse(path, run)
    made.settle()
    made.done = ()
    return made


def _furnishing(calls):
    @done_once
    def furnish(desk):
        calls.append(desk.path)
        desk.sell("acme-2026")
        desk.now += timedelta(hours=1)
        desk.noted = [desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")["ref"]]
        return {"ref": desk.noted[0]}

    return furnish


def _tracked(desk):
    """The files that git knows, and what a person sees of the others."""
    return {name: desk.read(name) for name in desk.git("ls-files").splitlines()}, desk.git("status", "--porcelain")


def test_a_desk_is_furnished_once_and_the_next_one_is_the_same(desk, other):
    calls = []
    furnish = _furnishing(calls)
    given = furnish(desk)
    again = furnish(other)
    assert calls == [desk.path]
    assert (again, other.noted, other.now) == (given, desk.noted, MORNING + timedelta(hours=1))
    assert other.git("log", "--format=%H %s") == desk.git("log", "--format=%H %s")
    assert _tracked(other) == _tracked(desk)
    assert other.git("status", "--porcelain") == other.git("fsck", "--strict") == ""
    assert other.ask("ticket", "show", given["ref"]) == desk.ask("ticket", "show", given["ref"])
    assert other.ask("check")["findings"] == []


def test_what_one_test_does_to_it_the_next_does_not_see(desk, other):
    furnish = _furnishing([])
    given = furnish(desk)
    desk.ask("ticket", "note", given["ref"], "de l’un")
    desk.noted.append("de l’un")
    given["ref"] = "lost"
    again = furnish(other)
    assert other.git("diff-files") == "", "git knows the files of a copy without looking into them"
    assert again["ref"] == other.noted[0]
    assert len(other.noted) == 1
    assert len(other.ask("ticket", "show", again["ref"])["journal"]) == 1
    assert other.subjects()[0].startswith(again["ref"])


def test_a_desk_to_which_something_was_done_before_is_furnished_by_itself(desk, other):
    calls = []
    furnish = _furnishing(calls)
    furnish(desk)
    other.ask("team", "add", "malik", "--name", "Malik", "--email", "malik@celya.example")
    furnish(other)
    assert calls == [desk.path, other.path]
    assert "malik" in other.read("desk.yaml")


def test_files_that_went_are_gone_and_links_stay_links(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    (first / "went").mkdir()
    (first / "went" / "file").write_text("x")
    before = taken(first)
    second.mkdir()
    lay(second, {}, before)
    (first / "went" / "file").unlink()
    (first / "went").rmdir()
    (first / "link").symlink_to("/nowhere")
    (first / "run").write_text("#!/bin/sh\n")
    (first / "run").chmod(0o755)
    lay(second, before, taken(first))
    assert taken(second) == taken(first)
    assert (second / "run").stat().st_mode & 0o777 == 0o755


def test_what_cannot_be_given_again_is_refused(desk):
    @done_once
    def furnish(_desk):
        return lambda: None

    with pytest.raises(AssertionError):
        furnish(desk)


def test_the_index_of_a_copy_is_known_to_be_that_of_its_commit(desk, other):
    furnish = _furnishing([])
    furnish(desk)
    desk.ask("ticket", "list")
    given = furnish(other)
    assert [one["ref"] for one in other.ask("ticket", "list")] == [given["ref"]]


def test_a_fixture_may_give_the_desk_itself(desk, other):
    furnish = done_once(lambda given: given)
    assert furnish(desk) is desk
    assert furnish(other) is other


def test_one_furnishing_may_follow_another_and_is_kept_apart_from_the_same_alone(desk, other):
    calls = []
    furnish = _furnishing(calls)

    @done_once
    def staff(desk, name):
        calls.append(name)
        desk.ask("team", "add", name, "--name", name.title(), "--email", f"{name}@celya.example")

    furnish(desk)
    staff(desk, "malik")
    furnish(other)
    staff(other, name="malik")
    assert calls == [desk.path, "malik"]
    assert _tracked(other) == _tracked(desk)
    assert other.git("log", "--format=%H") == desk.git("log", "--format=%H")


def test_what_followed_nothing_is_not_laid_over_what_followed_something(desk, other):
    calls = []
    furnish, staff = _furnishing(calls), done_once(lambda one: one.ask("team", "list") and None)
    furnish(desk)
    staff(other)
    furnish(other)
    assert calls == [desk.path, other.path]


def test_git_is_told_of_other_inodes_without_looking_into_a_file(desk, tmp_path):
    copytree(desk.path, tmp_path / "copy")
    copy = DeskInUse(tmp_path / "copy", None)
    assert copy.git("diff-files") != "", "what is to be spared"
    assert refreshed(copy.path)
    assert copy.git("diff-files") == copy.git("fsck", "--strict") == ""
    assert copy.git("ls-files", "--stage") == desk.git("ls-files", "--stage")


@pytest.mark.parametrize("change", [lambda path: path.write_text("x"), lambda path: path.unlink(), os.utime])
def test_what_is_not_as_git_knew_it_is_left_to_git(desk, change):
    index = desk.path / ".git" / "index"
    before = index.read_bytes()
    change(desk.path / "desk.yaml")
    assert not refreshed(desk.path)
    assert index.read_bytes() == before


def test_an_index_of_another_kind_is_left_to_git(desk):
    desk.git("update-index", "--index-version", "4")
    assert not refreshed(desk.path)
    (desk.path / ".git" / "index").unlink()
    assert not refreshed(desk.path)

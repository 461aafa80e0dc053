"""Texts of committed files are the committed ones, wherever they are found."""

from __future__ import annotations

import os
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest

from celyactl.store.at_hand import texts_of
from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from clones import Clone

FILE = "tickets/2026/11/A.yaml"


def told(desk: Clone) -> bytes | None:
    blob = desk.git("rev-parse", f"HEAD:{FILE}")
    with Repository.open(desk.path) as repository:
        return texts_of(repository, [(FILE, blob)]).get(blob)


def edited(desk: Clone) -> None:
    desk.write(FILE, "a: 2\n")


def with_other_ends(desk: Clone) -> None:
    (desk.path / FILE).write_bytes(b"a: 1\r\n")


def gone(desk: Clone) -> None:
    (desk.path / FILE).unlink()


def a_link(desk: Clone) -> None:
    gone(desk)
    (desk.path / FILE).symlink_to(desk.path / "notes.txt")


def a_pipe(desk: Clone) -> None:
    gone(desk)
    os.mkfifo(desk.path / FILE)


def a_folder(desk: Clone) -> None:
    gone(desk)
    (desk.path / FILE).mkdir()


def no_folder(desk: Clone) -> None:
    rmtree(desk.path / "tickets")
    desk.write("tickets", "a file")


def a_folder_behind_a_link(desk: Clone) -> None:
    (desk.path / "tickets").rename(desk.path / "elsewhere")
    (desk.path / "tickets").symlink_to(desk.path / "elsewhere")


def larger_than_any(desk: Clone) -> None:
    desk.write(FILE, "a: 1\n" * (1 << 19))


@pytest.mark.parametrize(
    "change",
    [edited, with_other_ends, gone, a_link, a_pipe, a_folder, no_folder, a_folder_behind_a_link, larger_than_any],
)
def test_what_people_did_to_the_file_does_not_matter(desk, change):
    change(desk)
    assert told(desk) == b"a: 1\n"


def test_git_is_not_asked_for_what_is_at_hand(desk):
    rmtree(desk.path / ".git" / "objects" / desk.git("rev-parse", f"HEAD:{FILE}")[:2])
    blob = desk.git("hash-object", FILE)
    with Repository.open(desk.path) as repository:
        assert texts_of(repository, [(FILE, blob)]) == {blob: b"a: 1\n"}


def test_a_clone_without_work_tree_has_them_in_git(desk, tmp_path):
    desk.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    blob = desk.git("rev-parse", f"HEAD:{FILE}")
    with Repository.open(tmp_path / "bare") as bare:
        assert texts_of(bare, [(FILE, blob), ("tickets/none.yaml", "0" * 40)]) == {blob: b"a: 1\n"}

"""A clone is found, judged and read: HEAD from its files, objects by one long-lived git."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from celyactl.errors.repository import ForeignRepository, NotARegularFile, NotInDesk, ObjectTooLarge, RepositoryRefused
from celyactl.store import objects
from celyactl.store.place import find
from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from clones import Clone

A = "tickets/2026/11/A.yaml"


def test_a_desk_is_found_from_any_folder_of_it(desk):
    for folder in (".", "tickets/2026/11", ".git", ".git/refs"):
        with Repository.discover(desk.path / folder) as repository:
            assert repository.place.work_tree == desk.path


def test_no_repository_is_no_desk(tmp_path):
    with pytest.raises(NotInDesk) as refused:
        Repository.discover(tmp_path)
    assert "celyactl init" in refused.value.todo


def test_a_repository_without_desk_file_is_no_desk_but_opens(make_clone):
    clone = make_clone("other")
    with pytest.raises(NotInDesk):
        Repository.discover(clone.path)
    with Repository.open(clone.path) as repository:
        assert (repository.head().branch, repository.head().commit) == ("refs/heads/main", None)


def test_a_repository_of_another_user_is_refused_until_git_trusts_it(desk, home):
    if os.geteuid():
        pytest.skip("only root can give files away")
    os.chown(desk.path, 12345, 12345)
    with pytest.raises(ForeignRepository) as refused:
        Repository.discover(desk.path)
    assert f"safe.directory '{desk.path}'" in refused.value.todo
    settings = home / ".gitconfig"
    before = settings.read_text()
    try:
        settings.write_text(f"{before}[safe]\n directory = {desk.path}\n")
        Repository.discover(desk.path).close()
    finally:
        settings.write_text(before)


def test_a_bare_clone_is_a_desk_by_its_last_commit(desk, tmp_path):
    desk.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    with Repository.discover(tmp_path / "bare.git") as repository:
        assert repository.place.work_tree is None
        assert repository.read(repository.head().commit, A) == b"a: 1\n"


def test_a_git_folder_that_says_bare_has_no_work_tree(desk):
    desk.git("config", "core.bare", "true")
    assert find(desk.path).work_tree is None


def test_a_linked_work_tree_shares_objects_and_has_its_own_head(desk):
    desk.git("worktree", "add", "-q", "-b", "side", "../side")
    place = find(desk.path.parent / "side")
    assert (place.work_tree, place.common_dir) == (desk.path.parent / "side", desk.path / ".git")
    with Repository(place) as repository:
        assert repository.head().branch == "refs/heads/side"


def test_reftables_are_refused_with_the_way_out(desk):
    desk.git("config", "core.repositoryFormatVersion", "1")
    desk.git("config", "extensions.refStorage", "reftable")
    with pytest.raises(RepositoryRefused) as refused:
        Repository.open(desk.path)
    assert "git refs migrate" in refused.value.todo


def _loose(desk: Clone) -> None:
    desk.git("rev-parse", "HEAD")


def _packed(desk: Clone) -> None:
    desk.git("branch", "main2")
    desk.git("pack-refs", "--all")
    desk.git("gc", "-q")


@pytest.mark.parametrize("keep", [_loose, _packed])
def test_head_is_read_from_its_files(desk, keep):
    keep(desk)
    with Repository.open(desk.path) as repository:
        assert repository.head().commit == desk.head
        assert repository.tree_of(desk.head) == desk.git("rev-parse", "HEAD^{tree}")
        assert repository.read(desk.head, A) == b"a: 1\n"


def test_a_detached_head_has_a_commit_and_no_branch(desk):
    desk.git("switch", "-q", "--detach")
    with Repository.open(desk.path) as repository:
        assert (repository.head().branch, repository.head().commit) == (None, desk.head)


@pytest.mark.parametrize(
    "text", ["ref: refs/heads/../../x\n", "ref: refs/tags/x\n", "nonsense", "", "ref: refs/heads/a.lock\n"]
)
def test_a_head_that_git_would_not_write_is_refused(desk, text):
    (desk.path / ".git/HEAD").write_text(text)
    with Repository.open(desk.path) as repository, pytest.raises(RepositoryRefused):
        repository.head()


def test_what_is_not_there_is_none(desk):
    with Repository.open(desk.path) as repository:
        for path in ("nope", "nope/x", f"{A}/x", "desk.yaml/x", "a\nb"):
            assert repository.read(desk.head, path) is None
        assert repository.objects.find("0" * 40) is None
        assert repository.objects.find("x\ny") is None
        assert repository.resolve("--all") is None


def test_only_plain_files_are_read(desk):
    (desk.path / "tickets/link.yaml").symlink_to("/etc/passwd")
    desk.git("add", ".")
    desk.git("commit", "-q", "-m", "link")
    with Repository.open(desk.path) as repository:
        for path in ("tickets/link.yaml", "tickets"):
            with pytest.raises(NotARegularFile):
                repository.read(desk.head, path)


def test_files_and_differences_are_listed_under_prefixes(desk):
    old = desk.head
    desk.commit({A: b"a: 2\n", "tickets/2026/12/é.yaml": b"b\n", "desk.yaml": None})
    with Repository.open(desk.path) as repository:
        listed = [(entry.path, entry.mode) for entry in repository.entries(desk.head, ["tickets"])]
        assert listed == [(A, "100644"), ("tickets/2026/12/é.yaml", "100644")]
        assert len(list(repository.entries(desk.head))) == 3
        assert {change.path for change in repository.changes(old, desk.head)} == {
            A,
            "tickets/2026/12/é.yaml",
            "desk.yaml",
        }
        changes = {change.path: (change.old, change.new) for change in repository.changes(old, desk.head, ["tickets"])}
        assert set(changes) == {A, "tickets/2026/12/é.yaml"}
        assert changes[A][1].id == desk.git("rev-parse", f"HEAD:{A}")
        assert changes["tickets/2026/12/é.yaml"][0] is None


def test_many_blobs_come_in_the_order_asked_loose_or_packed(desk):
    for number in range(1200):
        desk.write(f"tickets/{number}.yaml", f"n: {number}\n")
    desk.git("add", ".")
    desk.git("commit", "-q", "-m", "many")
    desk.git("gc", "-q")
    with Repository.open(desk.path) as repository:
        ids = [entry.id for entry in repository.entries(desk.head, ["tickets"])][::-1]
        assert [name for name, _ in repository.blobs(ids)] == ids
        assert dict(repository.blobs([*ids[:2], "0" * 40])).keys() == set(ids[:2])


def test_an_object_beyond_the_limit_is_refused_and_the_next_is_read(desk, monkeypatch):
    desk.commit({"tickets/big.yaml": b"x" * 5000, "tickets/small.yaml": b"x\n"})
    desk.git("gc", "-q")
    monkeypatch.setattr(objects, "LIMIT", 4000)
    with Repository.open(desk.path) as repository:
        with pytest.raises(ObjectTooLarge) as refused:
            repository.read(desk.head, "tickets/big.yaml")
        assert "5000" in refused.value.what
        assert repository.read(desk.head, "tickets/small.yaml") == b"x\n"


def test_a_damaged_object_is_told(desk):
    blob = desk.git("rev-parse", f"HEAD:{A}")
    file = desk.path / ".git/objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(b"damage")
    with Repository.open(desk.path) as repository, pytest.raises(RepositoryRefused):
        repository.read(desk.head, A)


def test_a_forked_process_asks_a_git_of_its_own(desk):
    desk.git("gc", "-q")
    with Repository.discover(desk.path) as repository:
        known = repository.objects.find(f"HEAD:{A}")
        pid = os.fork()
        if pid == 0:
            os._exit(0 if all(repository.objects.find(f"HEAD:{A}") == known for _ in range(200)) else 1)
        assert all(repository.objects.find(f"HEAD:{A}") == known for _ in range(200))
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0

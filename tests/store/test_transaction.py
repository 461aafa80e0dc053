"""One act is one commit, and the branch, git's index and the work tree are in step after it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from clones import ACTOR, WHEN

from celyactl.errors.repository import BadPath, DeskMoved, NotARegularFile
from celyactl.store.commits import Ident
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin, commit

A = "tickets/2026/11/A.yaml"


def test_a_commit_says_who_when_and_what(desk):
    recorded = desk.commit({A: b"a: 2\n"}, "CEL-1: note\n\nCelyactl-Op: note\n\n")
    assert (recorded.commit, recorded.left, recorded.unfinished) == (desk.head, (), "")
    assert desk.git("log", "-1", "--format=%an <%ae> %cn %aI|%B") == (
        "Nadia Roussel <nadia@celya.example> Nadia Roussel 2026-11-21T09:30:00+00:00|CEL-1: note\n\nCelyactl-Op: note"
    )
    assert desk.git("log", "-1", "--format=%(trailers:key=Celyactl-Op,valueonly)").strip() == "note"


def test_files_are_added_replaced_and_removed_in_one_commit(desk):
    desk.commit({A: None, "tickets/2026/12/B.yaml": b"b: 1\n", "desk.yaml": b"company: Autre\n"})
    assert desk.git("diff-tree", "-r", "--name-status", "--no-commit-id", "HEAD").split("\n") == [
        "M\tdesk.yaml",
        f"D\t{A}",
        "A\ttickets/2026/12/B.yaml",
    ]
    assert not (desk.path / "tickets/2026/11").exists()
    assert desk.read("desk.yaml") == "company: Autre\n"
    assert desk.status == ""


def test_plumbing_that_trusts_times_sees_no_change_after_an_act(desk):
    desk.commit({A: b"a: 2\n", "tickets/2026/12/B.yaml": b"b: 1\n"})
    assert desk.git("diff-files") == ""
    assert desk.git("diff-index", "HEAD") == ""


def test_the_first_commit_of_an_empty_repository(make_clone):
    clone = make_clone("new")
    clone.commit({"desk.yaml": b"company: Exemple\n", A: b"a: 1\n"})
    assert clone.git("rev-list", "--count", "HEAD") == "1"
    assert clone.status == ""
    assert clone.git("reflog", "--format=%gs") == "celyactl: act"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_both_object_formats_pass_git_own_check(make_clone, algorithm):
    clone = make_clone("new", f"--object-format={algorithm}")
    for number in range(3):
        clone.commit({f"t/{number}.yaml": b"x\n", f"t/{number}/y.yaml": b"y\n", "t.a/z": b"z\n"}, f"n {number}")
    assert clone.git("fsck", "--strict", "--no-dangling") == ""
    assert clone.status == ""
    assert clone.git("diff-index", "HEAD") == ""


def test_a_bare_clone_takes_commits(desk, make_clone):
    bare = make_clone("bare.git", "--bare")
    bare.git("fetch", "-q", str(desk.path), "main:main")
    recorded = bare.commit({A: b"a: 9\n"})
    assert bare.git("rev-parse", "main") == recorded.commit
    assert bare.git("show", f"main:{A}") == "a: 9"
    assert bare.git("fsck", "--strict") == ""
    assert not (bare.path / "index").exists()


def test_a_linked_work_tree_moves_its_own_branch(desk):
    desk.git("worktree", "add", "-q", "-b", "side", "../side")
    side = type(desk)(desk.path.parent / "side")
    before = desk.head
    side.commit({A: b"a: side\n"})
    assert (desk.head, desk.status, side.status) == (before, "", "")
    assert side.read(A) == "a: side\n"
    assert side.git("log", "-1", "--format=%s", "side") == "act"


def test_the_git_folder_may_be_on_another_disk(tmp_path, make_clone):
    shm = Path("/dev/shm")
    if not shm.is_dir() or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("needs two file systems")
    away = shm / f"celyactl-{tmp_path.name}"
    try:
        clone = make_clone("new", f"--separate-git-dir={away}")
        clone.commit({A: b"a: 1\n"})
        clone.commit({A: b"a: 2\n"})
        assert (clone.read(A), clone.status) == ("a: 2\n", "")
        assert [path.name for path in (clone.path / A).parent.iterdir()] == ["A.yaml"]
    finally:
        subprocess.run(["rm", "-r", str(away)], check=True)


def test_a_branch_in_packed_refs_moves(desk):
    desk.git("pack-refs", "--all")
    desk.git("gc", "-q")
    desk.commit({A: b"a: 2\n"})
    assert desk.git("rev-list", "--count", "main") == "2"
    assert desk.status == ""


def test_several_commits_under_one_hold(desk):
    with Repository.open(desk.path) as repository, begin(repository) as transaction:
        ids = [
            transaction.commit({A: b"%d\n" % n}, message=f"n {n}", author=ACTOR, committer=ACTOR, when=WHEN).commit
            for n in range(3)
        ]
    assert desk.git("rev-list", "-3", "HEAD").split() == ids[::-1]


def test_an_act_prepared_on_an_older_commit_is_refused(desk):
    old = desk.head
    desk.commit({A: b"a: 2\n"})
    with Repository.open(desk.path) as repository, pytest.raises(DeskMoved):
        commit(repository, {A: b"a: 3\n"}, expect=old, message="m", author=ACTOR, committer=ACTOR, when=WHEN)
    assert desk.read(A) == "a: 2\n"


def test_a_branch_that_a_person_moves_meanwhile_is_not_moved(desk):
    with Repository.open(desk.path) as repository, begin(repository) as transaction:
        desk.git("commit", "-q", "--allow-empty", "-m", "a person's")
        theirs = desk.head
        with pytest.raises(DeskMoved):
            transaction.commit({A: b"a: 2\n"}, message="m", author=ACTOR, committer=ACTOR, when=WHEN)
    assert (desk.head, desk.status, desk.read(A)) == (theirs, "", "a: 1\n")
    assert not (desk.path / ".git/celyactl/tx").exists()


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a//b", "a/./b", ".git/config", "a/.GIT/x", ".git./x", "a\n", "a\0", "", "a\\b", "a/"]
)
def test_paths_that_must_not_be_written_are_refused(desk, path):
    with pytest.raises(BadPath):
        desk.commit({path: b"x"})


def test_a_path_below_another_changed_path_is_refused(desk):
    with pytest.raises(BadPath):
        desk.commit({"x": b"1", "x/y": b"2"})


@pytest.mark.parametrize("mode", ["120000", "100755", "160000"])
def test_links_executables_and_submodules_are_never_written_over(desk, mode):
    blob = desk.head if mode == "160000" else desk.git("rev-parse", f"HEAD:{A}")
    desk.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},tickets/odd.yaml")
    desk.git("commit", "-q", "-m", "odd")
    for path in ("tickets/odd.yaml", "tickets/odd.yaml/below.yaml"):
        with pytest.raises(NotARegularFile):
            desk.commit({path: b"x\n"})


def test_a_folder_where_a_file_belongs_is_refused(desk):
    with pytest.raises(NotARegularFile):
        desk.commit({"tickets/2026": b"x\n"})


def test_a_link_in_the_work_tree_is_not_followed(desk, tmp_path):
    (tmp_path / "outside").mkdir()
    (desk.path / "contracts").symlink_to(tmp_path / "outside")
    with pytest.raises(NotARegularFile):
        desk.commit({"contracts/x.yaml": b"x\n"})
    assert list((tmp_path / "outside").iterdir()) == []


def test_names_and_messages_cannot_forge_a_commit(desk):
    odd = Ident("Eve <eve@x.example>\nauthor Mallory", "e<v>e@x.example\n")
    with Repository.open(desk.path) as repository, begin(repository) as transaction:
        transaction.commit({A: b"a: 2\n"}, message="a\0b\n", author=odd, committer=Ident("", "x@x.example"), when=WHEN)
    assert desk.git("fsck", "--strict") == ""
    raw = desk.git("cat-file", "commit", "HEAD")
    assert re.findall("^author (.*) <(.*)> ", raw, re.MULTILINE) == [
        ("Eve eve@x.exampleauthor Mallory", "eve@x.example")
    ]
    assert raw.endswith("\n\nab")


def test_a_split_index_stays_in_step(desk):
    desk.git("update-index", "--split-index")
    desk.commit({A: b"a: 2\n", "tickets/2026/12/B.yaml": b"b: 1\n"})
    assert (desk.status, desk.read(A)) == ("", "a: 2\n")


def test_a_version_4_index_stays_in_step(desk):
    desk.git("update-index", "--index-version", "4")
    desk.commit({A: b"a: 2\n", "tickets/2026/12/B.yaml": b"b: 1\n"})
    assert (desk.status, desk.read(A)) == ("", "a: 2\n")


def test_four_processes_of_twenty_five_acts_each_make_a_hundred_commits(desk):
    worker = (
        "import sys; sys.path.insert(0, sys.argv[1]); from act import act; from pathlib import Path\n"
        "for n in range(25):\n"
        "    assert act(Path(sys.argv[2]), f'tickets/2026/12/{sys.argv[3]}-{n}.yaml', f'n: {n}\\n') == 0\n"
    )
    faults = str(Path(__file__).parent.parent / "faults")
    running = [
        subprocess.Popen([sys.executable, "-c", worker, faults, str(desk.path), str(number)], stdout=subprocess.PIPE)
        for number in range(4)
    ]
    acknowledged = [process.communicate()[0].decode() for process in running]
    assert [process.returncode for process in running] == [0] * 4
    history = desk.git("rev-list", "HEAD").split()
    assert len(history) == 101
    assert set(re.findall("[0-9a-f]{40}", "".join(acknowledged))) == set(history[:-1])
    assert desk.status == ""
    assert desk.git("fsck", "--strict") == ""

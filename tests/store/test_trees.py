"""Trees edited as bytes are the trees that git would make."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from celyactl.errors.repository import NotARegularFile
from celyactl.store import git
from celyactl.store.known_trees import KnownTrees
from celyactl.store.place import find
from celyactl.store.repository import Repository
from celyactl.store.trees import TREE, Entry, edit, entries, replace

NAMES = st.text(st.sampled_from("ab.-0é "), min_size=1, max_size=4).filter(lambda name: name not in {".", ".."})
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    path = tmp_path_factory.mktemp("trees")
    subprocess.run(["git", "init", "-q", str(path)], check=True)
    with Repository(find(path)) as opened:
        yield opened


def _git_tree(repository, paths: set[str]) -> str:
    blob = repository.git(["hash-object", "-w", "--stdin"], b"x\n").decode().strip()
    index = repository.place.git_dir / "scratch-index"
    index.unlink(missing_ok=True)
    lines = "".join(f"100644 {blob}\t{path}\0" for path in sorted(paths)).encode()
    env = repository.env | {"GIT_INDEX_FILE": str(index)}
    for words in (["update-index", "-z", "--index-info"], ["write-tree"]):
        made = git.run(words, repository.place.work_tree, env, lines)
    return made.decode().strip()


def _fits(paths: set[str]) -> bool:
    return not any(other.startswith(f"{path}/") for path in paths for other in paths)


@settings(max_examples=25, deadline=None)
@given(first=st.sets(PATHS, max_size=5).filter(_fits), more=st.sets(PATHS, max_size=4), drop=st.integers(0, 3))
def test_adding_and_removing_paths_gives_the_tree_of_what_is_left(repository, first, more, drop):
    more = {path for path in more if _fits(first | {path})}
    more = more if _fits(first | more) else set()
    blob = repository.objects.write("blob", b"x\n")
    root = edit(None, dict.fromkeys(first, blob), repository.objects)
    gone = set(sorted(first)[:drop])
    changes = dict.fromkeys(gone) | dict.fromkeys(more - gone, blob)
    assert edit(root, changes, repository.objects) == _git_tree(repository, (first | more) - gone | (more - gone))


def test_a_folder_and_a_file_of_one_stem_sort_as_git_sorts_them(repository):
    blob = repository.objects.write("blob", b"x\n")
    changes = dict.fromkeys(["a/x", "a.b", "a-b", "a0"], blob)
    assert edit(None, changes, repository.objects) == _git_tree(repository, set(changes))


def test_a_name_inside_another_name_is_not_found():
    odd = replace(b"", {"100644 b": Entry("100644 b", "100644", "11" * 20)}, 20)
    assert list(entries(odd, 20)) == [Entry("100644 b", "100644", "11" * 20)]


def test_a_link_on_the_way_is_refused(repository):
    blob = repository.objects.write("blob", b"target")
    root = repository.objects.write("tree", replace(b"", {"link": Entry("link", "120000", blob)}, 20))
    with pytest.raises(NotARegularFile):
        edit(root, {"link/x": blob}, repository.objects)
    trees = KnownTrees(repository.objects)
    assert trees.find(root, "link").mode != TREE
    assert trees.find(root, "link/x") is None

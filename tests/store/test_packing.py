from __future__ import annotations

import subprocess
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from celyactl.errors.repository import BadPath, NotARegularFile
from celyactl.store import files
from celyactl.store.growing import Folder
from celyactl.store.packing import Edit, Pack, object_id, ready, ready_as_it_is
from celyactl.store.repository import Repository


@pytest.fixture(scope="module", params=["sha1", "sha256"])
def clone(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("clone")
    subprocess.run(["git", "init", "-q", f"--object-format={request.param}", path], check=True)
    return path


def unpacked(clone, names):
    """What git reads of these objects from the pack that was written."""
    packs = clone / ".git/objects/pack"
    for old in packs.iterdir():
        old.unlink()
    made = subprocess.run(["git", "index-pack", "-o", "pack.idx", "pack"], cwd=clone, capture_output=True, check=True)
    assert made.stdout
    (clone / "pack").rename(packs / "pack-1.pack")
    (clone / "pack.idx").rename(packs / "pack-1.idx")
    shown = [["git", "cat-file", kind, name.hex()] for kind, name in names]
    return [subprocess.run(line, cwd=clone, capture_output=True, check=True).stdout for line in shown]


edits = st.tuples(st.integers(0, 70_000), st.integers(0, 300), st.binary(max_size=400))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 70_000), st.lists(edits, max_size=8))
def test_git_reads_back_what_was_packed_whole_and_as_edits(clone, size, changes):
    text, algorithm = Random(size).randbytes(size), Repository.open(clone).objects.algorithm
    versions = [text]
    for left in ("pack", "pack.idx"):
        (clone / left).unlink(missing_ok=True)
    with files.folder(clone) as folder, Pack(folder, algorithm) as pack:
        at = pack.add(ready("blob", text, algorithm))
        for where, cut, put in changes:
            before, start = versions[-1], min(where, len(versions[-1]))
            end = min(start + cut, len(before))
            if not (after := before[:start] + put + before[end:]):
                continue  # git applies no edit that leaves nothing, and no tree that grows has one
            versions.append(after)
            at = pack.add_delta(at, len(before), len(versions[-1]), Edit(start, end - start, put))
        small = ready_as_it_is("blob", text[:100], algorithm)
        pack.add(small)
        pack.close()
    versions.append(text[:100])
    names = [("blob", object_id("blob", version, algorithm)) for version in versions]
    assert unpacked(clone, names) == versions


def test_a_tree_that_grows_is_the_tree_that_git_would_make(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for path in ("a.txt", "a/b.txt", "a0", "tickets/2026/10/x.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    subprocess.run("git add . && git commit -qm start", shell=True, cwd=tmp_path, check=True)
    random, blob = Random(7), object_id("blob", b"a.txt", "sha1")
    paths = [
        f"tickets/202{random.randrange(4, 7)}/{random.randrange(1, 13):02}/{random.randrange(10**6)}"
        for _ in range(180)
    ]
    with Repository.open(tmp_path) as repository, files.folder(tmp_path) as folder:
        base = repository.tree_of(str(repository.head().commit))
        with Pack(folder, "sha1") as pack:
            root = Folder(repository.objects, base)
            made = []
            for path in paths:
                root.put(path.split("/"), blob)
                made.append(root.write(pack).hex())
            pack.close()
    lines = "".join(f"100644 {blob.hex()}\t{path}\n" for path in paths)
    subprocess.run(["git", "update-index", "--index-info"], input=lines, text=True, cwd=tmp_path, check=True)
    wanted = subprocess.run(["git", "write-tree"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert made[-1] == wanted.strip()
    assert len(set(made)) == len(made)
    packed = subprocess.run(["git", "index-pack", "-o", "p.idx", "pack"], cwd=tmp_path, capture_output=True, check=True)
    assert packed.stdout


def test_a_name_that_looks_like_the_next_entry_is_not_taken_for_it(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name in ("a100644 c", "c"):
        (tmp_path / name).write_text("same")
    subprocess.run("git add . && git commit -qm start", shell=True, cwd=tmp_path, check=True)
    with Repository.open(tmp_path) as repository, files.folder(tmp_path) as folder, Pack(folder, "sha1") as pack:
        root = Folder(repository.objects, repository.tree_of(str(repository.head().commit)))
        root.put(["b"], object_id("blob", b"same", "sha1"))
        made = root.write(pack).hex()
        pack.close()
    (tmp_path / "b").write_text("same")
    subprocess.run(["git", "add", "a100644 c", "b", "c"], cwd=tmp_path, check=True)
    wanted = subprocess.run(["git", "write-tree"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert made == wanted.strip()


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("a.txt", BadPath),
        ("a", BadPath),
        ("a/b.txt", BadPath),
        ("a.txt/x", NotARegularFile),
        ("link/x", NotARegularFile),
    ],
)
def test_what_is_there_is_never_replaced(tmp_path, path, error):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "a").mkdir()
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "a/b.txt").write_text("b")
    (tmp_path / "link").symlink_to("a")
    subprocess.run("git add . && git commit -qm start", shell=True, cwd=tmp_path, check=True)
    with Repository.open(tmp_path) as repository:
        root = Folder(repository.objects, repository.tree_of(str(repository.head().commit)))
        with pytest.raises(error):
            root.put(path.split("/"), object_id("blob", b"", "sha1"))

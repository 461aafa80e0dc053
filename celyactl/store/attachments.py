"""Bytes of files that belong to tickets: under one parentless ref a ticket, by SHA-256, never in the history.

The commit of a ref has no parent and no date, so that two clones which hold the same files have the same commit, and
joining two of them is the union of their names.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from celyactl.store.commits import commit_object
from celyactl.store.refs import read_branch
from celyactl.store.trees import Entry, entries, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from celyactl.store.objects import Objects
    from celyactl.store.repository import Repository

PREFIX: Final = "refs/celyactl/files/"
_NOBODY: Final = "celyactl <celyactl@localhost> 0 +0000"
_FILE: Final = "100644"


def ref_of(reference: str) -> str:
    """The ref that holds the files of a ticket."""
    return f"{PREFIX}{reference}"


def find(repository: Repository, references: Iterable[str], name: str) -> bytes | None:
    """The bytes called `name` (their SHA-256) of a ticket, by its references, present and past; None: not here."""
    for reference in references:
        commit = read_branch(repository.place.common_dir, ref_of(reference))
        blob = held(repository, commit).get(name) if commit else None
        found = repository.objects.find(blob) if blob else None
        if found is not None and sha256(found[1]).hexdigest() == name:
            return found[1]
    return None


def held(repository: Repository, commit: str) -> dict[str, str]:
    """The blobs that a commit of files holds, by name."""
    content = repository.objects.read("tree", repository.tree_of(commit))
    return {entry.path: entry.id for entry in entries(content, repository.objects.id_bytes) if entry.mode == _FILE}


def with_more(repository: Repository, reference: str, contents: Iterable[bytes]) -> dict[str, str]:
    """Write files of a ticket; the ref that is to name them, and the commit. The transaction makes them durable."""
    ref = ref_of(reference)
    commit = read_branch(repository.place.common_dir, ref)
    blobs = held(repository, commit) if commit else {}
    blobs |= {sha256(content).hexdigest(): repository.objects.write("blob", content) for content in contents}
    return {ref: write(repository.objects, blobs)}


def joined(repository: Repository, one: str, other: str, erased: Collection[str] = ()) -> str:
    """The commit of the files of both, without those that were erased; written, not yet durable."""
    blobs = held(repository, one) | held(repository, other)
    return write(repository.objects, {name: blob for name, blob in blobs.items() if name not in erased})


def write(objects: Objects, blobs: Mapping[str, str]) -> str:
    """Write the commit that holds these blobs by name."""
    tree = replace(b"", {name: Entry(name, _FILE, blob) for name, blob in blobs.items()}, objects.id_bytes)
    return objects.write("commit", commit_object(objects.write("tree", tree), [], _NOBODY, _NOBODY, "files"))

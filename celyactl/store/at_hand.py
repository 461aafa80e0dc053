"""Texts of committed files, from the work tree where it still has the committed bytes: a pack has each to be unpacked.

The name of a text proves it (git's hash of its bytes), so it does not matter where it was found.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from celyactl.store import files
from celyactl.store.yaml.values import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from celyactl.store.repository import Repository

    Named = tuple[str, str]
    """A file: where it is, and its text's id."""


def texts_of(repository: Repository, wanted: Collection[Named]) -> dict[str, bytes]:
    """By its id the text of each file; ids that are no blob here are left out."""
    found = dict(_at_hand(repository, wanted))
    return found | dict(repository.blobs({blob for _path, blob in wanted if blob not in found}))


def _at_hand(repository: Repository, wanted: Iterable[Named]) -> Iterator[tuple[str, bytes]]:
    root = repository.place.work_tree
    if root is None:
        return
    for folder, inside in groupby(sorted(wanted), lambda file: file[0].rpartition("/")[0]):
        yield from _in_folder(repository, root, folder, inside)


def _in_folder(repository: Repository, root: Path, folder: str, wanted: Iterable[Named]) -> Iterator[tuple[str, bytes]]:
    """What the work tree has of one folder: what it has not, or can't be read there, git has."""
    try:
        with files.folder(root, folder.split("/") if folder else ()) as opened:
            for path, blob in wanted:
                text = files.read_small(opened, path.rpartition("/")[2], MAX_BYTES)
                if text is not None and repository.objects.hash("blob", text) == blob:
                    yield blob, text
    except OSError:
        return

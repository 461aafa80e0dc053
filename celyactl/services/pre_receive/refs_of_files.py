"""Refs of files that a push moves: one commit without a parent, and files whose bytes have the hash that names them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from celyactl.domain.file_names import LARGEST
from celyactl.errors import receiving as say
from celyactl.errors.base import CelyactlError
from celyactl.store import attachments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.errors.base import Fault
    from celyactl.store.repository import Repository


def faults_of_files(repository: Repository, ref: str, commit: str | None) -> Iterator[Fault]:
    """What is wrong with a ref of files; it may lose files (they were erased), and never goes."""
    try:
        is_sound = commit is not None and _is_sound(repository, commit)
    except CelyactlError:
        is_sound = False
    if not is_sound:
        yield say.no_files(ref)


def _is_sound(repository: Repository, commit: str) -> bool:
    head = repository.objects.read("commit", commit).partition(b"\n\n")[0]
    if b"\nparent " in head:
        return False
    for name, blob in attachments.held(repository, commit).items():
        content = repository.objects.read("blob", blob)
        if len(content) > LARGEST or sha256(content).hexdigest() != name:
            return False
    return True

"""Makes the commit of an act: its trees and itself, signed where a key signs, until a transaction keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.store import trees
from celyactl.store.commits import commit_object
from celyactl.store.signing.signer import signer_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from celyactl.store.repository import Repository


class Facts(Struct, frozen=True):
    """What a commit says besides its tree; `author` and `committer` as lines of `Ident.line`."""

    message: str
    author: str
    committer: str

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.split("\n", 1)[0]


def make(repository: Repository, changes: Mapping[str, str | None], parents: Sequence[str], facts: Facts) -> str:
    """The id of a commit whose tree is the first parent's with these blobs by path (None: taken away).

    Raises:
        NotARegularFile: a path, or a folder of it, is something else in the tree.
        NotSigned, SigningProgramMissing: a key is configured and did not sign.

    """
    objects = repository.objects
    root = repository.tree_of(parents[0]) if parents else None
    tree = trees.edit(root, changes, objects)
    content = commit_object(tree, parents, facts.author, facts.committer, facts.message)
    signer = signer_of(repository)
    return objects.write("commit", signer.signed(content, repository.place.algorithm) if signer else content)

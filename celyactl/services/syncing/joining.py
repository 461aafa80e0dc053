"""The merge commit of an exchange: made in memory, durable before it is pushed, and no branch names it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.syncing import Unrelated
from celyactl.store.commits import Ident
from celyactl.store.joining import pending
from celyactl.store.joining.histories import join
from celyactl.store.making import Facts, make
from celyactl.store.message import Trailers, message

if TYPE_CHECKING:
    from celyactl.services.acting import Acting
    from celyactl.store.joining.histories import Union
    from celyactl.store.repository import Repository


def unite(repository: Repository, ours: str, theirs: str, address: str) -> Union:
    """Both histories joined.

    Raises:
        Unrelated: they have nothing in common.
        NotOursToJoin, NotARegularFile: as `histories.join`.

    """
    base = repository.common_base(ours, theirs)
    if base is None:
        raise Unrelated(address)
    return join(repository, base, ours, theirs)


def write_merge(repository: Repository, ours: str, theirs: str, union: Union, acting: Acting) -> str:
    """Write the merge commit, to be kept by the transaction; its id."""
    blobs = {
        path: repository.objects.write("blob", content) if isinstance(content, bytes) else content
        for path, content in union.changes.items()
    }
    said = message(_subject(union), Trailers("sync", None, acting.by, acting.channel))
    author, committer = (Ident(*who).line(acting.now) for who in ((acting.name, acting.email), acting.committer))
    return make(repository, blobs, [ours, theirs], Facts(said, author, committer))


def names(merge: str, union: Union) -> dict[str, str]:
    """The refs that keep the union's conflicts waiting."""
    return pending.to_name(merge, {one.path for one in union.conflicts})


def _subject(union: Union) -> str:
    count = len(union.joined)
    if not count:
        return "sync: join two histories"
    return f"sync: join two histories and {count} {'file' if count == 1 else 'files'}"

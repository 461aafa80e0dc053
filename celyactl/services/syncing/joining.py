"""The merge commit of an exchange: made in memory, durable before it is pushed, and no branch names it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.store.commits import Ident
from celyactl.store.intent import Step
from celyactl.store.joining import pending
from celyactl.store.making import Facts, make
from celyactl.store.message import Trailers, message
from celyactl.store.trees import check_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.services.acting import Acting
    from celyactl.store.joining.histories import Union
    from celyactl.store.repository import Repository


def steps_to(repository: Repository, union: Union) -> tuple[Step, ...]:
    """What the union makes of ours; new contents are written, to be kept by the transaction. Raises BadPath."""
    steps: list[Step] = []
    for path, content in union.changes.items():
        check_path(path)
        new = repository.objects.write("blob", content) if isinstance(content, bytes) else content
        if new != union.before[path]:
            steps.append(Step(path, union.before[path], new))
    return tuple(steps)


def write_merge(
    repository: Repository, parents: Sequence[str], union: Union, steps: Sequence[Step], acting: Acting
) -> str:
    """Write the merge commit of two parents, ours first, to be kept by the transaction; its id."""
    said = message(_subject(union), Trailers("sync", None, acting.by, acting.channel))
    author, committer = (Ident(*who).line(acting.now) for who in ((acting.name, acting.email), acting.committer))
    blobs = {step.path: step.new for step in steps}
    return make(repository, blobs, parents, Facts(said, author, committer))


def names(merge: str, union: Union) -> dict[str, str]:
    """The refs that keep the union's conflicts waiting."""
    return pending.to_name(merge, {one.path for one in union.conflicts})


def _subject(union: Union) -> str:
    count = len(union.joined)
    if not count:
        return "sync: join two histories"
    return f"sync: join two histories and {count} {'file' if count == 1 else 'files'}"

"""Looks at both sides and decides what an exchange does: fetch, fast-forward or merge, and what goes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from celyactl.errors.syncing import RemoteUnreachable, Unrelated
from celyactl.services.syncing import filing, joining
from celyactl.services.syncing.plan import Plan
from celyactl.store import commits, guard
from celyactl.store.head import read_branch
from celyactl.store.incoming import require_untouched
from celyactl.store.joining.histories import join
from celyactl.store.remote import memory
from celyactl.store.steps import Onward, steps_between

if TYPE_CHECKING:
    from celyactl.services.acting import Acting
    from celyactl.store.remote.transport import Remote
    from celyactl.store.repository import Repository

_LOOKED_AT: Final = 100
"""Own commits that are looked at for the oldest one: who has more to send has waited for long."""


def planned(remote: Remote, name: str, acting: Acting) -> Plan:
    """What is to be done now; what comes has been fetched, a merge is written and not yet kept.

    Raises as `Exchange.run`.
    """
    repository = remote.repository
    head = repository.head()
    branch = guard.branch_to_move(repository.place, head)
    filed = filing.changed(repository)
    try:
        tips = remote.tips(branch, *filed)
    except RemoteUnreachable as error:
        raise RemoteUnreachable(error.said, waiting(repository, name)) from None
    tip = tips.get(branch)
    plan = Plan(branch, head.commit, tip, filing.to_push(remote, filed, tips))
    if tip is None or tip == head.commit:
        return plan
    known = memory.tracking(name, branch)
    base = _base(remote, head.commit, tip, known=read_branch(repository.place.common_dir, known) == tip)
    memory.follow(repository.place, known, tip)
    return plan if base == tip else _with_theirs(plan, remote, tip, base, acting)


def _base(remote: Remote, head: str | None, tip: str, *, known: bool) -> str | None:
    """The commit that both histories began with, None while ours is empty; what is not `known` is fetched first."""
    if not known:
        remote.fetch(tip)
    if head is None:
        return None
    base = remote.repository.common_base(head, tip)
    if base is None and known:
        return _base(remote, head, tip, known=False)  # what git remembers of the other side may be gone
    if base is None:
        raise Unrelated(remote.address)
    return base


def _with_theirs(plan: Plan, remote: Remote, tip: str, base: str | None, acting: Acting) -> Plan:
    repository, ours = remote.repository, plan.head
    if ours is None or base is None or base == ours:
        steps = tuple(steps_between(repository, ours, tip))
        return replace(plan, onward=Onward(tip, steps, require_untouched(repository, steps)))
    union = join(repository, base, ours, tip)
    steps = joining.steps_to(repository, union)
    seen = require_untouched(repository, steps)
    merge = joining.write_merge(repository, (ours, tip), union, steps, acting)
    return replace(plan, onward=Onward(merge, steps, seen), union=union, merge=merge)


def waiting(repository: Repository, name: str) -> int:
    """How many commits of this clone the other one is not known to have."""
    head = repository.head()
    if head.commit is None or head.branch is None:
        return 0
    known = read_branch(repository.place.common_dir, memory.tracking(name, head.branch))
    return 0 if known == head.commit else repository.count(known, head.commit)


def is_waiting(repository: Repository, name: str) -> bool:
    """Whether this clone's branch is elsewhere than the other one was last known to be: two small files tell."""
    head = repository.head()
    if head.commit is None or head.branch is None:
        return False
    return read_branch(repository.place.common_dir, memory.tracking(name, head.branch)) != head.commit


def age(repository: Repository, name: str) -> float:
    """For how many seconds the oldest act that the other clone is not known to have has waited; 0 without any."""
    head = repository.head()
    commit, oldest = head.commit, None
    known = read_branch(repository.place.common_dir, memory.tracking(name, head.branch)) if head.branch else None
    for _look in range(_LOOKED_AT):
        if commit is None or commit == known:
            break
        oldest = commit
        commit = next(iter(commits.parents(repository, commit)), None)
    return max(0.0, time.time() - commits.committed_at(repository, oldest)) if oldest else 0.0

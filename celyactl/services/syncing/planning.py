"""Looks at both sides and decides what an exchange does: fetch, fast-forward or merge, and what goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from celyactl.errors.syncing import RemoteUnreachable
from celyactl.services.syncing import filing
from celyactl.services.syncing.joining import unite, write_merge
from celyactl.services.syncing.plan import Plan
from celyactl.store import guard
from celyactl.store.head import read_branch
from celyactl.store.incoming import require_untouched
from celyactl.store.intent import Step
from celyactl.store.remote import memory
from celyactl.store.steps import steps_between

if TYPE_CHECKING:
    from celyactl.services.acting import Acting
    from celyactl.store.remote.transport import Remote
    from celyactl.store.repository import Repository


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
    plan = Plan(branch, head.commit, tip, head.commit, filing.to_push(remote, filed, tips))
    if tip is not None and not _has(repository, tip, head.commit):
        remote.fetch(tip)
        plan = _with_theirs(replace(plan, target=tip, fetched=repository.count(head.commit, tip)), remote, tip, acting)
    if head.commit is not None and tip != head.commit:
        plan = replace(plan, going=repository.count(tip, head.commit))
    if tip is not None:
        memory.follow(repository.place, memory.tracking(name, branch), tip)
    return plan


def waiting(repository: Repository, name: str) -> int:
    """How many commits of this clone the other one is not known to have."""
    head = repository.head()
    if head.commit is None or head.branch is None:
        return 0
    known = read_branch(repository.place.common_dir, memory.tracking(name, head.branch))
    return 0 if known == head.commit else repository.count(known, head.commit)


def _has(repository: Repository, tip: str, head: str | None) -> bool:
    return head is not None and repository.contains(tip, head)


def _with_theirs(plan: Plan, remote: Remote, tip: str, acting: Acting) -> Plan:
    repository, ours = remote.repository, plan.head
    if ours is None or repository.contains(ours, tip):
        require_untouched(repository, tuple(steps_between(repository, ours, tip)))
        return plan
    union = unite(repository, ours, tip, remote.address)
    require_untouched(repository, [Step(path, old, None) for path, old in union.before.items()])
    merge = write_merge(repository, ours, tip, union, acting)
    return replace(plan, target=merge, union=union, merge=merge)


def is_waiting(repository: Repository, name: str) -> bool:
    """Whether this clone's branch is elsewhere than the other one was last known to be: two small files tell."""
    head = repository.head()
    if head.commit is None or head.branch is None:
        return False
    return read_branch(repository.place.common_dir, memory.tracking(name, head.branch)) != head.commit

"""One push judged: its branch goes on from where it was, its files are sound, and an audit accepts each commit of it.

Only what comes is looked at, so that a push costs the same in a desk of 100,000 tickets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.errors import receiving as say
from celyactl.errors.base import CelyactlError, Fault
from celyactl.services.auditing.verify import judged_since
from celyactl.services.pre_receive.files import file_faults
from celyactl.services.pre_receive.refs_of_files import faults_of_files
from celyactl.store import attachments
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from celyactl.store.repository import Repository


class Update(NamedTuple):
    """One ref of a push; None for an id of zeros: it is new, or goes."""

    old: str | None
    new: str | None
    ref: str


def updates(text: str) -> list[Update]:
    """The lines that git gives to the hook."""
    lines = (line.split(" ", 2) for line in text.splitlines() if line.strip())
    return [Update(_id(old), _id(new), ref) for old, new, ref in lines]


def _id(text: str) -> str | None:
    return None if set(text) == {"0"} else text


def faults(repository: Repository, pushed: Iterable[Update], now: datetime) -> Iterator[Fault]:
    """Everything that is wrong with a push at `now`; refs other than the desk's branch and files are nobody's here."""
    branch = repository.head().branch
    for update in pushed:
        if update.ref == branch:
            yield from _of_branch(repository, update, now)
        elif update.ref.startswith(attachments.PREFIX):
            yield from faults_of_files(repository, update.ref, update.new)


def _of_branch(repository: Repository, update: Update, now: datetime) -> Iterator[Fault]:
    if update.new is None:
        yield say.branch_removed(update.ref)
        return
    if update.old is not None and not repository.contains(update.old, update.new):
        yield say.not_forward(update.ref)
        return
    broken = list(file_faults(repository, update.old, update.new))
    yield from broken
    yield from _of_commits(View(repository, update.new), update.old, now, {fault.path for fault in broken})


def _of_commits(view: View, since: str | None, now: datetime, told: set[str]) -> Iterator[Fault]:
    """What an audit finds of each commit that comes, by its path or its id; of files that are `told` nothing more."""
    try:
        for one in judged_since(view, since, now):
            if one.path not in told:
                yield say.found(one.code, one.path, one.commit, one.message)
    except CelyactlError as error:
        if error.where not in told:
            yield Fault(error.where, 0, "", error.code(), error.what)

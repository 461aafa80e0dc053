"""An act taken back by a new one: entries by `retract`, other files by the inverse change. History only grows."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.base import NotFound
from celyactl.errors.repository import GitFailed
from celyactl.errors.undo import AlreadyUndone, NotAnAct, NothingToUndo, OpeningStays, UnknownCommit
from celyactl.services.privacy.forgotten import require_forgotten, require_no_erasure
from celyactl.services.recording import Act, Done, record
from celyactl.services.texts import perhaps_said
from celyactl.services.undoing.restoring import is_back, restored
from celyactl.services.undoing.taking_back import read_by_client, still_there, without
from celyactl.store import layout, records
from celyactl.store.commit_reading import commits
from celyactl.store.history import Wanted, acts
from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from celyactl.domain.model import Model
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.store.commit_reading import Commit
    from celyactl.store.history import Act as Recorded
    from celyactl.store.repository import Change
    from celyactl.store.store import Store
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]

_COMMIT: Final = re.compile(r"[0-9a-f]{7,64}")
_SHORT: Final = 10
_LOOKED_AT: Final = 1000
"""How many of somebody's acts are looked through for the last one that is not undone."""
_UNDO: Final = "undo "


class Undone(Struct, frozen=True):
    """The act that was taken back, and the paths of the files that changed for it."""

    told: Commit
    paths: tuple[str, ...]


def find(view: View, acting: Acting, what: str | None, progress: Progress | None = None) -> str:
    """The commit that is meant: by its id, or the actor's last act, on a ticket or at all, that is not undone.

    Raises NothingToUndo, UnknownCommit, and the errors of `View.resolve`.
    """
    names: tuple[str, ...] = ()
    if what is not None:
        ref = _ticket(view, what)
        if ref is None:
            return _commit(view, what)
        names = (ref,)
    wanted = Wanted(names, acting.by, acting.email)
    found = acts(view.repository, view.commit, wanted, _LOOKED_AT, progress).acts
    return next(_not_undone(found), None) or _nothing(what)


def _nothing(what: str | None) -> str:
    raise NothingToUndo(what or "")


def _ticket(view: View, what: str) -> str | None:
    """The ticket that is meant; None for what looks like a commit and is no ticket."""
    if not _COMMIT.fullmatch(what):
        return view.resolve(what, writing=True)
    with suppress(NotFound):
        return view.resolve(what, writing=True)
    return None


def _commit(view: View, what: str) -> str:
    with suppress(GitFailed):
        found = view.repository.git(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{what}^{{commit}}"])
        commit = found.decode().strip()
        if view.repository.contains(commit, view.commit):
            return commit
    raise UnknownCommit(what)


def _not_undone(found: Iterable[Recorded]) -> Iterator[str]:
    """The acts, newest first, without undoings and what they undid; an undoing that was undone undoes nothing."""
    undone: set[str] = set()
    for act in found:
        if act.commit[:_SHORT] in undone:
            continue
        if (act.op or "").startswith(_UNDO):
            undone.add((act.op or "").removeprefix(_UNDO))
        elif act.op:
            yield act.commit


def undo(store: Store, acting: Acting, commit: str, text: str | None = None) -> Done[Undone]:
    """Take back what a commit did, as one act.

    Raises NotAnAct, AlreadyUndone, OpeningStays, BuiltOn, DetailsErased, EmptyText, and BadFile when another file names
    what vanishes.
    """
    words = perhaps_said(text, "--text")

    def plan(view: View) -> Act[Undone]:
        [told] = commits(view.repository, [commit])
        _require_an_act(told)
        changes = list(view.repository.changes(told.parents[0], commit, layout.ROOTS))
        tickets = [change for change in changes if _is_ticket(change.path)]
        others = [change for change in changes if not _is_ticket(change.path)]
        ids = dict(_added(view, _extended(tickets)))
        files: dict[str, Model | bytes | None] = {}
        remarks: list[str] = []
        for ref, new in ids.items():
            ticket = view.ticket(view.resolve(ref))
            if there := still_there(ticket, new):
                files[view.path_of(ticket)] = without(view, acting, ticket, there, words)
                remarks += read_by_client(ticket, there)
        if not all(is_back(view, change) for change in others):
            back = restored(view, commit, others)
            require_forgotten(view, back)
            files |= back
        if not files:
            raise AlreadyUndone(commit[:_SHORT], told.subject)
        only = next(iter(ids)) if len(ids) == 1 and not others else None
        subject = f"undo {commit[:_SHORT]}: {told.subject}"
        return Act(f"undo {commit[:_SHORT]}", subject, files, Undone(told, tuple(files)), only, tuple(remarks))

    return record(store, acting, plan)


def _require_an_act(told: Commit) -> None:
    if told.trailers is None or len(told.parents) != 1:
        raise NotAnAct(told.id[:_SHORT], told.subject)
    require_no_erasure(told.trailers.op)


def _is_ticket(path: str) -> bool:
    where = classify(path)
    return where is not None and where.kind is FileKind.TICKET


def _extended(changes: list[Change]) -> list[Change]:
    """The changes of tickets that were there before. Raises OpeningStays."""
    if opened := [change.path for change in changes if change.old is None or change.new is None]:
        raise OpeningStays([path.rpartition("/")[2].removesuffix(".yaml") for path in opened])
    return changes


def _added(view: View, changes: list[Change]) -> Iterator[tuple[str, set[str]]]:
    """The ticket of each change, and the ids of the entries that it added."""
    now = (view.repository.entry(view.commit, change.path) for change in changes)
    sides = (one for change in changes for one in (change.old, change.new))
    view.repository.objects.read_ahead({one.id for one in chain(sides, now) if one})
    for change in changes:
        old, new = (_ticket_in(view, one.id, change.path) for one in (change.old, change.new) if one)
        known = {entry.id for entry in old.journal}
        yield new.ref, {entry.id for entry in new.journal} - known


def _ticket_in(view: View, blob: str, path: str) -> Ticket:
    return records.load_ticket(view.repository.objects.read("blob", blob), path).model

"""One exchange with the other clone, tried again while others are faster. No lock is held while the network is awaited.

The merge is pushed before the own branch moves to it: when somebody else was faster it is made anew, so that one merge
commit joins, however often it was tried. A kill leaves the own branch where it was or where it shall be.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from celyactl.errors.base import CelyactlError
from celyactl.errors.repository import EditedByHand
from celyactl.errors.syncing import IncomingEdited, RemoteLocked, StillBusy
from celyactl.i18n import gettext as _
from celyactl.services.syncing import joining
from celyactl.services.syncing.outcome import Outcome
from celyactl.services.syncing.planning import planned
from celyactl.store.commits import Ident
from celyactl.store.joining import pending
from celyactl.store.remote import memory
from celyactl.store.remote.failures import LostRace
from celyactl.store.transaction import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from celyactl.services.acting import Acting
    from celyactl.services.syncing.plan import Plan
    from celyactl.store.joining.conflicts import Conflict
    from celyactl.store.remote.transport import Remote
    from celyactl.store.repository import Repository
    from celyactl.store.transaction import Recorded

PATIENCE: Final = 60.0
"""Seconds for which an exchange is tried again when others are faster."""
_LOCKED: Final = 10.0
"""Seconds for which a lock of git over there is waited for, as for one here."""
_FIRST_PAUSE: Final = 0.05
_LONGEST_PAUSE: Final = 0.4


@dataclass(frozen=True)
class Exchange:
    """With whom, for whom: `name` is git's name of the remote; `acting` tells who and when."""

    remote: Remote
    name: str
    acting: Callable[[], Acting]
    dry_run: bool = False
    patience: float = PATIENCE

    def run(self) -> Outcome:
        """Exchange until both clones hold the same history, or say why not.

        Raises:
            RemoteUnreachable, RemoteDenied, PushRefused, StillBusy: what the other side says; what came was taken.
            IncomingEdited: a person's edits are in the way; nothing moved.
            Unrelated, NotOursToJoin, NotARegularFile: the histories can't be joined.
            OperationUnderWay, DetachedHead, DeskBusy: this clone is not free.

        """
        deadline, pause = time.monotonic() + self.patience, _FIRST_PAUSE
        while True:
            self._repository.objects.forget()  # what an earlier attempt wrote
            plan = planned(self.remote, self.name, self.acting())
            if self.dry_run:
                return self._told(plan, ())
            try:
                return self._told(plan, self._carry_out(plan))
            except LostRace as lost:
                if lost.lock and time.monotonic() > deadline - self.patience + _LOCKED:
                    raise RemoteLocked(lost.lock) from None
                if time.monotonic() > deadline:
                    raise StillBusy(round(self.patience)) from None
                time.sleep(random.uniform(0, pause))  # noqa: S311  # it spreads attempts, it hides nothing
                pause = min(2 * pause, _LONGEST_PAUSE)

    @property
    def _repository(self) -> Repository:
        return self.remote.repository

    def _carry_out(self, plan: Plan) -> tuple[str, ...]:
        """Keep the merge, push it, then move to it; warnings. Raises LostRace when anything moved meanwhile."""
        self._keep(plan)
        try:
            self._push(plan)
        except CelyactlError:
            self._take(plan)  # what came is ours, whatever the other side says to what goes
            raise
        return tuple(_warnings(self._take(plan)))

    def _keep(self, plan: Plan) -> None:
        named = dict(plan.files.own)
        if plan.merge and plan.union:
            named |= joining.names(plan.merge, plan.union)
        if plan.merge or named:
            with begin(self._repository) as transaction:
                if transaction.base != plan.head:
                    raise LostRace
                transaction.keep(named)

    def _push(self, plan: Plan) -> None:
        updates = dict(plan.files.updates)
        if plan.target is not None and plan.target != plan.tip:
            updates[plan.branch] = (plan.tip, plan.target)
        if updates:
            self.remote.push(updates)
        place = self._repository.place
        if plan.target is not None:
            memory.follow(place, memory.tracking(self.name, plan.branch), plan.target)
        known = memory.recall(place).files
        pushed = {ref: new for ref, (_old, new) in plan.files.updates.items()}
        memory.note(place, memory.Memory(int(time.time()), {**known, **pushed}))

    def _take(self, plan: Plan) -> Recorded | None:
        """Move the own branch, git's index and the files to what both sides are at."""
        if plan.target is None or plan.target == plan.head:
            return None
        acting = self.acting()
        with begin(self._repository) as transaction:
            if transaction.base != plan.head:
                raise LostRace
            try:
                return transaction.advance(plan.target, Ident(acting.name, acting.email), acting.now, "sync")
            except EditedByHand as error:
                raise IncomingEdited(error.where.split(", ")) from None

    def _told(self, plan: Plan, warnings: tuple[str, ...]) -> Outcome:
        conflicts = plan.union.conflicts if self.dry_run and plan.union else tuple(self._undecided())
        pushed, left = (0, plan.going) if self.dry_run else (plan.going, 0)
        return Outcome(plan.fetched, plan.merged, pushed, left, plan.joined, conflicts, warnings)

    def _undecided(self) -> Iterator[Conflict]:
        head = self._repository.head().commit
        for one in pending.waiting(self._repository, head) if head else ():
            yield from one.conflicts


def _warnings(recorded: Recorded | None) -> Iterator[str]:
    if recorded is None:
        return
    if recorded.unfinished:
        yield recorded.unfinished
    for path in recorded.left:
        yield _("{path} keeps your own edit; `celyactl adopt` records it").format(path=path)

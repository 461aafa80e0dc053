"""One exchange with the other clone, tried again while others are faster. No lock is held while the network is awaited.

The merge is pushed before the own branch moves to it: when somebody else was faster it is made anew, so that one merge
commit joins, however often it was tried. A kill leaves the own branch where it was or where it shall be.
"""

from __future__ import annotations

import time
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from celyactl.errors.base import CelyactlError
from celyactl.errors.repository import EditedByHand
from celyactl.errors.syncing import IncomingEdited
from celyactl.i18n import gettext as _
from celyactl.services.syncing import joining
from celyactl.services.syncing.outcome import Outcome
from celyactl.services.syncing.planning import age, is_waiting, planned
from celyactl.services.syncing.tries import Tries
from celyactl.store import ahead
from celyactl.store.commits import Ident
from celyactl.store.joining import pending
from celyactl.store.remote import memory, neighbour
from celyactl.store.remote.failures import LostRace
from celyactl.store.transaction import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from celyactl.services.acting import Acting
    from celyactl.services.syncing.plan import Plan
    from celyactl.store.joining.conflicts import Conflict
    from celyactl.store.remote.transport import Remote
    from celyactl.store.repository import Repository
    from celyactl.store.transaction import Recorded

PATIENCE: Final = 60.0
"""Seconds for which an exchange is tried again when others are faster."""


class Exchange(Struct, frozen=True):
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
        tries, sent = Tries(self.patience), Outcome()
        while True:
            self._repository.objects.forget()  # what an earlier attempt wrote
            try:
                with ExitStack() as stack:
                    with self._turn():
                        plan = planned(self.remote, self.name, self.acting())
                        if self.dry_run:
                            return self._expected(plan)
                        plan = self._ahead(plan, stack)
                        self._give(plan)
                    done = self._counted(plan)
                    sent = replace(sent, pushed=sent.pushed + done.pushed, merged=sent.merged + done.merged)
                    warnings = tuple(_warnings(self._take(plan)))
            except LostRace as lost:
                tries.again(lost, self._age())
            else:
                return self._told(done, sent, warnings, tries.lost)

    @property
    def _repository(self) -> Repository:
        return self.remote.repository

    def _turn(self) -> AbstractContextManager[None]:
        """Wait for our turn with a clone on this machine, when we have something to send."""
        if self.dry_run or not is_waiting(self._repository, self.name):
            return nullcontext()
        return neighbour.turn(self.remote.address, self._age())

    def _age(self) -> float:
        return age(self._repository, self.name)

    def _ahead(self, plan: Plan, stack: ExitStack) -> Plan:
        """Have git's index built for what comes, while the other side takes what goes."""
        if plan.onward is None or not plan.sends:
            return plan
        made = stack.enter_context(ahead.building(self._repository, plan.onward))
        return replace(plan, onward=replace(plan.onward, ahead=made))

    def _give(self, plan: Plan) -> None:
        """Keep the merge, and push it. Raises LostRace when anything moved meanwhile."""
        self._keep(plan)
        try:
            self._push(plan)
        except CelyactlError:
            self._take(plan)  # what came is ours, whatever the other side says to what goes
            raise

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
        if plan.onward is None:
            return None
        acting = self.acting()
        with begin(self._repository) as transaction:
            if transaction.base != plan.head:
                raise LostRace
            try:
                return transaction.advance(plan.onward, Ident(acting.name, acting.email), acting.now, "sync")
            except EditedByHand as error:
                raise IncomingEdited(error.where.split(", ")) from None

    def _counted(self, plan: Plan) -> Outcome:
        """What comes and goes, in numbers."""
        fetched, going = self._repository.apart(plan.tip, plan.head) if plan.tip != plan.head else (0, 0)
        return Outcome(fetched, int(plan.merge is not None), going, joined=plan.joined)

    def _expected(self, plan: Plan) -> Outcome:
        found = self._counted(plan)
        conflicts = plan.union.conflicts if plan.union else tuple(self._undecided())
        return replace(found, pushed=0, waiting=found.pushed, conflicts=conflicts)

    def _told(self, done: Outcome, sent: Outcome, warnings: tuple[str, ...], lost: int) -> Outcome:
        """What the last attempt did, with what `sent` in all: a merge of ours that was sent before comes as theirs."""
        fetched = max(0, done.fetched - (sent.merged - done.merged))
        total = replace(done, fetched=fetched, pushed=sent.pushed, merged=sent.merged)
        return replace(total, conflicts=tuple(self._undecided()), warnings=warnings, retries=lost)

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

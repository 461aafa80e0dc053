"""One act, one durable commit: the branch, git's index and the work tree move together, or nothing does.

The order of the steps, what each crash leaves and what becomes of it are told in docs/store.md.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.errors.base import CelyactlError
from celyactl.errors.repository import DeskMoved, MaybeRecorded, NothingRecorded
from celyactl.errors.system import reason
from celyactl.i18n import gettext as _
from celyactl.store import files, finishing, guard, intent, lock, many, recovery, refs, staging, trees, worktree
from celyactl.store.intent import Intent, Step
from celyactl.store.interrupts import too_late_to_interrupt
from celyactl.store.making import Facts, make
from celyactl.store.place import area_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from celyactl.store.commits import Ident
    from celyactl.store.many import Addition
    from celyactl.store.recovery import Repair
    from celyactl.store.repository import Repository
    from celyactl.store.steps import Onward


class Recorded(Struct, frozen=True):
    """A commit that is durable. `left` are paths whose file a person edited in that very moment: they keep the edit.

    `unfinished` is empty, or says why work tree and index are behind; the next command brings them in step.
    """

    commit: str
    left: tuple[str, ...] = ()
    unfinished: str = ""


@contextmanager
def begin(repository: Repository, *, wait: float = lock.WAIT) -> Iterator[Transaction]:
    """Hold the desk for one act: repair what was left, then read and commit at one base.

    Raises:
        DeskBusy, GitLockHeld: another process has the desk, or git's index, for `wait` seconds.
        OperationUnderWay, DetachedHead: a person has to finish first.
        NothingRecorded, GitFailed: the disk, or git, refused.

    """
    with ExitStack() as stack:
        with _disk(repository):
            held = stack.enter_context(lock.hold(repository.place.common_dir, wait))
            repaired = recovery.repair(repository, held)
        head = repository.head()
        yield Transaction(repository, held, guard.branch_to_move(repository.place, head), head.commit, repaired)


def commit(  # noqa: PLR0913  # the facts of a commit, all by name
    repository: Repository,
    changes: Mapping[str, bytes | None],
    *,
    expect: str | None,
    message: str,
    author: Ident,
    committer: Ident,
    when: datetime,
) -> Recorded:
    """Commit `changes` on top of `expect` (None: the first commit), as `begin` and `Transaction.commit` do.

    Raises:
        DeskMoved: the branch is not at `expect`.

    """
    with begin(repository) as transaction:
        if transaction.base != expect:
            raise DeskMoved(transaction.branch.removeprefix("refs/heads/"))
        return transaction.commit(changes, message=message, author=author, committer=committer, when=when)


@contextmanager
def _disk(repository: Repository) -> Iterator[None]:
    """Tell what the system refused as the fact that nothing was recorded."""
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) and error.filename else str(repository.place.git_dir)
        raise NothingRecorded(reason(error), where) from error


class Transaction:
    """The desk, held: `base` is the pinned commit (None before the first), `repaired` what was put right on the way."""

    def __init__(
        self, repository: Repository, held: int, branch: str, base: str | None, repaired: Repair | None
    ) -> None:
        self.branch = branch
        self.base = base
        self.repaired = repaired
        self._moving_to: str | None = None
        self._repository = repository
        self._held = held

    def commit(  # noqa: PLR0913  # the facts of a commit, all by name
        self,
        changes: Mapping[str, bytes | None],
        *,
        message: str,
        author: Ident,
        committer: Ident,
        when: datetime,
        edited: Mapping[str, bytes] | None = None,
    ) -> Recorded:
        """Commit `changes` (None removes a path) on top of `base`, which becomes the new commit.

        `edited` holds the texts that a person has put in the place of files, staged or not, and that the act takes
        over: a file that holds anything else by now is a person's edit like any other.

        Raises:
            EditedByHand: a person's edit of one of the paths, staged or not.
            NotARegularFile: a path, or a folder of it, is a link, a submodule or an executable.
            DeskMoved: a person moved the branch meanwhile.
            GitLockHeld: a person's git holds the index for 10 s.
            NothingRecorded, GitFailed: the disk, or git, refused; everything is as it was.
            NotSigned, SigningProgramMissing: a key is configured and did not sign.

        """
        trees.check_paths(changes)
        facts = Facts(message, author.line(when), committer.line(when))
        with _disk(self._repository):
            steps = self._steps(changes, edited or {})
            with self._area(steps) as area:
                return self._carry_out(area, self._prepare(area, steps, lambda: self._made(steps, facts)))

    def advance(self, on: Onward, ident: Ident, when: datetime, subject: str) -> Recorded:
        """Move the branch on to a commit that is here already and descends from `base`; `subject` is for the reflog.

        Raises as `commit`.
        """
        with _disk(self._repository):
            act = Intent(self.branch, self.base, on.commit, ident.line(when), subject, on.steps, os.getpid())
            with self._area(on.steps) as area:
                return self._carry_out(area, self._prepare(area, on.steps, lambda: act, on))

    def keep(self, named: Mapping[str, str]) -> None:
        """Make the objects that were written durable although no branch names them yet; then let refs name some."""
        with _disk(self._repository), self._area(()) as area:
            self._repository.objects.keep(area, {})
            for ref, ident in named.items():
                refs.put(self._repository.place, area, ref, ident)
            intent.clear_area(self._repository.place)

    def add(  # noqa: PLR0913  # the facts of the commits, all by name
        self,
        additions: Iterable[Addition],
        *,
        subject: str,
        together: str | None = None,
        author: Ident,
        committer: Ident,
        when: datetime,
    ) -> Recorded | None:
        """Commit many new files, one commit each, or all in one whose message is `together`; all of them or none.

        The additions may be made while they are taken. `subject` is the line of the reflog. None when there were none.

        Raises:
            BadPath: a file is there already; else as `commit`, and whatever making an addition raises.

        """
        facts = Facts(subject, author.line(when), committer.line(when))
        with _disk(self._repository):
            growth = many.Growth(self._repository, self.base, (facts.author, facts.committer))
            with self._area(growth.steps) as area:
                growth.write(area, additions, together, self._held)
                if not growth.steps or growth.tip is None:
                    intent.clear_area(self._repository.place)
                    return None
                steps = tuple(growth.steps)
                act = Intent(self.branch, self.base, growth.tip, facts.committer, facts.subject, steps, os.getpid())
                self._prepare_many(area, act)
                return self._carry_out(area, act)

    def _prepare_many(self, area: int, act: Intent) -> None:
        """Check, build the index, put down the intent, and move the pack to its place."""
        place = self._repository.place
        with self._staged(area, act.steps):
            self._repository.objects.keep(area, refs.prepared(act.old, act.new) | intent.written(act))
            many.publish(place, area)
        self._anchor(act.steps)

    def _steps(self, changes: Mapping[str, bytes | None], edited: Mapping[str, bytes]) -> tuple[Step, ...]:
        """Each path's blob before and after, the new blobs ready to be kept."""
        return tuple(self._step(path, content, edited.get(path)) for path, content in changes.items())

    def _step(self, path: str, content: bytes | None, edited: bytes | None) -> Step:
        old = self._repository.entry(self.base, path) if self.base else None
        if old:
            old.require_file()
        new = None if content is None else self._repository.objects.write("blob", content)
        text = None if edited is None else self._repository.objects.hash("blob", edited)
        return Step(path, old.id if old else None, new, text)

    @contextmanager
    def _area(self, steps: Sequence[Step]) -> Iterator[int]:
        """Our folder for unfinished files; taken back with everything else when the branch did not move."""
        place = self._repository.place
        self._moving_to = None
        intent.make_area(place)
        with files.folder(place.git_dir, [lock.FOLDER, area_path(place).name]) as area:
            try:
                yield area
            except BaseException:
                if not self._has_moved():
                    with suppress(OSError):
                        finishing.undo(self._repository, area, self.branch, steps)
                        intent.clear_area(place)
                raise

    def _carry_out(self, area: int, act: Intent) -> Recorded:
        with too_late_to_interrupt():
            self._move(area, act)
            return self._finish(area, act)

    def _move(self, area: int, act: Intent) -> None:
        self._moving_to = act.new
        try:
            refs.move(self._repository.place, area, self.branch, self.base)
        except OSError as error:
            if self._has_moved():
                raise MaybeRecorded(reason(error), act.new) from error
            raise
        self.base = act.new

    def _has_moved(self) -> bool:
        """Whether the branch moved although its move failed: the disk did not let it be taken back either."""
        common_dir = self._repository.place.common_dir
        return self._moving_to is not None and refs.read_branch(common_dir, self.branch) == self._moving_to

    def _prepare(
        self, area: int, steps: tuple[Step, ...], make: Callable[[], Intent], on: Onward | None = None
    ) -> Intent:
        """Do all that may fail: check, then make the commit, the files to come, the index and the intent durable."""
        objects = self._repository.objects
        with self._staged(area, steps, on):
            act = make()
            to_come = worktree.staged(steps, objects) if self._repository.place.work_tree else {}
            objects.keep(area, to_come | refs.prepared(self.base, act.new) | intent.written(act))
        self._anchor(steps)
        return act

    @contextmanager
    def _staged(self, area: int, steps: Sequence[Step], on: Onward | None = None) -> Iterator[None]:
        """Refuse people's edits, and have git build the new index meanwhile; a bare clone has neither."""
        place = self._repository.place
        if not place.work_tree:
            yield
            return
        staging.take(place, area)
        with staging.Listing(self._repository, steps, on.seen if on else None) as listing, ExitStack() as stack:
            is_there = on is not None and on.ahead is not None and listing.is_known and on.ahead.put(area)
            building = None if is_there else staging.start_building(self._repository, area, steps, self._held)
            if building:
                stack.enter_context(building)
            guard.refuse_edits(place.work_tree, listing, steps, self._repository.objects)
            yield
            if building:
                staging.built(building)

    def _anchor(self, steps: Sequence[Step]) -> None:
        """Make the area durable, and the folders of the files to come."""
        place = self._repository.place
        intent.anchor(place)
        if place.work_tree:
            worktree.make_folders(place.work_tree, steps)

    def _made(self, steps: tuple[Step, ...], facts: Facts) -> Intent:
        parents = [self.base] if self.base else []
        commit_id = make(self._repository, {step.path: step.new for step in steps}, parents, facts)
        return Intent(self.branch, self.base, commit_id, facts.committer, facts.subject, steps, os.getpid())

    def _finish(self, area: int, act: Intent) -> Recorded:
        try:
            return Recorded(act.new, finishing.finish(self._repository, area, act, act.steps, self._held))
        except (OSError, CelyactlError) as error:
            # The commit is durable: saying "nothing was recorded" would have it made twice.
            why = reason(error) if isinstance(error, OSError) else str(error)
            said = _("Recorded, but files and git's index are behind until the next command: {reason}")
            return Recorded(act.new, unfinished=said.format(reason=why))

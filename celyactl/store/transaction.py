"""One act, one durable commit: the branch, git's index and the work tree move together, or nothing does.

The order of the steps, what each crash leaves and what becomes of it are told in docs/store.md.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from celyactl.errors.base import CelyactlError
from celyactl.errors.repository import BadPath, DeletedByHand, DeskMoved, EditedByHand, MaybeRecorded, NothingRecorded
from celyactl.errors.system import reason
from celyactl.i18n import gettext as _
from celyactl.store import files, finishing, guard, intent, lock, recovery, refs, staging, trees, worktree
from celyactl.store.commits import Ident, commit_object
from celyactl.store.intent import Intent, Step
from celyactl.store.place import area_path
from celyactl.store.signing.signer import signer_of

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from celyactl.store.objects import Objects
    from celyactl.store.recovery import Repair
    from celyactl.store.repository import Repository


@dataclass(frozen=True, slots=True)
class Recorded:
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
        _check(changes)
        facts = _Facts(message, author.line(when), committer.line(when))
        with _disk(self._repository):
            steps = self._steps(changes, edited or {})
            with self._area(steps) as area:
                act = self._prepare(area, steps, facts)
                with _too_late_to_interrupt():
                    self._move(area, act)
                    return self._finish(area, act)

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

    def _prepare(self, area: int, steps: tuple[Step, ...], facts: _Facts) -> Intent:
        """Do all that may fail: check, write objects, files and index aside, and put down the intent."""
        place = self._repository.place
        with ExitStack() as stack:
            building = None
            if place.work_tree:
                staging.take(place, area)
                listing = stack.enter_context(staging.start_listing(self._repository, [step.path for step in steps]))
                building = stack.enter_context(staging.start_building(self._repository, area, steps, self._held))
                _refuse_edits(place.work_tree, listing, steps, self._repository.objects)
            act = self._keep(area, steps, facts)
            if building:
                staging.built(building)
        intent.anchor(place)
        if place.work_tree:
            worktree.make_folders(place.work_tree, steps)
        return act

    def _keep(self, area: int, steps: tuple[Step, ...], facts: _Facts) -> Intent:
        """Make the commit, everything new in it, the files to come and the intent durable; no branch names them yet."""
        objects = self._repository.objects
        root = self._repository.tree_of(self.base) if self.base else None
        tree = trees.edit(root, {step.path: step.new for step in steps}, objects)
        parents = [self.base] if self.base else []
        content = commit_object(tree, parents, facts.author, facts.committer, facts.message)
        signer = signer_of(self._repository)
        if signer:
            content = signer.signed(content, self._repository.place.algorithm)
        commit_id = objects.write("commit", content)
        act = Intent(self.branch, self.base, commit_id, facts.committer, facts.subject, steps, os.getpid())
        to_come = worktree.staged(steps, objects) if self._repository.place.work_tree else {}
        objects.keep(area, to_come | refs.prepared(self.base, commit_id) | intent.written(act))
        return act

    def _finish(self, area: int, act: Intent) -> Recorded:
        try:
            return Recorded(act.new, finishing.finish(self._repository, area, act, act.steps))
        except (OSError, CelyactlError) as error:
            # The commit is durable: saying "nothing was recorded" would have it made twice.
            why = reason(error) if isinstance(error, OSError) else str(error)
            said = _("Recorded, but files and git's index are behind until the next command: {reason}")
            return Recorded(act.new, unfinished=said.format(reason=why))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a commit says besides its tree; `author` and `committer` as lines of `Ident.line`."""

    message: str
    author: str
    committer: str

    @property
    def subject(self) -> str:
        return self.message.split("\n", 1)[0]


def _check(changes: Mapping[str, bytes | None]) -> None:
    """Refuse paths that must not be written, and one that is a folder of another."""
    for path in changes:
        trees.check_path(path)
        parts = path.split("/")
        if any("/".join(parts[:depth]) in changes for depth in range(1, len(parts))):
            raise BadPath(path)


def _refuse_edits(root: Path, listing: subprocess.Popen[bytes], steps: Sequence[Step], objects: Objects) -> None:
    edited = set(worktree.edited(root, steps, objects)) | set(staging.edited(staging.listed(listing), steps))
    gone = [step.path for step in steps if step.path in edited and step.found and not os.path.lexists(root / step.path)]
    if gone:
        raise DeletedByHand(sorted(gone))
    if edited:
        raise EditedByHand(sorted(edited))


@contextmanager
def _too_late_to_interrupt() -> Iterator[None]:
    """Drop a Ctrl-C that comes while the branch moves: the act is recorded. Only the main thread ever gets one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)

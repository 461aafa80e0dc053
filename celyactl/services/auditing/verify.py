"""`audit verify`: every commit of the desk judged, parents first; what was verified before is not judged again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain import erasure
from celyactl.errors.repository import RepositoryRefused
from celyactl.i18n import language
from celyactl.services.auditing import anchors, dates, keyring, memory, people
from celyactl.services.auditing.changes import Judge
from celyactl.services.auditing.desk_then import DeskThen
from celyactl.services.auditing.findings import finding
from celyactl.services.privacy.erasing import ERASURE, versions_of
from celyactl.store import layout
from celyactl.store.commit_reading import commits
from celyactl.store.past import steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from celyactl.domain.company import Company
    from celyactl.services.auditing.anchors import Late
    from celyactl.services.auditing.changes import Erased
    from celyactl.services.auditing.findings import Finding
    from celyactl.store.commit_reading import Commit
    from celyactl.store.past import Step
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]


class Audit(Struct, frozen=True):
    """What was verified: `commits` were judged now, up to `since` it had been before; `late` came after the anchor.

    `unvouched` are acts of clients in a desk without keys, for which nobody's signature vouches.
    """

    commit: str
    since: str | None
    commits: int
    findings: tuple[Finding, ...]
    late: tuple[Late, ...] = ()
    unvouched: int = 0


def verify(
    view: View, now: datetime, anchor: str | None = None, *, full: bool = False, progress: Progress | None = None
) -> Audit:
    """Judge the history that leads to a view; with an anchor, also that it still holds that commit.

    Raises RepositoryRefused for an object that is missing.
    """
    repository, head = view.repository, view.commit
    found = list(_shallow(view))
    known = memory.recalled(repository.place)
    lost: list[Finding] = []
    if known:
        lost += anchors.held(repository, head, known.commit, anchors.verified_at(known.at))
    late: list[Late] = []
    if anchor is not None:
        missing = list(anchors.held(repository, head, anchor, anchors.anchored()))
        lost = [*missing, *(one for one in lost if one.commit not in {each.commit for each in missing})]
        if not missing:
            antedated, late = anchors.after(repository, head, repository.resolve(anchor) or anchor)
            found += antedated
    spares = known is not None and not lost and not full and _is_the_same(known, view)
    walk = _Walk(view, known.commit if known and spares else None, now, progress or _silently)
    found += [*(known.findings if known and spares else ()), *walk.found()]
    if not lost:
        kept = tuple(one for one in found if one.code != "history_shallow")
        memory.remember(repository.place, memory.Verified(head, now, keyring.digest(view.company), language(), kept))
    findings = tuple(dict.fromkeys([*lost, *found]))
    return Audit(head, walk.since, walk.commits, findings, tuple(late), walk.unvouched)


def judged_since(view: View, since: str | None, now: datetime) -> Iterator[Finding]:
    """What is wrong with the commits that lead from one (None: from the start) to a view; nothing is remembered.

    Raises RepositoryRefused for an object that is missing.
    """
    yield from _Walk(view, since, now, _silently).found()


def _is_the_same(known: memory.Verified, view: View) -> bool:
    """Whether what was found then would be found now, in the same words."""
    return known.keys == keyring.digest(view.company) and known.language == language()


def _shallow(view: View) -> Iterator[Finding]:
    if (view.repository.place.common_dir / "shallow").exists():
        yield finding("history_shallow", view.commit)


def _silently(_done: int, _total: int) -> None:
    """Nobody looks on."""


class _Walk:
    """One way through the history."""

    def __init__(self, view: View, since: str | None, now: datetime, progress: Progress) -> None:
        self.view = view
        self.since = since
        self.now = now
        self.progress = progress
        self.commits = 0
        self.unvouched = 0
        self._signatures = people.Signatures()
        self._ended: dict[str, date] = {}
        self._proved: dict[str, datetime | None] = {}
        self._texts: dict[str, bytes] = {}
        self._repository = view.repository
        self._then = DeskThen(view.repository)

    def found(self) -> Iterator[Finding]:
        """The findings of each commit, then those that what became of the keys makes."""
        head = self.view.commit
        words = ["rev-list", "--topo-order", "--reverse", head, *([f"^{self.since}"] if self.since else [])]
        idents = self._repository.git(words).decode().split()
        for batch in steps(self._repository, idents):
            yield from self._read(batch)
            for step in batch:
                yield from self._judged(step)
            self.commits += len(batch)
            self.progress(self.commits, len(idents))
        yield from keyring.ended_since(self._signatures, self.view.company, self._ended)

    def _read(self, batch: Sequence[Step]) -> Iterator[Finding]:
        """Have the texts that the commits of a batch changed at hand."""
        changed = [delta for step in batch for deltas in step.deltas for delta in deltas if layout.classify(delta.path)]
        wanted = dict.fromkeys(blob for delta in changed for blob in (delta.old, delta.new) if blob)
        hashed = self._repository.objects.hash
        self._texts = dict(self._repository.blobs(wanted))
        for name, text in self._texts.items():
            if hashed("blob", text) != name:
                yield finding("object_damaged", name)

    def _text(self, blob: str) -> bytes:
        return self._texts[blob] if blob in self._texts else self._repository.objects.read("blob", blob)

    def _judged(self, step: Step) -> Iterator[Finding]:
        commit = step.commit
        self._then.take(step)
        before = self._before(commit)
        self._proved[commit.id] = before if dates.is_ahead(commit, self.now) else commit.at
        if not commit.is_whole:
            yield finding("object_damaged", commit.id)
        if not any(step.deltas):
            return  # of somebody else's paths, or of none
        scene = self._scene(commit)
        yield from dates.of_commit(commit, before, self.now)
        yield from people.judged(scene, self._signatures)
        actor = people.actor_of(scene)
        yield from self._keys(scene, step, actor)
        yield from Judge(commit, self._text, actor, self._erasure(commit)).found(step.deltas)
        self.unvouched += bool(actor and ":" in actor and not commit.sealed)

    def _before(self, commit: Commit) -> datetime | None:
        """The last instant that the parents of a commit prove; those that were judged before are read again."""
        unread = [parent for parent in commit.parents if parent not in self._proved]
        with suppress(RepositoryRefused):  # a clone that is cut off, which is a finding of its own
            for parent in commits(self._repository, unread) if unread else ():
                self._proved[parent.id] = None if dates.is_ahead(parent, self.now) else parent.at
        proved = (self._proved.get(parent) for parent in commit.parents)
        return max((at for at in proved if at is not None), default=None)

    def _scene(self, commit: Commit) -> people.Scene:
        companies = [company for parent in commit.parents if (company := self._company(parent))]
        actor = commit.trailers.actor if commit.trailers else ""
        contact = self._then.contact([*commit.parents, commit.id], actor) if ":" in actor else None
        return people.Scene(commit, companies, self._company(commit.id), self.view.zone, contact)

    def _company(self, commit: str) -> Company | None:
        return self._then.company(commit, self._text)

    def _keys(self, scene: people.Scene, step: Step, actor: str | None) -> Iterator[Finding]:
        after, commit = scene.after, step.commit
        if after is None or not any(delta.path == layout.DESK for deltas in step.deltas for delta in deltas):
            return
        if len(commit.parents) > 1:
            yield from keyring.merged(commit.id, list(scene.before), after)
        elif scene.before:
            self._ended |= keyring.endings(scene.before[0], after, scene.day)
            yield from keyring.changed(commit.id, actor, scene.before[0], after)

    def _erasure(self, commit: Commit) -> Erased | None:
        """What a commit may erase: nothing, or the details of the one person that its operation names."""
        op, _, whose = (commit.trailers.op if commit.trailers else "").partition(" ")
        client, _, contact = whose.partition(":")
        if op != ERASURE or len(commit.parents) != 1:
            return None
        found = erasure.details(versions_of(self._repository, commit.parents[0], client, contact))
        name = erasure.pseudonym(client, contact)
        return None if found is None else lambda old, new: erasure.is_erasure(old, new, found, name)

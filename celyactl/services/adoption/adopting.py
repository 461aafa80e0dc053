"""`adopt`: what people edited by hand in the desk's files becomes acts, one commit a file, or nothing at all.

All edits are judged, each alone and with the rest of the desk, before the first is recorded. A person's text is
replaced only while it still is the one that was judged.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.model import Model
from celyactl.errors import checking as say
from celyactl.errors import desk_faults
from celyactl.errors.base import Fault
from celyactl.errors.checking import NotAdopted, NothingToWriteTo
from celyactl.errors.file import BadFile
from celyactl.errors.repository import NotARegularFile
from celyactl.services.adoption import reports, tickets
from celyactl.services.checking.check import check
from celyactl.services.checking.looking import Listing, is_within
from celyactl.services.deadlines import NOTHING, Moved, moved
from celyactl.store import layout, records, trees, worktree
from celyactl.store.commits import Ident
from celyactl.store.differences import differences, unchanged
from celyactl.store.history_reading import versions
from celyactl.store.layout import FileKind, classify
from celyactl.store.loading import normal
from celyactl.store.message import Trailers, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from celyactl.domain.company import Company
    from celyactl.domain.report import Report
    from celyactl.services.acting import Acting
    from celyactl.store.differences import Difference
    from celyactl.store.records import Loaded
    from celyactl.store.repository import Repository
    from celyactl.store.store import Store, Writing
    from celyactl.store.view import View

M = TypeVar("M", bound=Model)

_ORDER: Final = (
    FileKind.DESK,
    FileKind.CLIENT,
    FileKind.CONTRACT,
    FileKind.REPORT,
    FileKind.TEMPLATE,
    FileKind.TICKET,
)


class Adoption(Struct, frozen=True):
    """One file's edit: `found` is the person's text, `text` the one to record; `commit` is None until it is."""

    path: str
    found: bytes
    text: bytes
    changes: tuple[str, ...] = ()
    ref: str | None = None
    commit: str | None = None

    @property
    def subject(self) -> str:
        """The commit's first line."""
        where = classify(self.path)
        name = self.ref or (where.name or where.client if where else "") or self.path
        return f"{name}: adopt {', '.join(self.changes) or 'the file'}"


class Adopted(Struct, frozen=True):
    """What was adopted, or would be; `passed_over` are files that are none of the desk's.

    `left` are files that were saved again in that moment, `repaired` is a line about a killed act that was put right,
    `moved` are the open tickets that get other deadlines.
    """

    files: tuple[Adoption, ...]
    passed_over: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    repaired: str | None = None
    moved: Moved = NOTHING


def adopt(store: Store, acting: Acting, scope: Sequence[str] = ()) -> Adopted:
    """Record the edits in a scope (files and folders; all of the desk when empty), one commit a file.

    Raises:
        NotAdopted: with every fault of every file; nothing is recorded.
        NothingToWriteTo: a bare clone.
        EditedByHand: a file was saved, or something else staged of it, in that very moment.

    """
    place = store.repository.place
    if place.work_tree is None:
        raise NothingToWriteTo(str(place.git_dir))
    if acting.dry_run:
        return _planned(store.view(), acting, scope)
    with store.writing() as writing:
        plan = _planned(writing.view, acting, scope)
        if plan.files:
            with suppress(BadFile):  # an edit may be what mends desk.yaml
                writing.require_signature()
        recorded = [_record(writing, acting, one) for one in plan.files]
        repair = writing.transaction.repaired
    left = tuple(path for _, paths in recorded for path in paths)
    files = tuple(one for one, _ in recorded)
    return replace(plan, files=files, left=left, repaired=repair.sentence if repair else None)


def _record(writing: Writing, acting: Acting, one: Adoption) -> tuple[Adoption, tuple[str, ...]]:
    author = Ident(acting.name, acting.email)
    said = message(one.subject, Trailers("adopt", one.ref, acting.by, acting.channel))
    recorded = writing.transaction.commit(
        {one.path: one.text},
        message=said,
        author=author,
        committer=Ident(*acting.committer),
        when=acting.now,
        edited={one.path: one.found},
    )
    return replace(one, commit=recorded.commit), recorded.left


def _planned(view: View, acting: Acting, scope: Sequence[str]) -> Adopted:
    plan = _Plan(view, acting)
    passed_over = []
    for one in [*_differing(view, scope), *_drifting(view, scope)]:
        if not scope and one.old is None and classify(one.path) is None:
            passed_over.append(one.path)
        else:
            plan.take(one)
    plan.judge_together()
    if plan.faults:
        raise NotAdopted(sorted(set(plan.faults), key=lambda fault: (fault.path, fault.line, fault.field)))
    texts = {one.path: one.text for one in plan.files}
    return Adopted(tuple(sorted(plan.files, key=_rank)), tuple(passed_over), moved=moved(view, texts, acting.now))


def _rank(one: Adoption) -> tuple[int, str]:
    """What is named comes before what names it."""
    where = classify(one.path)
    return (_ORDER.index(where.kind) if where else len(_ORDER), one.path)


def _differing(view: View, scope: Sequence[str]) -> list[Difference]:
    return [one for one in differences(view.repository, view.commit) if is_within(one.path, scope)]


def _drifting(view: View, scope: Sequence[str]) -> Iterator[Difference]:
    """Tickets named by their paths: somebody may have committed an edit by hand without `adopt`."""
    for path in scope:
        where = classify(path)
        if where and where.kind is FileKind.TICKET and (one := unchanged(view.repository, view.commit, path)):
            yield one


class _Plan:
    """Edits taken one by one; `files` can be recorded when `faults` is empty at the end."""

    def __init__(self, view: View, acting: Acting) -> None:
        self.files: list[Adoption] = []
        self.faults: list[Fault] = []
        self._view = view
        self._acting = acting

    def take(self, one: Difference) -> None:
        """Judge one file's edit alone."""
        where = classify(one.path)
        if where is None:
            self.faults.append(desk_faults.unexpected(one.path))
        elif not one.mode:
            self.faults.append(say.file_gone(one.path))
        elif one.text is None or one.mode != trees.FILE:
            self.faults.append(desk_faults.not_plain(one.path, trees.kind(one.mode)))
        elif where.kind not in _ORDER:
            self.faults.append(say.by_commands_only(one.path))
        else:
            self._take_text(one, where.kind, one.text)

    def _take_text(self, one: Difference, kind: FileKind, found: bytes) -> None:
        try:
            adoption = self._adoption(one, kind, found)
        except BadFile as bad:
            self.faults.extend(bad.faults)
            return
        if adoption and (one.old is None or adoption.text != self._view.repository.objects.read("blob", one.old)):
            self.files.append(adoption)

    def _adoption(self, one: Difference, kind: FileKind, found: bytes) -> Adoption | None:
        if kind is FileKind.TEMPLATE:
            return Adoption(one.path, found, found, ("template",))
        text = normal(found, one.path)
        if kind is FileKind.TICKET:
            return self._ticket(one, found, text)
        loaded = records.LOADERS[kind](text, one.path)
        if loaded.newer:
            self.faults.append(say.newer(one.path))
        changes = self._of_report(one, text, loaded.model) if kind is FileKind.REPORT else ()
        return Adoption(one.path, found, text, changes)

    def _of_report(self, one: Difference, text: bytes, edited: Report) -> tuple[str, ...]:
        """What a person changed of a report; its journal is none of theirs."""
        before = self._last_readable(one, records.load_report)
        self.faults.extend(reports.faults(before, edited, one.path, records.Lines(text, one.path)))
        return reports.changes(before, edited)

    def _ticket(self, one: Difference, found: bytes, text: bytes) -> Adoption | None:
        loaded = records.load_ticket(text, one.path, _zone(self._acting))
        if loaded.newer:
            self.faults.append(say.newer(one.path))
            return None
        edited = tickets.Edited(one.path, text, loaded.model)
        before = self._last_readable(one, records.load_ticket)
        told = tickets.retold(before, edited, self._acting) if before else tickets.opened(edited, self._acting)
        self.faults.extend(told.faults)
        return Adoption(one.path, found, told.text, told.changes, loaded.model.ref)

    def _last_readable(self, one: Difference, load: Callable[[bytes, str], Loaded[M]]) -> M | None:
        return last_readable(self._view.repository, self._view.commit, one.path, load) if one.old else None

    def judge_together(self) -> None:
        """What the edits and the rest of the desk say of each other."""
        if self.faults or not self.files:
            return
        listing = Listing(self._view.repository, self._view.commit, tuple(one.path for one in self.files))
        shall = {one.path: one.text for one in self.files}
        found = check(listing.committed(), listing.replaced(shall))
        new = [one for one in found if not one.committed and one.severity == "error"]
        self.faults.extend(Fault(one.path, one.line, one.field, one.code, one.message) for one in new)


def last_readable(repository: Repository, commit: str, path: str, load: Callable[[bytes, str], Loaded[M]]) -> M | None:
    """The file as it was committed last in a form that can be read; None when it never could."""
    for version in versions(repository, commit, path):
        entry = repository.entry(version, path)
        if entry is None or entry.mode != trees.FILE:
            continue
        try:
            return load(repository.objects.read("blob", entry.id), path).model
        except BadFile:
            continue
    return None


def _zone(acting: Acting) -> ZoneInfo:
    zone = acting.now.tzinfo
    return zone if isinstance(zone, ZoneInfo) else layout.PARIS


def company_in_work_tree(repository: Repository) -> Company | None:
    """The company as a person's edit of desk.yaml has it; None when that can't be read either."""
    root = repository.place.work_tree
    try:
        text = worktree.content(root, layout.DESK) if root else None
        return records.load_company(text).model if text is not None else None
    except (BadFile, NotARegularFile):
        return None

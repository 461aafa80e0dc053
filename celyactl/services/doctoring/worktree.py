"""The files of the work tree: what a crash or a slip left, as against what a person edited.

Brought back is only what loses nothing: a file that is missing, empty, the beginning of the committed one, or exactly
an earlier version of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.i18n import gettext as _
from celyactl.services.doctoring.ailment import Ailment
from celyactl.store import layout, trees
from celyactl.store.differences import differences, leftovers
from celyactl.store.history_reading import versions
from celyactl.store.layout import FileKind, classify
from celyactl.store.overwriting import discard, overwrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.services.doctoring.ailment import Patient
    from celyactl.store.differences import Difference
    from celyactl.store.repository import Repository

_MOST_NAMES: Final = 10
_BLANK: Final = b"\0 \t\r\n"
_DATA: Final = (layout.DESK, "contracts", "tickets")
_BY_COMMANDS: Final = frozenset({FileKind.CORRESPONDENCE, FileKind.SCHEMA, FileKind.ATTRIBUTES})
_OURS: Final = frozenset(FileKind) - {FileKind.TEMPLATE}


def ailments(patient: Patient, commit: str) -> Iterator[Ailment]:
    """Everything that ails the files of the desk in this clone."""
    edited, strange = [], []
    changed = differences(patient.repository, commit)
    for one in changed:
        found = _ailment(patient, commit, one)
        if found:
            yield found
        elif classify(one.path) is None:
            strange.append(one.path)
        else:
            edited.append(one.path)
    if edited:
        what = _("Edited by hand and not committed: {paths}").format(paths=_names(edited))
        yield Ailment("edited", what, _("`celyactl adopt` records what you want to keep."), severity="warning")
    if strange:
        what = _("Not of the layout of a desk: {paths}").format(paths=_names(strange))
        yield Ailment("unexpected_file", what, _("Move it elsewhere in the repository, or remove it."))
    yield from _committed_empty(patient, commit, {one.path for one in changed})
    yield from _leftovers(patient)


def _names(paths: list[str]) -> str:
    return ", ".join([*paths[:_MOST_NAMES], *["…"] * (len(paths) > _MOST_NAMES)])


def _ailment(patient: Patient, commit: str, one: Difference) -> Ailment | None:
    """What ails one file; None for an edit by hand."""
    where = classify(one.path)
    if where is None or where.kind not in _OURS:
        return None
    if one.mode and (one.text is None or one.mode != trees.FILE):
        what = _("This is no plain file: {kind}").format(kind=trees.kind(one.mode))
        todo = _("Move it away, then `git checkout -- {path}`.") if one.old else _("Move it away.")
        return Ailment("not_a_regular_file", what, todo.format(path=one.path), one.path)
    if one.old is None:
        return None
    committed = patient.repository.objects.read("blob", one.old)
    if slip := _slip(patient.repository, commit, one, committed):
        return _brought_back(patient, one, committed, *slip)
    if where.kind in _BY_COMMANDS:
        what, todo = _("Edited by hand, and written by commands only"), _("`git checkout -- {path}` drops the edit.")
        return Ailment("by_commands_only", what, todo.format(path=one.path), one.path)
    return None


def _slip(repository: Repository, commit: str, one: Difference, committed: bytes) -> tuple[str, str] | None:
    """Code and words for what no person writes; None for an edit."""
    text = one.text
    if text is None:
        return "file_missing", _("The file is missing")
    if not text.strip(_BLANK):
        return "file_empty", _("The file is empty")
    if repository.objects.hash("blob", text) in _earlier(repository, commit, one.path):
        return "file_behind", _("The file is an earlier version: an act was not finished, or somebody went back")
    if committed.startswith(text):
        return "file_truncated", _("The file is cut short")
    return None


def _brought_back(patient: Patient, one: Difference, committed: bytes, code: str, what: str) -> Ailment:
    if patient.fix:
        overwrite(patient.repository, one.path, one.text, committed)
    todo = _("`celyactl doctor --fix` brings the committed version back.")
    return Ailment(code, what, todo, one.path, repaired=patient.fix)


def _earlier(repository: Repository, commit: str, path: str) -> set[str]:
    """The blobs that the path had in its latest versions."""
    found = (repository.entry(version, path) for version in versions(repository, commit, path))
    return {entry.id for entry in found if entry}


def _committed_empty(patient: Patient, commit: str, differing: set[str]) -> Iterator[Ailment]:
    """Files that somebody committed empty: the last version that held something comes back, for `adopt`."""
    repository = patient.repository
    nothing = repository.objects.hash("blob", b"")
    for entry in repository.entries(commit, _DATA):
        if entry.id != nothing or entry.path in differing or classify(entry.path) is None:
            continue
        last = _last_text(repository, commit, entry.path)
        repaired = patient.fix and last is not None and repository.place.work_tree is not None
        if repaired and last is not None:
            overwrite(repository, entry.path, b"", last)
        todo = (
            _("Then `celyactl adopt {path}` records it.").format(path=entry.path)
            if repaired
            else _("`celyactl doctor --fix` brings the last version back that held something.")
        )
        yield Ailment("committed_empty", _("The file was committed empty"), todo, entry.path, repaired=repaired)


def _last_text(repository: Repository, commit: str, path: str) -> bytes | None:
    for version in versions(repository, commit, path):
        text = repository.read(version, path)
        if text and text.strip(_BLANK):
            return text
    return None


def _leftovers(patient: Patient) -> Iterator[Ailment]:
    """Half-written copies that a killed command left beside files."""
    root = patient.repository.place.work_tree
    for path in leftovers(patient.repository) if root else ():
        if patient.fix and root:
            discard(root, path)
        todo = _("`celyactl doctor --fix` removes it.")
        yield Ailment("leftover", _("A killed command left a copy"), todo, path, repaired=patient.fix)

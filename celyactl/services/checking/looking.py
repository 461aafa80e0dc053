"""The files of a desk as `check` takes them: those of a commit, and those of the work tree with people's edits.

Paths are relative to the root; a scope is a file, a folder or, empty, the whole desk. What tickets name (the desk, its
clients and contracts) is in every listing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from celyactl.errors.checking import file_gone
from celyactl.services.checking.check import check
from celyactl.services.checking.findings import File, error
from celyactl.store import layout, trees
from celyactl.store.differences import Difference, differences
from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from celyactl.services.checking.findings import Finding
    from celyactl.store.repository import Repository
    from celyactl.store.trees import Entry

    Progress = Callable[[int, int], None]

_AT_ONCE: Final = 500
_TEXTLESS: Final = frozenset({FileKind.TEMPLATE, FileKind.SCHEMA, FileKind.ATTRIBUTES})


class Listing(Struct, frozen=True):
    """The files of a commit, and how the work tree differs from it; iterating reads a few hundred files at a time."""

    repository: Repository
    commit: str
    scope: tuple[str, ...] = ()

    def committed(self, progress: Progress | None = None) -> Iterator[File]:
        """The files of the commit; `progress` gets how many have been given, and how many there are."""
        return self._with({}, progress)

    def edited(self, found: Iterable[Difference]) -> Iterator[File]:
        """The files as they are in the work tree."""
        return self._with({one.path: one for one in found if is_within(one.path, self.scope) or _is_named(one.path)})

    def replaced(self, texts: Mapping[str, bytes]) -> Iterator[File]:
        """The files of the commit with these texts in the place of, or beside, theirs."""
        return self._with({path: Difference(path, None, trees.FILE, text) for path, text in texts.items()})

    def _with(self, changed: dict[str, Difference], progress: Progress | None = None) -> Iterator[File]:
        known = {entry.path: entry for entry in self._entries()}
        paths = sorted({*known, *changed})
        for start in range(0, len(paths), _AT_ONCE):
            batch = paths[start : start + _AT_ONCE]
            if progress:
                progress(start, len(paths))
            entries = [known[path] for path in batch if path not in changed]
            blobs = dict(self.repository.blobs({entry.id for entry in entries if _is_read(entry)}))
            for path in batch:
                if path not in changed:
                    yield File(path, known[path].mode, blobs.get(known[path].id, b""))
                else:
                    yield File(path, changed[path].mode, changed[path].text or b"")

    def _entries(self) -> Iterator[Entry]:
        for entry in self.repository.entries(self.commit):
            if layout.is_ours(entry.path) and (is_within(entry.path, self.scope) or _is_named(entry.path)):
                yield entry


def is_within(path: str, scope: Sequence[str]) -> bool:
    """Whether a path is one of these, or in one of these folders; an empty scope holds everything."""
    return not scope or any(one in {"", path} or path.startswith(f"{one}/") for one in scope)


def _is_named(path: str) -> bool:
    """Whether other files may name what is in this one."""
    where = classify(path)
    return where is not None and where.kind in {FileKind.DESK, FileKind.CLIENT, FileKind.CONTRACT}


def _is_read(entry: Entry) -> bool:
    where = classify(entry.path)
    return entry.mode == trees.FILE and where is not None and where.kind not in _TEXTLESS


class Checked(Struct, frozen=True):
    """What a check found and how much it looked at; `edited` are the paths where the work tree differs."""

    findings: tuple[Finding, ...]
    files: int
    tickets: int
    edited: tuple[str, ...]


def check_all(
    repository: Repository, commit: str, scope: tuple[str, ...] = (), progress: Progress | None = None
) -> Checked:
    """Judge the commit, and the work tree where it differs; findings outside of the scope are left out.

    A file that is gone from the work tree is told of once, and what names it is judged as if it were there.
    """
    listing, counts = Listing(repository, commit, scope), Counter[str]()
    changed = differences(repository, commit)
    present = [one for one in changed if one.mode]
    found = check(_counted(listing, counts, progress), listing.edited(present) if present else None)
    found += [replace(error(file_gone(one.path)), committed=False) for one in changed if not one.mode]
    return Checked(
        tuple(one for one in found if is_within(one.path, scope)),
        counts.total(),
        counts[FileKind.TICKET],
        tuple(one.path for one in changed if is_within(one.path, scope)),
    )


def _counted(listing: Listing, counts: Counter[str], progress: Progress | None) -> Iterator[File]:
    for file in listing.committed(progress):
        if is_within(file.path, listing.scope):
            where = classify(file.path)
            counts[where.kind if where else ""] += 1
        yield file


def to_mend(repository: Repository, commit: str, checked: Checked, scope: tuple[str, ...]) -> set[str]:
    """The files that `check --fix` looks at: those with findings, those edited by hand, and those named."""
    named = {entry.path for entry in repository.entries(commit, [one for one in scope if one])} if scope else set()
    return {*checked.edited, *(one.path for one in checked.findings), *named}

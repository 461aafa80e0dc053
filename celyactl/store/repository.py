"""One clone, opened: where it stands and what a commit holds. Readers pin one commit id and take no lock.

Paths are relative to the root with `/`; ids are hexadecimal; HEAD is read from its files, without starting git.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

from msgspec import Struct

from celyactl.errors.repository import GitFailed, NotInDesk
from celyactl.store import git
from celyactl.store.head import Head, read_head
from celyactl.store.known_trees import KnownTrees
from celyactl.store.objects import Objects
from celyactl.store.place import Place, find, mentions
from celyactl.store.trees import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

DESK_FILE: Final = "desk.yaml"
_QUARANTINE: Final = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
_END: Final = ("--end-of-options",)
"""Before names that a person may have given: none of them is an option."""
_RAW: Final = ("-r", "-z", "--raw", "--no-renames")


class Change(Struct, frozen=True):
    """What differs at one path between two commits; None where the path is not in that commit."""

    path: str
    old: Entry | None
    new: Entry | None


class Repository:
    """A clone, with a work tree or bare. Close it (or use it in a `with`): it may hold a running git."""

    def __init__(self, place: Place) -> None:
        self.place = place
        env = {"GIT_DIR": str(place.git_dir)}
        if place.work_tree:
            env["GIT_WORK_TREE"] = str(place.work_tree)
        self.env = git.environment(env)
        self.env = self._overriding_each(b"hook", {"enabled": "false"})  # git 2.54 reads hooks from settings too
        self.objects = Objects(place, self.env)
        self._trees = KnownTrees(self.objects)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The repository around `path`, desk or not (for `init`).

        Raises:
            NotInDesk, ForeignRepository, RepositoryRefused, GitMissing: as `place.find`.

        """
        return cls(find(path))

    @classmethod
    def receiving(cls, path: Path) -> Self:
        """The repository that takes a push, for its hook: what comes is in a quarantine that git names. As `open`."""
        repository = cls.open(path)
        quarantine = {name: os.environ[name] for name in _QUARANTINE if name in os.environ}
        repository.env = {**repository.env, **quarantine}
        repository.objects = Objects(repository.place, repository.env)
        repository._trees = KnownTrees(repository.objects)  # noqa: SLF001 - its own class
        return repository

    @classmethod
    def discover(cls, path: Path) -> Self:
        """The desk around `path`: a repository with `desk.yaml` in its work tree or in its last commit.

        Raises:
            NotInDesk: no repository, or one that is not a desk; else as `open`.

        """
        repository = cls.open(path)
        if not repository.is_desk():
            repository.close()
            raise NotInDesk(str(path))
        return repository

    def is_desk(self) -> bool:
        """Whether `desk.yaml` is in the work tree, or in the last commit."""
        if self.place.work_tree and os.path.lexists(self.place.work_tree / DESK_FILE):
            return True
        commit = self.head().commit
        return commit is not None and self.entry(commit, DESK_FILE) is not None

    def head(self) -> Head:
        """The branch and the commit that it is at, now."""
        return read_head(self.place)

    def tree_of(self, commit: str) -> str:
        """The id of a commit's root tree: the key of everything that is derived from the files."""
        return self._trees.root(commit)

    def entry(self, commit: str, path: str) -> Entry | None:
        """Mode and id of the file or folder at `path`; None when there is none."""
        found = self._trees.find(self._trees.root(commit), path)
        return Entry(path, found.mode, found.id) if found else None

    def read(self, commit: str, path: str) -> bytes | None:
        """The bytes of the file at `path`; None when there is none.

        Raises:
            NotARegularFile: something else than a plain file is there.
            ObjectTooLarge: beyond what is ever read.

        """
        entry = self.entry(commit, path)
        return self.content(entry) if entry else None

    def content(self, entry: Entry) -> bytes:
        """The bytes of a file that was found; raises as `read`."""
        entry.require_file()
        return self.objects.read("blob", entry.id)

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The content of many blobs, in the order asked; ids that are no blob here are left out."""
        return ((name, found[1]) for name, found in self.objects.many(ids) if found and found[0] == "blob")

    def entries(self, commit: str, prefixes: Sequence[str] = ()) -> Iterator[Entry]:
        """Every file at or under the prefixes (all of them without any), whatever its mode, sorted by path."""
        listed = self.git(["ls-tree", "-r", "-z", "--full-tree", *_END, commit, *prefixes])
        for line in listed.split(b"\0")[:-1]:
            facts, path = line.split(b"\t", 1)
            mode, _kind, name = facts.decode().split(" ")
            yield Entry(os.fsdecode(path), mode, name)

    def changes(self, old: str, new: str, prefixes: Sequence[str] = ()) -> Iterator[Change]:
        """The files at or under the prefixes that differ between two commits or trees."""
        fields = iter(self.git(["diff-tree", *_RAW, *_END, old, new, "--", *prefixes]).split(b"\0")[:-1])
        return (_change(facts, next(fields)) for facts in fields)

    def changes_to(self, old: str, *new: str) -> list[list[Change]]:
        """What differs from one commit to each of some others, asked of git at one go."""
        before, *after = (self.tree_of(commit) for commit in (old, *new))
        asked = "".join(f"{before} {tree}\n" for tree in after)
        tables: list[list[Change]] = []
        fields = iter(self.git(["diff-tree", *_RAW, "--stdin"], asked.encode()).split(b"\0"))
        for field in fields:
            *asked_again, facts = field.split(b"\n")  # each answer begins with its question
            tables.extend([] for _question in asked_again)
            if facts:
                tables[-1].append(_change(facts, next(fields)))
        return tables

    def settings(self, pattern: str) -> dict[str, str]:
        """The values of git's settings whose key (in lower case but for its middle part) matches; the last one wins."""
        wanted = re.compile(pattern)
        return {key: value for key, value in self._all_settings.items() if wanted.search(key)}

    @cached_property
    def _all_settings(self) -> dict[str, str]:
        """What git's configuration said when it was first asked: one git a command, not one a question."""
        try:
            listed = self.git(["config", "-z", "--list"])
        except GitFailed:
            return {}
        pairs = (item.partition(b"\n") for item in listed.split(b"\0")[:-1])
        return {os.fsdecode(key): os.fsdecode(value) for key, _newline, value in pairs}

    def resolve(self, name: str) -> str | None:
        """The id of the commit that a person calls `name` (a branch, the start of an id…); None when there is none."""
        try:
            return self.git(["rev-parse", "--verify", "--quiet", *_END, f"{name}^{{commit}}"]).decode().strip()
        except GitFailed:
            return None

    def without_filters(self) -> dict[str, str]:
        """The environment for a git that may look into files of the work tree: no filter of the clone's runs.

        `git update-index` compares files that changed within the clock's grain of the index, and cleans them for that.
        """
        return self._overriding_each(b"filter", {"clean": "", "smudge": "", "process": "", "required": "false"})

    def _overriding_each(self, section: bytes, values: Mapping[str, str]) -> dict[str, str]:
        """The environment in which every `section.NAME`, whatever its name, has these values and not the clone's."""
        if not mentions(self.place, section, b"include"):
            return self.env
        word = section.decode()
        names = {key.removeprefix(f"{word}.").rpartition(".")[0] for key in self.settings(rf"^{word}\..*\.")}
        return git.overriding(self.env, {f"{word}.{name}.{key}": values[key] for name in names for key in values})

    def contains(self, ancestor: str, commit: str) -> bool:
        """Whether `commit` is `ancestor` or descends from it."""
        if ancestor == commit:
            return True
        try:
            self.git(["merge-base", "--is-ancestor", *_END, ancestor, commit])
        except GitFailed:
            return False
        return True

    def common_base(self, one: str, other: str) -> str | None:
        """The commit that two histories both began with, the same one whichever comes first; None without any."""
        try:
            found = self.git(["merge-base", "--all", *_END, one, other])
        except GitFailed:
            return None
        return min(found.decode().split(), default=None)

    def count(self, after: str | None, commit: str) -> int:
        """How many commits `commit` has that `after` (None: nothing) has not."""
        excluded = [f"^{after}"] if after else []
        return int(self.git(["rev-list", "--count", *_END, commit, *excluded]))

    def apart(self, one: str | None, other: str | None) -> tuple[int, int]:
        """How many commits each of two histories has that the other has not; None has none."""
        if one is None or other is None:
            return (self.count(None, one) if one else 0, self.count(None, other) if other else 0)
        counted = self.git(["rev-list", "--left-right", "--count", *_END, f"{one}...{other}"])
        left, right = map(int, counted.split())
        return left, right

    def refs(self, prefix: str) -> dict[str, str]:
        """The refs below a prefix that ends with a slash, with the ids they are at."""
        packed = self.place.common_dir / "packed-refs"
        if not (self.place.common_dir / prefix).is_dir() and not (
            packed.is_file() and prefix.encode() in packed.read_bytes()
        ):
            return {}
        listed = self.git(["for-each-ref", "--format=%(refname) %(objectname)", prefix])
        return dict(line.split(" ", 1) for line in listed.decode().splitlines())

    def git(self, arguments: Sequence[str], send: bytes = b"", keep: Sequence[int] = ()) -> bytes:
        """Run a plumbing command of git here; as `git.run`."""
        return git.run(arguments, self.place.work_tree or self.place.git_dir, self.env, send, keep)

    def close(self) -> None:
        """End the reader of objects."""
        self.objects.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _change(facts: bytes, raw_path: bytes) -> Change:
    """One line of `git diff-tree` with `_RAW`, and the path that follows it."""
    old_mode, new_mode, old_id, new_id, _status = facts.decode().removeprefix(":").split(" ")
    path = os.fsdecode(raw_path)
    return Change(path, _side(path, old_mode, old_id), _side(path, new_mode, new_id))


def _side(path: str, mode: str, name: str) -> Entry | None:
    return None if set(mode) == {"0"} else Entry(path, mode, name)

"""Many commits in one act, each with new files: their objects in one pack, and the branch moves once, to the last.

The pack is written in our area, read back whole by `git index-pack`, and moved to its place when it is durable.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.store import files, git, trees, worktree
from celyactl.store.commits import commit_object
from celyactl.store.growing import Folder
from celyactl.store.intent import Step
from celyactl.store.packing import NAME, Pack, ready_as_it_is
from celyactl.store.place import area_path
from celyactl.store.signing.signer import signer_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.store.packing import Ready
    from celyactl.store.place import Place
    from celyactl.store.repository import Repository

_INDEX: Final = f"{NAME}.idx"
_PLACE: Final = ("objects", "pack")


class Addition(Struct, frozen=True):
    """A new file: its text, the same as a blob ready for the pack, and the message of its own commit."""

    path: str
    text: bytes
    blob: Ready
    message: str


class Growth:
    """The commits on their way: `tip` is the last one, `steps` what they do to the work tree."""

    def __init__(self, repository: Repository, base: str | None, who: tuple[str, str]) -> None:
        self.tip = base
        self.steps: list[Step] = []
        self._repository = repository
        self._who = who
        self._signer = signer_of(repository)
        self._root = Folder(repository.objects, repository.tree_of(base) if base else None)

    def write(self, area: int, additions: Iterable[Addition], together: str | None, held: int) -> None:
        """Write pack and files into the area; `together` is the message of one commit for all, instead of one each.

        Raises what the additions raise while they are made, BadPath for a path that is there, OSError, GitFailed,
        NotSigned, SigningProgramMissing.
        """
        with Pack(area, self._repository.objects.algorithm) as pack:
            staged = self._packed(pack, additions, alone=together is None)
            if self._repository.place.work_tree:
                files.write_many(area, staged)
            else:
                for _file in staged:
                    pass
            if together is not None and self.steps:
                self._commit(pack, together)
            pack.close()
        if self.steps:
            self._index(held)

    def _packed(self, pack: Pack, additions: Iterable[Addition], *, alone: bool) -> Iterator[tuple[str, bytes, int]]:
        for number, one in enumerate(additions):
            trees.check_path(one.path)
            self._root.put(one.path.split("/"), one.blob.id)
            pack.add(one.blob)
            self.steps.append(Step(one.path, None, one.blob.id.hex()))
            if alone:
                self._commit(pack, one.message)
            yield worktree.staged_name(number), one.text, 0o666

    def _commit(self, pack: Pack, message: str) -> None:
        tree = self._root.write(pack).hex()
        content = commit_object(tree, [self.tip] if self.tip else [], *self._who, message)
        if self._signer:
            content = self._signer.signed(content, self._repository.objects.algorithm)
        made = ready_as_it_is("commit", content, self._repository.objects.algorithm)
        pack.add(made)
        self.tip = made.id.hex()

    def _index(self, held: int) -> None:
        place = self._repository.place
        area = area_path(place)
        env = git.overriding(self._repository.env, {"pack.writeReverseIndex": "false"})
        git.run(["index-pack", "-o", str(area / _INDEX), str(area / NAME)], place.git_dir, env, keep=[held])


def publish(place: Place, area: int) -> None:
    """Move the durable pack to its place among git's, where nothing names its objects yet."""
    name = _name(place, area)
    with files.folder(place.common_dir, _PLACE, create=True) as packs:
        for own, suffix in ((NAME, "pack"), (_INDEX, "idx")):
            os.rename(own, f"pack-{name}.{suffix}", src_dir_fd=area, dst_dir_fd=packs)
        os.fsync(packs)


def take_back(place: Place, area: int) -> None:
    """Remove a pack that was moved without its index: git's own cleaning would leave it there for ever."""
    if files.status(area, _INDEX) is None or files.status(area, NAME) is not None:
        return
    with suppress(OSError):
        name = _name(place, area)
        with files.folder(place.common_dir, _PLACE) as packs:
            if files.status(packs, f"pack-{name}.idx") is None:
                files.remove(packs, f"pack-{name}.pack")


def _name(place: Place, area: int) -> str:
    """The pack's name: its checksum, which its index holds before its own."""
    size = place.id_length // 2
    file = os.open(_INDEX, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=area)
    try:
        return os.pread(file, size, max(0, os.fstat(file).st_size - 2 * size)).hex()
    finally:
        os.close(file)

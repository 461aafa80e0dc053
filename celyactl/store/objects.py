"""Git's objects: read by one long-lived `git cat-file`, written as loose objects, durable before anything names them.

They are written here and not by `git fast-import`, so that after a kill every unfinished file is in our own folder.
Ids are hexadecimal, sha1 or sha256 as the repository has them.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from contextlib import ExitStack, suppress
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final

from celyactl.errors.base import CelyactlError
from celyactl.errors.repository import GitFailed, ObjectTooLarge, RepositoryRefused
from celyactl.i18n import gettext as _
from celyactl.store import files, git

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from celyactl.store.place import Place

LIMIT: Final = 32 << 20
"""Bytes of the largest object that is ever read into memory."""
_TREES: Final = 64
_SMALL: Final = 1 << 16
"""How many trees are kept in memory, and up to how many bytes each."""
_MANY: Final = 1000
"""Files from which on the file system is asked for all that it holds, and not for each of them."""
_BATCH: Final = 500
"""Names sent before the answers are read: they must fit a pipe (64 KiB), or both sides would wait."""


class Objects:
    """The objects of one repository. What is written waits in memory until `keep` puts it on the disk.

    A process that was forked asks a git of its own: answers in a shared pipe would be taken for each other's.
    """

    def __init__(self, place: Place, env: Mapping[str, str]) -> None:
        self.id_bytes = place.id_length // 2
        self.algorithm = place.algorithm
        self._place = place
        self._env = env
        self._reader: subprocess.Popen[bytes] | None = None
        self._asker = os.getpid()
        self._written: dict[str, bytes] = {}
        self._ahead: dict[str, tuple[str, bytes]] = {}
        self._trees: dict[str, bytes] = {}

    def hash(self, kind: str, content: bytes) -> str:
        """The name that git gives to this object."""
        return hashlib.new(self._place.algorithm, _framed(kind, content), usedforsecurity=False).hexdigest()

    def write(self, kind: str, content: bytes) -> str:
        """Remember an object to be kept; its name."""
        framed = _framed(kind, content)
        name = hashlib.new(self._place.algorithm, framed, usedforsecurity=False).hexdigest()
        self._written[name] = framed
        return name

    def forget(self) -> None:
        """Drop what was written and not kept."""
        self._written.clear()

    def keep(self, area: int, others: Mapping[str, bytes]) -> None:
        """Make every remembered object durable, by way of files in `area`, and at one go `others`, which stay there.

        All files wait for the disk together, then all folders: a disk that is slow to answer is asked twice.
        """
        packed = ((f"object-{name}", zlib.compress(framed, 1), 0o444) for name, framed in self._written.items())
        put = files.write_many if len(self._written) + len(others) > _MANY else files.write_all
        put(area, chain(packed, ((name, content, 0o666) for name, content in others.items())))
        with files.folder(self._place.common_dir / "objects") as store, ExitStack() as stack:
            folders = {
                prefix: stack.enter_context(files.folder(store, [prefix], create=True, durable=False))
                for prefix in sorted({name[:2] for name in self._written})
            }
            for name in self._written:
                # Replaces an equal one: that makes a torn or old one whole and young.
                os.rename(f"object-{name}", name[2:], src_dir_fd=area, dst_dir_fd=folders[name[:2]])
            for opened in (*folders.values(), store, area):
                os.fsync(opened)
        self.forget()

    def read(self, kind: str, name: str) -> bytes:
        """The content of an object that must be there and of that kind."""
        if kind == "tree" and name in self._trees:
            return self._trees[name]
        found = self.find(name)
        if found is None or found[0] != kind:
            raise RepositoryRefused(_("an object is missing or damaged"), name, _("`git fsck` tells more."))
        if kind == "tree":
            self._remember(name, found[1])
        return found[1]

    def _remember(self, name: str, content: bytes) -> None:
        """Keep the trees that were read last: an act walks through the same few again and again."""
        if len(content) <= _SMALL:
            self._trees[name] = content
        if len(self._trees) > _TREES:
            del self._trees[next(iter(self._trees))]

    def find(self, name: str) -> tuple[str, bytes] | None:
        """Kind and content of the object called `name` (an id, or `id:path`); None when there is none.

        Raises:
            ObjectTooLarge: it is beyond LIMIT.

        """
        if name in self._written:
            header, content = self._written[name].split(b"\0", 1)
            return header.split(b" ")[0].decode(), content
        return self._ahead.get(name) or self._loose(name) or self._ask([name])[0][1]

    def read_ahead(self, names: Iterable[str]) -> None:
        """Have these objects at hand, and no others: asking for each would wait for git as many times."""
        self._ahead = {name: found for name, found in self.many(names) if found}

    def many(self, names: Iterable[str]) -> Iterator[tuple[str, tuple[str, bytes] | None]]:
        """Each name with what `find` says of it, in order, in few exchanges."""
        rest = iter(names)
        while batch := list(islice(rest, _BATCH)):
            yield from self._ask(batch)

    def close(self) -> None:
        """End the reader."""
        reader, self._reader = self._reader, None
        if reader is None:
            return
        for stream in (reader.stdin, reader.stdout):
            with suppress(OSError):
                _open(stream).close()
        reader.wait()

    def _loose(self, name: str) -> tuple[str, bytes] | None:
        """Read an object that has a file of its own without starting git: the young ones, as a rule."""
        if len(name) != 2 * self.id_bytes or ":" in name:
            return None
        path = self._place.common_dir / "objects" / name[:2] / name[2:]
        try:
            framed = zlib.decompressobj().decompress(_content(path), LIMIT + 1)
        except (FileNotFoundError, zlib.error):
            return None
        header, _zero, content = framed.partition(b"\0")
        if hashlib.new(self._place.algorithm, framed, usedforsecurity=False).hexdigest() != name:
            return None  # too large or damaged: git says which
        return header.split(b" ")[0].decode(), content

    def _ask(self, names: list[str]) -> list[tuple[str, tuple[str, bytes] | None]]:
        if any("\n" in name for name in names):
            return [
                (name, found) for one in names for name, found in ([(one, None)] if "\n" in one else self._ask([one]))
            ]
        reader = self._started()
        try:
            stdin = _open(reader.stdin)
            stdin.write(b"".join(os.fsencode(name) + b"\n" for name in names))
            stdin.flush()
            return [(name, self._answer(reader, name)) for name in names]
        except BrokenPipeError:
            self.close()
            raise self._death() from None
        except BaseException:
            # Answers may be left in the pipe: they must not be taken for those to the next question.
            reader.kill()
            self.close()
            raise

    def _started(self) -> subprocess.Popen[bytes]:
        if self._reader is None or self._asker != os.getpid():
            self._asker = os.getpid()
            self._reader = git.start(["cat-file", "--batch"], self._place.git_dir, self._env, complain=False)
        return self._reader

    def _death(self) -> CelyactlError:
        """Why the reader ended: its complaints went nowhere, as nobody empties that pipe while it lives."""
        try:
            git.run(["cat-file", "--batch"], self._place.git_dir, self._env)
        except CelyactlError as error:
            return error
        return GitFailed("cat-file", _("it ended early"))

    def _answer(self, reader: subprocess.Popen[bytes], name: str) -> tuple[str, bytes] | None:
        stdout = _open(reader.stdout)
        words = stdout.readline().rsplit(b" ", 2)
        if words == [b""]:
            raise self._death()
        if not words[-1].strip().isdigit():
            return None
        kind, size = words[1].decode(), int(words[2])
        if size > LIMIT:
            raise ObjectTooLarge(name, size, LIMIT)
        content = stdout.read(size)
        if len(content) != size or stdout.read(1) != b"\n":
            raise GitFailed("cat-file", _("its answer is cut short"))
        return kind, content


def _framed(kind: str, content: bytes) -> bytes:
    return b"%s %d\0%s" % (kind.encode(), len(content), content)


def _content(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(LIMIT)


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise GitFailed("cat-file", _("its pipe is closed"))
    return stream

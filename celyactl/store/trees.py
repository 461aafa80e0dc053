"""Git's trees as bytes: read one, change entries of one, and what may stand in a desk (plain files, mode 100644)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.repository import BadPath, NotARegularFile
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from celyactl.store.objects import Objects

FILE: Final = "100644"
TREE: Final = "40000"
_PEOPLES: Final = re.compile("[\xa0\u2000-\u200a\u202f\u3000\udc80-\udcff]")
"""What stands in names that people give: other spaces, easily typed, and bytes of another encoding."""


class Entry(Struct, frozen=True):
    """One name of a tree: `mode` in octal digits as git stores it, `id` in hexadecimal."""

    path: str
    mode: str
    id: str

    def require_file(self) -> None:
        """Raise NotARegularFile unless this is a plain file."""
        if self.mode != FILE:
            raise NotARegularFile(self.path, kind(self.mode))


def kind(mode: str) -> str:
    """What a mode stands for, in the reader's language."""
    names = {
        "100755": _("an executable file"),
        "120000": _("a symbolic link"),
        "160000": _("a submodule"),
        TREE: _("a folder"),
        FILE: _("a plain file"),
    }
    return names.get(mode, mode)


def check_path(path: str) -> None:
    """Raise BadPath for what must not be written: relative steps, git's own folder, characters that nobody sees."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} or part.lower().rstrip(" .") == ".git" for part in parts):
        raise BadPath(path)
    if not _PEOPLES.sub("", path).isprintable() or "\\" in path:
        raise BadPath(path)


def check_paths(changes: Mapping[str, bytes | None]) -> None:
    """Refuse paths that must not be written, and one that is a folder of another."""
    for path in changes:
        check_path(path)
        parts = path.split("/")
        if any("/".join(parts[:depth]) in changes for depth in range(1, len(parts))):
            raise BadPath(path)


def entries(content: bytes, id_bytes: int) -> Iterator[Entry]:
    """Every entry of a tree."""
    for name, line in lines(content, id_bytes):
        yield Entry(name, line[: line.index(b" ")].decode("ascii", "replace"), line[-id_bytes:].hex())


def _found(content: bytes, names: Collection[str], id_bytes: int) -> Iterator[tuple[str, Entry]]:
    return ((entry.path, entry) for entry in entries(content, id_bytes) if entry.path in names)


def replace(content: bytes, entries: Mapping[str, Entry | None], id_bytes: int) -> bytes:
    """The tree with each entry under its name in the place of what was there, or without it when it is None."""
    kept: dict[str, bytes] = {name: line for name, line in lines(content, id_bytes) if name not in entries}
    kept |= {name: _bytes(entry) for name, entry in entries.items() if entry}
    ordered: list[bytes] = sorted(kept.values(), key=order)
    return b"".join(ordered)


def lines(content: bytes, id_bytes: int) -> Iterator[tuple[str, bytes]]:
    """Each entry's name and all its bytes."""
    start = 0
    while start < len(content):
        space = content.index(b" ", start)
        zero = content.index(b"\0", space)
        end = zero + 1 + id_bytes
        yield content[space + 1 : zero].decode("utf-8", "surrogateescape"), content[start:end]
        start = end


def order(line: bytes) -> bytes:
    """Git sorts a folder as if its name ended with a slash."""
    mode, _space, rest = line.partition(b" ")
    name = rest[: rest.index(b"\0")]
    return name + b"/" if mode == TREE.encode() else name


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _bytes(entry: Entry) -> bytes:
    return b"%s %s\0%s" % (entry.mode.encode(), _raw(entry.path), bytes.fromhex(entry.id))


def edit(root: str | None, changes: Mapping[str, str | None], objects: Objects) -> str:
    """The tree `root` (None: empty) with each path's blob replaced, or removed when None; the new tree's id.

    Raises:
        NotARegularFile: a path, or a folder of it, is something else in the tree.

    """
    return _edit("", root, {tuple(path.split("/")): blob for path, blob in changes.items()}, objects) or objects.write(
        "tree", b""
    )


def _edit(prefix: str, tree: str | None, changes: Mapping[tuple[str, ...], str | None], objects: Objects) -> str | None:
    content = objects.read("tree", tree) if tree else b""
    below: dict[str, dict[tuple[str, ...], str | None]] = {}
    for (name, *rest), blob in changes.items():
        below.setdefault(name, {})[tuple(rest)] = blob
    old = dict(_found(content, below, objects.id_bytes))
    entries = {name: _entry(f"{prefix}{name}", name, old.get(name), inner, objects) for name, inner in below.items()}
    content = replace(content, entries, objects.id_bytes)
    return objects.write("tree", content) if content else None


def _entry(
    path: str, name: str, old: Entry | None, changes: Mapping[tuple[str, ...], str | None], objects: Objects
) -> Entry | None:
    """What stands under a name after the changes at and below it."""
    mode = FILE if () in changes else TREE
    if old is not None and old.mode != mode:
        raise NotARegularFile(path, kind(old.mode))
    new = changes[()] if mode == FILE else _edit(f"{path}/", old.id if old else None, changes, objects)
    return Entry(name, mode, new) if new else None

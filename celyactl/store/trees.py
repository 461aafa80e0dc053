"""Git's trees as bytes: read one, change entries of one, and what may stand in a desk (plain files, mode 100644)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import BadPath, NotARegularFile
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.store.objects import Objects

FILE: Final = "100644"
TREE: Final = "40000"


@dataclass(frozen=True, slots=True)
class Entry:
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
    """Raise BadPath for what must not be written: relative steps, git's own folder, control characters."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} or part.lower().rstrip(" .") == ".git" for part in parts):
        raise BadPath(path)
    if not path.isprintable() or "\\" in path:
        raise BadPath(path)


def lookup(content: bytes, name: str, id_bytes: int) -> Entry | None:
    """The entry of that name in a tree, whatever its mode; `id_bytes` is 20 for sha1, 32 for sha256."""
    wanted = b" " + _raw(name) + b"\0"
    if wanted not in content:
        return None
    for start, zero, end in _bounds(content, id_bytes):
        space = content.index(b" ", start)
        if content[space : zero + 1] == wanted:
            return Entry(name, content[start:space].decode("ascii", "replace"), content[zero + 1 : end].hex())
    return None


def replace(content: bytes, name: str, entry: Entry | None, id_bytes: int) -> bytes:
    """The tree with `entry` under `name` in the place of what was there, or without it when `entry` is None."""
    if old := lookup(content, name, id_bytes):
        before, after = content.split(_bytes(old), 1)
        content = before + after
    if entry is None:
        return content
    bounds = _bounds(content, id_bytes)
    at = bisect_left(bounds, _order(entry.mode, _raw(name)), key=lambda bound: _order_at(content, bound))
    start = bounds[at][0] if at < len(bounds) else len(content)
    return content[:start] + _bytes(entry) + content[start:]


def _bounds(content: bytes, id_bytes: int) -> list[tuple[int, int, int]]:
    """Where each entry starts, where its name ends (a NUL), and where it ends, exclusive."""
    bounds = []
    start = 0
    while start < len(content):
        zero = content.index(b"\0", start)
        end = zero + 1 + id_bytes
        bounds.append((start, zero, end))
        start = end
    return bounds


def _order_at(content: bytes, bound: tuple[int, int, int]) -> bytes:
    mode, _space, name = content[bound[0] : bound[1]].partition(b" ")
    return _order(mode.decode("ascii", "replace"), name)


def _order(mode: str, name: bytes) -> bytes:
    """Git sorts a folder as if its name ended with a slash."""
    return name + b"/" if mode == TREE else name


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
    for name in sorted({parts[0] for parts in changes}):
        path = f"{prefix}{name}"
        old = lookup(content, name, objects.id_bytes)
        inner = {parts[1:]: blob for parts, blob in changes.items() if parts[0] == name}
        _require(old, path, FILE if () in inner else TREE)
        if () in inner:
            new, mode = inner[()], FILE
        else:
            new, mode = _edit(f"{path}/", old.id if old else None, inner, objects), TREE
        content = replace(content, name, Entry(name, mode, new) if new else None, objects.id_bytes)
    return objects.write("tree", content) if content else None


def _require(entry: Entry | None, path: str, mode: str) -> None:
    if entry is not None and entry.mode != mode:
        raise NotARegularFile(path, kind(entry.mode))

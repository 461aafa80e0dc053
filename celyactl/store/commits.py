"""The bytes of a commit object: who, when (aware instants, in whole seconds) and the message, without NUL."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.store.repository import Repository

_UNSAFE: Final = str.maketrans("", "", "<>\n\r\0")
_CRUD: Final = " \t.,:;\"'\\"


class Ident(Struct, frozen=True):
    """An author or a committer."""

    name: str
    email: str

    def line(self, when: datetime) -> str:
        """`Name <email> seconds +hhmm`, as in commits and reflogs; what git forbids in names is left out."""
        offset = when.utcoffset()
        if offset is None:
            raise ValueError(when)
        email = self.email.translate(_UNSAFE).strip(_CRUD)
        name = self.name.translate(_UNSAFE).strip(_CRUD) or email or "?"
        minutes = int(offset.total_seconds()) // 60
        sign = "-" if minutes < 0 else "+"
        hours, rest = divmod(abs(minutes), 60)
        return f"{name} <{email}> {max(0, int(when.timestamp()))} {sign}{hours:02}{rest:02}"


def commit_object(tree: str, parents: Sequence[str], author: str, committer: str, message: str) -> bytes:
    """The content of a commit; `author` and `committer` are lines of `Ident.line`."""
    text = message.replace("\0", "").rstrip("\n")
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents), f"author {author}", f"committer {committer}"]
    return ("\n".join(lines) + f"\n\n{text}\n").encode("utf-8", "replace")


def parents(repository: Repository, commit: str) -> list[str]:
    """What a commit was made on, ours first where it joined two histories."""
    return parents_in([line.decode("utf-8", "replace") for line in _head(repository, commit)])


def parents_in(header: Sequence[str]) -> list[str]:
    """The parents by the lines of a commit's header: as git has it they follow the tree, and later ones are none."""
    prefix = "parent "
    return [line.removeprefix(prefix) for line in takewhile(lambda line: line.startswith(prefix), header[1:])]


def committed_at(repository: Repository, commit: str) -> int:
    """When a commit was made, in seconds since 1970; 0 when it does not say."""
    for line in _head(repository, commit):
        if line.startswith(b"committer "):
            seconds = line.rsplit(b" ", 2)[-2]
            return int(seconds) if seconds.isdigit() else 0
    return 0


def _head(repository: Repository, commit: str) -> list[bytes]:
    return repository.objects.read("commit", commit).partition(b"\n\n")[0].split(b"\n")

"""Which commits changed a file, and which of the desk's files a commit changed."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.store.repository import Repository

_ID: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_VERSIONS: Final = 50
_OURS: Final = ("desk.yaml", "contracts", "tickets")


def versions(repository: Repository, commit: str, path: str) -> list[str]:
    """The last commits, up to one, that changed a file, the newest first; as far back as a person would look."""
    words = ["log", f"-{_VERSIONS}", "--format=%H", "--end-of-options", commit, "--", path]
    return repository.git(words).decode().split()


def touched(repository: Repository, idents: Iterable[str]) -> dict[str, list[str]]:
    """The desk's paths that each commit changed; of a merge those that differ from all its parents."""
    asked = "".join(f"{ident}\n" for ident in idents)
    if not asked:
        return {}
    options = ["-r", "-c", "-z", "--root", "--name-only", "--no-renames", "--stdin"]
    answer = repository.git(["diff-tree", *options, "--", *_OURS], asked.encode())
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for part in os.fsdecode(answer).split("\0"):
        if _ID.fullmatch(part):
            current = found.setdefault(part, [])
        elif part:
            current.append(part)
    return found


def name_of(path: str) -> str | None:
    """What people call the thing a file is about: a ticket's reference, a contract's slug, a client's id."""
    located = classify(path)
    if located is None:
        return None
    return located.name if located.kind in {FileKind.TICKET, FileKind.CONTRACT} else located.client or None

"""Commits as git has them, for the history: who and when from the header, the act from the trailers."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.errors.repository import RepositoryRefused
from celyactl.i18n import gettext as _
from celyactl.store.layout import FileKind, classify
from celyactl.store.message import Trailers, line, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from celyactl.store.repository import Repository

_IDENT: Final = re.compile(r"(?P<name>.*?) ?<(?P<email>[^>]*)> (?P<seconds>-?[0-9]{1,12}) (?P<zone>[+-][0-9]{4})")
_ID: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_VERSIONS: Final = 50
_OURS: Final = ("desk.yaml", "contracts", "tickets")
_NEVER: Final = datetime.fromtimestamp(0, timezone(timedelta(0)))


class Told(NamedTuple):
    """What one commit says; `trailers` is None when it was made by hand."""

    commit: str
    at: datetime
    author: str
    email: str
    subject: str
    trailers: Trailers | None
    parents: tuple[str, ...] = ()

    @property
    def ref(self) -> str | None:
        """The ticket that it names."""
        return self.trailers.ref if self.trailers else None

    @property
    def names_its_ticket(self) -> bool:
        """Whether its paths need not be looked at."""
        return self.ref is not None

    def row(self) -> tuple[str | int | None, ...]:
        """In the order of the columns of `commits` after `seq`; an e-mail in lower case, to be looked up."""
        said = self.trailers
        act = (said.op, said.ref, said.actor, said.channel, said.op_id) if said else (None,) * 5
        person = (self.author, self.email.lower(), self.subject)
        return (self.commit, self.at.isoformat(), int(self.at.timestamp()), *person, *act)


def versions(repository: Repository, commit: str, path: str) -> list[str]:
    """The last commits, up to one, that changed a file, the newest first; as far back as a person would look."""
    words = ["log", f"-{_VERSIONS}", "--format=%H", "--end-of-options", commit, "--", path]
    return repository.git(words).decode().split()


def read(repository: Repository, idents: Sequence[str]) -> Iterator[Told]:
    """The commits of these ids, in order. Raises RepositoryRefused for one that is missing."""
    for ident, found in repository.objects.many(idents):
        if found is None or found[0] != "commit":
            raise RepositoryRefused(_("an object is missing or damaged"), ident, _("`git fsck` tells more."))
        yield _told(ident, found[1].decode("utf-8", "replace"))


def _told(ident: str, content: str) -> Told:
    header, _blank, text = content.partition("\n\n")
    facts = dict(field.split(" ", 1) for field in header.split("\n") if " " in field and field[0] != " ")
    author, committer = _IDENT.match(facts.get("author", "")), _IDENT.match(facts.get("committer", ""))
    name, email = (line(author["name"]), line(author["email"])) if author else ("-", "-")
    at = _instant(committer["seconds"], committer["zone"]) if committer else _NEVER
    parents = tuple(field[len("parent ") :] for field in header.split("\n") if field.startswith("parent "))
    return Told(ident, at, name, email, line(text.split("\n", 1)[0]), parse(text), parents)


def _instant(seconds: str, zone: str) -> datetime:
    """What a commit says, or 1970 when no calendar has that."""
    minutes = int(zone[0] + "1") * (int(zone[1:3]) * 60 + int(zone[3:]))
    try:
        return datetime.fromtimestamp(int(seconds), timezone(timedelta(minutes=minutes)))
    except (ValueError, OverflowError, OSError):
        return _NEVER


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

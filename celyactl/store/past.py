"""The history as an audit reads it: commits with their signatures, and what each changed against each of its parents.

What is read is hashed again: git itself believes what lies in its folders. Parents come before children.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from itertools import islice
from re import compile as compiled
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.errors.repository import RepositoryRefused
from celyactl.i18n import gettext as _
from celyactl.store.commits import Ident
from celyactl.store.message import Trailers, line, parse
from celyactl.store.signing.signature import Sealed, sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from celyactl.store.repository import Repository

_IDENT: Final = compiled(r"(?P<name>.*?) ?<(?P<email>[^>]*)> (?P<seconds>-?[0-9]{1,12}) (?P<zone>[+-][0-9]{4})")
_NEVER: Final = datetime.fromtimestamp(0, timezone(timedelta(0)))
_ROOTS: Final = ("desk.yaml", "contracts", "tickets")
_BATCH: Final = 1000
_ID_START: Final = "0123456789abcdef"


class Commit(NamedTuple):
    """One commit; `trailers` is None when it was made by hand, `sealed` when it is not signed.

    `written` is the author's instant, `at` the committer's; `is_whole` is false when its bytes don't give its id.
    """

    id: str
    parents: tuple[str, ...]
    author: Ident
    written: datetime
    committer: Ident
    at: datetime
    subject: str
    trailers: Trailers | None
    sealed: Sealed | None
    is_whole: bool


class Delta(NamedTuple):
    """One path that differs from a parent: ids of blobs, None where the path is not there."""

    path: str
    old: str | None
    new: str | None


class Step(NamedTuple):
    """A commit, and for each of its parents (one for the first commit, which has none) what it changed."""

    commit: Commit
    deltas: tuple[tuple[Delta, ...], ...]


def steps(repository: Repository, idents: Sequence[str]) -> Iterator[list[Step]]:
    """These commits in batches, in the order given; git compares ahead while a batch is judged.

    Raises RepositoryRefused for one that is missing.
    """
    rest = iter(idents)
    batches = list(iter(lambda: list(islice(rest, _BATCH)), []))
    with ThreadPoolExecutor(1) as pool:
        parents = ([(one, one.parents or (None,)) for one in commits(repository, batch)] for batch in batches)
        waiting = None
        for batch in parents:
            coming = (
                batch,
                pool.submit(_deltas, repository, [(one.id, each) for one, each_of in batch for each in each_of]),
            )
            if waiting:
                yield _joined(waiting[0], waiting[1].result())
            waiting = coming
        if waiting:
            yield _joined(waiting[0], waiting[1].result())


def _joined(batch: Sequence[tuple[Commit, tuple[str | None, ...]]], found: Sequence[tuple[Delta, ...]]) -> list[Step]:
    rest = iter(found)
    return [Step(commit, tuple(islice(rest, len(parents)))) for commit, parents in batch]


def commits(repository: Repository, idents: Iterable[str]) -> Iterator[Commit]:
    """The commits of these ids, in order. Raises RepositoryRefused for one that is missing."""
    objects = repository.objects
    for ident, found in objects.many(idents):
        if found is None or found[0] != "commit":
            raise RepositoryRefused(_("an object is missing or damaged"), ident, _("`git fsck` tells more."))
        signature = sealed(found[1], repository.place.algorithm)
        yield _commit(ident, found[1].decode("utf-8", "replace"), signature, objects.hash("commit", found[1]) == ident)


def _commit(ident: str, content: str, signature: Sealed | None, is_whole: bool) -> Commit:  # noqa: FBT001 - a fact
    header, _blank, text = content.partition("\n\n")
    facts = [field.split(" ", 1) for field in header.split("\n") if field[:1] != " " and " " in field]
    named = dict(facts)
    author, written = _who(named.get("author", ""))
    committer, at = _who(named.get("committer", ""))
    parents = tuple(value for key, value in facts if key == "parent")
    subject = line(text.split("\n", 1)[0])
    return Commit(ident, parents, author, written, committer, at, subject, parse(text), signature, is_whole)


def _who(text: str) -> tuple[Ident, datetime]:
    found = _IDENT.match(text)
    if found is None:
        return Ident("-", "-"), _NEVER
    zone = found["zone"]
    minutes = int(zone[0] + "1") * (int(zone[1:3]) * 60 + int(zone[3:]))
    try:
        at = datetime.fromtimestamp(int(found["seconds"]), timezone(timedelta(minutes=minutes)))
    except (ValueError, OverflowError, OSError):
        at = _NEVER
    return Ident(line(found["name"]), line(found["email"])), at


def _deltas(repository: Repository, pairs: Sequence[tuple[str, str | None]]) -> list[tuple[Delta, ...]]:
    """What each commit changed against that parent (None: against nothing), in order."""
    asked = "".join(f"{commit} {parent}\n" if parent else f"{commit}\n" for commit, parent in pairs)
    options = ["-r", "-z", "--raw", "--root", "--no-renames", "--always", "--stdin"]
    answer = repository.git(["diff-tree", *options, "--", *_ROOTS], asked.encode())
    found: list[list[Delta]] = []
    parts = iter(os.fsdecode(answer).split("\0"))
    for part in parts:
        if part[:1] == ":":
            _old_mode, _new_mode, old, new, _status = part[1:].split(" ")
            found[-1].append(Delta(next(parts), _blob(old), _blob(new)))
        elif part[:1] in _ID_START and part:
            found.append([])
    return [tuple(one) for one in found]


def _blob(name: str) -> str | None:
    return None if set(name) == {"0"} else name

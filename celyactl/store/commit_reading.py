"""Commit objects as they are read: who, when, the subject, the act from the trailers, the signature.

What is read is hashed again: git itself believes what lies in its folders.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from re import compile as compiled
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.errors.repository import RepositoryRefused
from celyactl.i18n import gettext as _
from celyactl.store.commits import Ident, parents_in
from celyactl.store.message import Trailers, line, parse
from celyactl.store.signing.signature import Sealed, sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from celyactl.store.repository import Repository

_IDENT: Final = compiled(r"(?P<name>[^<>]*?) ?<(?P<email>[^<>]*)> (?P<seconds>-?[0-9]{1,12}) (?P<zone>[+-][0-9]{4})")
_NEVER: Final = datetime.fromtimestamp(0, timezone(timedelta(0)))


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

    @property
    def ref(self) -> str | None:
        """The ticket that it names."""
        return self.trailers.ref if self.trailers else None


def commits(repository: Repository, idents: Iterable[str]) -> Iterator[Commit]:
    """The commits of these ids, in order. Raises RepositoryRefused for one that is missing."""
    for ident, found in repository.objects.many(idents):
        if found is None or found[0] != "commit":
            raise RepositoryRefused(_("an object is missing or damaged"), ident, _("`git fsck` tells more."))
        yield _commit(repository, ident, found[1])


def _commit(repository: Repository, ident: str, content: bytes) -> Commit:
    header, _blank, text = content.decode("utf-8", "replace").partition("\n\n")
    lines = header.split("\n")
    author, written = _who(_only(lines, "author "))
    committer, at = _who(_only(lines, "committer "))
    parents = tuple(parents_in(lines))
    seal, is_whole = sealed(content, repository.place.algorithm), repository.objects.hash("commit", content) == ident
    subject = line(text.split("\n", 1)[0])
    return Commit(ident, parents, author, written, committer, at, subject, parse(text), seal, is_whole)


def _only(lines: Sequence[str], name: str) -> str:
    """What a header says that stands once; of two that don't say the same git shows now this, now that one."""
    found = [line.removeprefix(name) for line in lines if line.startswith(name)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=8)  # most commits are committed by their author, at once
def _who(text: str) -> tuple[Ident, datetime]:
    """An author or a committer, and the instant; 1970 when no calendar has that."""
    found = _IDENT.fullmatch(text)
    if found is None:
        return Ident("-", "-"), _NEVER
    zone = found["zone"]
    minutes = int(zone[0] + "1") * (int(zone[1:3]) * 60 + int(zone[3:]))
    try:
        at = datetime.fromtimestamp(int(found["seconds"]), timezone(timedelta(minutes=minutes)))
    except (ValueError, OverflowError, OSError):
        at = _NEVER
    return Ident(line(found["name"]), line(found["email"])), at

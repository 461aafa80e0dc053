"""The history against what was known of it before: an anchor kept elsewhere, or the last verified commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.errors.repository import GitFailed
from celyactl.i18n import gettext as _
from celyactl.services.auditing.dates import LEEWAY, shown
from celyactl.services.auditing.findings import finding
from celyactl.store.commit_reading import commits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.services.auditing.findings import Finding
    from celyactl.store.commit_reading import Commit
    from celyactl.store.repository import Repository


class Late(NamedTuple):
    """An act that is dated before the anchor and came after it: made without a network, or antedated."""

    commit: str
    at: datetime
    actor: str
    subject: str


def held(repository: Repository, head: str, known: str, when: str) -> Iterator[Finding]:
    """Whether the history still holds a commit that it held; `when` says when that was, in a sentence part."""
    ident = repository.resolve(known)
    if ident is not None and repository.contains(ident, head):
        return
    behind = ident is not None and repository.contains(head, ident)
    yield finding("rolled_back" if behind else "history_rewritten", ident or known, when=when)


def anchored() -> str:
    """When a commit was an anchor."""
    return _("anchored")


def verified_at(at: datetime) -> str:
    """When a commit was verified."""
    return _("verified at {at}").format(at=shown(at))


def after(repository: Repository, head: str, anchor: str) -> tuple[list[Finding], list[Late]]:
    """What came after an anchor and is dated before it: on top of it that is impossible, beside it only late."""
    names = repository.git(["rev-list", "--topo-order", "--reverse", head, f"^{anchor}"]).decode().split()
    at = next(commits(repository, [anchor])).at
    early = [one for one in commits(repository, names) if one.at < at - LEEWAY]
    on_top = _descendants(repository, head, anchor) if early else set()
    found = [
        finding("commit_antedated", one.id, at=shown(one.at), before=shown(at)) for one in early if one.id in on_top
    ]
    return found, [_late(one) for one in early if one.id not in on_top]


def _late(one: Commit) -> Late:
    return Late(one.id, one.at, one.trailers.actor if one.trailers else one.author.email, one.subject)


def _descendants(repository: Repository, head: str, anchor: str) -> set[str]:
    words = ["rev-list", "--ancestry-path", head, f"^{anchor}"]
    try:
        return set(repository.git(words).decode().split())
    except GitFailed:
        return set()

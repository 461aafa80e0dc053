"""Nothing is dated before what it builds on, nor ahead of now, nor an entry before its commit, by a quarter of an hour.

What happened earlier than it was recorded is marked by its entry's `at`; what was taken over, by `imported`. A commit
that is dated ahead was made by a clock that is wrong: it proves nothing against whoever builds on it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.local_time import to_utc
from celyactl.services.auditing.findings import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.services.auditing.findings import Finding
    from celyactl.services.auditing.journals import Raw
    from celyactl.store.commit_reading import Commit

LEEWAY: Final = timedelta(minutes=15)
_SHOWN: Final = "%Y-%m-%d %H:%M:%S %z"


def of_commit(commit: Commit, before: datetime | None, now: datetime) -> Iterator[Finding]:
    """Whether a commit's own dates can be; `before` is the last instant that its parents prove."""
    if is_ahead(commit, now):
        yield finding("commit_ahead", commit.id, at=shown(commit.at), now=shown(now))
    if before is not None and commit.at < before - LEEWAY:
        yield finding("commit_antedated", commit.id, at=shown(commit.at), before=shown(before))
    if commit.trailers and abs(commit.at - commit.written) > LEEWAY:
        yield finding("commit_redated", commit.id, written=shown(commit.written), at=shown(commit.at))


def is_ahead(commit: Commit, now: datetime) -> bool:
    """Whether a commit is dated ahead of now: nobody can have made it then."""
    return commit.at > now + LEEWAY


def of_entry(commit: Commit, path: str, entry: Raw) -> Iterator[Finding]:
    """Whether an entry was recorded when it says."""
    if entry.get("imported") is True:
        return
    try:
        recorded = to_utc(datetime.fromisoformat(str(entry.get("recorded"))))
    except ValueError:
        recorded = None
    if recorded is None or abs(recorded - to_utc(commit.at)) > LEEWAY:
        said = str(entry.get("recorded"))
        facts = {"entry": entry.get("id"), "kind": entry.get("type"), "said": said, "at": shown(commit.at)}
        yield finding("entry_antedated", commit.id, path, **facts)


def shown(at: datetime) -> str:
    """An instant as a finding names it."""
    return at.strftime(_SHOWN)

"""Rounds of escalation: the first in a desk that nobody watched, then those of the minutes that follow.

`python -m benchmarks.escalating [TICKETS]`: seconds on the wall and of the processors, of one process that has an index
at hand. 5,000 tickets are open, most of which have passed a threshold before: the first round writes them all, beside
git's own commit of as many files. A round that follows does what has become due in its minute.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks import desk as desks
from benchmarks.stories import NOW, ZONE
from celyactl.services.acting import Acting
from celyactl.services.escalating.run import run
from celyactl.store.index.index import asked
from celyactl.store.repository import Repository
from celyactl.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

_TICKETS: Final = 20_000
_AT: Final = NOW.astimezone(ZONE) + timedelta(hours=1)
_MINUTES: Final = (1, 2, 60, 61, 1440, 1441)
_LINE: Final = "{:<50}{:>8.2f} s{:>8.2f} s"


def _timed(name: str, work: Callable[[], object]) -> None:
    """Tell how long it took: on the wall, and of the processors, git's included."""
    start, before = time.perf_counter(), _used()
    work()
    wall = time.perf_counter() - start
    print(_LINE.format(name, wall, _used() - before))  # noqa: T201 - a report for people


def _used() -> float:
    kinds = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in kinds)


def _round(desk: Path, later: timedelta = timedelta()) -> None:
    acting = Acting("lea", "Lea Martin", "lea@celya.example", _AT + later)
    with Repository.discover(desk) as repository:
        ran = run(Store(repository), acting)
    print(f"{len(ran.outcomes)} tickets, {ran.commits} commits")  # noqa: T201


def _committed_by_git(desk: Path) -> None:
    settings = ("user.name=x", "user.email=x", "core.fsync=all", "gc.auto=0", "maintenance.auto=false")
    words = ["git", *(word for setting in settings for word in ("-c", setting)), "commit", "-qam", "x"]
    subprocess.run(words, cwd=desk, check=True)  # noqa: S603


def main() -> None:
    """Measure and tell."""
    tickets = int(sys.argv[1]) if len(sys.argv) > 1 else _TICKETS
    with TemporaryDirectory(prefix="celyactl-benchmarks-") as folder:
        desk = desks.copy(tickets, Path(folder) / "desk")
        with Repository.discover(desk) as repository:
            asked(repository.place, lambda index: index.meta)
        _timed("the first round", lambda: _round(desk))
        _timed("the next one, which brings the index up to date", lambda: _round(desk))
        for minutes in _MINUTES:
            _timed(f"{minutes} min later", partial(_round, desk, timedelta(minutes=minutes)))
        told = subprocess.run(["git", "ls-files", "tickets"], cwd=desk, check=True, capture_output=True, text=True)  # noqa: S607
        for path in told.stdout.splitlines()[-5000:]:
            with (desk / path).open("a") as file:
                file.write("# x\n")
        _timed("git commit of 5,000 changed files", lambda: _committed_by_git(desk))


if __name__ == "__main__":
    main()

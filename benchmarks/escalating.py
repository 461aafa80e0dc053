"""The first round of escalation in a desk that nobody watched, and the next one: beside git's commit of the same files.

`python -m benchmarks.escalating [TICKETS]`: seconds on the wall and of the processors, of one process that has an index
at hand. 5,000 tickets are open, most of which have passed a threshold.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import timedelta
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
_LINE: Final = "{:<44}{:>8.2f} s{:>8.2f} s"


def _timed(name: str, work: Callable[[], object]) -> None:
    """Tell how long it took: on the wall, and of the processors, git's included."""
    start, before = time.perf_counter(), _used()
    work()
    wall = time.perf_counter() - start
    print(_LINE.format(name, wall, _used() - before))  # noqa: T201 - a report for people


def _used() -> float:
    kinds = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in kinds)


def _round(desk: Path) -> None:
    acting = Acting("lea", "Lea Martin", "lea@celya.example", _AT)
    with Repository.discover(desk) as repository:
        ran = run(Store(repository), acting)
    print(f"{len(ran.outcomes)} tickets, {ran.commits} commits")  # noqa: T201


def _committed_by_git(desk: Path) -> None:
    words = ["git", "-c", "user.name=x", "-c", "user.email=x", "-c", "core.fsync=all", "commit", "-qam", "x"]
    subprocess.run(words, cwd=desk, check=True)  # noqa: S603


def main() -> None:
    """Measure and tell."""
    tickets = int(sys.argv[1]) if len(sys.argv) > 1 else _TICKETS
    with TemporaryDirectory(prefix="celyactl-benchmarks-") as folder:
        desk = desks.copy(tickets, Path(folder) / "desk")
        with Repository.discover(desk) as repository:
            asked(repository.place, lambda index: index.meta)
        _timed("the first round", lambda: _round(desk))
        _timed("the next one", lambda: _round(desk))
        told = subprocess.run(["git", "ls-files", "tickets"], cwd=desk, check=True, capture_output=True, text=True)  # noqa: S607
        for path in told.stdout.splitlines()[-5000:]:
            with (desk / path).open("a") as file:
                file.write("# x\n")
        _timed("git commit of 5,000 changed files", lambda: _committed_by_git(desk))


if __name__ == "__main__":
    main()

"""Rounds of escalation: the first in a desk that nobody watched, then those of a day like any other.

`python -m benchmarks.escalating [TICKETS]`: seconds on the wall and of the processors, of one process that has an index
at hand. 5,000 tickets are open, most of which have passed a threshold before: the first round writes them all, beside
git's own commit of as many files. The rounds that follow do what has become due in their minute: nothing, then the
thresholds of five urgent tickets that were opened meanwhile, then nothing again.
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
from benchmarks.stories import CLIENTS, NOW, ZONE
from celyactl.domain.words import Priority
from celyactl.services.acting import Acting
from celyactl.services.escalating.run import run
from celyactl.services.tickets.opening import Report, open_ticket
from celyactl.store.index.index import asked
from celyactl.store.repository import Repository
from celyactl.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

_TICKETS: Final = 20_000
_AT: Final = NOW.astimezone(ZONE) + timedelta(hours=1)
_URGENT: Final = 5
_CONTRACT: Final = f"{CLIENTS[0]}-maintenance"
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


def _acting(minutes: int) -> Acting:
    return Acting("lea", "Lea Martin", "lea@celya.example", _AT + timedelta(minutes=minutes))


def _round(desk: Path, minutes: int = 0) -> None:
    with Repository.discover(desk) as repository:
        ran = run(Store(repository), _acting(minutes))
    print(f"{len(ran.outcomes)} tickets, {ran.commits} commits")  # noqa: T201


def _opened(desk: Path, minutes: int) -> None:
    """Five urgent tickets: three quarters of their response are over after 45 minutes."""
    with Repository.discover(desk) as repository:
        for number in range(_URGENT):
            report = Report(contract=_CONTRACT, title=f"Standard coupé {number}", priority=Priority.P1)
            open_ticket(Store(repository), _acting(minutes), report)


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
        _timed("a minute in which nothing is due", lambda: _round(desk, 1))
        _opened(desk, 2)
        _timed("a minute in which five tickets are due", lambda: _round(desk, 48))
        _timed("the same again", lambda: _round(desk, 48))
        told = subprocess.run(["git", "ls-files", "tickets"], cwd=desk, check=True, capture_output=True, text=True)  # noqa: S607
        for path in told.stdout.splitlines()[-5000:]:
            with (desk / path).open("a") as file:
                file.write("# x\n")
        _timed("git commit of 5,000 changed files", lambda: _committed_by_git(desk))


if __name__ == "__main__":
    main()

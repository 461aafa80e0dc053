"""One change here against one change there, in a large desk: `celyactl sync` beside `git pull`, in the same run.

`python -m benchmarks.pulling [TICKETS] [RUNS]`: medians in milliseconds of whole processes, alternating, on the wall
and of processors (with their children). `git pull` fetches and merges; `celyactl sync` also pushes, as does `git
pull` followed by `git push`, which is told beside it.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks import desk as desks
from benchmarks.measure import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

_TICKETS: Final = 100_000
_RUNS: Final = 7


class Taken(NamedTuple):
    """Milliseconds on the wall, and of processors."""

    wall: float
    work: float

    def then(self, other: Taken) -> Taken:
        """Both, one after the other."""
        return Taken(self.wall + other.wall, self.work + other.work)


class Pair:
    """Two clones of a large desk with a bare one between them."""

    def __init__(self, folder: Path, tickets: int) -> None:
        self.surroundings = Surroundings(folder)
        (folder / ".gitconfig").write_text("[user]\n name = Lea Martin\n email = lea@celya.example\n")
        self.hub, self.here, self.there = (folder / name for name in ("hub.git", "here", "there"))
        desks.copy(tickets, self.here)
        self.git(folder, "clone", "-q", "--bare", str(self.here), str(self.hub))
        self.git(self.here, "remote", "add", "origin", str(self.hub))
        self.git(folder, "clone", "-q", str(self.hub), str(self.there))
        self.git(self.here, "fetch", "-q")
        self.git(self.here, "branch", "-q", "-u", "origin/main")

    def git(self, cwd: Path, *words: str) -> None:
        """Run git."""
        self.run(["git", *words], cwd)

    def run(self, line: Sequence[str], cwd: Path) -> Taken:
        """What one process takes."""
        start, work = time.perf_counter(), _work()
        end = subprocess.run(line, cwd=cwd, env=self.surroundings.environment, capture_output=True, check=False)  # noqa: S603
        if end.returncode:
            raise SystemExit(f"{line}: {end.stderr.decode(errors='replace')}")
        return Taken(1000 * (time.perf_counter() - start), 1000 * (_work() - work))

    def diverge(self) -> None:
        """One change in each clone; the other one's is in the hub."""
        new = self.surroundings.celyactl("ticket", "new", "--contract", "acme-maintenance", "--title", "Écho")
        contract = next((self.here / "contracts").glob("*/*-maintenance.yaml")).stem
        new[new.index("acme-maintenance")] = contract
        for clone in (self.here, self.there):
            self.run(new, clone)
        self.git(self.there, "push", "-q", "origin", "main")

    def level(self) -> None:
        """Both clones at the hub's commit."""
        self.git(self.here, "pull", "-q", "--no-rebase", "--no-edit")
        self.git(self.here, "push", "-q", "origin", "main")
        self.git(self.there, "pull", "-q", "--no-rebase", "--no-edit")


def _work() -> float:
    """Seconds that the children that have ended kept processors busy."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(tickets: int, runs: int) -> dict[str, Taken]:
    """The medians."""
    taken: dict[str, list[Taken]] = {"git pull": [], "git pull, git push": [], "celyactl sync": []}
    with TemporaryDirectory() as name:
        pair = Pair(Path(name), tickets)
        pair.diverge()
        pair.level()
        for _run in range(runs):
            pair.diverge()
            pulled = pair.run(["git", "pull", "-q", "--no-rebase", "--no-edit"], pair.here)
            pushed = pair.run(["git", "push", "-q", "origin", "main"], pair.here)
            taken["git pull"].append(pulled)
            taken["git pull, git push"].append(pulled.then(pushed))
            pair.level()
            pair.diverge()
            taken["celyactl sync"].append(pair.run(pair.surroundings.celyactl("sync"), pair.here))
            pair.level()
        shutil.rmtree(pair.here)
    return {name: Taken(*map(statistics.median, zip(*times, strict=True))) for name, times in taken.items()}


def main() -> None:
    """Print the table."""
    tickets, runs = (*(int(word) for word in sys.argv[1:3]), *(_TICKETS, _RUNS)[len(sys.argv) - 1 :])
    found = measured(tickets, runs)
    pull = found["git pull"]
    for name, one in found.items():
        wall, work = one.wall / pull.wall, one.work / pull.work
        sys.stdout.write(f"{name:<22}{one.wall:>8.0f} ms {wall:>6.2f}   processors {one.work:>6.0f} ms {work:>6.2f}\n")


if __name__ == "__main__":
    main()

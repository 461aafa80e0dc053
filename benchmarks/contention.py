"""Clones that write at once to one bare remote: does everything land, how soon, and does nobody starve.

`python -m benchmarks.contention [SECONDS]`: eight clones under `sync --watch`, one act each a second; the same with two
of them offline for the first half; and eight separate `sync` commands, one after each act. Times in milliseconds, from
the acknowledgement of an act to the moment its commit is in the remote's branch.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.measure import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CLONES: Final = 8
OFFLINE: Final = 2
_SECONDS: Final = 60
_GRACE: Final = 60.0
"""Seconds after the last act in which everything must have landed."""
_LINE: Final = "{:<34}{:>9}{:>9}{:>9}{:>9}{:>12}{:>9}"


@dataclass
class Run:
    """One experiment: when each act was acknowledged, and when its commit was first seen in the remote, by clone."""

    acknowledged: list[dict[str, float]] = field(default_factory=lambda: [{} for _ in range(CLONES)])
    landed: dict[str, float] = field(default_factory=dict)

    def delays(self, clone: int) -> list[float]:
        """Milliseconds from acknowledgement to landing, of what landed."""
        found = self.acknowledged[clone].items()
        return [1000 * (self.landed[commit] - at) for commit, at in found if commit in self.landed]


class Office:
    """A bare remote and clones of it; acts are written by one process a clone that has everything imported."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hub = folder, folder / "hub.git"
        self.surroundings = Surroundings(folder)
        (folder / ".gitconfig").write_text("[user]\n name = Nadia\n email = nadia@celya.example\n")
        first = folder / "first"
        self._celyactl(folder, "init", str(first), "--company", "CELYA")
        self._celyactl(first, "contract", "new", "acme", "--client", "Acme")
        self.git(folder, "clone", "-q", "--bare", str(first), str(self.hub))
        self.clones = [folder / f"clone-{number}" for number in range(CLONES)]
        for clone in self.clones:
            self._celyactl(folder, "clone", str(self.hub), str(clone))

    def git(self, cwd: Path, *words: str) -> str:
        """What git says."""
        line = ["git", *words]
        end = subprocess.run(line, cwd=cwd, env=self.surroundings.environment, check=True, capture_output=True)  # noqa: S603
        return end.stdout.decode().strip()

    def _celyactl(self, cwd: Path, *words: str) -> None:
        line = self.surroundings.celyactl(*words)
        subprocess.run(line, cwd=cwd, env=self.surroundings.environment, check=True, capture_output=True)  # noqa: S603

    def start(self, *words: str, cwd: Path) -> subprocess.Popen[bytes]:
        """A command that goes on by itself."""
        line = self.surroundings.celyactl(*words)
        quiet = subprocess.DEVNULL
        return subprocess.Popen(line, cwd=cwd, env=self.surroundings.environment, stdout=quiet, stderr=quiet)  # noqa: S603


_WRITER: Final = """
import sys, time
from celyactl.cli.main import run
from contextlib import redirect_stdout
from io import StringIO
seconds, after = int(sys.argv[1]), sys.argv[2:]
import subprocess
def once(words):
    with redirect_stdout(StringIO()):
        run(words)
begin = time.monotonic()
for number in range(seconds):
    time.sleep(max(0, begin + number - time.monotonic()))
    once(["ticket", "new", "--contract", "acme", "--title", f"Écho {number}"])
    head = open(".git/refs/heads/main").read().strip()
    sys.stdout.write(f"{head} {time.time()}\\n"); sys.stdout.flush()
    if after:
        subprocess.run(after, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""


def experiment(office: Office, seconds: int, *, watched: bool, offline: int = 0) -> Run:
    """Let every clone write once a second, and see when it lands."""
    run, over = Run(), threading.Event()
    watches = [office.start("sync", "--watch", cwd=clone) for clone in office.clones[offline:]] if watched else []
    seen = threading.Thread(target=_look, args=(office, run, over))
    seen.start()
    after = [] if watched else office.surroundings.celyactl("sync")
    writers = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", _WRITER, str(seconds), *after],
            cwd=clone,
            env=office.surroundings.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for clone in office.clones
    ]
    readers = [
        threading.Thread(target=_listen, args=(writer, run.acknowledged[number]))
        for number, writer in enumerate(writers)
    ]
    for reader in readers:
        reader.start()
    if offline:
        time.sleep(seconds / 2)
        watches += [office.start("sync", "--watch", cwd=clone) for clone in office.clones[:offline]]
    for reader in readers:
        reader.join()
    until = time.monotonic() + _GRACE
    while time.monotonic() < until and sum(map(len, run.acknowledged)) > len(_ours(run)):
        time.sleep(0.2)
    over.set()
    seen.join()
    for watch in watches:
        watch.terminate()
        watch.wait()
    return run


def _ours(run: Run) -> set[str]:
    return {commit for clone in run.acknowledged for commit in clone if commit in run.landed}


def _listen(writer: subprocess.Popen[bytes], acknowledged: dict[str, float]) -> None:
    if writer.stdout is not None:
        for line in writer.stdout:
            commit, at = line.decode().split()
            acknowledged[commit] = float(at)
    writer.wait()


def _look(office: Office, run: Run, over: threading.Event) -> None:
    """Note when commits come into the remote's branch."""
    known = office.git(office.hub, "rev-parse", "main")
    while not over.wait(0.02):
        head = office.git(office.hub, "rev-parse", "main")
        if head != known:
            now = time.time()
            for commit in office.git(office.hub, "rev-list", head, f"^{known}").split():
                run.landed.setdefault(commit, now)
            known = head


def _rank(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def told(name: str, run: Run, *, late: int = 0) -> str:
    """One line of the table; of clones that were offline the delays are left out, their landing is not."""
    counts = [len(run.delays(clone)) for clone in range(CLONES)]
    delays = [delay for clone in range(late, CLONES) for delay in run.delays(clone)]
    means = [sum(found) / len(found) for clone in range(late, CLONES) if (found := run.delays(clone))]
    total = sum(map(len, run.acknowledged))
    fairness = min(counts) / max(counts) if max(counts) else 0.0
    return _LINE.format(
        name,
        total,
        sum(counts),
        f"{_rank(delays, 0.5):.0f}",
        f"{_rank(delays, 0.95):.0f}",
        f"{max(delays, default=float('nan')):.0f}",
        f"{fairness:.2f}/{min(means) / max(means):.2f}" if means else "-",
    )


def table(seconds: int) -> Iterator[str]:
    """The experiments, each in an office of its own."""
    yield _LINE.format("8 clones, one act each a second", "acts", "landed", "p50 ms", "p95 ms", "worst ms", "fair")
    experiments: list[tuple[str, Callable[[Office], Run], int]] = [
        ("sync --watch", lambda office: experiment(office, seconds, watched=True), 0),
        ("sync --watch, 2 offline at first", lambda o: experiment(o, seconds, watched=True, offline=OFFLINE), OFFLINE),
        ("a sync command after each act", lambda office: experiment(office, seconds, watched=False), 0),
    ]
    for name, run, late in experiments:
        with TemporaryDirectory() as folder:
            yield told(name, run(Office(Path(folder))), late=late)


def main() -> None:
    """Print the table as it comes."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else _SECONDS
    for line in table(seconds):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

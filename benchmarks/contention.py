"""Clones that write at once to one bare remote: does everything land, how soon, and does nobody starve.

`python -m benchmarks.contention [--seconds 60] [--clones 8] [--only TEXT]`: every clone under `sync --watch`, one act
each a second; the same with two of them without a network for the first half; the same with a server whose hook judges
each push (`celyactl check --receive`); and a `sync` command after each act.
Times in milliseconds, from the acknowledgement of an act to the moment its commit is in the remote's branch; acts that
were made without a network are counted, their times are not. `retries`: exchanges begun anew as others were faster.
`fair`: what had landed of the clone that got least when the last act was made, over that of the one that got most.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OFFLINE: Final = 2
_GRACE: Final = 60.0
"""Seconds after the last act in which everything must have landed."""
_GLANCE: Final = 0.01
_LINE: Final = "{:<34}{:>7}{:>8}{:>9}{:>9}{:>9}{:>9}{:>7}"
_HEAD: Final = ("acts", "landed", "p50 ms", "p95 ms", "worst ms", "retries", "fair")


@dataclass
class Run:
    """One experiment: when each act was acknowledged, by clone; when its commit was first seen in the remote.

    `joined` is when the clones without a network got one, `ended` when the last act was made; seconds since 1970.
    """

    acknowledged: list[dict[str, float]]
    late: int = 0
    landed: dict[str, float] = field(default_factory=dict)
    joined: float = 0.0
    ended: float = 0.0
    retries: int = 0

    @property
    def acts(self) -> int:
        """How many were acknowledged."""
        return sum(map(len, self.acknowledged))

    @property
    def arrived(self) -> int:
        """How many of them are in the remote."""
        return sum(commit in self.landed for clone in self.acknowledged for commit in clone)

    def delays(self) -> list[float]:
        """Milliseconds from acknowledgement to landing, of what landed, in order."""
        return sorted(
            1000 * (self.landed[commit] - at)
            for number, clone in enumerate(self.acknowledged)
            for commit, at in clone.items()
            if commit in self.landed and not (number < self.late and at < self.joined)
        )

    def fairness(self) -> float:
        """The least that a clone got over the most, while all were at work."""
        counts = [
            sum(self.landed.get(commit, self.ended) < self.ended for commit in clone) for clone in self.acknowledged
        ]
        return min(counts) / max(counts) if max(counts) else 0.0


def watched(office: Office, seconds: int, late: int = 0) -> Run:
    """Every clone under `sync --watch`; the first `late` ones have no network for the first half."""
    for number in range(late):
        office.cut(number)
    watches = [office.watch(number) for number in range(len(office.clones))]
    while not all(office.has_exchanged(number) for number in range(late, len(office.clones))):
        time.sleep(_GLANCE)
    try:
        run = _played(office, seconds, [], late)
    finally:
        for watch in watches:
            watch.terminate()
        for watch in watches:
            watch.wait()
    told = (said for number in range(len(office.clones)) for said in office.told(number))
    run.retries = sum(said["retries"] for said in told)
    return run


def guarded(office: Office, seconds: int) -> Run:
    """Every clone under `sync --watch`, and the server's hook judges each push."""
    office.guard()
    return watched(office, seconds)


def commanded(office: Office, seconds: int) -> Run:
    """A `sync` command after each act."""
    return _played(office, seconds, office.surroundings.celyactl("sync", "--json"), 0)


def _played(office: Office, seconds: int, after: Sequence[str], late: int) -> Run:
    """Let every clone write, and see what lands until everything has, or it takes too long."""
    run, over = Run([{} for _clone in office.clones], late), threading.Event()
    seen = threading.Thread(target=_look, args=(office, run, over))
    seen.start()
    writers = [_writer(office, clone, seconds, after) for clone in office.clones]
    for act in ("wait", "go"):
        for writer in writers:
            _signal(writer, act)
    listeners = [threading.Thread(target=_listen, args=pair) for pair in zip(writers, run.acknowledged, strict=True)]
    for listener in listeners:
        listener.start()
    if late:
        time.sleep(seconds / 2)
        run.joined = time.time()
        for number in range(late):
            office.join(number)
    for listener in listeners:
        listener.join()
    run.ended = time.time()
    run.retries = sum(_retries(writer) for writer in writers)
    until = time.monotonic() + _GRACE
    while run.arrived < run.acts and time.monotonic() < until:
        time.sleep(_GLANCE)
    over.set()
    seen.join()
    return run


def _writer(office: Office, clone: Path, seconds: int, after: Sequence[str]) -> subprocess.Popen[str]:
    root = Path(__file__).parents[1]
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "benchmarks.writer", str(seconds), *after],
        cwd=clone,
        env={**office.surroundings.environment, "PYTHONPATH": str(root)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if after else subprocess.DEVNULL,
        text=True,
    )


def _signal(writer: subprocess.Popen[str], act: str) -> None:
    """Wait until a writer is ready, or let it begin."""
    if act == "wait" and writer.stdout:
        writer.stdout.readline()
    elif writer.stdin:
        writer.stdin.write("go\n")
        writer.stdin.flush()


def _listen(writer: subprocess.Popen[str], acknowledged: dict[str, float]) -> None:
    for line in writer.stdout or ():
        commit, at = line.split()
        acknowledged[commit] = float(at)


def _retries(writer: subprocess.Popen[str]) -> int:
    """What the commands after its acts say of retries, once the writer has ended."""
    said = writer.stderr.read() if writer.stderr else ""
    writer.wait()
    return sum(json.loads(line)["data"]["retries"] for line in said.splitlines() if line.startswith("{"))


def _look(office: Office, run: Run, over: threading.Event) -> None:
    """Note when commits come into the remote's branch."""
    known = office.head()
    while not over.wait(_GLANCE):
        head = office.head()
        if head != known:
            now = time.time()
            for commit in office.git(office.hub, "rev-list", head, f"^{known}").split():
                run.landed.setdefault(commit, now)
            known = head


def told(name: str, run: Run) -> str:
    """One line of the table."""
    delays = run.delays() or [float("nan")]
    ranks = (delays[min(len(delays) - 1, int(share * len(delays)))] for share in (0.5, 0.95, 1.0))
    figures = (run.acts, run.arrived, *(f"{rank:.0f}" for rank in ranks), run.retries, f"{run.fairness():.2f}")
    return _LINE.format(name, *figures)


def table(seconds: int, clones: int, only: str) -> Iterator[str]:
    """The experiments, each in an office of its own."""
    yield _LINE.format(f"{clones} clones, one act a second each", *_HEAD)
    experiments = {
        "sync --watch": lambda office: watched(office, seconds),
        f"sync --watch, {OFFLINE} offline at first": lambda office: watched(office, seconds, OFFLINE),
        "sync --watch, a hook on the server": lambda office: guarded(office, seconds),
        "a sync command after each act": lambda office: commanded(office, seconds),
    }
    for name, experiment in experiments.items():
        if only in name:
            with TemporaryDirectory() as folder:
                yield told(name, experiment(Office(Path(folder), clones)))


def main() -> None:
    """Print the table as it comes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contention", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--clones", type=int, default=8)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    for line in table(options.seconds, options.clones, options.only):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

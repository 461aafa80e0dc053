"""Runs whole processes and measures them: milliseconds on the wall, MiB of memory of a process and its children."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_EVERY: Final = 0.1


@dataclass(frozen=True)
class Surroundings:
    """A folder of our own, and an environment that owes nothing to whoever measures."""

    folder: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """What every measured process gets: compiled modules are kept, as in any installation."""
        home = {"HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", "LANG": "C.UTF-8", "TERM": "dumb"}
        return {"PATH": os.environ["PATH"], **home}

    def celyactl(self, *words: str) -> list[str]:
        """The command as it is installed."""
        return [str(Path(sys.executable).with_name("celyactl")), *words]


def milliseconds(line: Sequence[str], surroundings: Surroundings, cwd: Path) -> float:
    """How long one process takes, its output going into a pipe."""
    start = time.perf_counter()
    end = subprocess.run(line, cwd=cwd, env=surroundings.environment, capture_output=True, check=False)  # noqa: S603
    taken = time.perf_counter() - start
    if end.returncode:
        raise SystemExit(f"{line}: {end.stderr.decode(errors='replace')}")
    return taken * 1000


def milliseconds_on_a_terminal(line: Sequence[str], surroundings: Surroundings, cwd: Path) -> float:
    """The same with standard output on a terminal of 80 columns."""
    ours, theirs = os.openpty()
    environment = {**surroundings.environment, "TERM": "xterm-256color", "COLUMNS": "80"}
    start = time.perf_counter()
    process = subprocess.Popen(line, cwd=cwd, env=environment, stdout=theirs, stderr=subprocess.DEVNULL)  # noqa: S603
    os.close(theirs)
    with suppress(OSError):  # a terminal that nobody writes to any more is an input error
        while os.read(ours, 1 << 16):
            pass
    code = process.wait()
    taken = time.perf_counter() - start
    os.close(ours)
    if code:
        raise SystemExit(f"{line}: {code}")
    return taken * 1000


def seconds_and_processor(line: Sequence[str], surroundings: Surroundings, cwd: Path) -> tuple[float, float]:
    """Seconds of a process, on the wall and in a processor; the second hardly depends on what else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = milliseconds(line, surroundings, cwd) / 1000
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def seconds_and_memory(line: Sequence[str], surroundings: Surroundings, cwd: Path) -> tuple[float, float]:
    """How long a process takes, and the most that it and its children had together, shared pages counted once."""
    most = 0.0
    start = time.perf_counter()
    with subprocess.Popen(line, cwd=cwd, env=surroundings.environment, stdout=subprocess.PIPE) as process:  # noqa: S603
        over = threading.Event()

        def watch() -> None:
            nonlocal most
            while not over.wait(_EVERY):
                most = max(most, sum(map(_memory, _family(process.pid))))

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.communicate()
        taken = time.perf_counter() - start
        over.set()
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{line}: {process.returncode}")
    return taken, most


def processor_seconds(pid: int) -> float:
    """The processor time that a process and its children have taken, those that ended included."""
    ticks = sum(sum(_ticks(one)) for one in _family(pid))
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> list[int]:
    """User and system time of a process, and of its children that ended; nothing when it has ended itself."""
    try:
        facts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
    return [int(fact) for fact in facts[11:15]]


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(pid: int) -> float:
    """The proportional share of one process, in MiB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)

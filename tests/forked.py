"""The program in a fork of this process, which has imported what it needs: a process of its own without its start.

with Forked("ticket", "list", cwd=desk.path, env=os.environ, streams=(theirs, theirs, theirs)) as process:
    ...
assert process.returncode == 0
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
import warnings
from contextlib import nullcontext
from select import select
from typing import TYPE_CHECKING, NoReturn, Self

from celyactl.cli import session
from celyactl.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

_PATIENCE_S = 60


class Forked:
    """A command that runs at the hour of `clock`, in a session of its own; at the end of a `with` it has ended.

    `streams` are open files for what it reads, says and complains.
    """

    def __init__(
        self,
        *words: str,
        cwd: Path,
        env: Mapping[str, str],
        streams: tuple[int, int, int],
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.returncode: int | None = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # the thread of xdist only reads, from nothing of ours
            self.pid = os.fork()
        if not self.pid:
            _become(words, cwd, env, streams, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def wait(self, timeout: float = _PATIENCE_S) -> int:
        """Its status; it is killed, and the test fails, when it takes longer."""
        if self.returncode is None:
            end = os.pidfd_open(self.pid)
            in_time, _, _ = select([end], [], [], timeout)
            os.close(end)
            if not in_time:
                os.kill(self.pid, signal.SIGKILL)
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            assert in_time, f"killed after {timeout} s"
        return self.returncode


def _become(
    words: tuple[str, ...],
    cwd: Path,
    env: Mapping[str, str],
    streams: tuple[int, int, int],
    clock: Callable[[], datetime] | None,
) -> NoReturn:
    status: object = 1
    try:
        os.setsid()
        _dress(cwd, dict(env), streams)
        sys.argv = ["celyactl", *map(str, words)]
        with session.clock_at(clock) if clock else nullcontext():
            main()
        status = 0
    except SystemExit as end:
        status = 0 if end.code is None else end.code
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status if isinstance(status, int) else 1)


def _dress(cwd: Path, env: dict[str, str], streams: tuple[int, int, int]) -> None:
    """Its own streams, folder and surroundings. What else is open stays so: things that are thrown away close it."""
    for number, stream in enumerate([os.dup(stream) for stream in streams]):
        os.dup2(stream, number)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115

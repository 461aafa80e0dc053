"""Run a command and strike at its n-th mutating system call, counted over its whole process tree (from 1).

`kill_at` kills every process of the tree before the call runs; `fail_at` makes the call fail with an errno instead of
running. A command whose first word begins with @ runs in a fork of a process that has everything imported: see
`striking`. `tracer` does the following.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_STRIKING = Path(__file__).with_name("striking.py")


@dataclass(frozen=True)
class Outcome:
    """`struck` names the call that was hit, empty when the command ended before it; `status` is as in subprocess."""

    mutations: int
    struck: str
    status: int
    stdout: str
    stderr: str


def run(words: Sequence[str], cwd: Path, *, stdin: Path | None = None) -> Outcome:
    """Run the command at full speed; nothing strikes, nothing is counted."""
    return _trace(words, {}, cwd, stdin)


def count_mutations(words: Sequence[str], cwd: Path) -> int:
    """How many mutating calls the command makes when nothing strikes."""
    return _trace(words, {"at": 0}, cwd).mutations


def kill_at(  # noqa: PLR0913
    words: Sequence[str],
    n: int,
    cwd: Path,
    *,
    children_live: bool = False,
    stdin: Path | None = None,
    into: Path | None = None,
) -> Outcome:
    """Kill the whole tree (or the first process only) just before its n-th mutating call (on files below `into`)."""
    return _trace(words, {"at": n, "children_live": children_live, "into": str(into or "")}, cwd, stdin)


def fail_at(  # noqa: PLR0913
    words: Sequence[str], n: int, errno: int, cwd: Path, *, only: Sequence[str] = (), lasting: bool = False
) -> Outcome:
    """Make the n-th mutating call (of those named in `only`) fail, and with `lasting` each one after it."""
    return _trace(words, {"at": n, "errno": errno, "only": list(only), "lasting": lasting}, cwd)


def until_it_passes(strike: Callable[[int], Outcome], step: int = 1, first: int = 1) -> Iterator[tuple[int, Outcome]]:
    """Strike at first, first + step, … until the command comes to its end unharmed."""
    n = first
    while (outcome := strike(n)).struck:
        yield n, outcome
        n += step


def _trace(words: Sequence[str], plan: dict[str, object], cwd: Path, stdin: Path | None = None) -> Outcome:
    striking = _started()
    assert striking.stdin
    assert striking.stdout
    request = {"words": [str(word) for word in words], "plan": plan, "cwd": str(cwd), "env": dict(os.environ)}
    request["stdin"] = str(stdin or os.devnull)
    striking.stdin.write(json.dumps(request) + "\n")
    striking.stdin.flush()
    answer = striking.stdout.readline()
    assert answer, f"the command hung, or its tracer broke: {words}"
    return Outcome(**json.loads(answer))


@cache
def _started() -> subprocess.Popen[str]:
    """One process for all strikes of this one; it ends when its input does."""
    pipe = subprocess.PIPE
    env = os.environ | {"PYTHONPATH": str(_STRIKING.parent.parent)}
    striking = subprocess.Popen([sys.executable, str(_STRIKING)], stdin=pipe, stdout=pipe, text=True, env=env)
    atexit.register(striking.communicate)
    return striking

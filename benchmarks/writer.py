"""Writes one act a second in the clone that it is started in, as a technician at work does, and tells of each.

`python -m benchmarks.writer SECONDS [COMMAND…]`: a line an act, its commit and the instant in seconds since 1970; the
command is run after each act, and what it prints is passed on to standard error. It says when it is ready and waits for
a line. Most acts are notes on a ticket of the clone's own, every fifth opens another one.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from celyactl.desk import Desk
from celyactl.services.tickets import working
from celyactl.services.tickets.opening import Report, open_ticket
from celyactl.services.tickets.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRESH: Final = 5


def commits(desk: Desk, number: int) -> Iterator[str]:
    """The commits of so many acts, one a second: each is made when it is asked for."""
    begin, reference = time.monotonic(), ""
    for turn in range(number):
        time.sleep(max(0.0, begin + turn - time.monotonic()))
        if turn % _FRESH:
            done = tell(desk.store, desk.acting(), reference, working.note(f"Rappel {turn}"))
        else:
            done = open_ticket(desk.store, desk.acting(), Report("acme", f"Écho {turn}"))
            reference = done.answer.ref
        yield done.commit or ""


def main() -> None:
    """Write, tell, and run the command, if there is one."""
    seconds, after = int(sys.argv[1]), sys.argv[2:]
    with Desk.open(Path.cwd(), clock=lambda: datetime.now().astimezone()) as desk:
        desk.acting()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for commit in commits(desk, seconds):
            sys.stdout.write(f"{commit} {time.time()}\n")
            sys.stdout.flush()
            if after:
                subprocess.run(after, stdout=sys.stderr, stderr=subprocess.DEVNULL, check=False)  # noqa: S603


if __name__ == "__main__":
    main()

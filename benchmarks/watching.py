"""The live board beside people who work: how much of a core it takes, all its processes together.

`python -m benchmarks.watching [--tickets 100000] [--seconds 180] [--every 2]`: a board on a terminal of 80 columns, and
a note on a ticket every few seconds. Its start, which fills the index and imports, is not counted: it happens once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks import acts
from benchmarks import desk as desks
from benchmarks.measure import Surroundings, milliseconds, processor_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMISE: Final = 2.0
"""Percent of a core."""
_LAST_WORD: Final = b"Ctrl-C"
"""What stands in the last row of a board that is drawn."""
_START: Final = 120.0


def main() -> None:
    """Watch, tell, and end with 1 when the promise was not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.watching", description=__doc__.partition("\n")[0])
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--every", type=float, default=2.0)
    options = parser.parse_args()
    with TemporaryDirectory(prefix="celyactl-watching-") as name:
        folder = Path(name)
        (folder / ".gitconfig").write_text("[user]\n name = Lea Martin\n email = lea@celya.example\n", encoding="utf-8")
        desk = desks.copy(options.tickets, folder / "desk")
        share, noted = watched(Surroundings(folder), desk, options.seconds, options.every)
    print(f"board over {options.tickets} tickets, {noted} acts: {share:.2f} % of a core, promised {PROMISE:g} %")  # noqa: T201
    sys.exit(int(share > PROMISE))


def watched(surroundings: Surroundings, desk: Path, seconds: float, every: float) -> tuple[float, int]:
    """The percent of a core that a board takes in so many seconds, and how many acts it saw."""
    milliseconds(surroundings.celyactl("ticket", "list"), surroundings, desk)
    note = surroundings.celyactl("ticket", "note", acts.some_reference(desk), "Rappelé")
    noted = 0
    with _board(surroundings, desk) as process:
        begun, taken = time.monotonic(), processor_seconds(process.pid)
        while (left := begun + seconds - time.monotonic()) > 0:
            time.sleep(min(every, left))
            milliseconds(note, surroundings, desk)
            noted += 1
        return 100 * (processor_seconds(process.pid) - taken) / (time.monotonic() - begun), noted


@contextmanager
def _board(surroundings: Surroundings, desk: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A board on a terminal, once it is drawn. Raises SystemExit when it never is."""
    ours, theirs = os.openpty()
    environment = {**surroundings.environment, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    process = subprocess.Popen(  # noqa: S603
        surroundings.celyactl("board"), cwd=desk, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    drawn = threading.Event()
    threading.Thread(target=_read, args=(ours, drawn), daemon=True).start()
    try:
        if not drawn.wait(_START):
            raise SystemExit("the board was never drawn")
        yield process
    finally:
        process.terminate()  # and not by Ctrl-C, which a background job does not hear
        process.wait()


def _read(terminal: int, drawn: threading.Event) -> None:
    """Take what the board draws, as a terminal does, until it ends."""
    seen = b""
    while True:
        try:
            seen = seen[-len(_LAST_WORD) :] + os.read(terminal, 1 << 16)
        except OSError:  # a terminal that nobody writes to any more is an input error
            os.close(terminal)
            return
        if _LAST_WORD in seen:
            drawn.set()


if __name__ == "__main__":
    main()

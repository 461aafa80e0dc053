"""`python -m benchmarks.bringing`: an import of 10,000 tickets over 24 months, a commit each, as a whole process.

The yardstick is `git fast-import` of as many commits of a file as large, in the same run and durable too. Medians of
`--runs` (3); each import goes into a fresh copy of a desk of 1,000 tickets.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import desk as desks
from benchmarks.measure import Surroundings, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

TICKETS: Final = 10_000
PROMISE: Final = 1500
_SMALL: Final = 1_000
_FIRST: Final = datetime(2024, 11, 1, 8, 0)  # noqa: DTZ001 - local times, as in a spreadsheet
_EVERY: Final = timedelta(days=730) / TICKETS
_HEAD: Final = (
    "contract,title,kind,priority,requester,channel,component,opened_at,acknowledged_at,cause,restored_at,"
    "resolved_at,closed_at,external_id,note"
)


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bringing", description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="celyactl-benchmarks-") as name:
        folder = Path(name)
        (folder / ".gitconfig").write_text(
            "[user]\n\tname = Lea Martin\n\temail = lea@celya.example\n", encoding="utf-8"
        )
        table = folder / "table.csv"
        table.write_text("\n".join([_HEAD, *_rows()]) + "\n", encoding="utf-8")
        ours = statistics.median(_import(folder, table) for _ in range(runs))
        gits = statistics.median(_fast_import(folder) for _ in range(runs))
    rate = TICKETS / ours * 1000
    print(f"import of {TICKETS} tickets: {ours / 1000:.1f} s, {rate:.0f} a second (promised {PROMISE})")  # noqa: T201
    print(f"git fast-import of as many commits: {gits / 1000:.1f} s; ratio {ours / gits:.2f}")  # noqa: T201


def _rows() -> Iterator[str]:
    for number in range(TICKETS):
        opened = _FIRST + number * _EVERY
        times = [(opened + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M") for minutes in (0, 10, 70, 80, 3000)]
        facts = [
            f"client-{number % 100:03}-maintenance",
            f"Plus de tonalité au poste {number}",
            "incident",
            "P2",
            "claire",
        ]
        more = ["phone", "ipbx", times[0], times[1], "Le trunk n'était plus enregistré.", *times[2:], f"OLD-{number}"]
        yield ",".join([*facts, *more, "Vu avec le standard." if number % 3 else ""])


def _import(folder: Path, table: Path) -> float:
    desk = desks.copy(_SMALL, folder / "desk")
    surroundings = Surroundings(folder)
    milliseconds(surroundings.celyactl("ticket", "list"), surroundings, desk)
    taken = milliseconds(surroundings.celyactl("import", str(table)), surroundings, desk)
    shutil.rmtree(desk)
    return taken


def _fast_import(folder: Path) -> float:
    clone = folder / "yardstick"
    subprocess.run(["git", "init", "-q", "--bare", str(clone)], check=True)  # noqa: S603, S607
    stream = b"".join(_commit(number) for number in range(TICKETS)) + b"done\n"
    start = time.perf_counter()
    line = ["git", "-c", "core.fsync=all", "fast-import", "--quiet", "--done"]
    subprocess.run(line, cwd=clone, input=stream, check=True)  # noqa: S603
    taken = time.perf_counter() - start
    shutil.rmtree(clone)
    return taken * 1000


def _commit(number: int) -> bytes:
    month = number * 24 // TICKETS
    path = b"tickets/%d/%02d/CEL-%07d.yaml" % (2024 + month // 12, month % 12 + 1, number)
    text = b"\n".join(b"%d: %d" % (line, number * line) for line in range(150))
    who = b"committer Lea <lea@celya.example> %d +0100\n" % (1_700_000_000 + number)
    return b"commit refs/heads/main\n%sdata 8\nimport \n\nM 100644 inline %s\ndata %d\n%s\n" % (
        who,
        path,
        len(text),
        text,
    )


if __name__ == "__main__":
    main()

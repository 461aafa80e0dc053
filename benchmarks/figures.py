"""What is measured: each figure is one command, and the yardstick of the same run that it is compared with.

A figure's `limit` is a ratio to its yardstick; where the product promises milliseconds or seconds, `promise` says them.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks import acts
from benchmarks.measure import milliseconds
from benchmarks.stories import BUSY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.measure import Surroundings

SMALL: Final = 1_000
LARGE: Final = 100_000
TYPER: Final = "empty typer command"
COMMIT: Final = "git commit --only"
_BUSY: Final = f"{BUSY}-maintenance"
_EMPTY: Final = "import typer\napp = typer.Typer()\n\n@app.command()\ndef main() -> None:\n    pass\n\napp()\n"


@dataclass(frozen=True)
class Bench:
    """What a figure is measured on: the surroundings, and a copy of a desk."""

    surroundings: Surroundings
    desk: Path


@dataclass(frozen=True)
class Figure:
    """One command on a desk of `tickets`, into a pipe or a `terminal`; what `before` does is not measured."""

    name: str
    tickets: int
    line: Callable[[Bench], list[str]]
    yardstick: str = ""
    limit: float | None = None
    promise: float | None = None
    before: Callable[[Bench], object] = field(default=lambda _bench: None)
    terminal: bool = False


def _warm(bench: Bench) -> None:
    """Let the index and the history catch up with what was done before."""
    for line in (_LIST, _log):
        milliseconds(line(bench), bench.surroundings, bench.desk)


def _hundred_changed(bench: Bench) -> None:
    _warm(bench)
    acts.change_hundred(bench.desk)


def celyactl(*words: str) -> Callable[[Bench], list[str]]:
    """A command of the product."""
    return lambda bench: bench.surroundings.celyactl(*words)


def _empty_typer(bench: Bench) -> list[str]:
    script = bench.surroundings.folder / "empty.py"
    script.write_text(_EMPTY, encoding="utf-8")
    return [sys.executable, str(script)]


def _log(bench: Bench) -> list[str]:
    return bench.surroundings.celyactl("log", acts.some_reference(bench.desk))


def _amended(bench: Bench) -> None:
    """Of what the contract was before, the index keeps nothing: every ticket is read."""
    acts.amend_contract(bench.desk, BUSY, _BUSY)
    _warm(bench)


def _no_reports(bench: Bench) -> None:
    _warm(bench)
    shutil.rmtree(bench.surroundings.folder / "reports", ignore_errors=True)


def _report(form: str, *more: str) -> Callable[[Bench], list[str]]:
    """The report of one contract over the four years of the desk, so that every ticket of it counts."""
    words = ("report", "annual", _BUSY, "--from", "2023-01-01", "--to", "2027-01-01", *more)
    return lambda bench: bench.surroundings.celyactl(
        *words, "--output", str(bench.surroundings.folder / f"report.{form}")
    )


def _all_reports(bench: Bench) -> list[str]:
    return bench.surroundings.celyactl(
        "report", "annual", "--all", "--year", "2025", "--output", str(bench.surroundings.folder / "reports")
    )


_LIST: Final = celyactl("ticket", "list")


def _new(bench: Bench) -> list[str]:
    return bench.surroundings.celyactl("ticket", "new", "--contract", "client-003-maintenance", "--title", "Panne")


def _show(bench: Bench) -> list[str]:
    return bench.surroundings.celyactl("ticket", "show", acts.some_reference(bench.desk))


def _completion(bench: Bench) -> list[str]:
    asked = ("_CELYACTL_COMPLETE=complete_zsh", "_TYPER_COMPLETE_ARGS=celyactl ticket ack C")
    return ["env", *asked, *bench.surroundings.celyactl()]


def _git_commit(bench: Bench) -> list[str]:
    return ["git", "commit", "-q", "--only", "-m", "act", "--", acts.some_path(bench.desk)]


def _escalated(bench: Bench) -> None:
    """Have everything told that is due: the first time thousands of tickets, which takes minutes."""
    milliseconds(bench.surroundings.celyactl("escalation", "run", "--take-over"), bench.surroundings, bench.desk)


def _one_due(bench: Bench) -> None:
    """An urgent ticket of a client round the clock, most of whose hour is over."""
    _escalated(bench)
    new = (
        "ticket",
        "new",
        "--contract",
        "client-002-maintenance",
        "--priority",
        "P1",
        "--title",
        "Panne",
        "--at",
        "-50m",
    )
    milliseconds(bench.surroundings.celyactl(*new), bench.surroundings, bench.desk)
    _warm(bench)


YARDSTICKS: Final = (
    Figure("bare interpreter", SMALL, lambda _bench: [sys.executable, "-c", "pass"]),
    Figure(TYPER, SMALL, _empty_typer),
    Figure(f"{COMMIT}, 1k", SMALL, _git_commit, before=lambda bench: acts.touch_some_file(bench.desk)),
    Figure(f"{COMMIT}, 100k", LARGE, _git_commit, before=lambda bench: acts.touch_some_file(bench.desk)),
)
FIGURES: Final = (
    Figure("ticket list of 50, 100k, warm", LARGE, _LIST, TYPER, 1.3, before=_warm),
    Figure("the same on a terminal", LARGE, _LIST, TYPER, 2, before=_warm, terminal=True),
    Figure("the same with --json", LARGE, celyactl("ticket", "list", "--json"), TYPER, before=_warm),
    Figure(
        "ticket list, query of three parts, 100k",
        LARGE,
        celyactl("ticket", "list", "client:client-003", "prio<=P2", "mot00042"),
        TYPER,
        1.4,
        before=_warm,
    ),
    Figure(
        "search of two words, 50 shown, 100k",
        LARGE,
        celyactl("ticket", "list", "status:any", "mot0004", "essai"),
        TYPER,
        1.4,
        before=_warm,
    ),
    Figure("completion of a reference, 100k", LARGE, _completion, TYPER, 1.4, before=_warm),
    Figure("who is calling, 100k", LARGE, celyactl("who", "client-003"), TYPER, promise=250, before=_warm),
    Figure("ticket show, 1k", SMALL, _show, TYPER, promise=250),
    Figure("ticket show, 100k", LARGE, _show, TYPER, promise=250),
    Figure("board --once, 100k, warm", LARGE, celyactl("board", "--once"), TYPER, before=_warm),
    Figure("stats of 12 months, 1k, warm", SMALL, celyactl("stats"), TYPER, before=_warm),
    Figure("stats of 12 months, 100k, warm", LARGE, celyactl("stats"), TYPER, before=_warm),
    Figure("report of 1000 tickets, PDF", LARGE, _report("pdf"), TYPER, promise=2000, before=_warm),
    Figure("report of 1000 tickets, HTML", LARGE, _report("html"), TYPER, promise=500, before=_warm),
    Figure("the same before the contract changed", LARGE, _report("html", "--as-of", "HEAD~1"), TYPER, before=_amended),
    Figure("ticket new, 1k", SMALL, _new, f"{COMMIT}, 1k", promise=250),
    Figure("ticket new, 100k", LARGE, _new, f"{COMMIT}, 100k", promise=350),
    Figure(
        "ticket list after 100 changed, 100k",
        LARGE,
        _LIST,
        TYPER,
        promise=300,
        before=_hundred_changed,
    ),
    Figure("log of one ticket, 100k, warm", LARGE, _log, TYPER, before=_warm),
    Figure(
        "escalation run, 100k, 5k open, nothing due",
        LARGE,
        celyactl("escalation", "run"),
        TYPER,
        promise=2000,
        before=_escalated,
    ),
    Figure(
        "escalation run, 100k, 5k open, one due",
        LARGE,
        celyactl("escalation", "run"),
        TYPER,
        promise=2000,
        before=_one_due,
    ),
)
COLD: Final = Figure(
    "cold index, 100k", LARGE, _LIST, TYPER, promise=30, before=lambda bench: acts.drop_index(bench.desk)
)
MEMORY: Final = "cold index, 100k, memory of all its processes"
MEMORY_LIMIT: Final = 300
REPORTS: Final = Figure("reports of 200 contracts, PDF", LARGE, _all_reports, TYPER, promise=60, before=_no_reports)
"""Run as often as a cold index: `promise` is in seconds."""

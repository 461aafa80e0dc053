"""`python -m benchmarks`: measures every figure of `benchmarks.figures`, alternating, and prints medians and ratios.

A promise in milliseconds or seconds is of a machine on which an empty typer command takes 62 ms: `scaled` is what the
figure would be there. The four columns are what was measured here, its ratio to its yardstick, scaled, and the promise.
Writes `benchmarks/results.json`. `--runs N` sets how often (15), `--only TEXT` picks figures by a part of their name.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import desk as desks
from benchmarks.figures import COLD, FIGURES, LARGE, MEMORY, MEMORY_LIMIT, REPORTS, SMALL, TYPER, YARDSTICKS, Bench
from benchmarks.measure import Surroundings, milliseconds, milliseconds_on_a_terminal, seconds_and_memory
from celyactl import __version__

if TYPE_CHECKING:
    from benchmarks.figures import Figure

_TYPER_MS: Final = 62
"""What an empty typer command takes on the machine of the promises."""
RESULTS: Final = Path(__file__).with_name("results.json")
_COLD_RUNS: Final = 3


def main() -> None:
    """Measure, tell and write down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    wanted = [figure for figure in FIGURES if options.only in figure.name]
    with tempfile.TemporaryDirectory(prefix="celyactl-benchmarks-") as folder:
        benches = _benches(Path(folder))
        results = _measured([*YARDSTICKS, *wanted], benches, options.runs)
        if options.only in COLD.name:
            results |= _cold(benches[LARGE], results[TYPER]["median_ms"])
        if options.only in REPORTS.name:
            results |= _long(REPORTS, benches[LARGE], results[TYPER]["median_ms"])
    _tell(results)
    if not options.only:
        facts = {"versions": _versions(), "runs": options.runs, "cores": len(os.sched_getaffinity(0))}
        RESULTS.write_text(json.dumps(facts | {"figures": results}, indent=2) + "\n", encoding="utf-8")


def _benches(folder: Path) -> dict[int, Bench]:
    (folder / ".gitconfig").write_text("[user]\n\tname = Lea Martin\n\temail = lea@celya.example\n", encoding="utf-8")
    surroundings = Surroundings(folder)
    return {size: Bench(surroundings, desks.copy(size, folder / str(size))) for size in (SMALL, LARGE)}


def _measured(figures: list[Figure], benches: dict[int, Bench], runs: int) -> dict[str, dict[str, float]]:
    """The median of each figure over alternating runs, after one that is not counted."""
    taken: dict[str, list[float]] = {figure.name: [] for figure in figures}
    for number in range(runs + 1):
        for figure in figures:
            bench = benches[figure.tickets]
            figure.before(bench)
            os.sync()  # what others wrote is not this one's
            measure = milliseconds_on_a_terminal if figure.terminal else milliseconds
            one = measure(figure.line(bench), bench.surroundings, bench.desk)
            if number:
                taken[figure.name].append(one)
        _progress(number, runs)
    medians = {name: statistics.median(values) for name, values in taken.items()}
    return {figure.name: _result(figure, medians[figure.name], medians) for figure in figures}


def _result(figure: Figure, median: float, medians: dict[str, float]) -> dict[str, float]:
    result = {"median_ms": round(median, 1)}
    if figure.yardstick:
        result["ratio"] = round(median / medians[figure.yardstick], 2)
    if figure.limit:
        result["ratio_limit"] = figure.limit
    if figure.promise:
        result["scaled_ms"] = round(median * _TYPER_MS / medians[TYPER], 1)
        result["promise_ms"] = figure.promise
    return result


def _cold(bench: Bench, typer: float) -> dict[str, dict[str, float]]:
    seconds, memory = _runs(COLD, bench)
    return _in_seconds(COLD, seconds, typer) | {MEMORY: {"most_mib": round(max(memory)), "promise_mib": MEMORY_LIMIT}}


def _long(figure: Figure, bench: Bench, typer: float) -> dict[str, dict[str, float]]:
    return _in_seconds(figure, _runs(figure, bench)[0], typer)


def _runs(figure: Figure, bench: Bench) -> tuple[list[float], list[float]]:
    """Seconds and MiB of each of a few runs."""
    seconds, memory = [], []
    for _ in range(_COLD_RUNS):
        figure.before(bench)
        taken, most = seconds_and_memory(figure.line(bench), bench.surroundings, bench.desk)
        seconds.append(taken)
        memory.append(most)
    return seconds, memory


def _in_seconds(figure: Figure, seconds: list[float], typer: float) -> dict[str, dict[str, float]]:
    median = statistics.median(seconds)
    ratio = median * 1000 / typer
    found = {"median_s": round(median, 1), "ratio": round(ratio, 1), "scaled_s": round(ratio * _TYPER_MS / 1000, 1)}
    return {figure.name: found | {"promise_s": figure.promise or 0}}


def _tell(results: dict[str, dict[str, float]]) -> None:
    width = max(map(len, results))
    print(f"{'':{width}}       median   ratio  scaled  promised")  # noqa: T201 - a report for people
    for name, result in results.items():
        key, measured = next(iter(result.items()))
        ratio = f"{result['ratio']:.2f}" if "ratio" in result else ""
        scaled = next((f"{value:.1f}" for which, value in result.items() if which.startswith("scaled")), "")
        line = f"{name:{width}}  {measured:7.1f} {_MEASURED[key]:3}  {ratio:>6}  {scaled:>6}  {_promised(result)}"
        print(line.rstrip())  # noqa: T201 - a report for people


def _promised(result: dict[str, float]) -> str:
    """What was promised of a figure, and whether it is not kept."""
    for key, (unit, measured) in _PROMISES.items():
        if key in result:
            return f"{result[key]:g} {unit}" + ("  not kept" if result[measured] > result[key] else "")
    return ""


_MEASURED: Final = {"median_ms": "ms", "median_s": "s", "most_mib": "MiB"}
_PROMISES: Final = {
    "ratio_limit": ("x", "ratio"),
    "promise_ms": ("ms", "scaled_ms"),
    "promise_s": ("s", "scaled_s"),
    "promise_mib": ("MiB", "most_mib"),
}


def _progress(number: int, runs: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{number}/{runs} ")
        sys.stderr.flush()


def _versions() -> dict[str, str]:
    import sqlite3  # noqa: PLC0415
    from importlib.metadata import version  # noqa: PLC0415

    git = subprocess.run(["git", "--version"], check=True, capture_output=True, text=True).stdout.split()[2]  # noqa: S607
    packages = {name: version(name) for name in ("typer", "msgspec")}
    return {"celyactl": __version__, "python": platform.python_version(), "git": git, **packages} | {
        "sqlite": sqlite3.sqlite_version
    }


if __name__ == "__main__":
    main()

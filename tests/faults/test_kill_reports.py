"""`kill -9` of `report annual --all`: what has its name is whole, and the next run makes only what is missing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from ptrace import kill_at, until_it_passes

CONTRACTS = [f"client{number}-2025" for number in range(5)]


@pytest.fixture
def sold(working):
    for slug in CONTRACTS:
        working.ask("contract", "new", slug, "--client", slug[:-5], "--start", "2025-01-01", "--target", "P1:30m:4h")
        words = ("--contract", slug, "--title", "Plus de tonalité", "--priority", "P1")
        working.ask("ticket", "new", *words, "--at", "2025-06-02T10:00")
    return working


def given(folder, form="pdf"):
    return ["report", "annual", "--all", "--year", "2025", "--format", form, "--output", str(folder)]


def made(folder):
    """What has its name, each with its bytes and the file that holds them."""
    files = folder.glob("[!.]*") if folder.is_dir() else ()
    return {file.name: (file.read_bytes(), file.stat().st_ino) for file in files}


def contents(folder):
    return {name: content for name, (content, _file) in made(folder).items()}


def outcomes(desk, folder, form="pdf"):
    reports = desk.ask(*given(folder, form))["reports"]
    return {one["contract"]: one["outcome"] for one in reports}


def goes_on(desk, folder, whole, form="pdf"):
    """The next run keeps what is there, makes the rest, and leaves what a run leaves that nobody stopped."""
    before = made(folder)
    assert {name: content for name, (content, _file) in before.items()}.items() <= whole.items()
    kept = {slug for slug in CONTRACTS if f"2025.{slug}.{form}" in before}
    assert outcomes(desk, folder, form) == {slug: "kept" if slug in kept else "written" for slug in CONTRACTS}
    assert contents(folder) == whole
    assert made(folder).items() >= before.items()
    return len(kept)


def killed_part_way(desk, folder, victim):
    """Kill the process that `victim` names once some reports are there, and wait until all have ended."""
    words, pipe = [sys.executable, "-m", "celyactl", *given(folder), "--json"], subprocess.PIPE  # held by all of them
    with subprocess.Popen(words, cwd=desk.path, stdout=pipe, stderr=pipe) as process:
        while len(made(folder)) < 2 and process.poll() is None:
            time.sleep(0.01)
        os.kill(victim(process), signal.SIGKILL)
        said, complained = process.communicate(timeout=60)
    return process.returncode, said, complained


def the_one_that_people_see(process):
    return process.pid


def one_of_its_processes(process):
    """A process that makes reports, from what the system tells of all."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent == process.pid and b"spawn_main" in (stat.parent / "cmdline").read_bytes():
                return int(stat.parent.name)
    raise AssertionError(process.pid)


def test_a_process_that_is_killed_is_told_of_and_the_next_run_goes_on(sold, tmp_path):
    outcomes(sold, tmp_path / "whole")
    status, said, error = killed_part_way(sold, tmp_path / "reports", one_of_its_processes)
    assert (status, said, json.loads(error)["error"]["code"]) == (75, b"", "maker_lost")
    goes_on(sold, tmp_path / "reports", contents(tmp_path / "whole"))


def test_a_killed_run_leaves_nobody_at_work_and_the_next_one_goes_on(sold, tmp_path):
    outcomes(sold, tmp_path / "whole")
    whole = contents(tmp_path / "whole")
    assert killed_part_way(sold, tmp_path / "reports", the_one_that_people_see)[:2] == (-signal.SIGKILL, b"")
    assert 2 <= goes_on(sold, tmp_path / "reports", whole) < len(CONTRACTS)
    assert set(outcomes(sold, tmp_path / "reports").values()) == {"kept"}


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_a_file_is_whole_wherever_all_processes_die(sold, tmp_path, step):
    outcomes(sold, tmp_path / "whole", "json")
    whole, kept = contents(tmp_path / "whole"), set()

    def strike(count):
        folder = tmp_path / f"{count}"
        return kill_at(["@celyactl", *given(folder, "json")], count, sold.path, into=folder)

    for count, outcome in until_it_passes(strike, step):
        assert outcome.status == -signal.SIGKILL
        kept.add(goes_on(sold, tmp_path / f"{count}", whole, "json"))
    assert len(kept) > 2

"""Nothing derived is stored: what a contract says from tomorrow on moves no figure of yesterday, in the sample desk."""

from __future__ import annotations

import subprocess
from datetime import datetime
from shutil import copyfile, copytree
from zoneinfo import ZoneInfo

import pytest
import sample_desk
from isolation import REPOSITORY

from celyactl.desk import Desk
from celyactl.domain.fold import as_of
from celyactl.domain.words import ClockStatus
from celyactl.services.sla import Cases
from celyactl.store import layout

PARIS = ZoneInfo("Europe/Paris")
YESTERDAY = datetime(2026, 11, 23, 19, 0, tzinfo=PARIS)
TODAY = datetime(2026, 11, 24, 9, 0, tzinfo=PARIS)
TOMORROW = datetime(2026, 11, 25, tzinfo=PARIS)
OTHER_TARGETS = [f"P{number}:7m:11m" for number in (1, 2, 3, 4)]


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "desk"
    for name in sample_desk.FOLDERS:
        copytree(REPOSITORY / name, path / name)
    for name in sample_desk.FILES:
        copyfile(REPOSITORY / name, path / name)
    for words in (["init", "-q"], ["add", "--all"], ["commit", "-qm", "The sample desk"]):
        subprocess.run(["git", *words], cwd=path, check=True)
    return path


def figures(path) -> dict:
    """What every clock of every ticket showed yesterday."""
    with Desk.open(path, clock=lambda: TODAY) as desk:
        view, cases = desk.view, Cases(desk.view)
        found = {}
        for entry in view.repository.entries(view.commit, ["tickets"]):
            ticket = as_of(view.ticket(layout.classify(entry.path).name), YESTERDAY)
            if ticket is not None:
                clocks = cases.of(ticket).clocks(YESTERDAY)
                found |= {(ticket.ref, clock.name.value): clock for clock in clocks}
        return found


def told(clock) -> tuple:
    return clock.status, clock.target, clock.started_at, clock.met_at, clock.elapsed, clock.paused


def test_a_calendar_amended_from_tomorrow_on_moves_no_figure_of_yesterday(sample, run):
    before = figures(sample)
    amended = 0
    for contract in run("contract", "list", "--json", cwd=sample).data:
        other = "full" if contract["coverage"] != "full" else "business"
        words = ["--from", "2026-11-25", "--coverage", other]
        words += [word for target in OTHER_TARGETS for word in ("--target", target)]
        answer = run(
            *("contract", "amend", contract["slug"], *words, "--json"),
            cwd=sample,
            clock=lambda: TODAY,
            env={"CELYACTL_ACTOR": "helene"},
        )
        assert answer.exit_code == 0, answer.stderr
        amended += 1
    after = figures(sample)
    assert amended == 6
    assert len(before) > 200
    assert after.keys() == before.keys()
    assert [name for name, clock in before.items() if told(clock) != told(after[name])] == []
    moved = [name for name, clock in before.items() if clock.due_at != after[name].due_at]
    assert all(before[name].status is ClockStatus.RUNNING for name in moved)
    assert all(min(before[name].due_at, after[name].due_at) > TOMORROW for name in moved)

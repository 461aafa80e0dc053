"""`kill -9` around the commit of `monitor receive` and `preventive done`: an act whole or not at all, and once.

A visit's findings are tickets of their own in the visit's commit: none may be there without it. Each strike has a copy
of the desk, so that what an earlier one recorded is not in its way.
"""

from __future__ import annotations

import json
import shutil
from copy import copy
from typing import TYPE_CHECKING

import pytest
from ptrace import kill_at, run, until_it_passes

if TYPE_CHECKING:
    from pathlib import Path

    from struck import WorkingDesk

EVERYDAY = 13
STEPS = [EVERYDAY, pytest.param(1, marks=pytest.mark.soak)]
ALERT = {
    "status": "firing",
    "labels": {"alertname": "IPBX injoignable", "celyactl_contract": "acme"},
    "startsAt": "2026-01-05T09:00:00Z",
    "fingerprint": "f00d",
}


@pytest.mark.parametrize("step", STEPS)
def test_an_alert_opens_one_ticket_whatever_dies(working, place, step):
    told = place / "alert.json"
    told.write_text(json.dumps({"version": "4", "status": "firing", "alerts": [ALERT]}), encoding="utf-8")
    words, before = ["@celyactl", "monitor", "receive"], working.committed_tickets()
    states = set()
    for desk, outcome in _strikes(working, place / "struck", words, step, told):
        made = desk.committed_tickets() - before
        states.add(len(made))
        assert made or not outcome.stdout, "acknowledged and lost"
        assert run(words, desk.path, stdin=told).status == 0, outcome.struck
        assert len(desk.committed_tickets() - before) == 1, outcome.struck
        _assert_in_step(desk)
    assert states == {0, 1}


@pytest.mark.parametrize("step", STEPS)
def test_a_visit_and_what_it_found_are_there_together_or_not_at_all(working, place, step):
    working.ask("preventive", "plan", "acme", "--visits", "12", "--since", "2020-01-01")
    visit = working.ask("preventive", "open", "--contract", "acme")[0]["ref"]
    before = working.committed_tickets()
    words = ["@celyactl", "preventive", "done", visit, "--all", "--finding", "Onduleur", "--finding", "Écho"]
    states = set()
    for desk, outcome in _strikes(working, place / "struck", words, step):
        _assert_whole(desk, visit, made := desk.committed_tickets() - before)
        states.add(len(made))
        assert made or not outcome.stdout, "acknowledged and lost"
        assert run(words, desk.path).status == (65 if made else 0), outcome.struck
        _assert_whole(desk, visit, desk.committed_tickets() - before)
        assert len(desk.committed_tickets() - before) == 2, outcome.struck
        _assert_in_step(desk)
    assert states == {0, 2}


def _strikes(desk: WorkingDesk, place: Path, words: list[str], step: int, stdin: Path | None = None):
    """A copy of the desk after each strike, with the outcome."""

    def strike(n: int):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(desk.path, place, symlinks=True)
        return kill_at(words, n, place, stdin=stdin)

    struck = copy(desk)
    struck.path = place
    for _n, outcome in until_it_passes(strike, step):
        yield struck, outcome


def _assert_whole(desk: WorkingDesk, visit: str, made: set[str]) -> None:
    journal = desk.ask("ticket", "show", visit)["journal"]
    found = [one["ref"] for entry in journal if entry["type"] == "preventive_done" for one in entry["findings"]]
    assert set(found) == made


def _assert_in_step(desk: WorkingDesk) -> None:
    assert desk.git("status", "--porcelain") == ""
    assert desk.ask("check")["findings"] == []

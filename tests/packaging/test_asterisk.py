"""The sample for Asterisk: it tells the channel who calls, and lets every call through."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from furnishing import done_once

SAMPLE = Path(__file__).parents[2] / "contrib/asterisk"
CHANNEL = "agi_request: who.agi\nagi_channel: PJSIP/trunk-1\n\n" + "200 result=1\n" * 10


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026", "--coverage", "full", client="Acme")
    desk.edit("contracts/acme/client.yaml", 'name: "Claire Vidal"', 'name: "Claire ${EVIL} \\"Vidal\\" [x]"')
    desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")
    return desk


def said(desk, *numbers, **more):
    programs = Path(sys.executable).parent
    path = f"{programs}:{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "CELYACTL_DESK": str(desk.path), "CELYACTL_PATIENCE": "60", **more}
    line = [sys.executable, str(SAMPLE / "who.agi"), *numbers]
    end = subprocess.run(line, input=CHANNEL, env=env, capture_output=True, text=True, check=True)
    return dict(row.removeprefix("SET VARIABLE CELYACTL_").split(" ", 1) for row in end.stdout.splitlines())


def test_the_channel_learns_who_calls(sold):
    assert said(sold, "+33467000001") == {
        "CLIENT": '"acme"',
        "PERSON": '"Claire EVIL Vidal x"',
        "SHOWN": '"Acme - Claire EVIL Vidal x - 1 ticket(s)"',
        "TICKETS": '"1"',
        "OUTAGE": '""',
        "OPEN": '"yes"',
    }


@pytest.mark.parametrize("number", ["0123456789", "", "anonymous", "$(id)", "--help", "1" * 40])
def test_a_stranger_s_call_goes_on(sold, number):
    assert set(said(sold, number).values()) <= {'""'}


def test_a_call_goes_on_without_a_desk_or_a_program(sold, tmp_path):
    assert set(said(sold, "+33467000001", CELYACTL_DESK=str(tmp_path)).values()) <= {'""'}
    assert set(said(sold, "+33467000001", PATH=str(tmp_path)).values()) <= {'""'}


def test_a_call_does_not_wait_for_a_desk_that_is_slow(sold, tmp_path):
    slow = tmp_path / "celyactl"
    slow.write_text(f'#!/bin/sh\nsleep 5\nexec {Path(sys.executable).parent}/celyactl "$@"\n')
    slow.chmod(0o700)
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert set(said(sold, "+33467000001", PATH=path, CELYACTL_PATIENCE="0.2").values()) <= {'""'}


def test_the_dial_plan_gives_the_program_digits_only():
    plan = (SAMPLE / "extensions.conf").read_text()
    assert "FILTER(0-9+,${CALLERID(num)})" in plan
    assert "System(" not in plan

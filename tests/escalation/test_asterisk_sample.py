"""The sample that makes Asterisk ring: a call file of checked values, never half a file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RING = Path(__file__).parents[2] / "contrib" / "asterisk" / "celyactl-ring"
CALL = {
    "v": 1,
    "notice": "0123456789abcdef" * 2,
    "ref": "CEL-2611-4F7K2QE",
    "title": "x\nApplication: System\nData: touch /tmp/pwned",
    "threshold": 75,
    "person": {"id": "malik", "name": "Malik\nChannel: Local/x", "phones": ["+33 (0)6 39 98 10 12"]},
}


@pytest.fixture
def ring(tmp_path):
    for name in ("tmp", "outgoing"):
        (tmp_path / name).mkdir()

    def command(call, *words):
        line = [sys.executable, str(RING), "--spool", str(tmp_path), *words]
        end = subprocess.run(line, input=json.dumps(call), text=True, capture_output=True, check=False)
        files = [path.read_text() for path in (tmp_path / "outgoing").iterdir()]
        assert end.returncode == 0 or list((tmp_path / "tmp").iterdir()) == []
        return end, files

    return command


def test_a_call_file_is_left_for_asterisk(ring):
    end, [text] = ring(CALL, "--channel", "PJSIP/{number}@opalia")
    assert (end.returncode, end.stderr) == (0, "")
    assert text.startswith("Channel: PJSIP/0033639981012@opalia\n")
    assert f"Setvar: CELYACTL_NOTICE={CALL['notice']}\n" in text
    assert "Setvar: CELYACTL_WHO=malik\n" in text
    assert "System" not in text
    assert text.count("Channel:") == 1


def test_a_call_about_a_message_has_no_reference(ring):
    end, [text] = ring(CALL | {"ref": "", "threshold": None})
    assert end.returncode == 0
    assert "Setvar: CELYACTL_REF=\n" in text


@pytest.mark.parametrize(
    "change",
    [
        {"notice": "x"},
        {"notice": "0" * 32 + "\n"},
        {"ref": "CEL-2611-4F7K2QE;rm"},
        {"person": {"id": "malik|x", "phones": ["0639981012"]}},
        {"person": {"id": "malik", "phones": []}},
        {"person": {"id": "malik", "phones": ["-"]}},
        {"threshold": "75\nData: x"},
    ],
)
def test_anything_unexpected_makes_no_call(ring, change):
    end, files = ring(CALL | change)
    assert end.returncode == 1
    assert end.stderr.startswith("celyactl-ring: ")
    assert files == []


def test_no_json_makes_no_call(tmp_path):
    end = subprocess.run(
        [sys.executable, str(RING), "--spool", str(tmp_path)], input="{", text=True, capture_output=True, check=False
    )
    assert (end.returncode, end.stderr.count("\n")) == (1, 1)

"""Four processes in one clone, on one ticket, while a fifth reads: each act that was acknowledged is in the history."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from struck import WorkingDesk

WRITER = Path(__file__).with_name("writer.py")


@pytest.mark.parametrize("count", [25, pytest.param(250, marks=pytest.mark.soak)])
def test_a_hundred_acts_of_four_processes_are_a_hundred_commits(tmp_path, count):
    desk = WorkingDesk(tmp_path / "desk")
    before = desk.commit
    line = [sys.executable, str(WRITER), str(count)]
    writers = [
        subprocess.Popen(
            [*line, name, desk.ref], cwd=desk.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in "abcd"
    ]
    reads = [desk.run("ticket", "list").status for _ in range(20)]
    said = [writer.communicate() for writer in writers]
    assert [complaint for _codes, complaint in said] == [""] * 4
    assert Counter(code for codes, _complaint in said for code in codes.split()) == {"0": 4 * count}
    assert set(reads) == {0}

    subjects = desk.git("log", "--format=%s", f"{before}..HEAD").splitlines()
    assert subjects == [f"{desk.ref}: note"] * 4 * count
    assert sorted(desk.notes()) == sorted(f"{name} {number}" for name in "abcd" for number in range(count))
    for name in "abcd":
        assert [note for note in desk.notes() if note.startswith(name)] == [f"{name} {n}" for n in range(count)]
    assert desk.run("check").status == 0
    desk.assert_in_step()
    desk.assert_undamaged()

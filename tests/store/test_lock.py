"""One writer a clone: the kernel lock names its holder and dies with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from celyactl.errors.repository import DeskBusy
from celyactl.store import lock, patience

HOLDER = """
import sys
from pathlib import Path
from celyactl.store import lock, patience
with lock.hold(Path(sys.argv[3])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, "ticket", "note", str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_who_waits_in_vain_is_told_who_holds_the_desk(tmp_path, holder):
    with pytest.raises(DeskBusy) as refused, lock.hold(tmp_path, wait=0.05):
        pass
    assert str(holder.pid) in refused.value.what
    assert "ticket note" in refused.value.what
    assert refused.value.exit_code == 75


def test_the_lock_of_a_killed_holder_is_free(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with lock.hold(tmp_path, wait=0):
        pass


def test_a_child_that_inherited_the_lock_keeps_it(tmp_path):
    with lock.hold(tmp_path) as held:
        child = subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=[held])
    with child:
        with pytest.raises(DeskBusy), lock.hold(tmp_path, wait=0):
            pass
        child.stdin.close()
    with lock.hold(tmp_path, wait=0):
        pass


@pytest.mark.parametrize(
    "said",
    [
        *(b"", b"{", b"[]", b"[" * 5000, b"\xff", b'{"pid": "x"}', b'{"pid": 1e999, "since": 1, "command": ""}'),
        b'{"pid": 1, "since": 1, "command": "\\u001b[2J"}',
    ],
)
def test_what_the_file_says_may_be_anything(tmp_path, said):
    with lock.hold(tmp_path):
        (tmp_path / "celyactl/lock").write_bytes(said)
        with pytest.raises(DeskBusy) as refused, lock.hold(tmp_path, wait=0):
            pass
    assert "\x1b" not in refused.value.sentence


def test_a_lock_file_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / "celyactl").mkdir()
    (tmp_path / "celyactl/lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic links"), lock.hold(tmp_path):
        pass
    assert not (tmp_path / "precious").exists()


def test_a_person_who_waits_for_more_than_a_second_is_told_once_what_for(tmp_path, holder, monkeypatch):
    seconds = iter([0.0, 0.5, 1.2, 1.5, 9.0])
    monkeypatch.setattr(patience.time, "monotonic", lambda: next(seconds))
    told = []
    token = patience.listener.set(told.append)
    with pytest.raises(DeskBusy), lock.hold(tmp_path, wait=5):
        pass
    patience.listener.reset(token)
    assert len(told) == 1
    assert "ticket note" in told[0]

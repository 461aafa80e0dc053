"""The largest hostile messages through the whole gateway, in a child whose time and memory the system counts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from letters import letter

MIB = 1 << 20
HEADERS = b"".join(b"X-%d: %s\n" % (number, b"a" * 40) for number in range(10_000))
NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(1000))
HEAD = b"From: Claire <claire@acme.example>\nMessage-ID: <a@b>\nSubject: Panne\n"
HOSTILE = {
    "10,000 headers": HEAD + HEADERS + b"\nx",
    "1,000 deep": HEAD + NESTED,
    "a line of 50 MiB": HEAD + b"\n" + b"a" * (50 * MIB),
    "a usual one": letter(),
}
SECONDS, MEMORY = 20, 400 * MIB
# The system's own count of a child begins with what its parent had.
MEASURED = """
import atexit, sys
from pathlib import Path
status, kept = Path("/proc/self/status"), Path(sys.argv.pop())
atexit.register(lambda: kept.write_text(status.read_text().partition("VmHWM:")[2].split()[0]))
from celyactl.__main__ import main
main()
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_time_and_memory_are_bounded(office, tmp_path, name):
    message = tmp_path / "message"
    message.write_bytes(HOSTILE[name])
    most = tmp_path / "most"
    line = [sys.executable, "-c", MEASURED, "mail", "receive", str(most)]
    with message.open("rb") as given:
        child = subprocess.Popen(line, cwd=office.path, stdin=given, stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    assert used.ru_utime + used.ru_stime < SECONDS
    assert 20 * MIB < int(most.read_text()) * 1024 < MEMORY
    waiting = office.ask("mail", "quarantine", "list")
    assert [one["reason"] for one in waiting] == ([] if name == "a usual one" else ["unreadable"])

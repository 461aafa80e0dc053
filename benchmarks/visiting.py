"""`python -m benchmarks.visiting [TICKETS]`: wrk on the list of the extranet, many sessions, one process on loopback.

Prints requests a second, percentiles, and the processor time of the server a request: that one holds on a busy machine.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks import desk as desks
from benchmarks.measure import Surroundings
from benchmarks.stories import CLIENTS
from celyactl.extranet.sessions import Sessions
from celyactl.extranet.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

_TICKETS: Final = 100_000
_VISITORS: Final = 20
_SECONDS: Final = 20
_CONNECTIONS: Final = 8
_PORT: Final = 18080
_SCRIPT: Final = """
local cookies = {%s}
local turn = 0
request = function()
  turn = turn %% #cookies + 1
  return wrk.format("GET", nil, {Cookie = "celyactl-session=" .. cookies[turn], Host = "127.0.0.1:%d"})
end
"""


def main() -> None:
    """Measure and tell."""
    tickets = int(sys.argv[1]) if len(sys.argv) > 1 else _TICKETS
    with tempfile.TemporaryDirectory(prefix="celyactl-benchmarks-") as folder:
        surroundings, desk = Surroundings(Path(folder)), desks.copy(tickets, Path(folder, "desk"))
        cookies = list(_signed_in(surroundings, desk))
        script = Path(folder, "visit.lua")
        script.write_text(_SCRIPT % (", ".join(f'"{one}"' for one in cookies), _PORT), encoding="ascii")
        line = surroundings.celyactl("extranet", "serve", "--port", str(_PORT), "--no-sync")
        quiet = subprocess.DEVNULL
        with subprocess.Popen(line, cwd=desk, env=surroundings.environment, stdout=quiet, stderr=quiet) as server:  # noqa: S603
            try:
                _await()
                for path in ("/tickets", "/"):
                    _warmed(path, cookies)
                    _visited(path, script, server.pid)
            finally:
                server.terminate()


def _signed_in(surroundings: Surroundings, desk: Path) -> Iterator[str]:
    """The ids of sessions of many clients: their codes are made, the hashing of signing in is not what is measured."""
    act = surroundings.environment | {"CELYACTL_ACTOR": "lea"}

    def run(*words: str) -> Any:
        end = subprocess.run(  # noqa: S603
            surroundings.celyactl(*words, "--json"), cwd=desk, env=act, capture_output=True, check=True
        )
        return json.loads(end.stdout)["data"]

    _furnish(desk)
    run("ticket", "list")  # the index, once
    sessions = Sessions(State(desk / ".git" / "celyactl" / "extranet.sqlite3"))
    for client in CLIENTS[:_VISITORS]:
        public = run("access", "create", f"{client}-maintenance", "--contact", "claire")["public"]
        yield sessions.begin(public, client, "claire", int(datetime.now(UTC).timestamp()))


def _furnish(desk: Path) -> None:
    """Lea may give codes, and the extranet is a service, as an editor writes it."""
    path, mail = desk / "desk.yaml", '    email: "lea@celya.example"\n'
    text = path.read_text(encoding="utf-8").replace(mail, f"{mail}    roles:\n      - manager\n")
    service = "services:\n  - id: portail\n    kind: extranet\n    email: portail@celya.example\n"
    path.write_text(text + service, encoding="utf-8")
    subprocess.run(["git", "commit", "-qm", "by hand", "--", "desk.yaml"], cwd=desk, check=True)  # noqa: S607


def _await() -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            urlopen(f"http://127.0.0.1:{_PORT}/health", timeout=60).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server does not answer")


def _warmed(path: str, cookies: list[str]) -> None:
    """What the first request of a client makes is kept."""
    for one in cookies:
        request = Request(f"http://127.0.0.1:{_PORT}{path}", headers={"Cookie": f"celyactl-session={one}"})
        urlopen(request, timeout=600).close()  # noqa: S310 - loopback


def _visited(path: str, script: Path, pid: int) -> None:
    before = _processor(pid)
    said = _wrk(path, script, _SECONDS)
    spent = _processor(pid) - before
    requests = int(_found(r"(\d+) requests in", said))
    wrong = re.search(r"Non-2xx.*: (\d+)", said)
    each = spent / max(1, requests)
    figures = {
        "requests": requests,
        "wrong": int(wrong[1]) if wrong else 0,
        "a second": float(_found(r"Requests/sec:\s+([\d.]+)", said)),
        "p50": _found(r"50%\s+(\S+)", said),
        "p99": _found(r"99%\s+(\S+)", said),
        "processor ms a request": round(each * 1000, 2),
        "a second a core": round(1 / each) if each else 0,
    }
    print(path, ", ".join(f"{name} {value}" for name, value in figures.items()))  # noqa: T201 - a report for people


def _wrk(path: str, script: Path, seconds: int) -> str:
    line = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "60s", "-s", str(script)]
    address = f"http://127.0.0.1:{_PORT}{path}"
    return subprocess.run([*line, address], capture_output=True, text=True, check=True).stdout  # noqa: S603


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(text)
    return match[1]


def _processor(pid: int) -> float:
    """Seconds of user and system time of a process, its threads and the children that it waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

"""The samples for the monitoring, run as it runs them: the webhook over HTTP, the notification by its environment."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

SAMPLE = Path(__file__).parents[2] / "contrib/monitoring"
ALERT = {
    "status": "firing",
    "labels": {"alertname": "TrunkDown", "severity": "warning"},
    "annotations": {},
    "startsAt": "2026-11-23T07:50:00Z",
    "fingerprint": "00aa00aa00aa00aa",
}


@pytest.fixture
def sold(desk):
    desk.sell("acme-2026", "--start", "2020-01-01", "--coverage", "full")
    return desk


def surroundings(desk, **more):
    programs = Path(sys.executable).parent
    return os.environ | {"PATH": f"{programs}:{os.environ['PATH']}", "CELYACTL_DESK": str(desk.path), **more}


def titles(desk):
    return [one["title"] for one in desk.ask("ticket", "list")]


def posted(port, body):
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}/", data=body), timeout=30) as answer:
            return answer.status
    except HTTPError as refused:
        return refused.code


def announced(port, length):
    """The answer to the head of a request: what is too large is refused before it is sent."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asking.putrequest("POST", "/")
    asking.putheader("Content-Length", str(length))
    asking.endheaders()
    with asking.getresponse() as answer:
        return answer.status


def test_alertmanager_reaches_the_desk_by_its_webhook(sold):
    line = [sys.executable, str(SAMPLE / "celyactl-alertmanager"), "0", "--", "--contract", "acme-2026"]
    with subprocess.Popen(line, env=surroundings(sold), stderr=subprocess.PIPE, text=True) as server:
        try:
            port = int(server.stderr.readline().rpartition(":")[2])
            assert posted(port, json.dumps({"version": "4", "alerts": [ALERT]}).encode()) == 200
            assert posted(port, b"nonsense") == 422
            assert announced(port, 1_000_001) == 413
        finally:
            server.terminate()
    assert titles(sold) == ["TrunkDown"]


def test_icinga_and_nagios_reach_it_by_their_environment(sold):
    said = {
        "NOTIFICATIONTYPE": "PROBLEM",
        "HOSTNAME": "pbx1",
        "HOSTSTATE": "DOWN",
        "HOSTOUTPUT": "no route\nHOSTNAME=another",
    }
    line = ["sh", str(SAMPLE / "celyactl-notify"), "--contract", "acme-2026"]
    subprocess.run(line, env=surroundings(sold, **said), check=True, capture_output=True)
    assert titles(sold) == ["pbx1: no route"]

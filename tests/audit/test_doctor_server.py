"""`doctor --server`: what monitoring reads, with Nagios' exit codes."""

from __future__ import annotations

import json
import os
import shutil
from datetime import timedelta
from typing import NamedTuple

import pytest

from celyactl.services.doctoring import server
from celyactl.store import marks, quarantine
from celyactl.store.repository import Repository


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def room(monkeypatch):
    """How much the disk has left."""

    def left(free):
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(1 << 40, 0, free))

    left(64 << 30)
    return left


def watched(desk, code):
    answer = desk.run("doctor", "--server", "--json")

    data = json.loads(answer.stdout)["data"]
    assert answer.exit_code == code
    return {probe["name"]: probe["state"] for probe in data["probes"]} | {"": data["state"]}


def test_a_quiet_server_is_well(desk, room):
    assert watched(desk, 0) == {"outbox": "ok", "quarantine": "ok", "disk": "ok", "": "ok"}
    line = desk.say("doctor", "--server", "--lang", "en")
    assert line.startswith("OK - no mail waits, quarantine empty, ")
    assert line.rstrip().endswith(
        f"| outbox=0s;900;3600 quarantine=0s;3600;86400 disk={64 << 30}B;{1 << 30};{200 << 20}"
    )
    assert line.count("\n") == 1


@pytest.mark.parametrize(("free", "code", "state"), [(500 << 20, 1, "warning"), (100 << 20, 2, "critical")])
def test_a_disk_that_fills_is_told(desk, room, free, code, state):
    room(free)
    assert watched(desk, code)["disk"] == state


@pytest.mark.parametrize(("minutes", "code", "state"), [(5, 0, "ok"), (61, 1, "warning"), (60 * 25, 2, "critical")])
def test_mail_in_quarantine_ages(desk, room, minutes, code, state):
    with Repository.open(desk.path) as repository:
        came = desk.now - timedelta(minutes=minutes)
        quarantine.keep(repository.place, quarantine.Waiting("0123456789ab", "stranger", "x", "x", came), b"x")
    assert watched(desk, code)["quarantine"] == state


@pytest.mark.parametrize(
    ("minutes", "code", "state"), [(1, 0, "ok"), (15, 1, "warning"), (31, 2, "critical"), (None, 3, "unknown")]
)
def test_rounds_of_escalation_are_missed_where_there_is_a_service_for_them(desk, room, minutes, code, state):
    desk.ask("team", "service", "add", "astreinte", "--kind", "escalation", "--email", "astreinte@celya.example")
    if minutes is not None:
        with Repository.open(desk.path) as repository:
            marks.leave(repository.place, "escalation", desk.now)
        desk.now = desk.now.fromtimestamp(desk.now.timestamp() + minutes * 60, desk.now.tzinfo)
    assert watched(desk, code)["escalation"] == state


def test_an_exchange_is_missed_where_there_is_another_clone(desk, room):
    desk.git("remote", "add", "origin", "/nowhere")
    assert watched(desk, 3)["sync"] == "unknown"
    (desk.path / ".git/FETCH_HEAD").write_text("")
    os.utime(desk.path / ".git/FETCH_HEAD", (desk.now.timestamp() - 1200,) * 2)
    assert watched(desk, 1)["sync"] == "warning"


QUEUED = """  - type: mail_queued
    id: "{ident}"
    at: "2026-11-23T09:00:00+01:00"
    recorded: "2026-11-23T09:00:00+01:00"
    by: "nadia"
    channel: cli
    visibility: internal
    after:
      - "{after}"
    template: "summary"
    language: fr
    to:
      - "acme:claire"
    message_id: "<1@celya.example>"
"""


REFUSED = """    message_id: "<1@celya.example>"
    permanent: true
    to:
      - "acme:claire"
"""


def test_mail_that_waits_ages_until_it_is_sent(desk, room):
    desk.sell("acme-2026")
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "x")["ref"]
    path = desk.path / f"tickets/2026/11/{ref}.yaml"
    text = path.read_text()
    opened = text.split('    id: "')[1][:26]
    queued = QUEUED.format(ident="01M6G6XMS0C4QADKPC3DWE0000", after=opened)
    path.write_text(text + queued)
    desk.git("commit", "-qam", "mail")
    assert desk.ask("check")["findings"] == []
    desk.now = desk.now.replace(minute=20)
    assert watched(desk, 1)["outbox"] == "warning"
    desk.now = desk.now.replace(hour=11)
    assert watched(desk, 2)["outbox"] == "critical"
    sent = queued.split("    template")[0].replace("mail_queued", "mail_sent").replace("E0000", "E0001")
    path.write_text(text + queued + sent + '    message_id: "<1@celya.example>"\n')
    desk.git("commit", "-qam", "mail")
    assert watched(desk, 0)["outbox"] == "ok"


def test_mail_that_one_of_two_readers_refused_waits_no_less(desk, room):
    desk.sell("acme-2026")
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "x")["ref"]
    path = desk.path / f"tickets/2026/11/{ref}.yaml"
    text = path.read_text()
    queued = QUEUED.format(ident="01M6G6XMS0C4QADKPC3DWE0000", after=text.split('    id: "')[1][:26])
    refused = queued.split("    template")[0].replace("mail_queued", "mail_failed").replace("E0000", "E0001")
    path.write_text(text + queued + refused + REFUSED)
    desk.git("commit", "-qam", "mail")
    assert desk.ask("check")["findings"] == []
    desk.now = desk.now.replace(minute=20)
    assert watched(desk, 1)["outbox"] == "warning"


def test_where_there_is_no_desk_nothing_is_known(run, tmp_path):
    answer = run("doctor", "--server", cwd=tmp_path)
    assert answer.exit_code == 3
    assert answer.stdout.startswith("UNKNOWN - ")


def test_what_is_worse_is_shown(desk):
    def probe(state):
        return server.Probe("x", state, 0, "s", 0, 0, "")

    assert server.worst([probe("ok"), probe("unknown"), probe("warning")]) == "unknown"
    assert server.worst([probe("unknown"), probe("critical")]) == "critical"
    assert server.worst([]) == "ok"

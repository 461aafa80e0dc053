"""`extranet serve`: a real server on loopback, and what it refuses to serve."""

from __future__ import annotations

import subprocess
import time

import httpx
import pytest
from furnishing import done_once
from running import invoked_at
from served import Visitor, served

SERVICE = ("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example")


def test_without_a_service_nothing_is_served(desk):
    assert desk.refused("extranet", "serve")["code"] == "no_service"


def test_a_machine_whose_limits_are_not_understood_serves_nothing(desk, tmp_path, monkeypatch):
    desk.ask(*SERVICE)
    (tmp_path / "config.toml").write_text("[extranet]\nfailures = 5\n")
    monkeypatch.setenv("CELYACTL_CONFIG", str(tmp_path / "config.toml"))
    error = desk.refused("extranet", "serve")
    assert (error["code"], error["exit"]) == ("machine_file_wrong", 78)
    assert "extranet.failures" in error["message"]


@pytest.mark.parametrize(
    "words",
    [
        ("--host", "0.0.0.0"),
        ("--address", "http://support.celya.example"),
        ("--host", "0.0.0.0", "--address", "http://127.0.0.1:8080"),
        ("--address", "support.celya.example"),
        ("--address", "https://support.celya.example/ailleurs"),
    ],
)
def test_codes_never_travel_in_the_clear(desk, words):
    desk.ask(*SERVICE)
    assert desk.refused("extranet", "serve", *words)["code"] == "address_not_safe"


@pytest.fixture
@done_once
def acme(desk):
    desk.ask(*SERVICE)
    desk.sell("acme-2026")
    desk.code = desk.ask("access", "create", "acme-2026", "--contact", "claire")["code"]
    return desk


def test_a_real_server_lets_in_takes_a_ticket_and_ends_in_peace(acme):
    with served(acme.path) as server:
        with Visitor(server.address) as claire:
            claire.sign_in(acme.code)
            ref = claire.enter(claire.form("Plus de tonalité", "acme-2026"))
            assert "Plus de tonalité" in claire.get(f"/tickets/{ref}?secret=oui").text
            assert claire.get("/ready").text == "ok"
        assert server.end() == 0
    assert acme.subjects()[0].endswith(": open")
    assert_of_nobody(server.said, ref, "oui", "claire", acme.code[:8], "127.0.0.1", "tonalité")
    requests = [(line["method"], line["route"], line["status"]) for line in server.lines]
    assert ("POST", "/new", 303) in requests
    assert ("GET", "/tickets/{ref}", 200) in requests
    assert all(set(line) == {"at", "level", "event", "method", "route", "status", "ms"} for line in server.lines)


def assert_of_nobody(said, *words):
    """The log names nobody and nothing of anybody's."""
    assert [word for word in words if word in said] == []


def test_several_workers_share_the_work_and_what_is_written_reaches_the_other_clone(acme, tmp_path):
    other = tmp_path / "serveur.git"
    acme.git("init", "--quiet", "--bare", "--initial-branch=main", str(other))
    acme.git("remote", "add", "origin", str(other))
    with served(acme.path, "--workers", "2") as server, Visitor(server.address) as claire:
        claire.sign_in(acme.code)
        before = claire.enter(claire.form("Avant la panne", "acme-2026"))
        until(lambda: before in told_by(other))
        other.rename(tmp_path / "en-panne.git")
        during = claire.enter(claire.form("Pendant la panne", "acme-2026"))
        assert "Pendant la panne" in claire.get(f"/tickets/{during}").text
        (tmp_path / "en-panne.git").rename(other)
        assert server.end() == 0
    assert during in told_by(other)
    assert {"exchanged", "request"} <= {line["event"] for line in server.lines}
    assert acme.ask("check")["findings"] == []


def test_two_instances_on_their_own_clones_share_tickets_and_revocations(acme, tmp_path):
    hub, second = str(tmp_path / "serveur.git"), tmp_path / "second"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(acme.path), hub], check=True)
    acme.git("remote", "add", "origin", hub)
    assert invoked_at("clone", hub, str(second), here=tmp_path).exit_code == 0
    with (
        served(acme.path) as here,
        served(second) as there,
        Visitor(here.address) as claire,
        Visitor(there.address) as colleague,
    ):
        claire.sign_in(acme.code)
        colleague.sign_in(acme.code)
        ref = claire.enter(claire.form("Plus de tonalité", "acme-2026"))
        until(lambda: colleague.get(f"/tickets/{ref}").status_code == 200, 60)
        acme.ask("access", "revoke", acme.code)
        assert claire.get("/").status_code == 303
        until(lambda: colleague.get("/").status_code == 303, 60)
    assert acme.ask("check")["findings"] == []


def told_by(repository):
    """The subjects of what another clone has."""
    line = ["git", "-C", str(repository), "log", "--format=%s", "main"]
    return subprocess.run(line, capture_output=True, text=True, check=False).stdout


def until(happens, seconds=30):
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_server_that_cannot_work_says_so_to_monitoring(acme):
    with served(acme.path, "--no-sync") as server:
        acme.edit("desk.yaml", "    kind: extranet\n", '    kind: extranet\n    until: "2026-11-24"\n')
        answer = httpx.get(f"{server.address}/ready", trust_env=False, verify=False)
    assert (answer.status_code, answer.text) == (503, "identity")

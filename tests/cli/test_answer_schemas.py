"""What commands answer under `--json`, judged by the schemas that are published for other programs."""

from __future__ import annotations

import json
import re
import subprocess

import answer_schemas
import pytest
from jsonschema_rs import Draft202012Validator

WORK = (
    ("ack", "--how", "rappel"),
    ("start",),
    ("assign", "nadia"),
    ("wait", "--for", "client", "--question", "Quand ?"),
    ("resume",),
    ("escalate", "--to", "3", "--reason", "Trunk", "--handover", "Postes internes OK"),
    ("priority", "P1"),
    ("note", "Rappelé", "--public"),
    ("cause", "Carte en panne"),
    ("restore",),
    ("resolve", "Réparé"),
    ("reopen", "Encore"),
)


def judged(name, envelope):
    """The data of an answer that its schema accepts."""
    judge = Draft202012Validator(answer_schemas.schema(name), validate_formats=True)
    assert [f"{one.instance_path}: {one.message}" for one in judge.iter_errors(envelope)] == []
    return envelope.get("data")


@pytest.fixture
def say(desk):
    """Ask a command in the desk: its answer, judged by a schema."""

    def asked(name, *words):
        return judged(name, json.loads(desk.run(*words, "--json").stdout))

    return asked


@pytest.fixture
def ref(desk, say):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h", "--target", "P3:1h:-")
    new = ("ticket", "new", "--contract", "acme-2026", "--title", "Écho", "--requester", "claire", "--at", "07:00")
    return say("ticket", *new)["ref"]


def test_the_published_schemas_are_those_of_the_program():
    wrong = "docs/json is behind the program: run `python scripts/answer_schemas.py` and commit it"
    there = {path.name: path.read_text(encoding="utf-8") for path in answer_schemas.FOLDER.iterdir()}
    assert there == answer_schemas.files(), wrong


def test_the_page_tells_which_command_has_which_schema():
    page = (answer_schemas.FOLDER.parent / "json.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\(json/([a-z-]+\.json)\)", page)) == answer_schemas.files().keys()


@pytest.mark.parametrize("name", [*answer_schemas.ANSWERS, "error"])
def test_a_schema_is_one_and_refuses_what_is_no_answer(name):
    judge = Draft202012Validator(answer_schemas.schema(name))
    for wrong in (
        {},
        {"v": 2, "data": {}, "warnings": []},
        {"v": 1, "data": {}, "warnings": []},
        {"v": 1, "error": {}},
    ):
        assert not judge.is_valid(wrong)


def test_tickets_through_their_life(say, desk, ref):
    for verb, *words in WORK:
        say("ticket", "ticket", verb, ref, *words)
        say("ticket-list", "ticket", "list")
        say("sla-show", "sla", "show", ref)
    span = ("--start", "2026-11-23 07:30", "--end", "2026-11-23 08:00", "--summary", "Essai")
    say("ticket", "intervention", "add", ref, "--mode", "remote", *span)
    say("ticket", "ticket", "show", ref)
    assert len(say("ticket-list", "ticket", "list", "status:open")) == 1


def test_clocks_without_a_target(say, desk, ref):
    say("ticket", "ticket", "priority", ref, "P4")
    assert {one["status"] for one in say("sla-show", "sla", "show", ref)["clocks"]} == {"none"}


def test_deadlines_with_and_without_a_contract(say, ref):
    since = ("sla", "due", "--from", "2026-11-23 09:00", "--target", "8h")
    say("sla-due", *since, "--contract", "acme-2026")
    say("sla-due", *since, "--coverage", "business", "--holidays", "FR")


@pytest.mark.parametrize("more", [[], ["--type", "pack"], ["--renewal", "none"], ["--coverage", "full"]])
def test_contracts(say, more):
    new = ("contract", "new", "acme-2026", "--client", "Acme", "--start", "2026-01-01", "--target", "P2:2h:1d")
    say("contract", *new, *more)
    say("contract", "contract", "show", "acme-2026", "--at", "2026-12-31")


def test_checks_and_audits_that_find_nothing(say, ref):
    assert say("check", "check")["findings"] == []
    assert say("audit-verify", "audit", "verify")["findings"] == []
    say("audit-anchor", "audit", "anchor")


def test_checks_and_audits_that_find_something(say, desk, ref):
    path = f"tickets/2026/11/{ref}.yaml"
    desk.edit(path, "priority: P3\nlevel", "priority: P2\nlevel")
    assert say("check", "check")["findings"]
    desk.git("rm", "-q", path)
    desk.git("commit", "-qm", "by hand")
    assert say("audit-verify", "audit", "verify")["findings"]


def test_an_import_and_its_trial(say, desk, ref):
    (desk.path / "old.csv").write_text("contract,title,opened_at,external_id\nacme-2026,Écho,2026-11-02 09:00,A1\n")
    assert say("import", "import", "old.csv", "--dry-run")["created"] == 1
    assert say("import", "import", "old.csv")["created"] == 1
    assert say("import", "import", "old.csv")["known"] == 1


def test_an_exchange(say, desk, ref, tmp_path):
    subprocess.run(["git", "clone", "-q", "--bare", str(desk.path), str(tmp_path / "hub.git")], check=True)
    desk.git("remote", "add", "origin", str(tmp_path / "hub.git"))
    desk.ask("ticket", "note", ref, "Rappelé")
    assert say("sync", "sync")["pushed"] == 1


def test_a_new_desk(say, tmp_path):
    say("init", "init", str(tmp_path / "other"), "--company", "CELYA")


def test_an_access_code(say, ref):
    say("access-create", "access", "create", "acme-2026", "--contact", "claire", "--expires", "2027-01-01")


def test_errors(desk, ref):
    for words in (["ticket", "show", "4F7K2QE"], ["ticket", "lost"], ["ticket", "resolve", ref]):
        judged("error", json.loads(desk.run(*words, "--json").stderr))
    (desk.path / "old.csv").write_text("contract,title,opened_at,external_id\nlost,Écho,yesterday,A1\n")
    error = json.loads(desk.run("import", "old.csv", "--json").stderr)
    judged("error", error)
    assert error["error"]["faults"]

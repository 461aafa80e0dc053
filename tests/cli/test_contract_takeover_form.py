"""A takeover from a file and step by step, the installation and the plan that come of it, and the statement."""

from __future__ import annotations

import os
import pty
import re

import pytest
from forked import Forked

FORM = """\
format: 1
"on": "2026-11-02"
previous: "Installateur d'origine"
audit: "Installation saine."
components:
  - component: "ipbx"
    kind: pbx
    name: "IPBX <b>du site</b>"
    version: "18.20.0"
    end_of_life: "2027-10-20"
    state: good
  - component: "trunk"
    kind: trunk
    name: "Trunk SIP"
    state: fair
    reservation: "Au nom de l'ancien."
    until: "2027-01-31"
credentials:
  - "Compte administrateur"
reservations:
  - "Onduleur hors service."
level1:
  - "claire"
training_planned: "2026-12-03"
preventive:
  id: "visites"
  since: "2026-11-02"
  visits: 2
  months:
    - 3
    - 11
"""
CHECKLIST = """\
checklists:
  - id: "visite"
    title: "Visite"
    items:
      - "Sauvegarde"
    component_kinds:
      - pbx
"""


@pytest.fixture
def acme(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01")
    (tmp_path / "form.yaml").write_text(FORM, encoding="utf-8")
    desk.form = str(tmp_path / "form.yaml")
    return desk


def take_over(desk, *words):
    return desk.ask("contract", "takeover", "acme-2026", *words)


def test_a_file_fills_the_record_the_installation_and_the_plan_in_one_act(acme):
    path = acme.path / "desk.yaml"
    path.write_text(path.read_text() + CHECKLIST)
    acme.git("commit", "-qam", "checklist")
    contract = take_over(acme, "--from", acme.form)
    taken = contract["takeover"]
    assert (taken["on"], taken["credentials"], taken["training_planned"]) == (
        "2026-11-02", ["Compte administrateur"], "2026-12-03",
    )  # fmt: skip
    assert [(item["component"], item["state"], item["until"]) for item in taken["items"]] == [
        ("ipbx", "good", None), ("trunk", "fair", "2027-01-31"),
    ]  # fmt: skip
    client = acme.ask("client", "show", "acme")
    ipbx = client["components"][0]
    assert (ipbx["kind"], ipbx["versions"][-1]["version"], ipbx["end_of_life"]) == ("pbx", "18.20.0", "2027-10-20")
    [plan] = contract["preventive"]
    assert (plan["visits"], plan["months"], plan["checklists"]) == (2, [3, 11], {"pbx": ["Sauvegarde"]})
    assert len(acme.git("show", "--name-only", "--format=").split()) == 2
    assert acme.run("check", "--json").exit_code == 0
    head = acme.git("rev-parse", "HEAD")
    take_over(acme, "--from", acme.form)
    assert acme.git("rev-parse", "HEAD") == head


def test_options_complete_what_a_file_or_an_earlier_record_says(acme):
    take_over(acme, "--from", acme.form, "--credential", "Compte de l'opérateur", "--version", "trunk:2.1")
    contract = take_over(
        acme, "--visits", "4:3,6,9,12", "--visit-mode", "onsite", "--end-of-life", "ipbx:2028-01-01", "--signed", "hier"
    )
    assert contract["takeover"]["credentials"] == ["Compte administrateur", "Compte de l'opérateur"]
    assert (contract["takeover"]["on"], contract["takeover"]["signed"]) == ("2026-11-02", "2026-11-22")
    [plan] = contract["preventive"]
    assert (plan["visits"], plan["since"], plan["mode"]) == (4, "2026-11-02", "onsite")
    components = {one["id"]: one for one in acme.ask("client", "show", "acme")["components"]}
    assert components["trunk"]["versions"][-1]["version"] == "2.1"
    assert components["ipbx"]["end_of_life"] == "2028-01-01"


def test_what_is_missing_is_said(acme):
    said = acme.say("contract", "takeover", "acme-2026", "--on", "2026-11-20", "--audit", "Asterisk 18.")
    assert "Il manque encore" in said
    assert "le constat" not in said
    assert "la signature" in said
    said = acme.say("contract", "takeover", "acme-2026", "--from", acme.form, "--signed", "hier")
    assert "Il manque encore" not in said


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_the_statement_is_made_of_the_record_and_the_same_again(acme, tmp_path, ending):
    paths = [tmp_path / f"{number}.{ending}" for number in (1, 2)]
    take_over(acme, "--from", acme.form, "--statement", str(paths[0]))
    assert take_over(acme, "--statement", str(paths[1])) == {"contract": "acme-2026", "path": str(paths[1])}
    one, other = (path.read_bytes() for path in paths)
    assert one == other
    if ending == "pdf":
        assert b"<pdfuaid:part>1<" in one
    else:
        page = one.decode()
        assert all(word in page for word in ("Procès-verbal de reprise", "18.20.0", "20 oct. 2027", "Compte admin"))
        assert "IPBX &lt;b&gt;du site" in page
        assert "2 visites par an, en mars et novembre" in page


def test_the_statement_speaks_the_clients_language(acme, tmp_path):
    take_over(acme, "--from", acme.form)
    acme.edit("contracts/acme/client.yaml", "legal: professional", "legal: professional\nlanguage: en")
    take_over(acme, "--statement", str(tmp_path / "a.html"))
    assert "Takeover statement" in (tmp_path / "a.html").read_text()


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        ([], "value_needed", 2),
        (["--statement", "a.pdf"], "not_taken_over", 65),
        (["--statement", "a.doc"], "statement_form", 2),
        (["--from", "nowhere.yaml"], "file_unreadable", 66),
        (["--visits", "0"], "visits_not_understood", 2),
        (["--visits", "2:13"], "visits_not_understood", 2),
        (["--visits", "deux"], "visits_not_understood", 2),
        (["--version", "sbc:3"], "unknown_component", 66),
    ],
)
def test_what_can_not_be_is_refused(acme, words, code, exit_code):
    refused = acme.refused("contract", "takeover", "acme-2026", *words)
    assert (refused["code"], refused["exit"]) == (code, exit_code)


def test_every_fault_of_a_file_is_told(acme, tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text(FORM.replace("state: good", "state: nice").replace("credentials:", "credential:"))
    faults = acme.refused("contract", "takeover", "acme-2026", "--from", str(path))["faults"]
    assert {fault["line"] for fault in faults} == {11, 18}


def asked(desk, *answers: str) -> str:
    """What a person at a terminal sees who gives these answers, and then ends."""
    ours, theirs = pty.openpty()
    words = ("contract", "takeover", "acme-2026")
    surroundings = os.environ | {"TERM": "xterm", "PYTHONUTF8": "1"}
    with Forked(*words, cwd=desk.path, env=surroundings, streams=(theirs, theirs, theirs)):
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode() + b"\x04")
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode())


def test_a_person_is_asked_for_what_is_missing_and_may_go_on_later(acme):
    acme.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    first = asked(
        acme, "2026-11-02", "Ancien", "Installation saine", "broken", "poor:Carte mère à changer", "18.20", ""
    )
    assert "Il manque" not in first
    kept = acme.ask("contract", "show", "acme-2026")["takeover"]
    assert (kept["on"], kept["audit"]) == ("2026-11-02", "Installation saine")
    assert kept["items"] == [
        {"component": "ipbx", "state": "poor", "reservation": "Carte mère à changer", "until": None}
    ]
    second = asked(acme, "Compte administrateur", "", "clara", "", "2026-12-03", "2:3,11", "Onduleur hors service")
    assert "Constat" not in second
    assert "clara" in second
    contract = acme.ask("contract", "show", "acme-2026")
    taken = contract["takeover"]
    assert (taken["credentials"], taken["level1"], taken["training_planned"]) == (
        ["Compte administrateur"], [], "2026-12-03",
    )  # fmt: skip
    assert (contract["preventive"][0]["visits"], taken["reservations"]) == (2, ["Onduleur hors service"])
    assert "l’interlocuteur de niveau 1" in second

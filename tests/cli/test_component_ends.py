"""`component list --eol` and `component show`: what ends, from where that is known, what happened to a component."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def installed(desk):
    desk.sell("acme-2026", "--start", "2026-01-01")
    for ident, kind, *more in [
        ("ipbx", "pbx", "--product", "Asterisk", "--version", "18.26.1"),
        ("neuf", "pbx", "--product", "Asterisk", "--version", "22.5.0"),
        ("cert", "certificate", "--expires", "2027-03-01"),
        ("t0", "line", "--technology", "T0"),
        ("postes", "handset", "--maker", "Yealink", "--product", "T54W"),
        ("vieux", "pbx", "--product", "Asterisk", "--version", "16.1", "--state", "retired"),
    ]:
        desk.ask("component", "add", "acme", ident, "--kind", kind, "--name", ident, *more)
    return desk


def test_what_ends_is_listed_soonest_first_with_its_source_and_age(installed):
    rows = installed.ask("component", "list", "--eol", "12m")
    assert [(one["id"], one["end"]["what"], one["end"]["on"]) for one in rows] == [
        ("ipbx", "end_of_life", "2025-10-20"),
        ("cert", "expires", "2027-03-01"),
        ("t0", "closing", None),
    ]
    assert [bool(one["end"]["source"]) for one in rows] == [True, False, True]
    assert [one["id"] for one in installed.ask("component", "list", "--eol", "1m")] == ["ipbx", "t0"]
    assert [one["id"] for one in installed.ask("component", "list", "--eol", "12m", "--kind", "certificate")] == [
        "cert"
    ]
    said = installed.say("component", "list", "--eol", "12m", "--lang", "en")
    assert "announced by area, by 31 Dec 2030" in said
    assert "closing of the line, not sold since 15 Nov 2019" in said
    assert rows[2]["end"]["sold_until"] == "2019-11-15"
    assert f"checked on {rows[0]['checked'][8:].lstrip('0')} " in said
    assert "https://docs.asterisk.org/" in said
    assert "Of 1 component nothing is known" in said


def test_data_that_is_too_old_is_warned_of(installed):
    assert installed.run("component", "list", "--eol", "12m", "--json").warnings == []
    installed.now += timedelta(days=130)
    [warning] = installed.run("component", "list", "--eol", "12m", "--json", "--lang", "en").warnings
    assert "more than 120 days ago" in warning
    assert len(installed.run("component", "show", "acme", "ipbx", "--json").warnings) == 1
    assert installed.run("component", "show", "acme", "cert", "--json").warnings == []


def test_nothing_that_ends_is_said(desk):
    desk.sell("acme-2026")
    said = desk.say("component", "list", "acme", "--eol", "12m", "--lang", "en")
    assert said.startswith("Nothing that is known ends")
    assert desk.refused("component", "list", "--eol", "soon")["code"] == "horizon_not_understood"


def test_a_card_tells_versions_ends_and_tickets(installed):
    words = ("--contract", "acme-2026", "--component", "ipbx", "--title", "Plus de tonalité")
    ref = installed.ask("ticket", "new", *words)["ref"]
    installed.now += timedelta(hours=1)
    installed.ask(
        "component", "update", "acme", "ipbx", "--version", "22.6.0", "--reason", "end-of-life", "--ticket", ref
    )
    installed.ask("ticket", "cancel", ref, "Doublon")
    card = installed.ask("component", "show", "acme", "ipbx")
    assert (card["tickets"], card["ends"][0]["on"]) == ([ref], "2029-10-16")
    said = installed.say("component", "show", "acme", "ipbx", "--lang", "en")
    assert f"22.6.0 (23 Nov 2026, end of life, {ref}, nadia)" in said
    assert "16 Oct 2029 (end of its maker's support)" in said
    assert re.search(r"Announced at +https://docs.asterisk.org/", said)
    assert "Announced at" not in installed.say("component", "show", "acme", "cert", "--lang", "en")
    assert "1 ticket" in said
    assert "Plus de tonalité" in said


def test_a_report_tells_what_was_announced_and_suggests_what_follows(installed, tmp_path):
    data = installed.ask("report", "annual", "acme-2026", "--year", "2026")
    ending = data["installation"]["ending"]
    assert [(one["component"], one["on"]) for one in ending] == [
        ("ipbx", "2025-10-20"),
        ("cert", "2027-03-01"),
        ("t0", None),
    ]
    assert data["made_with"]["announcements"] == data["installation"]["announced_on"]
    page = tmp_path / "report.html"
    installed.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(page))
    told = page.read_text(encoding="utf-8")
    assert "Ce qui arrive à son terme" in told
    assert "prend fin dans l’année" not in told
    rules = [(one["rule"], one["about"]) for one in data["recommendations"]]
    assert rules[:3] == [("end-of-life", "ipbx"), ("expires", "cert"), ("closing", "t0")]

"""The sheet to sign: one page, what was planned or done, in the client's language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once
from pypdfium2 import PdfDocument

LONG = "Un mot. " * 4_000


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--coverage", "full")
    place = ["--name", "Siège", "--address", "1 rue Haute", "--postcode", "57000", "--city", "Metz"]
    desk.ask("client", "site", "add", "acme", "siege", *place)
    desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    words = ["--contract", "acme-2026", "--title", "Panne", "--requester", "claire", "--site", "siege"]
    desk.ref = desk.ask("ticket", "new", *words)["ref"]
    return desk


def written(desk, *words):
    path = desk.path.parent / "bon.pdf"
    assert desk.ask("intervention", "sheet", desk.ref, "--output", path, *words)["path"] == str(path)
    document = PdfDocument(path)
    return len(document), " ".join(document[0].get_textpage().get_text_range().split())


def lines(desk):
    """The rows of the page as they are set."""
    return PdfDocument(desk.path.parent / "bon.pdf")[0].get_textpage().get_text_range().splitlines()


def plan(desk):
    words = ["--mode", "onsite", "--start", "mardi 14:00", "--end", "15:30", "--public"]
    desk.ask("intervention", "plan", desk.ref, *words, "--summary", "Changer la carte")


def test_before_a_visit_there_is_room_to_write(acme):
    plan(acme)
    pages, text = written(acme)
    assert pages == 1
    for word in ("Bon d’intervention", acme.ref, "Claire Vidal", "1 rue Haute", "57000 Metz", "Changer la carte"):
        assert word in text
    assert "Nadia Roussel" in text
    assert "Heure d’arrivée ....." in text
    assert "mardi 24 nov. 2026, de 14:00 à 15:30" in text


def test_after_it_there_is_what_was_recorded(acme):
    plan(acme)
    acme.now += timedelta(days=1, hours=8)
    words = [
        "--start",
        "14:05",
        "--end",
        "15:40",
        "--arrival",
        "14:00",
        "--travel",
        "45m",
        "--summary",
        "Carte changée",
    ]
    acme.ask("intervention", "done", acme.ref, *words, "--part", "ipbx=A12/B34", "--failed", "Fax=muet")
    written(acme)
    assert [row for row in lines(acme) if row.startswith("Temps de travail 1")]
    pages, text = written(acme, "--language", "en")
    assert pages == 1
    for word in (
        "Intervention sheet",
        "Carte changée",
        "A12",
        "B34",
        "FAILED",
        "muet",
        "45 min",
        "1 h 35",
        "24 Nov 2026, from 14:05",
    ):
        assert word in text


def test_whatever_was_typed_stays_on_one_page(acme):
    acme.now += timedelta(hours=3)
    parts = [word for number in range(20) for word in ("--part", f"{'P' * 80}{number}={'S' * 40}/{'T' * 40}")]
    tests = [word for number in range(20) for word in ("--test", f"{'E' * 80}{number}={'R' * 80}")]
    words = ["--mode", "onsite", "--start", "10:00", "--end", "11:00", "--summary", f"#let x = 1 {LONG}"]
    acme.ask("intervention", "add", acme.ref, *words, *parts, *tests)
    pages, text = written(acme)
    assert pages == 1
    assert "[…]" in text
    assert "et 14 de plus" in text


def test_there_is_no_sheet_of_nothing(acme):
    error = acme.refused("intervention", "sheet", acme.ref)
    assert (error["code"], error["exit"]) == ("no_intervention", 66)
    plan(acme)
    assert acme.refused("intervention", "sheet", acme.ref, "--which", "ZZZZ")["code"] == "which_visit"


def test_a_window_that_is_over_stands_back_behind_what_was_made_since(acme):
    plan(acme)
    acme.now += timedelta(days=2)
    words = ["--mode", "phone", "--start", "mardi 16:00", "--end", "16:30", "--summary", "Réglé au téléphone"]
    acme.ask("intervention", "add", acme.ref, *words)
    assert "Réglé au téléphone" in written(acme)[1]

"""An annual report as PDF and HTML: it tells the figures of the JSON, is archivable, accessible, made again alike."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from datetime import timedelta
from functools import reduce
from html import unescape
from itertools import pairwise

import pikepdf
import pytest
from pdfs import attached, elements, fonts, lines_of, pages_of, roles, tables, untagged, words_of
from test_computed_apart import load
from told import Told
from told_words import squeezed

CONTRACTS = (
    "warndt-2025",
    "grand-large-2025",
    "grand-large-villa",
    "montfleuri-2025",
    "val-orne-2025",
    "deux-ponts-carnet",
)


LEVEL1 = "claire:Claire Vidal:claire@acme.example:level1"
NOT_TOLD = re.compile(r"preventive\.due|packs\.\d+\.(used|real_seconds)|availability\.\d+\.months\.\d+\.percent")
"""Figures that the pages leave to the JSON: others of the same part say it, or nothing happened in that month."""


def changed(data, path=()):
    """The same figures with one of them another, for each that is not zero."""
    part = reduce(lambda held, key: held[key], path, data)
    if isinstance(part, (dict, list)):
        for key in part if isinstance(part, dict) else range(len(part)):
            yield from changed(data, (*path, key))
    elif isinstance(part, (int, float)) and not isinstance(part, bool) and part:
        other = deepcopy(data)
        more = 3600 if "seconds" in str(path) else -part / 10 if isinstance(part, float) else 1
        reduce(lambda held, key: held[key], path[:-1], other)[path[-1]] = part + more
        yield ".".join(map(str, path)), other


@pytest.fixture(scope="session")
def written(sample):
    """What the report is compared with: the files as they are written, the titles of tickets by reference."""
    titles = {path.stem: load(path)["title"] for path in sample.glob("tickets/*/*/*.yaml")}
    files = {}
    for slug in CONTRACTS:
        [file] = sample.glob(f"contracts/*/{slug}.yaml")
        files[slug] = load(sample / "desk.yaml"), load(file), load(file.parent / "client.yaml")
    return lambda slug, data: [squeezed(one) for one in Told(data, *files[slug]).everything(titles)]


@pytest.mark.parametrize("slug", CONTRACTS)
def test_every_figure_of_the_json_stands_in_the_pdf_and_on_the_page(shown, written, slug, tmp_path):
    path, page = tmp_path / "report.pdf", tmp_path / "report.html"
    for file in (path, page):
        shown.ask("report", "annual", slug, "--year", "2026", "--output", str(file))
    data = shown.ask("report", "annual", slug, "--year", "2026")
    wanted = written(slug, data)
    assert len(wanted) > 8
    text = squeezed(words_of(path))
    assert [one for one in wanted if one not in text] == []
    unnoticed = [where for where, other in changed(data) if all(one in text for one in written(slug, other))]
    assert [where for where in unnoticed if not NOT_TOLD.fullmatch(where)] == []
    text = squeezed(unescape(re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8"))))
    assert [one for one in wanted if one not in text] == []
    inside = attached(path)
    assert {key: inside[key] for key in data} == data


def test_a_pdf_is_an_archive_and_accessible(shown, tmp_path):
    path = tmp_path / "report.pdf"
    shown.ask("report", "annual", "grand-large-2025", "--year", "2026", "--output", str(path))
    with pikepdf.open(path) as document, document.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("3", "A", "1")
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "fr"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert [str(file.AFRelationship) for file in document.Root.AF] == ["/Data"]
        assert about["dc:title"] == "Rapport annuel 2026"
        assert [str(intent.S) for intent in document.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert document.Root.OutputIntents[0].DestOutputProfile.N in {1, 3}
        assert {str(page.Tabs) for page in document.pages} == {"/S"}
        assert not document.is_encrypted
        assert all(embedded and named for _font, embedded, named in fonts(document))
        assert not {"/JavaScript", "/AA", "/OpenAction"} & set(document.Root.keys())
    found = roles(path)
    headings = [int(role[2:]) for role in found if re.fullmatch(r"/H\d", role)]
    assert headings[0] == 1
    assert all(later <= before + 1 for before, later in pairwise(headings))
    assert found.count("/Figure") == 3
    assert {"/Table", "/TH", "/TD", "/L", "/LI"} <= set(found)
    assert all(len(figure.get("Alt", "")) > len("Promesses") for figure in elements(path, "/Figure"))
    assert all(re.search(r"\d", figure["Alt"]) for figure in elements(path, "/Figure"))
    assert {cell.get("Scope") for cell in elements(path, "/TH")} == {"/Column"}
    assert headings.count(1) == 1
    assert untagged(path) == []
    for head, *rows in tables(path):
        assert set(head) == {"/TH"}
        assert rows
        assert {tuple(row) for row in rows} == {("/TD",) * len(head)}


def test_a_pdf_says_its_language_and_what_is_attached_to_it(shown, tmp_path):
    path = tmp_path / "report.pdf"
    shown.ask("report", "annual", "warndt-2025", "--year", "2026", "--language", "en", "--output", str(path))
    with pikepdf.open(path) as document, document.open_metadata() as about:
        assert str(document.Root.Lang) == "en"
        assert about["dc:title"] == str(document.docinfo.Title) == "Annual report 2026"
        assert list(about["dc:language"]) == ["en"]
        [file] = document.attachments.values()
        assert file.get_file().mime_type == "application/json"
        assert file.description == "The figures of this report, for programs"
        assert len(document.Root.StructTreeRoot.ParentTree.Nums) // 2 >= len(document.pages)
        assert all("/StructParents" in page for page in document.pages)


def test_the_same_commit_makes_the_same_bytes_whatever_came_after(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    commit, made = desk.git("rev-parse", "HEAD"), []
    for form in ("pdf", "html", "json"):
        first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
        desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(first))
        desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité", "--priority", "P1")
        desk.ask("report", "annual", "acme-2026", "--year", "2026", "--as-of", commit, "--output", str(second))
        made.append(first.read_bytes() == second.read_bytes())
        desk.git("reset", "-q", "--hard", commit)
    assert made == [True] * 3


def test_no_word_of_a_table_is_divided_where_a_line_has_room_for_it(desk, tmp_path):
    desk.ask("contract", "new", "acme-2026", "--client", "Acme", "--start", "2026-01-01", "--contact", LEVEL1)
    path = tmp_path / "report.pdf"
    desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path))
    assert "aucune formation enregistrée" in words_of(path)


DIVIDED = "\ufffe"
NOTE = "Les fins de support sont celles"


@pytest.mark.parametrize(
    ("year", "heading"), [("2025", "Versions à la fin de la période"), ("2026", "Versions actuelles")]
)
def test_no_word_is_divided_and_versions_are_those_of_the_period(shown, tmp_path, year, heading):
    path = tmp_path / "report.pdf"
    shown.ask("report", "annual", "val-orne-2025", "--year", year, "--output", str(path))
    assert DIVIDED not in words_of(path)
    assert heading in words_of(path)


def test_what_is_said_of_a_table_stays_with_it(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01")
    path, pages = tmp_path / "report.pdf", set()
    for number in range(20):
        more = ("--product", "Asterisk", "--version", "18.1") if number < 6 else ("--product", "X", "--version", "1")
        desk.ask("component", "add", "acme", f"c{number}", "--kind", "pbx", "--name", f"Central {number}", *more)
        if number > 11:
            desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path))
            told = pages_of(path)
            [place] = [at for at, page in enumerate(told) if NOTE in page]
            assert "fin du support du fabricant" in told[place].partition(NOTE)[0]
            pages.add(place)
    assert len(pages) > 1


def test_lines_are_full_and_only_a_long_word_is_divided(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    title = "Une panne au titre extraordinairement long, anticonstitutionnellement interminable, du standard"
    desk.ask(
        "ticket", "new", "--contract", "acme-2026", "--title", title, "--priority", "P1", "--at", "2026-10-05T09:00"
    )
    path = tmp_path / "report.pdf"
    desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path))
    assert [line for line in lines_of(path) if line.startswith("Une panne au titre extraordinaire")]


def test_what_still_runs_is_neither_kept_nor_missed(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne", "--priority", "P1")["ref"]
    path = tmp_path / "report.pdf"

    def told():
        desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path))
        return squeezed(words_of(path))

    said = told()
    assert squeezed("Engagement Cas Tenus Manqués En cours Part tenue Pris en charge 1 0 0 1 Rétabli 1 0 0 1") in said
    assert squeezed("à temps") not in said
    desk.ask("ticket", "ack", ref)
    assert squeezed("Pris en charge 1 1 0 0 Rétabli 1 0 0 1") in told()
    assert squeezed("1 sur 1 pris en charge à temps") in told()
    assert all(squeezed(label) in told() for label in ("Pris en charge (1 sur 1)", "Rétabli (–)", "en cours"))  # noqa: RUF001 - the chart
    desk.ask("ticket", "restore", ref)
    assert squeezed("Engagement Cas Tenus Manqués Part tenue Pris en charge 1 1 0 Rétabli 1 1 0") in told()


def test_what_is_still_late_is_late_so_far(shown, tmp_path):
    path = tmp_path / "report.pdf"
    shown.ask("report", "annual", "val-orne-2025", "--year", "2026", "--output", str(path))
    assert "163 h 40 à ce jour" in words_of(path)


def test_a_page_shows_no_markup_that_somebody_typed_and_speaks_the_language_asked_for(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h", client="<script>alert(1)</script>")
    path = tmp_path / "report.html"
    desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path), "--language", "en")
    text = path.read_text(encoding="utf-8")
    assert "<script" not in text
    assert '<html lang="en">' in text
    assert "Annual report 2026" in text
    inside = json.loads(unescape(re.search(r'name="celyactl-report" content="([^"]*)"', text)[1]))
    assert inside["contract"] == "acme-2026"


def test_a_contract_without_targets_has_no_rate_and_no_empty_part(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-06-01")
    desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité", "--ack")
    path = tmp_path / "report.pdf"
    desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path))
    text = words_of(path)
    assert "ne garantit pas de délais" in text
    assert "Engagements tenus" not in text
    assert "Nos interventions" not in text


def test_a_year_in_which_nothing_was_reported_takes_two_pages(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    path = tmp_path / "report.pdf"
    desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path))
    with pikepdf.open(path) as document:
        assert len(document.pages) == 2
    text = words_of(path)
    assert text.count("Rien n’a été signalé sur cette période.") == 2
    assert "0 demande ;" not in text
    assert "Aucun délai n’a couru : rien n’a été signalé" in text
    assert "au 31 déc. 2026 inclus ; chiffres au 23 nov. 2026" in text
    desk.now += timedelta(days=60)
    desk.ask("contract", "edit", "acme-2026", "--set", "title=Or")
    desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path))
    assert "chiffres au" not in words_of(path)


def test_hours_that_changed_in_march_are_both_told_with_their_day(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    desk.ask("contract", "amend", "acme-2026", "--from", "2026-03-01", "--coverage", "extended")
    path = tmp_path / "report.pdf"
    desk.ask("report", "annual", "acme-2026", "--year", "2026", "--output", str(path))
    text = words_of(path)
    assert "1er janv. 2026 lundi à vendredi 08:00\N{EN DASH}18:00" in text
    assert "1er mars 2026 lundi à dimanche 07:00\N{EN DASH}23:00" in text


def page_of(desk, tmp_path, year="2026"):
    """What the page of a report says, without its marks, and what its maker is warned of."""
    path = tmp_path / "report.html"
    said = desk.run("report", "annual", "acme-2026", "--year", year, "--output", str(path), "--json").warnings
    plain = lambda text: " ".join(text.split())  # noqa: E731 - typographic spaces too
    return plain(re.sub("<[^>]*>", " ", unescape(path.read_text(encoding="utf-8")))), [plain(one) for one in said]


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ((), "du 1er janv. 2026 au 31 déc. 2026 inclus, reconduction tacite ; préavis jusqu’au 1er oct. 2026"),
        (("--renewal", "express"), "du 1er janv. 2026 au 31 déc. 2026 inclus, reconduction expresse Heures"),
        (("--renewal", "none"), "du 1er janv. 2026 au 31 déc. 2026 inclus, sans reconduction Heures"),
        (("--max-renewals", "0"), "du 1er janv. 2026 au 31 déc. 2026 inclus, dernière période Heures"),
    ],
)
def test_only_a_term_that_goes_on_by_itself_has_a_limit_for_notice(desk, tmp_path, words, term):
    desk.sell("acme-2026", "--start", "2026-01-01", *words)
    assert term in page_of(desk, tmp_path)[0]


def test_a_contract_that_was_ended_is_not_said_to_go_on(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-01-01")
    desk.ask("contract", "end", "acme-2026", "--on", "2026-10-01")
    text, said = page_of(desk, tmp_path)
    assert "30 sept. 2026 inclus ; le contrat prend fin alors" in text
    assert "préavis" not in text
    assert said == []


def test_a_period_in_which_the_contract_was_not_in_force_is_warned_of(desk, tmp_path):
    desk.sell("acme-2026", "--start", "2026-06-01")
    text, said = page_of(desk, tmp_path, "2025")
    assert "n’était pas en vigueur sur cette période" in text
    assert "ne garantit pas" not in text
    assert said == ["acme-2026 n’était en vigueur aucun jour de cette période."]
    assert page_of(desk, tmp_path, "2026")[1] == []
    assert page_of(desk, tmp_path, "2027")[1] == ["Cette période n’a pas commencé : elle commence le 1er janv. 2027."]


def test_a_term_is_a_period(desk):
    desk.sell("acme-2026", "--start", "2026-06-01")
    assert desk.ask("report", "annual", "acme-2026", "--term", "current")["period"] == {
        "start": "2026-06-01",
        "end": "2027-06-01",
    }


def test_the_term_that_runs_is_the_one_of_the_day_of_the_commit(desk):
    desk.sell("acme-2026", "--start", "2026-06-01")
    commit = desk.git("rev-parse", "HEAD")
    words = ("report", "annual", "acme-2026", "--term", "current", "--as-of", commit)
    told = desk.ask(*words)
    desk.now += timedelta(days=500)
    assert desk.ask(*words) == told
    desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")
    assert desk.ask(*words[:-2])["period"] == {"start": "2027-06-01", "end": "2028-06-01"}


def test_a_document_is_a_file(desk):
    desk.sell("acme-2026")
    error = desk.refused("report", "annual", "acme-2026", "--year", "2026", "--format", "pdf")
    assert (error["code"], error["exit"]) == ("value_needed", 2)

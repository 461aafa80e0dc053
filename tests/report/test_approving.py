"""The manager's part: word, decisions, approval; and the proof of a file."""

from __future__ import annotations

import json
from functools import partial

import pytest
from desks import DeskInUse
from furnishing import done_once
from pdfs import words_of
from running import invoked_at

YEAR = ("acme-2026", "--year", "2026")


@pytest.fixture
@done_once
def sold(desk):
    """A contract with a certificate that ends, and one miss that nobody explained."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h")
    desk.ask(
        "component", "add", "acme", "cert", "--kind", "certificate", "--name", "Certificat", "--expires", "2027-03-01"
    )
    words = ["--contract", "acme-2026", "--title", "Panne", "--priority", "P1", "--at", "2026-11-20T10:00"]
    desk.ref = desk.ask("ticket", "new", *words)["ref"]
    desk.ask("ticket", "ack", desk.ref)
    desk.ask("ticket", "restore", desk.ref)
    return desk


def explained(desk):
    for clock in ("response", "restoration"):
        desk.ask("ticket", "reason", desk.ref, "--clock", clock, "--because", "company", "--text", "Oubli")


def test_a_manager_edits_and_takes_back_recommendations_of_his_own(sold):
    def shown(*words):
        told = sold.ask("report", "review", *YEAR, *words)["recommendations"]
        return [(one["key"], one["text"]) for one in told if one["key"].startswith("own-")]

    assert shown("--add", "Formr un contact.", "--add", "Changer de routeur.") == [
        ("own-1", "Formr un contact."),
        ("own-2", "Changer de routeur."),
    ]
    assert shown("--edit", "own-1=Former un contact.")[0] == ("own-1", "Former un contact.")
    assert shown("--reject", "own-1=Déjà fait.") == [("own-2", "Changer de routeur.")]
    assert shown("--add", "Doubler le lien.")[-1] == ("own-3", "Doubler le lien.")
    report = sold.ask("report", "annual", *YEAR)["recommendations"]
    assert [one["rule"] for one in report if one["rule"].startswith("own-")] == ["own-2", "own-3"]
    for wrong in ("own-2", "own-9"):
        assert sold.refused("report", "review", *YEAR, "--accept", wrong)["code"] == "nothing_suggested"
    assert sold.ask("check")["findings"] == []


def test_a_report_waits_for_reasons_and_decisions_then_stays_as_it_was_approved(sold, tmp_path):
    error = sold.refused("report", "approve", *YEAR)
    assert (error["code"], error["exit"]) == ("misses_unexplained", 65)
    assert sold.ref in error["message"]
    explained(sold)
    assert sold.refused("report", "approve", *YEAR)["code"] == "suggestions_undecided"
    sold.ask("report", "review", *YEAR, "--word", "Une année calme.", "--edit", "expires:cert=Passer à deux ans.")
    own = sold.ask("report", "review", *YEAR, "--add", "Former un second contact.")
    assert [one["decision"] for one in own["recommendations"]] == ["edited", "added"]
    error = sold.refused("report", "annual", *YEAR, "--approved")
    assert error["code"] == "not_approved"
    assert "report approve acme-2026 --from 2026-01-01 --to 2027-01-01" in error["message"]
    head = sold.git("rev-parse", "HEAD")
    done = sold.ask("report", "approve", *YEAR)
    assert (done["commit"], sold.trailer("Celyactl-Op")) == (head, "report.approve")
    [said] = sold.run("report", "review", *YEAR, "--word", "Autre chose.", "--json").warnings
    assert head[:12] in said
    told = sold.ask("report", "annual", *YEAR, "--approved")["recommendations"]
    assert [(one["rule"], one["decision"], one["text"]) for one in told] == [
        ("expires", "edited", "Passer à deux ans."),
        ("own-1", "added", "Former un second contact."),
    ]
    path = tmp_path / "report.pdf"
    made = sold.ask("report", "annual", *YEAR, "--approved", "--output", str(path))
    assert (made["commit"], made["figures"]) == (head, done["figures"])
    text = words_of(path)
    assert [said in text for said in ("Une année calme.", "Passer à deux ans.", "second contact", "Autre chose.")] == [
        *[True] * 3,
        False,
    ]
    assert sold.run("check", "--json").data["findings"] == []


def test_figures_that_were_approved_otherwise_are_warned_of(sold, tmp_path):
    explained(sold)
    sold.ask("report", "review", *YEAR, "--accept", "all")
    figures = sold.ask("report", "approve", *YEAR)["figures"]
    once = ("report", "annual", *YEAR, "--approved")
    every = ("report", "annual", "--all", *YEAR[1:], "--approved", "--format", "json", "--output", str(tmp_path))
    assert [sold.run(*words, "--json").warnings for words in (once, every)] == [[], []]
    sold.edit("contracts/acme/reports/2026.acme-2026.yaml", figures, "0" * 64)  # as a program of other rules wrote it
    for words in (once, every):
        [warning] = sold.run(*words, "--json", "--lang", "en").warnings
        assert "not the figures that were approved, which celyactl 0" in warning


NEXT = "Ce que nous vous proposons "


def test_a_report_says_why_it_recommends_nothing(sold, tmp_path):
    path = tmp_path / "report.pdf"

    def proposed():
        sold.ask("report", "annual", *YEAR, "--output", str(path))
        return words_of(path).partition(NEXT)[2]

    assert proposed().startswith("• Renouveler avant expiration le")
    sold.ask("report", "review", *YEAR, "--reject", "expires:cert=Déjà commandé.")
    assert proposed().startswith("Nous ne vous proposons rien pour le moment.")
    sold.ask("report", "review", *YEAR, "--accept", "expires:cert")
    assert proposed().startswith("• Renouveler avant expiration le")
    sold.edit("contracts/acme/client.yaml", '    expires: "2027-03-01"\n', "")
    assert proposed().startswith("Rien n’appelle de décision de votre part. Chaque engagement manqué est détaillé")
    sold.ask("ticket", "cancel", sold.ref, "Ouvert par erreur")
    assert proposed().startswith("Rien dans les chiffres n’appelle de décision.")


def test_what_waits_for_a_decision_is_shown_to_the_manager_who_asks(sold):
    head = sold.git("rev-parse", "HEAD")
    said = sold.say("report", "review", *YEAR, "--lang", "en")
    assert "Nothing changed" not in said
    assert "1 recommendation waits for a decision" in said
    assert "? expires:cert: Renew Certificat before it expires on 1 Mar 2027." in said
    assert sold.git("rev-parse", "HEAD") == head


def test_a_rejected_recommendation_is_left_out(sold, tmp_path):
    path = tmp_path / "report.pdf"
    sold.ask("report", "annual", *YEAR, "--output", str(path))
    assert "Certificat" in words_of(path).split("Ce que vous avez signalé")[0]
    sold.ask("report", "review", *YEAR, "--reject", "expires:cert=Déjà commandé")
    assert "recommendations" in sold.ask("report", "annual", *YEAR)
    assert "Déjà commandé" not in str(sold.ask("report", "annual", *YEAR))
    sold.ask("report", "annual", *YEAR, "--output", str(path))
    assert "Certificat" not in words_of(path).split("Ce que vous avez signalé")[0]


def test_who_looks_again_is_told_why_a_recommendation_was_rejected(sold):
    sold.ask("report", "review", *YEAR, "--reject", "expires:cert=Déjà commandé")
    [one] = sold.ask("report", "review", *YEAR)["recommendations"]
    assert (one["decision"], one["reason"]) == ("rejected", "Déjà commandé")
    line = sold.say("report", "review", *YEAR, "--lang", "fr").splitlines()[-1]
    assert line.startswith("- expires:cert")
    assert line.endswith("(écartée\u00a0: Déjà commandé)")
    sold.ask("report", "review", *YEAR, "--accept", "expires:cert")
    assert sold.ask("report", "review", *YEAR)["recommendations"][0]["reason"] is None


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("--accept", "nothing"), "nothing_suggested", 66),
        (("--edit", "expires:cert"), "decision_not_understood", 2),
    ],
)
def test_a_decision_names_what_is_suggested(sold, words, code, exit_code):
    error = sold.refused("report", "review", *YEAR, *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_managers_only(sold):
    sold.ask("team", "add", "karim", "--name", "Karim", "--email", "karim@celya.example", "--role", "technician")
    for verb in ("review", "approve"):
        error = sold.refused("report", verb, *YEAR, env={"CELYACTL_ACTOR": "karim"})
        assert (error["code"], error["exit"]) == ("managers_only", 77)


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_a_report_is_proved_whatever_came_after(sold, tmp_path, form):
    path = tmp_path / f"report.{form}"
    sold.ask("report", "annual", *YEAR, "--output", str(path))
    sold.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre")
    found = sold.ask("report", "verify", str(path))
    assert (found["proved"], found["figures"], found["bytes"]) == (True, "same", "same")


def test_what_was_approved_is_proved_and_made_again_in_another_clone(sold, tmp_path):
    explained(sold)
    sold.ask("report", "review", *YEAR, "--accept", "all")
    sold.ask("report", "approve", *YEAR)
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    sold.ask("report", "annual", *YEAR, "--approved", "--output", str(first))
    sold.ask("ticket", "new", "--contract", "acme-2026", "--title", "Oublié", "--at", "2026-05-04T10:00")
    clone = tmp_path / "clone"
    sold.git("clone", "-q", ".", str(clone))
    other = DeskInUse(clone, partial(invoked_at, here=clone))
    found = other.ask("report", "verify", str(first))
    assert (found["proved"], found["figures"], found["bytes"]) == (True, "same", "same")
    other.ask("report", "annual", *YEAR, "--approved", "--output", str(again))
    assert again.read_bytes() == first.read_bytes()


def test_a_figure_that_was_changed_is_found_and_so_is_a_word(sold, tmp_path):
    path = tmp_path / "report.json"
    sold.ask("report", "annual", *YEAR, "--output", str(path))
    told = json.loads(path.read_text(encoding="utf-8"))
    told["response"]["met"] = 1
    told["made_with"]["typst"] = "0.1"
    path.write_text(json.dumps(told), encoding="utf-8")
    answer = sold.run("report", "verify", str(path), "--json")
    assert (answer.exit_code, answer.data["differing"], answer.data["bytes"]) == (1, ["response"], "not_compared")
    told = {**json.loads(path.read_text(encoding="utf-8")), "client": "autre", "satisfaction": 5}
    path.write_text(json.dumps(told), encoding="utf-8")
    assert sold.run("report", "verify", str(path), "--json").data["differing"] == ["response", "client", "satisfaction"]
    page = tmp_path / "report.html"
    sold.ask("report", "annual", *YEAR, "--output", str(page))
    page.write_text(page.read_text(encoding="utf-8").replace("CELYA", "CELIA"), encoding="utf-8")
    answer = sold.run("report", "verify", str(page), "--json")
    assert (answer.exit_code, answer.data["figures"], answer.data["bytes"]) == (1, "same", "different")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"[" * 5000, b'{"contract": 1}', b"\xff\xfe"])
def test_what_is_no_report_is_refused(sold, tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    error = sold.refused("report", "verify", str(path))
    assert (error["code"], error["exit"]) == ("not_a_report", 65)


def test_a_file_that_is_not_there(sold):
    assert sold.refused("report", "verify", "nowhere.pdf")["exit"] == 66

"""Bad input, rows 20 to 22, 31 to 33, 43, 44 and 47: references, transitions, instants and names."""

from __future__ import annotations

import re

import pytest
from furnishing import done_once

from celyactl.domain.reference import check_character

LANGUAGES = [("fr", "erreur : "), ("en", "error: ")]


@pytest.fixture
@done_once
def ref(desk) -> str:
    desk.sell("acme-2026")
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]


def refused(desk, exit_code: int, facts, *words: str) -> dict:
    """The error under `--json`, having seen that it is told in both languages with its facts, and changes nothing."""
    for language, word in LANGUAGES:
        answer = desk.run(*words, "--lang", language)
        assert (answer.exit_code, answer.stdout) == (exit_code, ""), answer.stderr
        assert answer.stderr.startswith(word)
        assert "Traceback" not in answer.stderr
        for fact in facts:
            assert fact in answer.stderr, answer.stderr
    return desk.refused(*words)


def test_row_20_a_ticket_on_an_ended_contract_opens_out_of_contract(desk):
    desk.sell("acme-2024", "--start", "2024-01-01", "--renewal", "none")
    answer = desk.run("ticket", "new", "--contract", "acme-2024", "--title", "Encore une panne", "--json")
    assert answer.exit_code == 0
    assert answer.data["out_of_contract"]
    assert any("acme-2024" in text and "31 déc. 2024" in text for text in answer.warnings)


def beside(ref: str) -> str:
    """A reference that is well formed, one character away, and nobody's."""
    head, code = ref[:-7], ref[-7:]
    other = "2" if code[2] != "2" else "3"
    body = code[:2] + other + code[3:6]
    return head + body + check_character(ref[-12:-8] + body)


def test_row_21_an_unknown_reference_is_answered_with_the_nearest(desk, ref):
    error = refused(desk, 66, (beside(ref), ref), "ticket", "show", beside(ref))
    assert error["code"] == "ticket_not_found"
    refused(desk, 66, (ref,), "ticket", "note", beside(ref), "x")


def test_row_22_a_mistyped_check_character_is_answered_with_what_was_meant(desk, ref):
    wrong = ref[:-1] + ("2" if ref[-1] != "2" else "3")
    error = refused(desk, 66, (wrong, ref), "ticket", "show", wrong)
    assert error["code"] == "check_character_wrong"


@pytest.mark.parametrize(
    "text", ["", "x", "CEL", "CEL-26", "../../etc/passwd", "CEL-2611-", "é" * 50, "-", "CEL-2611-UUUUUUU"]
)
def test_what_can_be_no_reference_is_refused_without_a_bug(desk, ref, text):
    for verb in (("show",), ("note", "--public")):
        answer = desk.run("ticket", verb[0], *verb[1:], "--", text, *(["x"] if verb[0] == "note" else []))
        assert answer.exit_code in {2, 66}, answer.stderr
        assert answer.stderr.startswith("erreur : ")


def test_row_31_an_impossible_transition_names_the_status_and_what_is_possible(desk, ref):
    facts = ("close", "assign, ack, start")
    assert refused(desk, 65, facts, "ticket", "close", ref)["code"] == "impossible_transition"
    refused(desk, 65, facts[1:], "ticket", "resume", ref)
    refused(desk, 65, facts[1:], "ticket", "reopen", ref)


def test_row_32_an_incident_is_not_resolved_without_cause_and_restoration(desk, ref):
    desk.ask("ticket", "ack", ref)
    facts = (f"celyactl ticket cause {ref}", f"celyactl ticket restore {ref}")
    error = refused(desk, 65, (*facts, "--unknown`"), "ticket", "resolve", ref)
    assert error["code"] == "resolution_incomplete"
    desk.ask("ticket", "cause", ref, "alimentation")
    assert "ticket cause" not in refused(desk, 65, facts[1:], "ticket", "resolve", ref)["message"]


def test_row_33_waiting_for_the_client_needs_a_question(desk, ref):
    assert refused(desk, 2, ("--question",), "ticket", "wait", ref, "--for", "client")["code"] == "question_required"
    refused(desk, 2, ("--question",), "ticket", "wait", ref, "--for", "client", "--question", " ")


@pytest.mark.parametrize("text", ["{{ ''.__class__ }}", "{{ nobody_knows_this }}", "{% include '../../etc/passwd' %}"])
def test_row_43_a_template_that_reaches_out_is_refused_with_its_line(desk, ref, text):
    path = desk.path / "templates" / "summary" / "ticket.txt.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Bonjour\n{text}\n")
    desk.git("add", "templates")
    desk.git("commit", "-qm", "by hand")
    refused(desk, 65, ("templates/summary/ticket.txt.j2:2",), "ticket", "summary", ref)


def test_row_44_an_act_happens_between_the_opening_and_now(desk, ref):
    error = refused(desk, 65, ("23", "12:00", "09:00"),
                    "ticket", "note", ref, "x", "--at", "2026-11-23T12:00:00+01:00")  # fmt: skip
    assert error["code"] == "at_in_the_future"
    error = refused(desk, 65, ("20", "12:00", "23", "09:00"),
                    "ticket", "note", ref, "x", "--at", "2026-11-20T12:00:00+01:00")  # fmt: skip
    assert error["code"] == "at_before_opening"


UNKNOWN = [
    (("ticket", "new", "--contract", "acm-2026", "--title", "x"), 66, ("acm-2026", "acme-2026")),
    (("ticket", "new", "--contract", "acme-2026", "--title", "x", "--requester", "clare"), 66, ("clare", "claire")),
    (("ticket", "new", "--contract", "acme-2026", "--title", "x", "--component", "pbx"), 66, ("pbx",)),
    (("ticket", "new", "--contract", "acme-2026", "--title", "x", "--site", "siege"), 66, ("siege",)),
    (("contract", "new", "n", "--client", "Acme", "--coverage", "busines"), 66, ("busines", "business, ")),
    (("contract", "new", "n", "--client", "Acme", "--holidays", "FR-99"), 65, ("FR-99", "FR-09", "FR-57")),
    (("contract", "show", "acme"), 66, ("acme-2026",)),
    (("client", "show", "acm"), 66, ("acme",)),
]


@pytest.mark.parametrize(
    ("words", "exit_code", "facts"), UNKNOWN, ids=[" ".join(words[:1] + words[-2:]) for words, _, _ in UNKNOWN]
)
def test_row_47_an_unknown_name_is_answered_with_the_known_ones_nearest_first(desk, ref, words, exit_code, facts):
    refused(desk, exit_code, facts, *words)


def test_row_47_somebody_unknown_in_the_team(desk, ref):
    refused(desk, 66, ("nadja", "nadia"), "ticket", "assign", ref, "nadja")


def test_instants_and_days_in_sentences_are_written_as_people_read_them(desk, ref):
    iso = re.compile(r"\d{4}-\d\d-\d\d|T\d\d:\d\d")
    refused = [
        desk.refused("ticket", "note", ref, "x", "--at", "2026-11-30 10:00"),
        desk.refused("ticket", "note", ref, "x", "--at", "2026-11-20 10:00"),
        desk.refused("contract", "end", "acme-2026", "--on", "2020-01-01"),
    ]
    assert [error["message"] for error in refused if iso.search(error["message"])] == []


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--title", "a\nb"), "title"),
        (("--title", "x" * 501), "title"),
        (("--title", "x", "--caller", "a\nb"), "caller"),
    ],
)
def test_a_value_that_no_file_takes_is_told_once_and_names_no_file(desk, words, field):
    desk.sell("acme-2026")
    error = desk.refused("ticket", "new", "--contract", "acme-2026", *words)
    assert (error["code"], error["exit"], [fault["field"] for fault in error["faults"]]) == (
        "value_refused",
        65,
        [field],
    )
    assert ".yaml" not in error["message"]

"""What acts on a ticket answer, warn of and refuse, beyond the rows of bad input."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from furnishing import done_once

EN = ("--lang", "en")


@pytest.fixture
@done_once
def ref(desk):
    """A P2 that was reported on Monday at 9:00."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h", "--target", "P1:30m:4h")
    return new(desk)


def new(desk, *more):
    words = ["--contract", "acme-2026", "--priority", "P2", "--title", "Plus de tonalité"]
    return desk.ask("ticket", "new", *words, *more)["ref"]


def nothing_changes(desk, *words):
    """The answer of an act that must succeed and record nothing."""
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run(*words, *EN, "--json")
    assert answer.exit_code == 0, answer.stderr
    assert desk.git("rev-parse", "HEAD") == before
    assert answer.warnings[0] == "Nothing changed."
    return answer


def test_what_is_set_already_is_not_recorded_again(desk, ref):
    desk.ask("ticket", "assign", ref, "me")
    nothing_changes(desk, "ticket", "assign", ref, "nadia")
    nothing_changes(desk, "ticket", "priority", ref, "P2")
    desk.ask("ticket", "start", ref)
    assert nothing_changes(desk, "ticket", "start", ref).data["status"] == "in_progress"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("client", "\nname:", "\nnom:"), ("acme-2026", "\ntype: maintenance", "\ntype: rien")],
)
def test_what_is_recorded_is_no_error_when_its_deadline_can_t_be_told(desk, ref, file, old, new):
    desk.edit(f"contracts/acme/{file}.yaml", old, new)
    for words in (["ticket", "note", ref, "vu"], ["ticket", "assign", ref, "me"], ["ticket", "cause", ref, "Câble"]):
        before = desk.git("rev-parse", "HEAD")
        answer = desk.run(*words)
        assert (answer.exit_code, desk.git("rev-parse", "HEAD~1")) == (0, before), answer.stderr
        assert f"contracts/acme/{file}.yaml" in answer.stderr


def test_words_of_a_list_are_taken_in_lower_case_too(desk, ref):
    assert desk.ask("ticket", "priority", ref, "p1")["priority"] == "P1"
    assert (
        desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne", "--priority", "p2")["priority"] == "P2"
    )


def test_facts_are_recorded_however_often_they_happen(desk, ref):
    desk.ask("ticket", "ack", ref)
    assert len(desk.ask("ticket", "ack", ref)["journal"]) == 3
    assert len(desk.ask("ticket", "priority", ref, "P2", "--text", "Confirmée par la direction")["journal"]) == 4


def test_a_priority_that_is_entered_late_changes_what_held_meanwhile(desk, ref):
    desk.now += timedelta(hours=2)
    desk.ask("ticket", "priority", ref, "P1")
    desk.now += timedelta(minutes=5)
    nothing_changes(desk, "ticket", "priority", ref, "P1")
    assert len(desk.ask("ticket", "priority", ref, "P1", "--at", "09:30")["journal"]) == 3


def test_work_that_begins_on_a_ticket_that_waits_takes_no_turn_back(desk, ref):
    desk.ask("ticket", "wait", ref, "--for", "internal")
    answer = nothing_changes(desk, "ticket", "start", ref)
    assert answer.data["status"] == "pending"
    assert f"ticket resume {ref}" in answer.warnings[1]


def test_a_workaround_that_the_contract_does_not_count_is_told(desk, ref):
    answer = desk.run("ticket", "restore", ref, "--degraded", "Une ligne sur deux", "--json", *EN)
    assert answer.warnings == ["The contract does not count a workaround: the restoration clock goes on."]
    assert desk.run("ticket", "restore", ref, "--json").warnings == []


def test_a_workaround_without_a_promise_is_not_warned_of(desk, ref):
    other = new(desk, "--priority", "P4")
    assert desk.run("ticket", "restore", other, "--degraded", "Une ligne sur deux", "--json").warnings == []


@pytest.mark.parametrize(
    "words",
    [
        ("ack", "--how", ""),
        ("assist", "--how", " "),
        ("restore", "--degraded", ""),
        ("resolve", ""),
        ("resume", " "),
        ("reopen", ""),
        ("chase", ""),
        ("priority", "P1", "--text", ""),
        ("escalate", "--to", "3", "--reason", "", "--handover", "x"),
        ("wait", "--for", "third-party", "--party", "Orange", "--their-ref", ""),
    ],
)
def test_an_empty_text_is_refused(desk, ref, words):
    error = desk.refused("ticket", words[0], ref, *words[1:])
    assert (error["code"], error["exit"]) == ("empty_text", 2)


@pytest.mark.parametrize("option", ["--caller", "--text"])
def test_an_empty_text_of_a_report_is_refused(desk, ref, option):
    error = desk.refused("ticket", "new", "--contract", "acme-2026", "--title", "x", option, "")
    assert (error["code"], error["exit"]) == ("empty_text", 2)


REASON = ("--because", "company", "--text", "Oubli")


def test_a_miss_is_explained_once_there_is_one(desk, ref):
    error = desk.refused("ticket", "reason", ref, "--clock", "response", *REASON, *EN)
    assert (error["code"], error["exit"]) == ("nothing_missed", 65)
    assert "Response, running" in error["message"]
    error = desk.refused("ticket", "reason", ref, "--clock", "onsite", *REASON)
    assert (error["code"], error["exit"]) == ("nothing_promised", 65)
    desk.now += timedelta(hours=2)
    desk.ask("ticket", "reason", ref, "--clock", "response", *REASON)


def test_a_clock_without_a_target_has_no_miss_to_explain(desk, ref):
    other = new(desk, "--priority", "P4")
    assert desk.refused("ticket", "reason", other, "--clock", "response", *REASON)["code"] == "nothing_promised"


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("--for", "internal", "--until", "2026-11-23T08:00"), "--until"),
        (("--for", "client", "--question", "?", "--until", "2026-11-23T09:00"), "--until"),
        (("--for", "third-party", "--party", "Orange", "--promised", "2026-11-20T08:00"), "--promised"),
    ],
)
def test_a_wait_ends_after_it_began(desk, ref, words, option):
    error = desk.refused("ticket", "wait", ref, *words)
    assert (error["code"], error["exit"]) == ("return_in_the_past", 65)
    assert option in error["message"]
    assert "lun. 23/11 09:00" in error["message"]
    assert "T09:00" not in error["message"]


def test_a_wait_that_is_entered_late_may_have_ended_meanwhile(desk, ref):
    desk.now += timedelta(hours=3)
    waiting = desk.ask("ticket", "wait", ref, "--for", "internal", "--at", "09:30", "--until", "2026-11-23T10:00")
    assert waiting["pending"]["until"] == "2026-11-23T10:00:00+01:00"


def test_an_instant_that_was_given_is_said_again(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    words = ["--contract", "acme-2026", "--priority", "P2", "--title", "Panne", *EN]
    reported = desk.say("ticket", "new", *words, "--at", "08:10")
    assert reported.splitlines()[0].endswith(": new, reported Mon 23 Nov 08:10")
    ref = reported.split(":")[0]
    assert desk.say("ticket", "ack", ref, "--at", "08:20", *EN).splitlines()[0].endswith(", as of Mon 23 Nov 08:20")
    assert desk.say("ticket", "assist", ref, *EN).splitlines()[0] == f"{ref}: in progress"


def test_a_ticket_without_a_target_says_so_when_it_opens(desk, ref):
    words = ["ticket", "new", "--contract", "acme-2026", "--title", "Panne", *EN]
    assert desk.say(*words, "--priority", "P4").splitlines()[1:] == ["No commitment for this ticket."]
    assert "No commitment" not in desk.say(*words, "--priority", "P2")
    assert "No commitment" not in desk.say("ticket", "note", new(desk, "--priority", "P4"), "x", *EN)


def test_who_joins_later_or_has_left_is_told_from_who_was_never_there(desk, ref):
    for name in ("paul", "lea"):
        desk.ask("team", "add", name, "--name", name.title(), "--email", f"{name}@celya.example")
    desk.edit("desk.yaml", 'paul@celya.example"\n', 'paul@celya.example"\n    since: "2026-12-01"\n')
    desk.edit("desk.yaml", 'lea@celya.example"\n', 'lea@celya.example"\n    left: "2026-11-02"\n')
    later = desk.refused("ticket", "assign", ref, "paul")
    assert (later["code"], later["exit"]) == ("member_not_yet", 65)
    assert "1er déc. 2026" in later["message"]
    gone = desk.refused("ticket", "assign", ref, "lea")
    assert (gone["code"], "2 nov. 2026" in gone["message"]) == ("member_gone", True)
    assert desk.refused("ticket", "assign", ref, "marc")["code"] == "unknown_member"


def test_a_dash_reads_standard_input(desk, ref):
    def last(*words, told):
        return desk.ask("ticket", words[0], ref, *words[1:], input=told)["journal"][-1]

    assert last("note", "-", told="Rappelé,\nrien entendu é\n")["text"] == "Rappelé,\nrien entendu é"
    assert last("cause", "--unknown", "-", told="Rien vu\n")["text"] == "Rien vu"
    assert last("restore", "--degraded", "-", told="Une ligne\n")["degraded"] == "Une ligne"
    assert last("resolve", "-", told="Tout va bien\n")["text"] == "Tout va bien"


@pytest.mark.parametrize(
    ("told", "code", "exit_code"), [("", "empty_text", 2), (" \n", "empty_text", 2), (b"\xe9", "not_text", 65)]
)
def test_standard_input_must_say_something(desk, ref, told, code, exit_code):
    error = desk.refused("ticket", "note", ref, "-", input=told)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_the_summary_shows_one_acknowledgement_until_the_matter_is_reopened(desk, ref):
    def shown():
        return desk.say("ticket", "summary", ref, "--language", "en").count("We took your request in charge")

    desk.ask("ticket", "ack", ref)
    desk.ask("ticket", "ack", ref, "--how", "mobile")
    assert shown() == 1
    for act in (["cause", ref, "Câble"], ["restore", ref], ["resolve", ref], ["reopen", ref], ["ack", ref]):
        desk.ask("ticket", *act)
    assert shown() == 2


def test_the_story_is_told_in_the_order_of_time(desk, ref):
    desk.now = datetime.fromisoformat("2026-11-23T11:00:00+01:00")
    desk.ask("ticket", "note", ref, "second", "--public")
    desk.ask("ticket", "note", ref, "first", "--public", "--at", "09:10")
    for page in (desk.say("ticket", "show", ref, *EN), desk.say("ticket", "summary", ref, "--language", "en")):
        assert page.index("first") < page.index("second")
    assert "entered Mon 23 Nov 11:00" in desk.say("ticket", "show", ref, *EN)


def test_an_empty_name_is_nobody(desk, ref):
    report = ("ticket", "new", "--contract", "acme-2026", "--title", "x")
    assert desk.refused(*report, "--requester", "")["code"] == "unknown_contact"
    assert desk.refused(*report, "--site", "")["code"] == "unknown_site"
    handed = ("ticket", "escalate", ref, "--to", "3", "--reason", "x", "--handover", "x", "--assign", "")
    assert desk.refused(*handed)["code"] == "unknown_member"


def test_a_caller_who_is_no_contact_is_named_with_the_contact_everywhere(desk, ref):
    both = new(desk, "--requester", "claire", "--caller", "M. Petit")
    for page in (desk.say("ticket", "show", both, *EN), desk.say("ticket", "summary", both, "--language", "en")):
        assert "M. Petit for Claire Vidal: Reported" in page or "reported by M. Petit for Claire Vidal by" in page
    assert "Requester  M. Petit for Claire Vidal (" in desk.say("ticket", "show", both, *EN)
    alone = new(desk, "--caller", "M. Petit")
    assert "M. Petit: Reported" in desk.say("ticket", "summary", alone, "--language", "en")


def test_a_resolved_ticket_does_not_close_on_a_day_that_has_passed(desk, ref):
    for act in (["ack", ref], ["cause", ref, "Câble"], ["restore", ref], ["resolve", ref]):
        desk.ask("ticket", *act)
    assert "this ticket closes on 30 Nov 2026" in desk.say("ticket", "summary", ref, "--language", "en")
    assert "closes by itself Mon 30 Nov 09:00" in desk.say("ticket", "show", ref, *EN)
    desk.now += timedelta(days=8)
    assert "this ticket closes on" not in desk.say("ticket", "summary", ref, "--language", "en")
    assert "it had until Mon 30 Nov 09:00" in desk.say("ticket", "show", ref, *EN)


def test_what_an_act_set_is_said_beside_the_status(desk, ref):
    desk.ask("team", "add", "karim", "--name", "Karim Haddad", "--email", "karim@celya.example", "--level", "3")

    def said(*words):
        return desk.say("ticket", words[0], ref, *words[1:], *EN).splitlines()[0].removeprefix(f"{ref}: ")

    assert said("priority", "P1") == "new, P1"
    assert said("assign", "karim") == "assigned, with Karim Haddad"
    assert said("assign", "none").endswith(", with nobody")
    assert said("label", "+vip", "+fax").endswith(", labels: fax, vip")
    assert said("label", "-vip").endswith(", label: fax")
    assert said("label", "-fax").endswith(", no label")
    higher = ("escalate", "--to", "3", "--reason", "À câbler", "--handover", "Prise 12")
    assert said(*higher, "--assign", "karim") == "in progress, level 3, with Karim Haddad"
    assert said("wait", "--for", "internal", "--until", "demain 09:00").endswith(", back on the board Tue 09:00")

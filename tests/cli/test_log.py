import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def told(desk):
    """A desk with one ticket of three acts, and a contract of one."""
    desk.sell("acme-2026")
    desk.ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")["ref"]
    desk.ask("ticket", "ack", desk.ref)
    desk.ask("ticket", "note", desk.ref, "rien")
    return desk


def test_the_log_of_a_ticket_is_what_was_done_to_it(told):
    acts = told.ask("log", told.ref[-7:])
    assert [act["actor"] for act in acts] == ["nadia"] * 3
    assert {act["ref"] for act in acts} == {told.ref}
    assert [act["op"] for act in acts] == [act["subject"].partition(": ")[2] for act in acts]
    assert {(act["channel"], act["by_hand"], act["at"]) for act in acts} == {
        ("cli", False, "2026-11-23T09:00:00+01:00")
    }
    assert [act["commit"] for act in acts] == told.git("log", "-3", "--format=%H").splitlines()


def test_people_read_a_table_newest_first(told):
    told.edit("desk.yaml", 'company: "CELYA"', 'company: "Celya"')
    headings, *rows = told.say("log", "--lang", "en").splitlines()
    assert headings.split() == ["Commit", "When", "Who", "Through", "About", "What"]
    assert rows[0].endswith("git      -                 by hand: by hand")
    assert "2026-11-23 09:00  nadia" in rows[1]
    assert told.ref in rows[1]


def test_contracts_and_clients_have_a_log_too(told):
    assert told.ask("log", "acme-2026") == told.ask("log", "acme")
    assert len(told.ask("log", "acme")) == 1


def test_the_log_is_narrowed_by_person_and_day(told):
    assert len(told.ask("log", "--actor", "me", "--since", "today")) == len(told.ask("log"))
    assert told.ask("log", "--actor", "me", env={"CELYACTL_ACTOR": "lea@celya.example"}) == []
    assert len(told.ask("log", "--actor", "Nadia@CELYA.example")) == len(told.ask("log"))
    assert told.ask("log", "--actor", "lea@celya.example") == []
    assert told.ask("log", "--actor", "claire") == []
    assert told.ask("log", "--since", "tomorrow") == []
    assert told.ask("log", "--until", "yesterday") == []
    assert told.say("log", "--until", "yesterday", "--lang", "en") == "Nothing was recorded.\n"
    assert told.refused("log", "--since", "someday")["code"] == "instant_not_understood"
    assert told.refused("log", "--since", "2026-02-30")["code"] == "impossible_date"
    assert told.refused("log", "--since", "2026-02-20 25:00")["code"] == "impossible_time"
    turned = told.refused("log", "--since", "today", "--until", "yesterday")
    assert (turned["code"], turned["exit"]) == ("span_turned_round", 2)
    assert len(told.ask("log", "--since", "today", "--until", "today")) == len(told.ask("log"))


def test_somebody_whom_the_desk_does_not_know_is_named_with_those_it_knows(told):
    error = told.refused("log", "--actor", "bob")
    assert (error["code"], error["exit"]) == ("unknown_member", 66)
    assert "nadia" in error["message"]


def test_people_read_acts_in_words_and_programs_as_they_are_recorded(told):
    assert {act["op"] for act in told.ask("log", told.ref)} == {"open", "ack", "note"}
    said = told.say("log", told.ref, "--lang", "en")
    assert "ticket opened" in said
    assert "ack\n" not in said


def test_a_limit_says_that_there_is_more(told):
    assert len(told.ask("log", "--limit", "2")) == 2
    assert told.say("log", "--limit", "2", "--lang", "en").endswith("… and more: --limit 0 shows all\n")
    assert "more" not in told.say("log", "--limit", "0", "--lang", "en")


def test_what_is_not_there_has_no_log(told):
    last = told.ref[-1]
    near = told.ref[:-2] + ("0" if told.ref[-2] != "0" else "1") + last
    error = told.refused("log", near)
    assert (error["code"], error["exit"]) == ("check_character_wrong", 66)
    assert told.ref in error["message"]
    assert told.refused("log", "ZZZZZZZ")["code"] == "ticket_not_found"

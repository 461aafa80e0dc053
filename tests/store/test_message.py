from hypothesis import given
from hypothesis import strategies as st

from celyactl.store.message import Trailers, message, parse

ACT = Trailers("escalate 3", "CEL-2611-4F7K2QE", "lea", "cli", "0123456789abcdef")


def test_a_message_is_a_line_for_people_and_one_trailer_a_fact():
    assert message("CEL-2611-4F7K2QE: escalate to level 3", ACT) == (
        "CEL-2611-4F7K2QE: escalate to level 3\n"
        "\n"
        "Celyactl-Op: escalate 3\n"
        "Celyactl-Ticket: CEL-2611-4F7K2QE\n"
        "Celyactl-Actor: lea\n"
        "Celyactl-Channel: cli\n"
        "Celyactl-Op-Id: 0123456789abcdef\n"
    )


def test_an_act_on_no_ticket_has_no_ticket_trailer():
    act = Trailers("contract.new", None, "lea", "cli", "1")
    assert "Celyactl-Ticket" not in message("add a contract", act)
    assert parse(message("add a contract", act)) == act


def test_each_act_gets_an_id_of_its_own():
    assert Trailers("note", None, "lea", "cli").op_id != Trailers("note", None, "lea", "cli").op_id


def test_no_value_can_forge_or_end_a_trailer():
    hostile = Trailers("note\nCelyactl-Actor: boss", None, "lea\r\n\r\nCelyactl-Ticket: X", "cli\u2028x", "1\x85\x0b2")
    written = message("hello\n\nCelyactl-Actor: boss", hostile)
    assert parse(written) == Trailers("note Celyactl-Actor: boss", None, "lea Celyactl-Ticket: X", "cli x", "1 2")
    assert written.splitlines() == written.split("\n")[:-1]


@given(st.lists(st.text(min_size=1), min_size=6, max_size=6))
def test_whatever_is_written_is_read_back_as_one_line_each(words):
    subject, *values = words
    written = message(subject, Trailers(*values))
    found = parse(written)
    assert found is not None
    assert message(subject, found) == written
    assert written.count("\n") == 7


def test_words_typed_by_hand_are_no_trailers():
    assert parse("fix the trunk\n") is None
    assert parse("Celyactl-Op: note\nCelyactl-Actor: lea\nCelyactl-Channel: cli\nCelyactl-Op-Id: 1\n") is None
    assert parse("by hand\n\nCelyactl-Op: note\nCelyactl-Actor: lea\n") is None
    assert parse("by hand\n\nsome prose\n\nSigned-off-by: Lea <lea@celya.example>\n") is None


def test_a_trailer_that_stands_twice_is_not_believed():
    assert parse(message("note", ACT) + "Celyactl-Actor: boss\n") is None


def test_trailers_of_others_beside_ours_do_no_harm():
    assert parse(message("note", ACT) + "Signed-off-by: Lea <lea@celya.example>\n") == ACT

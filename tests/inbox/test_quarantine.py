"""Messages that wait: listed, shown, accepted from when they came, thrown away."""

from __future__ import annotations

import os
import resource
from base64 import b64encode
from contextlib import contextmanager

from letters import letter

_SMALL_FILE = 400_000  # bytes: more than the caches of a small desk, less than what a large message becomes


def stranger(take):
    return take(letter("Bonjour, plus rien.", sender="Léa Sol <lea.sol@acme.example>"))


def test_a_stranger_s_message_waits_and_is_committed_nowhere(office, take):
    before = office.git("rev-parse", "HEAD")
    ident = stranger(take)["id"]
    (one,) = office.ask("mail", "quarantine", "list")
    assert (one["id"], one["sender"], one["reason"]) == (ident, "lea.sol@acme.example", "stranger")
    assert "Bonjour, plus rien." in office.say("mail", "quarantine", "show", ident)
    assert office.run("mail", "quarantine", "show", ident, "--raw").stdout.startswith("Received:")
    assert ident in office.say("mail", "quarantine", "list")
    assert office.git("rev-parse", "HEAD") == before
    assert office.git("status", "--porcelain") == ""


def test_what_is_accepted_starts_when_it_came(office, take):
    ident = stranger(take)["id"]
    office.now = office.now.replace(hour=15)
    accept = ("mail", "quarantine", "accept", ident, "--client", "acme")
    assert office.refused(*accept)["code"] == "sender_unknown_yet"
    head = office.git("rev-parse", "HEAD")
    trial = office.ask(*accept, "--add-contact", "--dry-run")
    assert (trial["what"], trial["contact"], trial["added"]) == ("opened", "lea-sol", True)
    assert "Léa Sol devient un contact" in office.say(*accept, "--add-contact", "--dry-run")
    assert office.git("rev-parse", "HEAD") == head
    assert len(office.ask("mail", "quarantine", "list")) == 1
    ref = office.ask(*accept, "--add-contact")["ref"]
    assert office.ask("client", "show", "acme")["contacts"][-1]["name"] == "Léa Sol"
    ticket = office.ask("ticket", "show", ref)
    assert (ticket["opened_at"], ticket["requester"]) == ("2026-11-23T08:30:00+01:00", "lea-sol")
    assert office.ask("mail", "quarantine", "list") == []
    assert (stranger(take)["what"], stranger(take)["ref"]) == ("duplicate", ref)


def test_what_names_a_ticket_of_the_client_is_added_to_it_and_leaves_the_quarantine(office, take):
    ref = office.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus rien")["ref"]
    office.ask("ticket", "ack", ref)
    office.edit("desk.yaml", "mail:\n  require: known\n", "mail:\n  per_ticket_hour: 1\n")
    office.ask("mail", "receive", input=letter(subject=f"[{ref}]", message_id="<full@acme.example>"))
    words = {"sender": "Léa Sol <lea.sol@acme.example>", "subject": f"Re: [{ref}] Plus rien"}
    ident = take(letter("Moi aussi.", **words))["id"]
    accept = ("mail", "quarantine", "accept", ident, "--add-contact", "--client")
    assert office.ask(*accept, "garonne", "--dry-run")["what"] == "opened"
    trial = office.ask(*accept, "acme", "--dry-run")
    assert (trial["what"], trial["ref"]) == ("answered", ref)
    done = office.ask(*accept, "acme")
    assert (done["what"], done["ref"], done["sender_verified"]) == ("answered", ref, False)
    message = office.ask("ticket", "show", ref)["journal"][-1]
    assert (message["text"], message["contact"]) == ("Moi aussi.", "lea-sol")
    assert office.ask("mail", "quarantine", "list") == []
    assert (take(letter(**words))["what"], take(letter(**words))["ref"]) == ("duplicate", ref)


def test_what_names_a_ticket_that_is_over_opens_the_next(office, take):
    ref = office.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus rien")["ref"]
    office.ask("ticket", "cancel", ref, "Saisi deux fois.")
    ident = take(letter(sender="lea@acme.example", subject=f"Re: [{ref}]"))["id"]
    accept = ("mail", "quarantine", "accept", ident, "--client", "acme", "--add-contact")
    assert office.ask(*accept, "--dry-run")["what"] == "opened"
    done = office.ask(*accept)
    assert done["what"] == "opened"
    assert ref in {link["ref"] for link in office.ask("ticket", "show", done["ref"])["links"]}


def test_what_has_no_sender_or_no_text_adds_nobody(office, take):
    nobody = take(letter("Bonjour.", sender="a@acme.example, b@acme.example"))["id"]
    deep = take(letter("x" * 10, sender="z@acme.example", message_id="<d@acme.example>") + b"\nboundary=" * 200)["id"]
    head = office.git("rev-parse", "HEAD")
    for ident, code in ((nobody, "nobody_to_add"), (deep, "no_text_to_accept")):
        words = ("mail", "quarantine", "accept", ident, "--client", "acme", "--add-contact")
        assert office.refused(*words)["code"] == code
    assert office.git("rev-parse", "HEAD") == head


def test_what_is_dropped_is_gone(office, take):
    ident = stranger(take)["id"]
    office.ask("mail", "quarantine", "drop", ident, "--dry-run")
    assert len(office.ask("mail", "quarantine", "list")) == 1
    office.ask("mail", "quarantine", "drop", ident)
    assert office.ask("mail", "quarantine", "list") == []
    for wrong in (ident, "../../config", "HEAD"):
        assert office.refused("mail", "quarantine", "show", wrong)["code"] == "not_in_quarantine"


def test_the_board_says_how_many_wait_and_for_how_long(office, take):
    assert office.ask("board")["quarantine"] is None
    stranger(take)
    office.now = office.now.replace(hour=12)
    assert office.ask("board")["quarantine"] == {"messages": 1, "since": "2026-11-23T08:30:00+01:00"}
    assert "1 message en quarantaine, depuis 3 h" in office.say("board")


def test_several_are_accepted_by_an_act_each(office, take):
    words = {"sender": "Léa Sol <lea.sol@acme.example>"}
    idents = [take(letter(text, message_id=f"<{text}@acme.example>", **words))["id"] for text in ("Un", "Deux")]
    accept = ("mail", "quarantine", "accept", *idents, "--client", "Acme", "--add-contact")
    head = office.git("rev-parse", "HEAD")
    assert [one["what"] for one in office.ask(*accept, "--dry-run")] == ["opened", "opened"]
    assert (office.git("rev-parse", "HEAD"), len(office.ask("mail", "quarantine", "list"))) == (head, 2)
    first, second = office.ask(*accept)
    assert [(one["contact"], one["added"]) for one in (first, second)] == [("lea-sol", True), ("lea-sol", False)]
    assert first["ref"] != second["ref"]
    assert office.git("rev-list", "--count", f"{head}..HEAD") == "3"
    assert office.ask("mail", "quarantine", "list") == []


def test_one_that_can_t_be_accepted_keeps_all_waiting(office, take):
    good, unknown = stranger(take)["id"], take(letter("Deux", sender="Max <max@acme.example>"))["id"]
    accept = ("mail", "quarantine", "accept")
    assert office.refused(*accept, good, "0" * 12, "--client", "acme", "--add-contact")["code"] == "not_in_quarantine"
    office.ask("client", "contact", "add", "acme", "max", "--name", "Max", "--email", "max@acme.example")
    assert office.refused(*accept, unknown, good, "--client", "acme")["code"] == "sender_unknown_yet"
    assert {one["id"] for one in office.ask("mail", "quarantine", "list")} == {good, unknown}


@contextmanager
def files_up_to(size):
    """The system refuses files above `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_contact_who_was_added_before_the_disk_refuses_is_told(office, take):
    large = b64encode(os.urandom(2 * _SMALL_FILE)).decode()
    ident = take(letter(large, sender="Léa Sol <lea.sol@acme.example>"))["id"]
    with files_up_to(_SMALL_FILE):
        error = office.run("mail", "quarantine", "accept", ident, "--client", "acme", "--add-contact", "--json").error
    assert error["exit"] == 74
    assert "lea-sol a été enregistré comme contact" in error["message"]
    assert "lea-sol" in {one["id"] for one in office.ask("client", "show", "acme")["contacts"]}


def test_what_was_accepted_before_the_disk_refuses_is_told_apart_from_what_waits_on(office, take):
    large = b64encode(os.urandom(2 * _SMALL_FILE)).decode()
    words = {"sender": "Léa Sol <lea.sol@acme.example>"}
    texts = ("Un", large, "Trois")
    idents = [take(letter(text, message_id=f"<{text[:5]}@acme.example>", **words))["id"] for text in texts]
    accept = ("mail", "quarantine", "accept", *idents, "--client", "acme", "--add-contact")
    with files_up_to(_SMALL_FILE):
        answer = office.run(*accept, "--json")
    assert answer.exit_code == 1
    first, *left = answer.data
    assert (first["id"], first["what"], first["contact"]) == (idents[0], "opened", "lea-sol")
    assert {(one["id"], one["what"], one["reason"], one["ref"]) for one in left} == {
        (ident, "quarantined", "stranger", None) for ident in idents[1:]
    }
    stop = answer.warnings[-1]
    assert "trop grand" in stop
    assert {one["id"] for one in office.ask("mail", "quarantine", "list")} == set(idents[1:])
    with files_up_to(_SMALL_FILE):  # now it is the first: nothing was done, which is an error like any
        assert office.refused(*accept[:3], *idents[1:], *accept[6:])["exit"] == 74

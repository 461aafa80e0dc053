"""The notice before a tacit renewal by mail: queued once a term, recorded in the contract when the server took it."""

from __future__ import annotations

import pytest

LETTERS = "contracts/asso/correspondence.yaml"


@pytest.fixture
def asso(sender):
    """An association whose contract renews on 15 April 2027; its notice may go until 15 December."""
    who = (
        "--contact",
        "anne:Anne Roy:anne@asso.example:manager",
        "--contact",
        "bob:Bob Roy:bob@asso.example:signatory",
    )
    sender.sell("asso", "--start", "2026-04-15", "--legal", "non_professional", *who, client="Asso")
    return sender


def test_the_notice_is_queued_sent_and_proved_by_the_server_s_answer(asso, box):
    assert asso.ask("contract", "notice", "asso", "--mail")["to"] == ["asso:bob"]
    assert asso.trailer("Celyactl-Op") == "mail.renewal"
    assert asso.ask("contract", "show", "asso")["outlook"]["notice"]["state"] == "due"
    head = asso.git("rev-parse", "HEAD")
    asso.ask("contract", "notice", "asso", "--mail")
    assert asso.git("rev-parse", "HEAD") == head
    [message] = box(asso)
    assert message["To"] == "Bob Roy <bob@asso.example>"
    text, page = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "15 janv. 2027 ***" in text
    assert "L215-1" in page
    notice = asso.ask("contract", "show", "asso")["outlook"]["notice"]
    assert (notice["state"], notice["sent"]) == ("sent", "2026-11-23")
    proof = asso.ask("contract", "show", "asso")["renewals"][0]["proof"]
    assert message["Message-ID"] in proof
    assert "mail_sent" in asso.read(LETTERS)
    assert asso.ask("check")["findings"] == []
    assert box(asso) == []


def test_a_trial_records_nothing_and_who_needs_none_is_refused(asso):
    head = asso.git("rev-parse", "HEAD")
    asso.say("contract", "notice", "asso", "--mail", "--dry-run")
    assert asso.git("rev-parse", "HEAD") == head
    asso.sell("pro", client="Pro")
    assert asso.refused("contract", "notice", "pro", "--mail")["code"] == "no_letter_needed"


def test_without_an_address_nothing_is_queued(asso):
    for who in ("anne", "bob", "claire"):
        asso.ask("client", "contact", "edit", "asso", who, "--email", "")
    assert asso.refused("contract", "notice", "asso", "--mail")["code"] == "nobody_to_write_to"

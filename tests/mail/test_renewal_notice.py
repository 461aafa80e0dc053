"""The notice before a tacit renewal by mail: queued once a term, recorded in the contract when the server took it."""

from __future__ import annotations

import re

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
    assert "15\xa0janv.\xa02027 ***" in text
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


def test_the_notice_tells_nothing_else_of_what_the_desk_knows(asso, box):
    """Every text of every file of clients and tickets, but the names that a letter bears."""
    asso.ask("client", "edit", "asso", "--set", "note=Mauvais payeur")
    asso.ask("client", "site", "add", "asso", "local", "--name", "Le local", "--access", "Clef sous le pot")
    asso.ask("client", "contact", "edit", "asso", "bob", "--note", "Colérique", "--phone", "+33 4 67 00 00 09")
    words = ("--kind", "trunk", "--name", "Trunk caché", "--circuit", "SIP-34-0042", "--note", "Mot de passe : 1234")
    asso.ask("component", "add", "asso", "trunk-cache", *words)
    asso.ask("contract", "edit", "asso", "--set", "note=Marge de quarante pour cent")
    asso.sell("voisin", client="Le Voisin")
    for slug in ("asso", "voisin"):
        ref = asso.ask("ticket", "new", "--contract", slug, "--title", f"Panne de {slug}", "--text", "Rien ne va")[
            "ref"
        ]
        asso.ask("ticket", "note", ref, f"Note interne sur {slug}")
    asso.ask("contract", "notice", "asso", "--mail")
    [message] = [one for one in box(asso) if "contrat" in one["Subject"]]
    told = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    assert len(told) == 2
    allowed = {"Asso", "asso", "Bob Roy", "Le local"}
    assert [text for text in texts_of(asso) - allowed for page in told if text in page] == []


def texts_of(desk) -> set[str]:
    """What stands between quotation marks in the desk's files, however short ids and ISO days."""
    files = [*(desk.path / "contracts").rglob("*.yaml"), *(desk.path / "tickets").rglob("*.yaml")]
    found = {text for file in files for text in re.findall(r'"((?:[^"\\]|\\.)+)"', file.read_text())}
    assert {"Mauvais payeur", "Clef sous le pot", "Note interne sur voisin", "Mot de passe : 1234"} <= found
    return {text for text in found if len(text) > 3}

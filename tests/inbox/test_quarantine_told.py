"""Who writes from a client's own domain and is no contact: the company is told by mail, once, and not in whose name."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes

import pytest
from letters import letter

LETTERS = "contracts/acme/correspondence.yaml"
DUTY = 'oncall:\n  - since: "2026-11-20"\n    until: "2026-11-27"\n    people: ["lea"]\n'


@pytest.fixture
def watched(office, tmp_path):
    """The office, which knows Acme's domain and has Léa on call; and its flush: the messages that it hands over."""
    office.edit("contracts/acme/client.yaml", "contacts:\n", 'domains: ["Acme.Example"]\ncontacts:\n')
    office.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example", "--level", "2")
    office.edit("desk.yaml", "\nteam:\n", f"\n{DUTY}team:\n")
    office.ask("mail", "flush", "--take-over", "--to-maildir", tmp_path / "box")
    return office


@pytest.fixture
def flushed(watched, tmp_path):
    def messages():
        watched.ask("mail", "flush", "--to-maildir", tmp_path / "box")
        found = list((tmp_path / "box/new").iterdir())
        read = [message_from_bytes(path.read_bytes()) for path in found]
        for path in found:
            path.unlink()
        return read

    return messages


def stranger(take, ident="1", **headers):
    return take(
        letter("Secret.", sender="Léa Sol <lea.sol@acme.example>", message_id=f"<{ident}@acme.example>", **headers)
    )


def test_everybody_is_told_once_by_day_and_nothing_of_the_message_is_kept(watched, take, flushed):
    ident = stranger(take)["id"]
    assert watched.trailer("Celyactl-Op") == "mail.quarantine"
    head = watched.git("rev-parse", "HEAD")
    stranger(take)
    assert watched.git("rev-parse", "HEAD") == head
    kept = watched.read(LETTERS)
    assert ident in kept
    assert "lea.sol" not in kept
    assert "Plus de tonalité" not in kept
    [message] = flushed()
    assert {"nadia@celya.example", "lea@celya.example"} == {one.addr_spec for one in addresses(message)}
    for part in message.get_payload():
        said = part.get_payload(decode=True).decode()
        assert f"celyactl mail quarantine show {ident}" in said
        assert "Sur la machine qui reçoit le courrier" in said
    assert flushed() == []
    assert watched.ask("check")["findings"] == []


SECRETS = ("Lea Sol", "lea.sol", "Mot de passe", "1234", "Secret", "plan.pdf", "CEL-2611", "unique")
"""Words of the message below: of who wrote it, of what it says, and of a ticket that it names."""


@pytest.mark.parametrize("require", ["known", "authenticated", "token"])
@pytest.mark.parametrize("subject", ["Mot de passe 1234", "[{ref}] Mot de passe 1234"])
def test_whatever_a_message_holds_the_company_is_told_none_of_it(watched, take, flushed, require, subject):
    ref = watched.ask("ticket", "new", "--contract", "garonne-2026", "--title", "Autre client")["ref"]
    if require != "known":
        watched.edit("desk.yaml", "  require: known\n", f"  require: {require}\n")
    words = {"subject": subject.format(ref=ref), "reply_to": "lea.sol@acme.example", "x_note": "Secret"}
    raw = letter("Secret 1234", sender="Lea Sol <lea.sol@acme.example>", message_id="<unique@acme.example>", **words)
    assert take(raw)["what"] == "quarantined"
    kept = watched.read(LETTERS)
    messages = [message for message in flushed() if "nadia@celya.example" in message["To"]]
    assert messages
    said = [kept, *(str(part) for message in messages for part in words_of(message))]
    assert [word for word in (*SECRETS, "Garonne", "Autre client") for text in said if word in text] == []


def words_of(message):
    """What a reader sees of a message, and its headers."""
    yield from (value for name, value in message.items() if name != "Date")
    yield from (part.get_payload(decode=True).decode() for part in message.get_payload())


def addresses(message):
    from email.policy import default  # noqa: PLC0415

    return message_from_bytes(message.as_bytes(), policy=default)["To"].addresses


def test_at_night_who_is_on_call_is_told_where_the_client_is_covered(watched, take, flushed):
    watched.now = watched.now.replace(hour=23)
    stranger(take)
    assert len(addresses(flushed()[0])) == 2
    watched.ask("contract", "new", "acme-full", "--client", "Acme", "--coverage", "full")
    stranger(take, "2")
    [message] = flushed()
    assert [one.addr_spec for one in addresses(message)] == ["lea@celya.example"]
    watched.edit("desk.yaml", '    people: ["lea"]\n', '    people: ["lea"]\n    coverages: ["extended"]\n')
    stranger(take, "3")
    assert len(addresses(flushed()[0])) == 2


def test_many_messages_are_told_of_and_not_echoed(watched, take):
    for number in range(8):
        stranger(take, str(number))
    assert watched.read(LETTERS).count("type: notice\n") == 5
    watched.now += timedelta(hours=1, minutes=1)
    stranger(take, "9")
    assert watched.read(LETTERS).count("type: notice\n") == 6


def test_nobody_is_told_of_a_trial_of_another_domain_or_of_what_our_server_refuted(watched, take):
    watched.edit("desk.yaml", "mail:\n  require: known\n", "mail:\n  authserv_id: mx.celya.example\n")
    head = watched.git("rev-parse", "HEAD")
    stranger(take, authentication_results="mx.celya.example; dmarc=fail header.from=acme.example")
    take(letter(sender="x@stranger.example"))
    watched.ask("mail", "receive", "--dry-run", input=letter(sender="x@acme.example"))
    assert watched.git("rev-parse", "HEAD") == head

"""`mail summary`: the mail as it would be sent, which nobody records."""

from __future__ import annotations

from email import message_from_string
from email.policy import default

KEY = "0123456789abcdef0123456789abcdef"


def printed(desk, ref, *words):
    return message_from_string(desk.say("mail", "summary", ref, "--dry-run", *words), policy=default)


def test_the_message_is_what_would_be_sent(desk, ticket):
    before = desk.git("rev-parse", "HEAD")
    message = printed(desk, ticket)
    assert message["Subject"] == f"[{ticket}] Plus de tonalité"
    assert message["To"] == "Claire Vidal <claire@acme.example>"
    assert message["From"] == "CELYA <mail@celyactl.invalid>"
    assert message["Reply-To"] is None
    text, page = (part.get_content() for part in message.iter_parts())
    assert "Nous avons bien reçu votre demande." in text
    assert "Nous avons bien reçu votre demande." in page
    assert before[:12] in text
    assert message["X-Celyactl-Commit"] == before
    assert desk.git("rev-parse", "HEAD") == before


def test_with_a_key_and_an_address_answers_prove_their_ticket(addressed, desk, ticket, monkeypatch):
    assert str(printed(desk, ticket)["Reply-To"].addresses[0].addr_spec) == "support@celya.example"
    monkeypatch.setenv("CELYACTL_MAIL_KEY", KEY)
    message = printed(desk, ticket)
    answer = message["Reply-To"].addresses[0].addr_spec
    assert answer.startswith(f"support+{ticket.lower()}.")
    assert answer.partition(".")[2].partition("@")[0] in message["Message-ID"]
    assert message["From"] == "Support CELYA <support@celya.example>"


def test_a_key_that_can_be_guessed_is_refused(desk, ticket, monkeypatch):
    monkeypatch.setenv("CELYACTL_MAIL_KEY", "secret")
    error = desk.refused("mail", "summary", ticket)
    assert (error["code"], error["exit"]) == ("mail_key_too_short", 78)


def test_a_key_may_be_a_credential_of_systemd(desk, ticket, monkeypatch, tmp_path):
    (tmp_path / "celyactl-mail-key").write_text(f"{KEY}\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    from_file = printed(desk, ticket)["Message-ID"]
    monkeypatch.setenv("CELYACTL_MAIL_KEY", KEY)
    assert printed(desk, ticket)["Message-ID"] == from_file


def test_a_settled_ticket_is_answered_by_one_touch(addressed, desk, ticket):
    desk.ask("ticket", "cause", ticket, "Carte en panne")
    desk.ask("ticket", "restore", ticket)
    desk.ask("ticket", "resolve", ticket, "Carte changée")
    text, page = (part.get_content() for part in printed(desk, ticket).iter_parts())
    for label in ("C’est réglé", "Le problème persiste"):
        assert label in text
        assert f">{label}</a>" in page
    assert page.count('href="mailto:support@celya.example?subject=') == 2


def test_the_language_may_be_chosen(desk, ticket):
    said = desk.ask("mail", "summary", ticket, "--language", "en")
    assert "We have received your request." in said["text"]
    assert "Nous avons" not in said["text"]
    assert "À : Claire Vidal" in desk.say("mail", "summary", ticket, "--language", "en").replace("\u202f", " ").replace(
        "\xa0", " "
    )


def test_a_client_whom_nobody_can_reach_is_told(desk, ticket):
    desk.edit("contracts/acme/client.yaml", '    email: "claire@acme.example"\n', "")
    error = desk.refused("mail", "summary", ticket)
    assert (error["code"], error["exit"]) == ("nobody_to_write_to", 65)


def test_the_page_is_opened_or_left_in_a_file(desk, ticket, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    desk.say("mail", "summary", ticket, "--open")
    assert opened[0].startswith("file:///")
    monkeypatch.setattr("webbrowser.open", lambda _address: False)
    assert desk.run("mail", "summary", ticket, "--open", "--json").error["code"] == "no_browser"

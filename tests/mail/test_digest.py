"""A digest: recorded before it is sent, once a contact and period, and nothing of anybody else's in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from letters import BOUNCE

from celyactl.store.outgoing import may_wait

CLIENT, LETTERS = "contracts/acme/client.yaml", "contracts/acme/correspondence.yaml"


@pytest.fixture
def read_by_claire(sender, ticket, box):
    """Claire gets one each week, and it is Monday after a week with a ticket."""
    sender.ask("client", "contact", "edit", "acme", "claire", "--digest", "weekly")
    box(sender)
    sender.now += timedelta(days=7)
    return sender


def prepared(desk, *words):
    return desk.ask("mail", "digest", *words)["queued"]


def test_a_digest_is_recorded_then_sent_and_recorded_once(read_by_claire, ticket, box):
    desk = read_by_claire
    [queued] = prepared(desk)
    assert (queued["to"], queued["start"], queued["end"]) == ("acme:claire", "2026-11-23", "2026-11-30")
    assert desk.trailer("Celyactl-Op") == "mail.digest"
    assert [entry in desk.read(LETTERS) for entry in ("type: digest\n", "type: mail_queued\n")] == [True, True]
    head = desk.git("rev-parse", "HEAD")
    assert prepared(desk) == []
    assert desk.git("rev-parse", "HEAD") == head
    assert may_wait(desk.read(LETTERS).encode())
    [message] = [one for one in box(desk) if one["Message-ID"] == queued["message_id"]]
    assert message["To"] == "Claire Vidal <claire@acme.example>"
    text, page = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for said in (ticket, "Plus de tonalité", "Ce qui est en cours", "Reçu"):
        assert said in text
        assert said in page
    assert message["Subject"].endswith(": vos tickets du 23\xa0nov.\xa02026 au 29\xa0nov.\xa02026")
    assert "Reply-To" not in message
    assert "mail_sent" in desk.read(LETTERS)
    assert not may_wait(desk.read(LETTERS).encode())
    assert box(desk) == []
    assert desk.ask("check")["findings"] == []


def test_a_trial_says_who_would_get_one_and_records_nothing(read_by_claire):
    head = read_by_claire.git("rev-parse", "HEAD")
    assert "acme:claire" in read_by_claire.say("mail", "digest", "--dry-run")
    assert read_by_claire.git("rev-parse", "HEAD") == head


def test_a_digest_can_be_read_before_anybody_gets_it(read_by_claire, ticket, box):
    desk = read_by_claire
    head = desk.git("rev-parse", "HEAD")
    shown = desk.ask("mail", "digest", "--show", "acme:claire")
    assert (shown["reader"], shown["start"], shown["has_news"]) == ("acme:claire", "2026-11-23", True)
    assert "To: Claire Vidal <claire@acme.example>" in desk.say("mail", "digest", "--show", "acme:claire", "--dry-run")
    assert "Plus de tonalité" in desk.say("mail", "digest", "--show", "Acme:claire")
    assert "--show acme:claire" in desk.say("mail", "digest", "--dry-run")
    assert desk.git("rev-parse", "HEAD") == head
    [queued] = prepared(desk)
    [sent] = [one for one in box(desk) if "<digest." in one["Message-ID"]]
    assert sent["Message-ID"] == queued["message_id"] == shown["message_id"]
    assert ticket in shown["text"]


def test_a_digest_says_until_when_notice_counts_or_counted(sender, ticket):
    for slug, months in (("late", "3"), ("early", "1")):
        terms = ("--start", "2026-01-01", "--months", "12", "--notice-months", months)
        sender.ask("contract", "new", slug, "--client", "Acme", *terms)
    said = sender.ask("mail", "digest", "--show", "acme:claire")["text"].replace("\xa0", " ")
    after = "se reconduit de lui-même après le 31 déc. 2026"
    assert f"Le contrat late {after}\u202f; il pouvait être dénoncé jusqu’au 1er oct. 2026." in said
    assert f"Le contrat early {after}, sauf dénonciation au plus tard le 1er déc. 2026." in said


def test_a_digest_without_news_and_of_nobody_is_told(addressed):
    addressed.sell("acme-2026")
    answer = addressed.run("mail", "digest", "--show", "acme:claire", "--json")
    assert answer.exit_code == 0
    assert "acme:claire" in answer.warnings[0]
    assert addressed.refused("mail", "digest", "--show", "acme:paul")["code"] == "unknown_contact"
    assert addressed.refused("mail", "digest", "--show", "nobody:paul")["code"] == "unknown_client"
    for words in (("--open",), ("--show", "acme:claire", "--client", "acme")):
        assert addressed.refused("mail", "digest", *words)["code"] == "digest_of_whom"


def test_a_digest_that_comes_back_is_recorded_once_and_on_the_board(read_by_claire, box):
    desk = read_by_claire
    [queued] = prepared(desk)
    box(desk)
    for what in ("failed", "duplicate"):
        back = desk.ask("mail", "receive", input=BOUNCE.format(ident=queued["message_id"]).encode())
        assert (back["what"], back["client"]) == (what, "acme")
    assert desk.read(LETTERS).count("type: mail_failed\n") == 1
    [shown] = desk.ask("board")["undelivered"]
    assert (shown["ref"], shown["client"], shown["answer"]) == (None, "acme", "smtp; 550 Unknown user")
    assert "récapitulatif" in desk.say("board")
    assert desk.ask("check")["findings"] == []
    other = BOUNCE.format(ident="<digest.0000@celya.example>").encode()
    assert desk.ask("mail", "receive", input=other)["reason"] == "automatic"


def test_a_next_period_has_a_next_digest_and_an_empty_one_is_not_sent(read_by_claire, ticket, box):
    desk = read_by_claire
    prepared(desk)
    desk.now += timedelta(days=7)
    assert [one["start"] for one in prepared(desk)] == ["2026-11-30"]
    desk.ask("ticket", "cancel", ticket, "Erreur de saisie")
    desk.now += timedelta(days=7)
    assert [one["start"] for one in prepared(desk)] == ["2026-12-07"]
    desk.now += timedelta(days=7)
    assert prepared(desk) == []


def test_who_chose_nothing_gets_what_the_desk_says_unless_they_see_their_own_only(sender, ticket):
    assert prepared(sender) == []
    sender.edit("desk.yaml", "  digest: none\n", "  digest: monthly\n")
    sender.now = sender.now.replace(month=12, day=1)
    before = {one["to"]: one["start"] for one in prepared(sender, "--dry-run")}
    roles = sender.ask("client", "show", "acme")["contacts"][0]["roles"]
    assert before == ({"acme:claire": "2026-11-01"} if {"manager", "level1"} & set(roles) else {})
    sender.ask("client", "contact", "edit", "acme", "claire", "--role", "manager")
    assert [one["start"] for one in prepared(sender)] == ["2026-11-01"]
    sender.ask("client", "contact", "edit", "acme", "claire", "--digest", "none")
    sender.now = sender.now.replace(year=2027, month=1, day=1)
    assert prepared(sender) == []


def test_people_read_of_their_own_tickets_and_of_no_other_client_s(read_by_claire, ticket, box):
    desk = read_by_claire
    desk.sell("beta-2026", client="Beta")
    desk.ask("client", "contact", "add", "acme", "paul", "--name", "Paul Rey", "--email", "paul@acme.example",
             "--role", "requester", "--digest", "weekly")  # fmt: skip
    desk.ask("ticket", "new", "--contract", "acme-2026", "--requester", "paul", "--title", "Casque de Paul")
    desk.ask("ticket", "new", "--contract", "beta-2026", "--title", "Secret de Beta")
    desk.ask("ticket", "note", ticket, "Interne : client pénible")
    idents = {one["message_id"]: one["to"] for one in prepared(desk)}
    texts = {idents[one["Message-ID"]]: one.as_string() for one in box(desk) if one["Message-ID"] in idents}
    assert "Casque de Paul" in texts["acme:paul"]
    assert ticket not in texts["acme:paul"]
    for text in texts.values():
        assert "Beta" not in text
        assert "pénible" not in text


def test_a_resend_tells_what_was_known_when_it_was_queued(read_by_claire, ticket, tmp_path):
    desk = read_by_claire
    prepared(desk)
    desk.now += timedelta(minutes=5)
    desk.ask("ticket", "new", "--contract", "acme-2026", "--requester", "claire", "--title", "Plus tard")
    desk.ask("ticket", "ack", ticket)
    desk.ask("mail", "flush", "--to-maildir", tmp_path / "box")
    files = [path.read_text() for path in (tmp_path / "box" / "new").iterdir()]
    [digest] = [text for text in files if "<digest." in text]
    assert "Plus tard" not in digest
    assert "Pris en charge" not in digest


def test_one_round_writes_to_each_in_their_language(read_by_claire, box):
    desk = read_by_claire
    for name, language in (("john", "en"), ("paul", "fr"), ("jane", "en")):
        who = ("--name", name.title(), "--email", f"{name}@acme.example", "--role", "manager", "--language", language)
        desk.ask("client", "contact", "add", "acme", name, *who, "--digest", "weekly")
    prepared(desk)
    said = {str(one["To"]).split()[0]: one for one in box(desk) if "<digest." in one["Message-ID"]}
    assert set(said) == {"Claire", "John", "Paul", "Jane"}
    for name, heading in (("Claire", "Ce qui est en cours"), ("John", "What is open"), ("Jane", "What is open")):
        assert all(heading in said[name].get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "What is open" not in said["Paul"].as_string()

"""`mail receive`: attached on proof, opened by a known contact, and everything else waits."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes

import pytest
from letters import BOUNCE, letter

from celyactl.mail.token import LENGTH, reply_address, token_of
from celyactl.store import counters


def of_acme(office, *words: str):
    return office.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité", *words)


def journal(office, ref: str):
    return office.ask("ticket", "show", ref)["journal"]


def ruled(office, lines: str) -> None:
    """Give the desk rules of mail, by hand."""
    office.edit("desk.yaml", "mail:\n  require: known\n", f"mail:\n  {lines}\n")


def test_a_known_contact_opens_a_ticket_from_when_our_server_took_the_message(office, take):
    done = take(letter("Bonjour,\n\nPlus de tonalité au standard.\n\n-- \nClaire Vidal"))
    ticket = office.ask("ticket", "show", done["ref"])
    assert done["what"] == "opened"
    assert (ticket["title"], ticket["contract"], ticket["requester"]) == ("Plus de tonalité", "acme-2026", "claire")
    assert ticket["opened_at"] == "2026-11-23T08:30:00+01:00"
    assert (ticket["kind"], ticket["priority"], ticket["level"]) == ("incident", "P3", 2)
    assert ticket["journal"][0]["by"] == "acme:claire"
    assert office.trailer("Celyactl-Channel") == "mail"
    assert office.git("log", "-1", "--format=%an") == "Claire Vidal"
    assert office.git("status", "--porcelain") == ""
    raw = ticket["journal"][0]["files"][-1]["sha256"]
    assert "Subject: " in office.git("show", f"refs/celyactl/files/{done['ref']}:{raw}")


def test_the_same_message_twice_is_one_entry(office, take):
    first, second = take(letter()), take(letter())
    assert (second["what"], second["ref"]) == ("duplicate", first["ref"])
    answer = letter("Toujours rien.", subject=f"Re: [{first['ref']}]", message_id="<2@acme.example>")
    assert [take(answer)["what"] for _time in range(2)] == ["answered", "duplicate"]
    assert [entry["type"] for entry in journal(office, first["ref"])] == ["open", "message"]


def test_a_reference_attaches_the_client_s_own_contact_marked_as_unverified(office, take):
    ref = of_acme(office)["ref"]
    done = take(letter(subject=f"Re: [{ref}] Plus de tonalité", received=None))
    assert (done["what"], done["ref"], done["sender_verified"]) == ("answered", ref, False)
    entry = journal(office, ref)[-1]
    assert (entry["text"], entry["contact"]) == ("La tonalité est revenue.", "claire")
    assert not entry.get("sender_verified")


@pytest.mark.parametrize("sender", ["x@stranger.example", "Paul <paul@garonne.example>"])
def test_neither_a_stranger_nor_another_client_s_contact_is_attached_by_a_reference(office, take, sender):
    ref = of_acme(office)["ref"]
    done = take(letter(subject=f"[{ref}]", sender=sender))
    assert (done["what"], done["reason"]) == ("quarantined", "reference")
    assert len(journal(office, ref)) == 1


def test_a_true_token_attaches_whoever_got_our_message(office, take, key):
    ticket = of_acme(office)
    to = reply_address("support@celya.example", ticket["ref"], token_of(key, ticket["uid"]))
    done = take(letter(sender="standard@acme.example", to=to, subject="Re: votre message", received=None))
    assert (done["what"], done["ref"]) == ("answered", ticket["ref"])


@pytest.mark.parametrize("length", [0, 1, LENGTH - 1, LENGTH + 1, None])
def test_a_forged_token_is_never_attached(office, take, key, length):
    ticket, other = of_acme(office), of_acme(office)
    true = token_of(key, ticket["uid"])
    forged = token_of(key, other["uid"]) if length is None else f"{true}a"[:length]
    to = f"support+{ticket['ref'].lower()}.{forged}@celya.example"
    raw = letter(to="support@celya.example", x_original_to=to, subject=f"[{ticket['ref']}]")
    done = take(raw)
    assert (done["what"], done["reason"]) == ("quarantined", "token")
    assert len(journal(office, ticket["ref"])) == 1


def test_our_own_server_s_fail_goes_to_quarantine_and_another_s_does_not_count(office, take):
    ruled(office, "authserv_id: mx.celya.example")
    ref = of_acme(office)["ref"]
    failing = {"authentication_results": "mx.celya.example; dmarc=fail header.from=acme.example"}
    assert take(letter(subject=f"[{ref}]", **failing))["reason"] == "refuted"
    foreign = {"authentication_results": "mx.else.example; dmarc=pass header.from=acme.example"}
    done = take(letter(subject=f"[{ref}]", message_id="<2@a.example>", received=None, **foreign))
    assert done["sender_verified"] is False
    passing = {"authentication_results": "mx.celya.example; dmarc=pass (p=none) header.from=acme.example"}
    done = take(letter(subject=f"[{ref}]", message_id="<3@a.example>", received=None, **passing))
    assert done["sender_verified"] is True
    assert [entry["type"] for entry in journal(office, ref)] == ["open", "message", "message"]


def test_our_own_server_s_fail_outweighs_a_true_token(office, take, key):
    ruled(office, "authserv_id: mx.celya.example")
    ticket = of_acme(office)
    to = reply_address("support@celya.example", ticket["ref"], token_of(key, ticket["uid"]))
    failing = {"authentication_results": "mx.celya.example; dkim=fail header.d=acme.example"}
    assert take(letter(to=to, **failing))["reason"] == "refuted"
    assert len(journal(office, ticket["ref"])) == 1


@pytest.mark.parametrize("rule", ["token", "authenticated"])
def test_a_desk_may_ask_for_more_proof(office, take, rule):
    ruled(office, f"require: {rule}")
    assert take(letter())["reason"] == "unproved"


def test_a_client_s_answer_ends_the_wait_and_changes_nothing_else(office, take):
    ref = of_acme(office)["ref"]
    office.ask("ticket", "wait", ref, "--for", "client", "--question", "Quel poste ?")
    take(letter("Priorité P1 ! Le 201.", subject=f"Re: [{ref}]", received=None))
    ticket = office.ask("ticket", "show", ref)
    assert (ticket["status"], ticket["priority"], ticket["level"], ticket["assignee"]) == ("in_progress", "P3", 2, None)


def test_several_contracts_are_left_to_a_person(office, take):
    office.ask("contract", "new", "acme-pack", "--client", "Acme")
    ticket = office.ask("ticket", "show", take(letter())["ref"])
    assert (ticket["contract"], ticket["labels"]) == (None, ["to_qualify"])
    assert office.ask("check")["findings"] == []


def test_a_ticket_that_is_over_is_followed_up(office, take):
    ref = of_acme(office)["ref"]
    office.ask("ticket", "cancel", ref, "Doublon")
    done = take(letter(subject=f"Re: [{ref}]", received=None))
    assert done["what"] == "opened"
    assert office.ask("ticket", "show", done["ref"])["links"] == [{"kind": "follow-up", "ref": ref}]


def test_a_robot_s_answer_is_recorded_and_moves_nothing(office, take):
    ref = of_acme(office)["ref"]
    office.ask("ticket", "wait", ref, "--for", "client", "--question", "Quel poste ?")
    done = take(letter("Je suis absente.", subject=f"Re: [{ref}]", auto_submitted="auto-replied", received=None))
    assert done["what"] == "ignored"
    ticket = office.ask("ticket", "show", ref)
    assert (ticket["status"], ticket["journal"][-1]["reason"]) == ("pending", "vacation")
    alone = take(letter("Absente.", subject="Absente", auto_submitted="auto-replied", message_id="<9@a.example>"))
    assert alone["reason"] == "automatic"


def test_too_many_messages_wait(office, take):
    ruled(office, "per_sender_hour: 3\n  per_ticket_hour: 1")
    reply = f"[{take(letter())['ref']}]"
    assert take(letter(subject=reply, message_id="<2@a.example>"))["what"] == "answered"
    assert take(letter(subject=reply, message_id="<2@a.example>"))["what"] == "duplicate"
    assert take(letter(subject=reply, message_id="<3@a.example>"))["reason"] == "too_many"
    assert take(letter(message_id="<4@a.example>"))["reason"] == "too_many"


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"From: \r\n", b"From: a@b.example, c@d.example\n\nx"])
def test_what_can_t_be_told_waits(take, raw):
    assert take(raw)["what"] == "quarantined"


def test_a_desk_that_is_not_to_be_written_has_the_server_try_again(office):
    (office.path / ".git" / "MERGE_HEAD").write_text(office.git("rev-parse", "HEAD") + "\n")
    answer = office.run("mail", "receive", "--json", input=letter())
    assert (answer.exit_code, answer.error["code"]) == (75, "mail_not_taken")


def test_what_we_write_goes_on_from_the_message_that_opened_the_ticket(office, take, tmp_path):
    office.ask("mail", "flush", "--take-over", "--to-maildir", tmp_path / "box")
    take(letter(message_id="<first@acme.example>"))
    office.ask("mail", "flush", "--to-maildir", tmp_path / "box")
    [receipt] = (message_from_bytes(path.read_bytes()) for path in (tmp_path / "box/new").iterdir())
    assert (receipt["In-Reply-To"], receipt["References"]) == ("<first@acme.example>", "<first@acme.example>")


def test_what_comes_back_is_recorded_on_its_ticket_shown_on_the_board_and_not_answered(office, take, tmp_path):
    flush = ("mail", "flush", "--to-maildir", tmp_path / "box")
    office.ask(*flush, "--take-over")
    ref = of_acme(office, "--requester", "claire")["ref"]
    [sent] = office.ask(*flush)["sent"]
    assert office.ask("board")["undelivered"] == []
    for _time in range(2):
        done = take(BOUNCE.format(ident=sent["message_id"]).encode())
    assert done["what"] == "duplicate"
    [failed] = [entry for entry in journal(office, ref) if entry["type"] == "mail_failed"]
    assert (failed["permanent"], failed["answer"]) == (True, "smtp; 550 Unknown user")
    [shown] = office.ask("board")["undelivered"]
    assert (shown["ref"], shown["answer"]) == (ref, "smtp; 550 Unknown user")
    assert "Unknown user" in office.say("board")
    assert office.ask(*flush)["sent"] == []
    office.ask("ticket", "note", ref, "Nous rappelons.", "--public")
    assert len(office.ask(*flush)["sent"]) == 1
    assert office.ask("board")["undelivered"] == []


def test_what_came_back_of_a_settled_ticket_is_on_the_board_for_a_week(office, take, tmp_path):
    flush = ("mail", "flush", "--to-maildir", tmp_path / "box")
    office.ask(*flush, "--take-over")
    ref = of_acme(office, "--requester", "claire", "--kind", "request")["ref"]
    office.ask("ticket", "start", ref)
    office.ask("ticket", "resolve", ref, "Fait")
    [sent] = office.ask(*flush)["sent"]
    take(BOUNCE.format(ident=sent["message_id"]).encode())
    assert [one["ref"] for one in office.ask("board")["undelivered"]] == [ref]
    office.ask("ticket", "close", ref)
    assert [one["ref"] for one in office.ask("board")["undelivered"]] == [ref]
    office.now += timedelta(days=8)
    assert office.ask("board")["undelivered"] == []


def test_what_comes_back_of_a_message_that_we_did_not_send_waits(office, take):
    ref = of_acme(office)["ref"].lower()
    ident = f"<{ref}.01M8HYF31RQX8Q3CX063E3666W@celya.example>"
    assert take(BOUNCE.format(ident=ident).encode())["reason"] == "automatic"


def test_the_bad_file_of_one_client_holds_up_no_other_client_s_mail(office, take):
    office.edit("contracts/garonne/client.yaml", '\nname: "Garonne"', '\nnom: "Garonne"')
    assert take(letter())["what"] == "opened"
    for sender in ("Paul <paul@garonne.example>", "x@stranger.example"):
        answer = office.run("mail", "receive", "--json", input=letter(sender=sender, message_id="<3@garonne.example>"))
        assert (answer.exit_code, answer.error["code"]) == (75, "mail_not_taken")
        assert "contracts/garonne/client.yaml" in answer.error["message"]


def test_counts_that_are_damaged_begin_anew_and_counts_that_are_held_have_the_server_try_again(
    office, take, monkeypatch
):
    monkeypatch.setattr(counters, "_WAIT", 0.1)
    counts = office.path / ".git" / "celyactl" / "mail-counts.sqlite3"
    counts.write_bytes(b"no database" * 1000)
    assert take(letter())["what"] == "opened"
    with closing(sqlite3.connect(counts)) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = office.run("mail", "receive", "--json", input=letter(message_id="<2@acme.example>"))
    assert (answer.exit_code, answer.error["code"]) == (75, "mail_not_taken")
    assert take(letter(message_id="<2@acme.example>"))["what"] == "opened"

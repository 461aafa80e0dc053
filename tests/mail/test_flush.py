"""What a flush queues and files, when, and who may flush at all."""

from __future__ import annotations

import pytest


def types(desk, ref):
    return [entry["type"] for entry in desk.ask("ticket", "show", ref)["journal"]]


def text(message):
    return message.get_body(("plain",)).get_content()


def lead(message):
    """The line after the status."""
    lines = text(message).splitlines()
    return lines[next(n for n, line in enumerate(lines) if line.startswith("Où en est")) + 1]


def test_a_desk_has_no_service_that_sends_until_a_machine_takes_over(desk, tmp_path):
    error = desk.refused("mail", "flush", "--to-maildir", tmp_path / "box")
    assert (error["code"], error["exit"]) == ("no_service", 78)
    assert "--take-over" in error["message"]


def test_another_machine_is_refused(sender, tmp_path):
    sender.config.write_text('instance = "bureau-2"\n')
    error = sender.refused("mail", "flush", "--to-maildir", tmp_path / "box")
    assert (error["code"], error["exit"]) == ("not_the_instance", 78)
    assert "bureau-1" in error["message"]
    assert "cette machine, bureau-2" in sender.say("mail", "flush", "--take-over", "--to-maildir", tmp_path / "box")
    assert 'instance: "bureau-2"' in sender.read("desk.yaml")


def test_programs_are_told_which_machine_was_relieved(sender, tmp_path):
    flush = ("mail", "flush", "--to-maildir", tmp_path / "box")
    assert sender.ask(*flush, "--take-over")["took_over"] is None  # it was the one before
    sender.config.write_text('instance = "bureau-2"\n')
    trial = sender.ask(*flush, "--take-over", "--dry-run")
    assert (trial["instance"], trial["took_over"]) == ("bureau-2", {"previous": "bureau-1", "commit": None})
    assert "cette machine, bureau-2" in sender.say(*flush, "--take-over", "--dry-run")
    assert 'instance: "bureau-1"' in sender.read("desk.yaml")
    done = sender.ask(*flush, "--take-over")
    head = sender.git("rev-parse", "HEAD")
    assert (done["instance"], done["took_over"]) == ("bureau-2", {"previous": "bureau-1", "commit": head})
    assert sender.ask(*flush)["took_over"] is None


def test_a_first_machine_relieves_nobody(sender):
    done = sender.ask("escalation", "run", "--take-over")
    assert (done["instance"], done["took_over"]["previous"]) == ("bureau-1", None)


def test_a_machine_that_lacks_what_sending_needs_does_not_take_over(sender):
    before = sender.git("rev-parse", "HEAD")
    sender.config.write_text('instance = "bureau-2"\n')
    assert sender.refused("mail", "flush", "--take-over")["code"] == "no_mail_server"
    sender.config.write_text('instance = "bureau-2"\n[mail]\nsmtp = "smtp://127.0.0.1"\n')
    address = '  address: "support@celya.example"\n'
    sender.edit("desk.yaml", address, "")
    without = sender.git("rev-parse", "HEAD")
    assert sender.refused("mail", "flush", "--take-over")["code"] == "no_mail_address"
    assert (sender.git("rev-parse", "HEAD"), sender.git("rev-parse", "HEAD~1")) == (without, before)


def test_a_moment_is_queued_by_the_service_then_filed_then_recorded_once(sender, ticket, box):
    [message] = box(sender)
    assert lead(message) == "Nous avons bien reçu votre demande."
    assert sender.subjects()[:2] == [f"{ticket}: mail sent", f"{ticket}: queue mail"]
    assert sender.trailer("Celyactl-Channel") == "mail"
    assert sender.git("log", "-1", "--format=%ae") == "mail@celya.example"
    assert types(sender, ticket) == ["open", "mail_queued", "mail_sent"]
    queued = sender.ask("ticket", "show", ticket)["journal"][1]
    assert (queued["to"], queued["template"]) == (["acme:claire"], "received")
    assert queued["message_id"] == message["Message-ID"]
    head = sender.git("rev-parse", "HEAD")
    assert box(sender) == []
    assert sender.git("rev-parse", "HEAD") == head
    assert sender.ask("check")["findings"] == []
    assert sender.git("status", "--porcelain") == ""


def test_several_moments_are_one_message_about_the_last(sender, ticket, box):
    sender.ask("ticket", "ack", ticket)
    sender.ask("ticket", "wait", ticket, "--for", "client", "--question", "Quels postes ?")
    [message] = box(sender)
    assert (
        lead(message) == "Nous avons une question à vous poser\N{NO-BREAK SPACE}: il suffit de répondre à ce message."
    )
    assert "Quels postes ?" in message.get_body(("html",)).get_content()
    assert box(sender) == []


def test_each_moment_has_its_reason_and_they_are_one_conversation(sender, ticket, box):
    first = box(sender)[0]
    acts = [
        (("ack",), "Nous avons pris votre demande en charge."),
        (("note", "Nous cherchons", "--public"), "Nous vous avons écrit"),
        (("restore",), "Tout fonctionne de nouveau."),
    ]
    sender.ask("ticket", "cause", ticket, "Carte en panne")
    for words, said in acts:
        sender.now = sender.now.replace(minute=sender.now.minute + 1)
        sender.ask("ticket", words[0], ticket, *words[1:])
        [message] = box(sender)
        assert lead(message).startswith(said)
        assert message["References"].split()[0] == first["Message-ID"]
        assert message["Subject"] == first["Subject"]
    for verb, said in (("resolve", "Nous considérons"), ("close", "Le ticket est clos.")):
        sender.ask("ticket", verb, ticket)
        assert lead(box(sender, minutes=1)[0]).startswith(said)


def test_a_reminder_names_no_day_that_is_over(sender, ticket, box):
    sender.ask(
        "ticket", "wait", ticket, "--for", "client", "--question", "Quels postes ?", "--until", "2026-11-24 10:00"
    )
    assert "Sans nouvelles" in text(box(sender)[0])
    [reminder] = box(sender, days=2)
    assert "Sans nouvelles" not in text(reminder)


def test_a_question_is_put_again_after_two_and_after_five_business_days(sender, ticket, box):
    sender.ask(
        "ticket", "wait", ticket, "--for", "client", "--question", "Quels postes ?", "--until", "2026-12-18 10:00"
    )
    first = box(sender)
    assert box(sender, days=1) == []
    reminders = [*box(sender, days=1), *box(sender, days=1), *box(sender, days=1), *box(sender, days=3)]
    said = (
        "Nous attendons toujours votre réponse à notre question\N{NO-BREAK SPACE}: il suffit de répondre à ce message."
    )
    assert [lead(one) for one in reminders] == [said] * 2
    assert [one["Date"].datetime.day for one in reminders] == [25, 30]
    assert all("Sans nouvelles, nous revenons vers vous le vendredi 18\xa0déc." in text(one) for one in reminders)
    assert len({one["Message-ID"] for one in [*first, *reminders]}) == 3
    assert box(sender, days=7) == []


def test_a_question_that_was_answered_is_not_put_again(sender, ticket, box):
    sender.ask(
        "ticket", "wait", ticket, "--for", "client", "--question", "Quels postes ?", "--until", "2026-12-18 10:00"
    )
    box(sender)
    sender.ask("ticket", "resume", ticket)
    assert box(sender, days=3) == []


def test_what_is_internal_is_no_moment(sender, ticket, box):
    box(sender)
    sender.ask("ticket", "note", ticket, "Le client est pénible")
    sender.ask("ticket", "assign", ticket, "nadia")
    assert box(sender) == []


def test_what_happens_at_night_is_told_in_the_morning(sender, ticket, box):
    box(sender)
    sender.now = sender.now.replace(hour=20)
    sender.ask("ticket", "ack", ticket)
    assert box(sender) == []
    assert box(sender, hours=11) == []
    assert [lead(one) for one in box(sender, hours=1)] == ["Nous avons pris votre demande en charge."]


def test_an_urgent_one_is_told_at_night(sender, ticket, box):
    box(sender)
    sender.now = sender.now.replace(hour=20)
    sender.ask("ticket", "priority", ticket, "P1")
    sender.ask("ticket", "ack", ticket)
    assert len(box(sender)) == 1


def test_what_was_before_the_service_is_never_told(addressed, ticket, tmp_path, monkeypatch):
    addressed.now = addressed.now.replace(day=24)
    box = tmp_path / "box"
    assert addressed.ask("mail", "flush", "--take-over", "--to-maildir", box)["queued"] == []
    addressed.ask("ticket", "ack", ticket)
    assert len(addressed.ask("mail", "flush", "--to-maildir", box)["sent"]) == 1


def test_what_was_taken_back_before_it_was_told_is_not_told(sender, ticket, box):
    box(sender)
    sender.ask("ticket", "note", ticket, "Pour un autre client", "--public")
    sender.ask("undo")
    assert box(sender) == []


def test_a_trial_says_what_would_go_and_records_nothing(sender, ticket, tmp_path):
    head = sender.git("rev-parse", "HEAD")
    assert f"{ticket}" in sender.say("mail", "flush", "--dry-run")
    assert sender.git("rev-parse", "HEAD") == head
    assert list((tmp_path / "box" / "new").iterdir()) == []


def test_a_client_without_an_address_is_named(sender, ticket, tmp_path):
    sender.edit("contracts/acme/client.yaml", '    email: "claire@acme.example"\n', "")
    answer = sender.ask("mail", "flush", "--to-maildir", tmp_path / "box")
    assert (answer["unreachable"], answer["queued"]) == ([ticket], [])


def test_a_notice_of_escalation_goes_to_the_team(sender, ticket, box):
    sender.ask("escalation", "run", "--take-over")
    box(sender)
    sender.now = sender.now.replace(hour=11, minute=30)
    sender.ask("escalation", "run")
    [message] = box(sender)
    assert message["To"] == "Nadia Roussel <nadia@celya.example>"
    text = message.get_body(("plain",)).get_content()
    assert f"celyactl ticket show {ticket}" in text
    assert "Acme" in text
    assert message["Reply-To"] is None


def test_without_a_server_or_an_address_nothing_is_queued(sender, ticket):
    assert sender.refused("mail", "flush")["code"] == "no_mail_server"
    sender.edit("desk.yaml", '  address: "support@celya.example"\n', "")
    assert sender.refused("mail", "flush")["code"] == "no_mail_address"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://mail.example", "mail_server_wrong"),
        ("smtp://u:secret@mail.example", "mail_server_wrong"),
        ("smtp://mail.example:port", "mail_server_wrong"),
        ("smtp://lea@mail.example", "no_password"),
    ],
)
def test_a_server_that_is_named_badly_is_told_without_its_secret(sender, ticket, address, code):
    sender.config.write_text(f'instance = "bureau-1"\n[mail]\nsmtp = "{address}"\n')
    error = sender.refused("mail", "flush")
    assert (error["code"], error["exit"]) == (code, 78)
    assert "secret" not in error["message"].replace("celyactl-smtp-password", "")

"""A real SMTP server on loopback that misbehaves: nothing is lost, nothing is recorded twice, one Message-ID."""

from __future__ import annotations

import asyncio
import json
import socket
from datetime import datetime, timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller

from celyactl.errors.mail import MailServerGone
from celyactl.mail.address import addressed as spelt
from celyactl.mail.handing import Fate
from celyactl.mail.message import Letter, composed
from celyactl.mail.server import Server
from celyactl.mail.smtp import Smtp

HANG_UP, STALL = "hang up", "stall"


class Moody:
    """Keeps what reaches it; `answers` are what it says after DATA, in turn, `refused` what it says of an address.

    `on_data` is called while a message comes.
    """

    def __init__(self):
        self.taken = []
        self.answers = []
        self.refused = {}
        self.on_data = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.taken.append(message_from_bytes(envelope.content)["Message-ID"])
        if self.on_data:
            self.on_data()
        answer = self.answers.pop(0) if self.answers else "250 Taken as 4F7K"
        if answer is HANG_UP:
            server.transport.abort()
        if answer is STALL:
            await asyncio.sleep(5)
        return answer


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def listening():
    """A server on loopback; it and its port."""
    moody, port = Moody(), free_port()
    controller = Controller(moody, hostname="127.0.0.1", port=port)
    controller.start()
    yield moody, port
    controller.stop()


@pytest.fixture
def server(sender, listening):
    """The server that the machine `bureau-1` names."""
    moody, port = listening
    sender.config.write_text(f'instance = "bureau-1"\n[mail]\nsmtp = "smtp://127.0.0.1:{port}"\n')
    return moody


def flush(desk, **later):
    """The exit code, and what became of each message."""
    desk.now += timedelta(**later)
    answer = desk.run("mail", "flush", "--json")
    return answer.exit_code, [one["outcome"] for one in json.loads(answer.stdout)["data"]["sent"]]


def of_type(desk, ref, name):
    return [entry for entry in desk.ask("ticket", "show", ref)["journal"] if entry["type"] == name]


def test_the_server_s_answer_is_the_proof(sender, ticket, server):
    assert flush(sender) == (0, ["sent"])
    assert [entry["answer"] for entry in of_type(sender, ticket, "mail_sent")] == ["250 Taken as 4F7K"]
    assert flush(sender) == (0, [])
    assert len(server.taken) == 1


@pytest.mark.parametrize(("answer", "status"), [("451 Try again", 75), (HANG_UP, 69)])
def test_what_is_not_taken_goes_again_as_the_same_message(sender, ticket, server, answer, status):
    server.answers = [answer, answer]
    assert flush(sender) == (status, ["later"])
    assert flush(sender, minutes=1) == (0, [])
    assert flush(sender, minutes=4) == (status, ["later"])
    assert flush(sender, minutes=5) == (0, [])
    assert flush(sender, minutes=5) == (0, ["sent"])
    assert len(server.taken) == 3
    assert set(server.taken) == {entry["message_id"] for entry in of_type(sender, ticket, "mail_sent")}
    assert [entry.get("permanent", False) for entry in of_type(sender, ticket, "mail_failed")] == [False, False]


def test_what_is_refused_for_good_is_told_and_never_tried_again(sender, ticket, server):
    server.answers = ["554 No"]
    assert flush(sender) == (1, ["refused"])
    assert flush(sender, hours=1) == (0, [])
    [failed] = of_type(sender, ticket, "mail_failed")
    assert (failed["permanent"], failed["answer"]) == (True, "554 No")


def test_an_address_that_the_server_does_not_know_is_refused(sender, ticket, server):
    server.refused = {"claire@acme.example": "550 Unknown"}
    assert flush(sender) == (1, ["refused"])
    assert server.taken == []


def test_who_is_never_reached_is_given_up(sender, ticket, server):
    server.answers = ["451 Try again"] * 50
    flush(sender)
    assert flush(sender, days=5, hours=1) == (1, ["refused"])
    assert flush(sender, days=1) == (0, [])


def test_a_server_that_is_not_there_records_no_failure(sender, ticket):
    sender.config.write_text(f'instance = "bureau-1"\n[mail]\nsmtp = "smtp://127.0.0.1:{free_port()}"\n')
    assert flush(sender) == (69, [])
    assert of_type(sender, ticket, "mail_failed") == []
    assert len(of_type(sender, ticket, "mail_queued")) == 1


def test_the_answers_for_one_client_s_digests_are_recorded_together(sender, ticket, server):
    flush(sender)
    for number in range(4):
        who = ("--name", f"Lecteur {number}", "--email", f"lecteur{number}@acme.example", "--role", "manager")
        sender.ask("client", "contact", "add", "acme", f"lecteur{number}", *who, "--digest", "weekly")
    sender.now += timedelta(days=7)
    sender.ask("mail", "digest")
    server.answers = ["250 Taken", "554 No", HANG_UP]
    assert flush(sender) == (69, ["sent", "refused", "later"])
    assert sender.subjects()[:2] == ["acme: 2 mails failed", "acme: mail sent"]
    assert flush(sender, hours=1) == (0, ["sent", "sent"])
    assert sender.subjects()[:2] == ["acme: 2 mails sent", "acme: 2 mails failed"]
    letters = sender.read("contracts/acme/correspondence.yaml")
    assert [letters.count(f"type: {kind}\n") for kind in ("mail_queued", "mail_sent", "mail_failed")] == [4, 3, 2]
    assert flush(sender, hours=1) == (0, [])
    assert sender.ask("check")["findings"] == []


@pytest.fixture
def read_by_many(sender, ticket, server):
    """Digests of two clients are queued, of two readers each."""
    sender.sell("beta-2026", client="Beta")
    sender.ask("ticket", "new", "--contract", "beta-2026", "--title", "Écho")
    flush(sender)
    for client in ("acme", "beta"):
        for name in ("un", "deux"):
            who = ("--name", name, "--email", f"{name}@{client}.example", "--role", "manager", "--digest", "weekly")
            sender.ask("client", "contact", "add", client, name, *who)
    sender.now += timedelta(days=7)
    sender.ask("mail", "digest")
    return sender


def test_the_answers_of_several_clients_are_recorded_by_one_act(read_by_many):
    commits = read_by_many.git("rev-list", "--count", "HEAD")
    assert flush(read_by_many) == (0, ["sent"] * 4)
    assert read_by_many.subjects()[0] == "2 conversations: 4 mails sent"
    assert int(read_by_many.git("rev-list", "--count", "HEAD")) == int(commits) + 1
    assert read_by_many.ask("check")["findings"] == []


@pytest.mark.parametrize(("name", "value", "acts"), [("MOST", 3, 2), ("LONGEST", 0.0, 4)])
def test_neither_many_answers_nor_old_ones_wait_to_be_recorded(read_by_many, monkeypatch, name, value, acts):
    monkeypatch.setattr(f"celyactl.services.mailing.answers.{name}", value)
    commits = read_by_many.git("rev-list", "--count", "HEAD")
    assert flush(read_by_many) == (0, ["sent"] * 4)
    assert int(read_by_many.git("rev-list", "--count", "HEAD")) == int(commits) + acts


def test_a_file_that_a_person_edits_meanwhile_holds_up_the_record_of_no_other(read_by_many, server):
    letters = read_by_many.path / "contracts/acme/correspondence.yaml"
    before = letters.read_text()
    server.on_data = lambda: letters.write_text(f"# à relire\n{before}")
    assert flush(read_by_many) == (1, ["sent"] * 2)
    assert read_by_many.subjects()[0] == "beta: 2 mails sent"
    server.on_data = None
    assert flush(read_by_many, minutes=1) == (1, [])
    assert len(server.taken) == 6
    letters.write_text(before)
    assert flush(read_by_many, minutes=1) == (0, ["sent"] * 2)
    assert len(server.taken) == 8
    assert len(set(server.taken)) == 6


def test_what_could_not_be_recorded_is_not_sent(sender, ticket, server):
    server.answers = ["451 Try again"]
    flush(sender)
    [path] = sender.path.glob(f"tickets/**/*{ticket.rpartition('-')[2]}*.yaml")
    before = path.read_text()
    path.write_text(f"# à relire\n{before}")
    answer = sender.run("mail", "flush", "--json")
    assert answer.exit_code == 0
    sender.now += timedelta(minutes=5)
    assert flush(sender)[0] == 1
    assert len(server.taken) == 1
    path.write_text(before)
    assert flush(sender) == (0, ["sent"])


def letter():
    at = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
    who = spelt("Claire", "claire@acme.example")
    return composed(Letter("<a@celya.example>", who, (who,), at, "x", "x", "<p>x</p>", "a" * 40))


def test_a_server_that_says_nothing_is_left(listening):
    moody, port = listening
    moody.answers = [STALL]
    with Smtp(Server("127.0.0.1", port, implicit=False), patience=0.3) as smtp:
        first = smtp.hand(letter(), "support@celya.example", ("claire@acme.example",))
        assert (first.fate, first.lost) == (Fate.LATER, True)
        assert smtp.hand(letter(), "support@celya.example", ("claire@acme.example",)).fate is Fate.SENT


def test_who_alone_is_refused_is_named(listening):
    moody, port = listening
    moody.refused = {"bob@acme.example": "550 Unknown"}
    with Smtp(Server("127.0.0.1", port, implicit=False)) as smtp:
        out = smtp.hand(letter(), "support@celya.example", ("claire@acme.example", "bob@acme.example"))
    assert (out.fate, out.refused) == (Fate.SENT, ("bob@acme.example",))


def test_a_server_elsewhere_gets_nothing_in_the_clear(listening, monkeypatch):
    _moody, port = listening
    monkeypatch.setattr("celyactl.mail.server._LOOPBACK", frozenset())
    with Smtp(Server("127.0.0.1", port, implicit=False)) as smtp, pytest.raises(MailServerGone):
        smtp.hand(letter(), "support@celya.example", ("claire@acme.example",))

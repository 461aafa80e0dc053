"""What is queued for several tickets at once: by one act, of what is known by then, and none holds up another."""

from __future__ import annotations

import pytest

from celyactl.desk import Desk
from celyactl.services.acting import by_service, service
from celyactl.services.mailing.queueing import queue


@pytest.fixture
def tickets(sender, ticket, tmp_path):
    """Three tickets of Claire, of which nothing was queued."""
    words = ("ticket", "new", "--contract", "acme-2026", "--requester", "claire", "--title")
    return [ticket, *(sender.ask(*words, title)["ref"] for title in ("Écho", "Souffle"))]


@pytest.fixture
def flushed(sender, tmp_path):
    """One round: its exit code and what it did."""

    def flushed():
        answer = sender.run("mail", "flush", "--to-maildir", tmp_path / "box", "--json")
        return answer.exit_code, answer.data

    return flushed


@pytest.fixture
def queued_now(sender):
    """Queue for these tickets as the service does: the references that something was queued for."""

    def queued_now(refs):
        store = Desk.open(sender.path, clock=lambda: sender.now).store
        mail = service(store.view().company, "mail", sender.now.date())
        return [one.ref for one in queue(store, by_service(mail, sender.now), None, refs)]

    return queued_now


def moments(desk, ref):
    return [one["template"] for one in desk.ask("ticket", "show", ref)["journal"] if one["type"] == "mail_queued"]


def refs(queued):
    return sorted(one["ref"] for one in queued)


def path_of(desk, ref):
    return next(desk.path.glob(f"tickets/**/{ref}.yaml"))


def test_a_round_queues_by_one_act_which_the_log_of_each_ticket_tells(sender, tickets, flushed):
    head = sender.git("rev-parse", "HEAD")
    code, done = flushed()
    assert (code, refs(done["queued"]), len(done["sent"])) == (0, sorted(tickets), 3)
    assert sender.subjects()[:2] == ["3 conversations: 3 mails sent", "3 tickets: queue mail"]
    assert sender.git("rev-parse", "HEAD~2") == head
    for ref in tickets:
        assert moments(sender, ref) == ["received"]
        assert [one["op"] for one in sender.ask("log", ref)][:2] == ["mail.sent", "mail.queue"]
    assert sender.ask("audit", "verify")["findings"] == []
    assert sender.ask("check")["findings"] == []


def test_one_act_queues_for_no_more_than_it_may(sender, tickets, flushed, monkeypatch):
    monkeypatch.setattr("celyactl.services.mailing.flushing.MOST", 2)
    flushed()
    assert [subject.endswith(": queue mail") for subject in sender.subjects()[1:3]] == [True, True]
    assert sender.subjects()[2] == "2 tickets: queue mail"


@pytest.mark.parametrize("staged", [False, True])
def test_a_ticket_that_a_person_edits_holds_up_no_other(sender, tickets, flushed, staged):
    path = path_of(sender, tickets[1])
    before = path.read_text()
    path.write_text(f"# à relire\n{before}")
    if staged:  # seen by the commit only, which is then refused for all
        sender.git("add", str(path))
        path.write_text(before)
    code, done = flushed()
    assert (code, refs(done["queued"])) == (1, sorted([tickets[0], tickets[2]]))
    assert moments(sender, tickets[1]) == []
    sender.git("reset", "-q")
    path.write_text(before)
    code, done = flushed()
    assert (code, refs(done["queued"])) == (0, [tickets[1]])


def test_a_client_without_an_address_and_a_bad_file_hold_up_no_other(sender, tickets, flushed):
    sender.sell("beta-2026", client="Beta")
    lost = sender.ask("ticket", "new", "--contract", "beta-2026", "--title", "Grésillement")["ref"]
    sender.edit("contracts/beta/client.yaml", '    email: "claire@acme.example"\n', "")
    name = path_of(sender, tickets[0]).relative_to(sender.path)
    sender.edit(str(name), "status: new\n", "status: nowhere\n")
    code, done = flushed()
    assert code == 1
    assert (done["unreachable"], refs(done["queued"])) == ([lost], sorted(tickets[1:]))
    assert sender.subjects()[1] == "2 tickets: queue mail"


def test_what_happened_since_it_was_asked_counts_and_a_moment_is_queued_once(sender, tickets, queued_now):
    sender.ask("ticket", "ack", tickets[1])
    assert queued_now(tickets) == tickets
    assert [moments(sender, ref) for ref in tickets] == [["received"], ["acknowledged"], ["received"]]
    head = sender.git("rev-parse", "HEAD")
    assert queued_now(tickets) == []
    assert sender.git("rev-parse", "HEAD") == head
    sender.ask("ticket", "ack", tickets[0])
    assert queued_now(tickets) == tickets[:1]
    assert sender.subjects()[0] == f"{tickets[0]}: queue mail"

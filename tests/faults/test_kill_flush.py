"""`kill -9` around the steps of `mail flush`: queued once, sent at least once as one message, recorded once.

A case of every day strikes at each fortieth mutating system call, the long ones at each sixteenth, from another one.
"""

from __future__ import annotations

import mailbox
from typing import TYPE_CHECKING

import pytest
from ptrace import kill_at, until_it_passes

if TYPE_CHECKING:
    from struck import WorkingDesk

STEP = 16
MAILS = ("mail_queued", "mail_sent")
CLAIRE = "claire:Claire Vidal:claire@acme.example:manager"


@pytest.fixture
def sender(working, monkeypatch, place):
    """A desk round the clock with a service that sends from here."""
    config = place / "config.toml"
    config.write_text('instance = "bureau-1"\n')
    config.chmod(0o644)
    monkeypatch.setenv("CELYACTL_CONFIG", str(config))
    words = ("--client", "Beta", "--contact", CLAIRE, "--coverage", "full")
    working.ask("contract", "new", "beta", *words)
    working.ask("mail", "flush", "--take-over", "--to-maildir", str(place / "box"))
    return working


def mails_of(desk: WorkingDesk, ref: str) -> tuple[list[str], list[str]]:
    """The messages of a ticket that are queued, and those that are sent."""
    journal = desk.ask("ticket", "show", ref)["journal"]
    queued, sent = ([one["message_id"] for one in journal if one["type"] == name] for name in MAILS)
    return queued, sent


@pytest.mark.parametrize(
    ("first", "step"), [(1, 40), *(pytest.param(first, STEP, marks=pytest.mark.soak) for first in (1, 9))]
)
def test_messages_of_a_round_survive_a_kill_at_every_point(sender, place, first, step):
    box, strikes, states = place / "box", 0, set()
    words = ["@celyactl", "mail", "flush", "--to-maildir", str(box)]

    def strike(n):
        new = ("--contract", "beta", "--requester", "claire", "--title")
        sender.struck = [sender.ask("ticket", "new", *new, title)["ref"] for title in ("Écho", "Souffle")]
        return kill_at(words, n, sender.path)

    for _n, outcome in until_it_passes(strike, step, first):
        strikes += 1
        [before] = {  # one act queues for both, and one records what was answered
            tuple(map(len, mails_of(sender, ref))) for ref in sender.struck
        }
        states.add(before)
        assert before in {(0, 0), (1, 0), (1, 1)}, outcome.struck
        assert sender.run(*words[1:]).status == 0, outcome.struck
        found = [str(message["Message-ID"]) for message in mailbox.Maildir(box, create=False)]
        for ref in sender.struck:
            queued, sent = mails_of(sender, ref)
            assert queued == sent, outcome.struck
            assert len(sent) == 1, outcome.struck
            assert sent[0] in found, outcome.struck
        assert len(found) == len(set(found)), outcome.struck
        assert sender.git("status", "--porcelain") == ""
    assert sender.ask("audit", "verify")["findings"] == []
    assert strikes > 3
    assert len(states) > 1


@pytest.mark.parametrize("verb", ["digest", "flush"])
def test_a_digest_survives_a_kill_at_every_point(sender, place, verb):
    box, letters = place / "box", sender.path / "contracts/beta/correspondence.yaml"
    sender.ask("ticket", "new", "--contract", "beta", "--requester", "claire", "--title", "Écho")
    struck = ["@celyactl", "mail", *(["digest"] if verb == "digest" else ["flush", "--to-maildir", str(box)])]
    readers, tickets = [], []

    def strike(n):
        for _one in range(1 if verb == "digest" else 3):  # a flush records several by one act
            readers.append(f"reader{len(readers)}")
            who = ("--name", readers[-1], "--email", f"{readers[-1]}@beta.example", "--role", "manager")
            sender.ask("client", "contact", "add", "beta", readers[-1], *who, "--digest", "weekly")
        if verb == "flush":
            sender.ask("mail", "digest")
            new = ("--contract", "beta", "--requester", "claire", "--title", "Tonalité")  # told by the same act
            tickets.append(sender.ask("ticket", "new", *new)["ref"])
        return kill_at(struck, n, sender.path)

    for _n, outcome in until_it_passes(strike, 3 * STEP, 5):
        assert sender.run("mail", "digest").status == 0, outcome.struck
        assert sender.run("mail", "flush", "--to-maildir", str(box)).status == 0, outcome.struck
        text = letters.read_text()
        count = len(readers)
        assert [text.count(f"type: {kind}\n") for kind in ("digest", "mail_queued", "mail_sent")] == [count] * 3
        assert all(len(mails_of(sender, ref)[1]) == 1 for ref in tickets[-1:]), outcome.struck
    assert sender.run("mail", "flush", "--to-maildir", str(box)).status == 0
    sent = [str(message["To"]) for message in mailbox.Maildir(box, create=False) if "digest" in message["Message-ID"]]
    assert {f"{reader} <{reader}@beta.example>" for reader in readers} == set(sent)
    assert sender.ask("check")["findings"] == []

"""`kill -9` around the steps of `mail receive` and `mail fetch`: recorded exactly once, acknowledged never lost.

The mail server tries again what was not acknowledged: so does each strike, and the last one passes unharmed.
"""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from ptrace import kill_at, run, until_it_passes

from celyactl.store import quarantine
from celyactl.store.place import find

if TYPE_CHECKING:
    from struck import WorkingDesk

CLAIRE = "claire:Claire Vidal:claire@acme.example:manager"
KINDS = [("opens", 20), ("answers", 20), ("waits", 8)]
CASES = [*KINDS, *(pytest.param(kind, 1, marks=pytest.mark.soak) for kind, _step in KINDS)]


@pytest.fixture
def office(working) -> WorkingDesk:
    """A desk with a mail service, a contact and a ticket of hers; she may write as often as she is struck."""
    settings = working.path / "desk.yaml"
    limits = "mail:\n  per_sender_hour: 100000\n  per_ticket_hour: 100000\n"
    settings.write_text(settings.read_text().replace("mail:\n", limits))
    working.git("commit", "-qam", "No limits")
    working.ask("team", "service", "add", "post", "--kind", "mail", "--email", "post@celya.example")
    working.ask("contract", "new", "beta", "--client", "Beta", "--contact", CLAIRE)
    new = ("--contract", "beta", "--requester", "claire", "--title", "Écho")
    working.ref = working.ask("ticket", "new", *new)["ref"]
    return working


def letter(kind: str, number: int, ref: str) -> bytes:
    message = EmailMessage()
    message["From"] = "x@stranger.example" if kind == "waits" else "Claire <claire@acme.example>"
    message["Subject"] = f"Re: [{ref}]" if kind == "answers" else f"Panne {number}"
    message["Message-ID"] = f"<{kind}.{number}@acme.example>"
    message.set_content(f"Toujours rien, {number}.")
    return message.as_bytes()


def times(desk: WorkingDesk, kind: str, number: int) -> int:
    """How often a message is recorded."""
    ident = f"<{kind}.{number}@acme.example>"
    if kind == "answers":
        return sum(entry.get("message_id") == ident for entry in desk.ask("ticket", "show", desk.ref)["journal"])
    if kind == "opens":
        refs = desk.committed_tickets()
        return sum(f'external_id: "{ident}"' in (desk.committed(path_of(ref)) or "") for ref in refs)
    return sum(one.subject == f"Panne {number}" for one in quarantine.waiting(find(desk.path)))


def path_of(ref: str) -> str:
    month = ref.split("-")[1]
    return f"tickets/20{month[:2]}/{month[2:]}/{ref}.yaml"


@pytest.mark.parametrize(("kind", "step"), CASES)
def test_a_message_survives_a_kill_at_every_point(office, place, kind, step):
    raw, states = place / "message.eml", set()
    words = ["@celyactl", "mail", "receive"]

    def strike(n: int):
        raw.write_bytes(letter(kind, n, office.ref))
        return kill_at(words, n, office.path, stdin=raw)

    for n, outcome in until_it_passes(strike, step):
        before = times(office, kind, n)
        states.add(before)
        assert before or not outcome.stdout, "acknowledged and lost"
        again = run(words, office.path, stdin=raw)
        assert again.status == 0, outcome.struck
        assert times(office, kind, n) == 1, outcome.struck
        assert office.git("status", "--porcelain") == ""
        _assert_that_nothing_lies_about(office)
    assert states == {0, 1} or (kind == "waits" and states == {0})  # it is there with the last call but one


@pytest.mark.parametrize("step", [40, pytest.param(1, marks=pytest.mark.soak)])
def test_a_mailbox_survives_a_kill_at_every_point(office, place, step):
    box, states = mailbox.Maildir(place / "box"), set()
    kinds = ("opens", "answers", "waits")
    words = ["@celyactl", "mail", "fetch", "--maildir", str(place / "box")]

    def strike(n: int):
        for kind in kinds:
            box.add(letter(kind, n, office.ref))
        return kill_at(words, n, office.path)

    for n, outcome in until_it_passes(strike, step):
        taken = len(list((place / "box/cur").iterdir()))
        recorded = sum(times(office, kind, n) for kind in kinds)
        states.add(recorded)
        assert recorded in {taken, taken + 1}, "marked and lost"
        assert run(words, office.path).status == 0, outcome.struck
        assert [times(office, kind, n) for kind in kinds] == [1, 1, 1], outcome.struck
        assert list((place / "box/new").iterdir()) == []
        assert office.git("status", "--porcelain") == ""
        for path in (place / "box/cur").iterdir():
            path.unlink()
    assert len(states) > (1 if step > 1 else 2)


def _assert_that_nothing_lies_about(office: WorkingDesk) -> None:
    folder = office.path / ".git/celyactl/quarantine"
    if folder.is_dir():
        assert [path.name for path in folder.iterdir() if path.suffix == ".tmp"] == []

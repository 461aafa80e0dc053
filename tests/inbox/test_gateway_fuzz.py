"""A minute of broken messages through the gateway: never an exception, never one that is neither recorded nor waits.

The corpus is what programs send; a mutation cuts, repeats, swaps and spoils pieces. A failure tells the seed.
"""

from __future__ import annotations

import random
from email.message import EmailMessage
from hashlib import sha256
from time import monotonic

import pytest
from letters import letter

from celyactl.mail.incoming import read
from celyactl.mail.token import reply_address, token_of
from celyactl.services.inbox.receiving import Gateway, receive
from celyactl.store import quarantine
from celyactl.store.repository import Repository
from celyactl.store.store import Store

PIECES = [
    b"\r\n", b"\n\n", b"\x00", b"\xff\xfe", b"=?utf-8?b?4pi=?=", b"=?klingon?q?=E9?=", b"--", b'"', b"<>", b": ", b";",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Content-Type: message/rfc822\n\n", b"From: a@b.example\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Type: text/html; charset=utf-16\n\n", b"Auto-Submitted: x\n",
    b"Content-Disposition: attachment; filename*0*=utf-7''%2B; filename*1=\"../../x\"\n", b"\xe2\x80\xae", b"+" * 300,
    b"Received: x; Mon, 99 Zzz 9999 99:99:99 +9999\n", b"Message-ID: \n", b"In-Reply-To: <cel-2611-0000000.x@y>\n",
]  # fmt: skip
BOUNCE = """Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; claire@acme.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 unknown

--b
Content-Type: message/rfc822

Message-ID: <cel-2611-4f7k2qe.01M8HYF31RQX8Q3CX063E3666W@celya.example>

x
--b--
"""


@pytest.fixture
def gateway(office, key):
    """What takes messages in without end, and the corpus of a ticket of its desk."""
    office.ask("team", "service", "add", "post", "--kind", "mail", "--email", "post@celya.example")
    ticket = office.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")
    office.edit("desk.yaml", "mail:\n", "mail:\n  per_sender_hour: 100000\n  per_ticket_hour: 100000\n")
    to = reply_address("support@celya.example", ticket["ref"], token_of(key, ticket["uid"]))
    with Repository.open(office.path) as repository:
        yield Gateway(Store(repository), office.now, key), corpus(to, ticket["ref"])


def corpus(to: str, ref: str) -> list[bytes]:
    """What comes: an answer, a new matter, an HTML page with a file, a robot's words, a report of non-delivery."""
    page = EmailMessage()
    page["From"], page["Subject"], page["Message-ID"] = "claire@acme.example", "Panne", "<h@acme.example>"
    page.set_content("Bonjour,\n> avant\n")
    page.add_alternative("<p>Bonjour <b>tous</b></p><table><tr><td>a</td></tr></table>", subtype="html")
    page.add_attachment(b"\x00" * 50, maintype="image", subtype="png", filename="écran.png")
    return [
        letter(to=to, message_id="<a@acme.example>"),
        letter(subject=f"Re: [{ref}]", message_id="<b@acme.example>"),
        letter(message_id="<c@acme.example>"),
        letter(sender="x@stranger.example", message_id="<d@x>"),
        letter("Absente.", auto_submitted="auto-replied", to=to, message_id="<e@acme.example>"),
        page.as_bytes(),
        BOUNCE.encode(),
    ]


def mutated(chance: random.Random, messages: list[bytes]) -> bytes:
    raw = bytearray(chance.choice(messages))
    for _time in range(chance.randrange(1, 8)):
        start = chance.randrange(len(raw) + 1)
        end = min(len(raw), start + chance.choice([1, 4, 40, 400]))
        match chance.randrange(6):
            case 0:
                del raw[start:end]
            case 1:
                raw[start:start] = raw[start:end] * chance.choice([1, 3, 30])
            case 2:
                raw[start:start] = chance.choice(PIECES)
            case 3:
                raw[start:end] = chance.randbytes(end - start)
            case 4:
                other = chance.choice(messages)
                raw[start:end] = other[: chance.randrange(len(other))]
            case _:
                raw[start:end] = bytes(reversed(raw[start:end]))
    return bytes(raw)


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_whatever_comes_is_recorded_or_waits(office, gateway, seconds):
    taking, messages = gateway
    seed = random.randrange(1 << 32)
    chance, end, outcomes = random.Random(seed), monotonic() + seconds, set()
    while monotonic() < end:
        raw = mutated(chance, messages)
        outcome = receive(taking, raw)
        outcomes.add(outcome.what)
        assert is_kept(taking, raw, outcome), (seed, raw, outcome)
    assert {"answered", "opened", "quarantined"} <= outcomes
    assert office.ask("check")["findings"] == []
    assert office.git("fsck", "--no-dangling") == ""


def is_kept(taking, raw, outcome) -> bool:
    """Whether a message waits byte for byte, or its ticket has an entry of it, with the message as a file."""
    if outcome.what == "quarantined":
        found = quarantine.find(taking.store.repository.place, outcome.id)
        return found is not None and found[1] == raw
    ident = read(raw, None).message_id
    entries = [
        entry
        for entry in taking.store.view().ticket(outcome.ref).journal
        if ident in {getattr(entry, "message_id", None), getattr(entry, "external_id", None)}
    ]
    if outcome.what not in {"answered", "opened"}:
        return bool(entries) or outcome.what == "failed"
    return any(file.sha256 == sha256(raw).hexdigest() for entry in entries for file in entry.files)

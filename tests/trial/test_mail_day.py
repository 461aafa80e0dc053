"""Mail through Debian's Postfix and Dovecot on loopback: a conversation, a message that comes back, robots that stop.

Run by `make trial-mail`, as root.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from smtplib import SMTP
from time import sleep

import pytest
from mail_house import GROUP, USER, awaited, house

pytestmark = [
    pytest.mark.trial,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may start Postfix and Dovecot"),
    pytest.mark.skipif(shutil.which("postfix") is None or shutil.which("dovecot") is None, reason="not installed"),
]

CELYA, GARONNE = "support@celya.example", "support@garonne.example"
CLAIRE, BOX = "claire@acme.example", "boite@acme.example"
POLITE, RUDE, NOBODY = "polite@absent.example", "rude@absent.example", "parti@broken.example"
AUTOMATIC = "Auto-Submitted: auto-replied"


def gateway(desk):
    return ["{python}", "-m", "celyactl", "-C", f"{{folder}}/{desk}", "mail", "receive"]


def robot(address, *headers):
    return ["{python}", "{folder}/robot.py", "$(cat {folder}/port)", address, *(f"'{one}'" for one in headers)]


@pytest.fixture(scope="module")
def town():
    """The servers and two desks, of Celya and of its client Garonne, which has Celya for a client."""
    pipes = {CELYA: gateway("celya"), GARONNE: gateway("garonne")}
    pipes |= {POLITE: robot(POLITE, AUTOMATIC), RUDE: robot(RUDE), NOBODY: ["sh", "-c", "'exit 67'"]}
    with house(mailboxes=(CLAIRE, BOX), pipes=pipes) as made:
        shutil.copy(Path(__file__).with_name("robot.py"), made.folder)
        (made.folder / "port").write_text(str(made.smtp))
        people = {"claire": CLAIRE, "polite": POLITE, "rude": RUDE, "parti": NOBODY}
        found(made, "celya", CELYA, {"acme": people, "garonne": {"support": GARONNE}})
        found(made, "garonne", GARONNE, {"celya": {"support": CELYA}})
        yield made


def found(town, desk, address, clients):
    """A desk that sends and receives as `address`, with a contract for each client."""
    path = town.folder / desk
    path.mkdir()
    shutil.chown(path, USER, GROUP)
    town.ask(desk, "init", ".", "--company", desk.title())
    text = (path / "desk.yaml").read_text()
    (path / "desk.yaml").write_text(text.replace("mail:\n", f'mail:\n  address: "{address}"\n', 1))
    town.git(desk, "commit", "-qam", "by hand")
    for client, people in clients.items():
        contacts = [f"--contact={ident}:{ident.title()}:{email}:manager" for ident, email in people.items()]
        town.ask(desk, "contract", "new", client, "--client", client, "--coverage", "full", *contacts)
    town.ask(desk, "mail", "flush", "--take-over", "--to-maildir", str(town.folder / "home/box"))


def send(town, to, subject, text, **headers):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Claire Vidal <{CLAIRE}>", to, subject
    message["Date"] = formatdate()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    with SMTP("127.0.0.1", town.smtp) as smtp:
        smtp.send_message(message)


def new(town, desk, *words):
    return town.ask(desk, "ticket", "new", *words, "--title", "Plus de tonalité")["ref"]


def entries(town, desk, ref, kind):
    return [entry for entry in town.ask(desk, "ticket", "show", ref)["journal"] if entry["type"] == kind]


def in_box(town, count):
    """The messages in Claire's mailbox, once there are so many."""
    with town.mailbox(CLAIRE) as box:
        found = list(box.fetch(mark_seen=False, headers_only=False))
    return [one.obj for one in found] if len(found) >= count else None


def test_a_client_writes_is_answered_and_the_thread_holds(town):
    send(town, CELYA, "Plus de tonalité", "Bonjour,\n\nPlus rien.", Message_ID="<1@acme.example>")
    [ticket] = awaited(lambda: town.ask("celya", "ticket", "list", "client:acme"))
    ref = ticket["ref"]
    assert entries(town, "celya", ref, "open")[0]["by"] == "acme:claire"
    assert [one["outcome"] for one in town.ask("celya", "mail", "flush")["sent"]] == ["sent"]
    [receipt] = awaited(lambda: in_box(town, 1))
    assert "<1@acme.example>" in receipt["References"]

    town.ask("celya", "ticket", "ack", ref)
    town.ask("celya", "ticket", "note", ref, "Quel poste ?", "--public")
    town.ask("celya", "mail", "flush")
    *_earlier, question = awaited(lambda: in_box(town, 2))
    assert f"[{ref}]" in question["Subject"]
    assert {"<1@acme.example>", receipt["Message-ID"]} <= set(question["References"].split())

    send(
        town,
        question["Reply-To"],
        "Re: votre message",
        "Le 201.\n\nLe lun. 23 nov. 2026 à 09:12, Celya a écrit :\n> Quel poste ?",
        Message_ID="<2@acme.example>",
        In_Reply_To=question["Message-ID"],
        References=" ".join([*question["References"].split(), question["Message-ID"]]),
    )
    [answer] = awaited(lambda: entries(town, "celya", ref, "message"))
    assert (answer["text"], answer["contact"]) == ("Le 201.", "claire")

    town.ask("celya", "ticket", "note", ref, "Merci.", "--public")
    town.ask("celya", "mail", "flush")
    *_earlier, last = awaited(lambda: in_box(town, 3))
    thread = {"<1@acme.example>", "<2@acme.example>", receipt["Message-ID"], question["Message-ID"]}
    assert thread <= set(last["References"].split())
    assert last["In-Reply-To"] == "<2@acme.example>"
    assert town.ask("celya", "check")["findings"] == []


def test_a_mailbox_is_fetched_over_tls(town):
    send(town, BOX, "Le fax ne part plus", "Bonjour, le fax ne part plus.", Message_ID="<3@acme.example>")
    town.environment["CELYACTL_IMAP"] = f"imaps://{BOX}@127.0.0.1:{town.imaps}".replace("@acme", "%40acme")
    [one] = awaited(lambda: town.ask("celya", "mail", "fetch"))
    assert one["what"] == "opened"
    assert town.ask("celya", "mail", "fetch") == []
    with town.mailbox(BOX) as box:
        [message] = box.fetch(mark_seen=False)
        assert message.flags == ("\\Seen",)


def test_a_message_that_comes_back_is_recorded_and_not_answered(town):
    ref = new(town, "celya", "--contract", "acme", "--requester", "parti")
    town.ask("celya", "mail", "flush")
    [failed] = awaited(lambda: entries(town, "celya", ref, "mail_failed"))
    assert failed["permanent"]
    assert failed["message_id"] == entries(town, "celya", ref, "mail_sent")[0]["message_id"]
    assert "67" in failed["answer"] or "unknown" in failed["answer"].lower()
    assert town.ask("celya", "mail", "flush")["sent"] == []


@pytest.mark.parametrize("who", ["polite", "rude"])
def test_a_robot_gets_no_second_answer(town, who):
    ref, before = new(town, "celya", "--contract", "acme", "--requester", who), messages(town)
    settled(town, before)
    journal = town.ask("celya", "ticket", "show", ref)["journal"]
    heard = [entry["type"] for entry in journal if entry["type"] in {"mail_ignored", "message"}]
    assert heard == (["mail_ignored"] if who == "polite" else ["message"])
    assert len(messages(town) - before) <= 3


def test_two_desks_do_not_write_to_each_other_for_ever(town):
    before = messages(town)
    new(town, "celya", "--contract", "garonne", "--requester", "support")
    new(town, "garonne", "--contract", "celya", "--requester", "support")
    settled(town, before)
    assert len(messages(town) - before) == 2
    for desk in ("celya", "garonne"):
        assert [one["reason"] for one in town.ask(desk, "mail", "quarantine", "list")] == ["automatic"]


def messages(town):
    """The Message-IDs that went through Postfix."""
    return set(re.findall(r"cleanup\[\d+\]: \w+: message-id=(<[^>]*>)", town.log()))


def settled(town, before):
    """Have both desks send, again and again, until nothing moves any more."""
    seen, quiet = None, 0
    awaited(lambda: _sent(town) or messages(town) - before)
    while quiet < 3:
        _sent(town)
        sleep(2)
        queue = subprocess.run(
            ["postqueue", "-c", str(town.folder / "etc"), "-j"], capture_output=True, text=True, check=False
        ).stdout
        now = messages(town)
        quiet = quiet + 1 if now == seen and not queue.strip() else 0
        seen = now


def _sent(town):
    return [town.run(desk, "mail", "flush") for desk in ("celya", "garonne")] and None

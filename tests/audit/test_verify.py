"""`audit verify`: an honest history is proved, and each kind of tampering with an act is named by its commit."""

from __future__ import annotations

import subprocess
from datetime import timedelta

import pytest
from tampering import head, mail, tamper, verified

from celyactl.store.commits import commit_object
from celyactl.store.signing.signer import Signer

NADIA = {"GIT_AUTHOR_NAME": "Nadia Roussel", "GIT_AUTHOR_EMAIL": "nadia@celya.example"}


def test_an_honest_history_is_proved(history):
    assert verified(history) == []
    said = history.say("audit", "verify", "--full", "--lang", "en")
    assert "The history is whole" in said


def test_what_was_verified_before_is_not_judged_again(history):
    first = history.ask("audit", "verify")
    again = history.ask("audit", "verify")
    assert (first["since"], again["since"], again["commits"]) == (None, first["commit"], 0)
    assert history.ask("audit", "verify", "--full")["commits"] == first["commits"]
    history.ask("ticket", "note", history.ref, "encore")
    assert history.ask("audit", "verify")["commits"] == 1


def test_an_edited_entry_is_named(history, git):
    tamper(history, git, "vu avec le client", "rien")
    assert verified(history) == [("entry_edited", head(history))]
    assert verified(history) == [("entry_edited", head(history))]  # and is not forgotten


@pytest.mark.parametrize("order", ["hidden", "uncovered"])
def test_a_journal_that_is_hidden_in_a_text_is_none(history, git, order):
    """As text between single quotes even lines at the margin are no fields."""
    path = history.path / history.path_of
    fields, _key, journal = path.read_text().partition("\njournal:\n")
    forged, note = journal.replace("vu avec le client", "rien"), journal[journal.rindex("  - type: note") :]
    ident = note.split('id: "')[1][:26]
    end = note.replace(ident, ident[:-1] + ("0" if ident[-1] != "0" else "1")) + "    quoted: |\n      '\n"
    hiding = f'{fields}\n"journal":\n{{}}pending:\n  question: \'x\njournal:\n{{}}{end}'
    versions = {
        "hidden": [hiding.format(forged, journal)],
        "uncovered": [hiding.format(journal, forged), f"{fields}\njournal:\n{forged}{end}"],
    }
    for text in versions[order]:
        path.write_text(text)
        git("commit", "-qam", git.message(), key="lea", **mail("lea"))
    assert verified(history) == [("entry_edited", head(history))]


def test_an_edited_entry_says_which_field(history, git):
    tamper(history, git, "vu avec le client", "rien")
    [found] = history.run("audit", "verify", "--json", "--lang", "en").data["findings"]
    assert found["message"].endswith("was edited: text")
    assert found["path"] == history.path_of


def test_a_changed_date_is_named(history, git):
    text = history.read(history.path_of)
    at = text.split('    at: "')[2].split('"')[0]
    tamper(history, git, f'    at: "{at}"', '    at: "2026-11-23T08:59:00+01:00"')
    assert verified(history) == [("entry_edited", head(history))]


def test_a_removed_entry_is_named(history, git):
    text = history.read(history.path_of)
    first, _, rest = text.partition("  - type: note")
    assert rest
    (history.path / history.path_of).write_text(first)
    git("commit", "-qam", git.message().replace("Op: note", "Op: cause"), key="lea", **mail("lea"))
    assert verified(history) == [("entry_removed", head(history))]


def test_a_changed_author_is_named(history, git):
    git(
        "commit",
        "-q",
        "--amend",
        "--no-edit",
        "--author",
        "Nadia Roussel <nadia@celya.example>",
        key="lea",
        **mail("lea"),
    )
    assert ("author_not_actor", head(history)) in verified(history)


def test_a_commit_that_was_dated_anew_is_named(history, git):
    later = {"GIT_COMMITTER_DATE": "2026-11-24T12:00:00+01:00"}
    git("commit", "-q", "--amend", "--no-edit", key="lea", **mail("lea"), **later)
    history.now += timedelta(days=2)
    assert verified(history) == [("commit_redated", head(history)), ("entry_antedated", head(history))]


def test_a_signature_by_another_listed_key_is_named(history, git):
    git("commit", "-q", "--amend", "--no-edit", key="nadia", **mail("lea"))
    assert verified(history) == [("signed_by_another", head(history))]


def test_a_signature_by_a_key_of_nobody_is_named(history, git):
    git("commit", "-q", "--amend", "--no-edit", key="stranger", **mail("lea"))
    assert verified(history) == [("key_unknown", head(history))]


def test_an_unsigned_commit_is_named(history, git, sign_as):
    git("commit", "-q", "--amend", "--no-edit", **mail("lea"))
    assert verified(history) == [("unsigned", head(history))]
    git.back()
    sign_as("lea")
    history.ask("ticket", "note", history.ref, "sans clé")
    assert verified(history, "--full")[-1] == ("unsigned", head(history))


def test_a_signature_of_another_commit_is_named(history, git):
    content = history.git("cat-file", "commit", "HEAD")
    forged = content.replace("Celyactl-Op: note", "Celyactl-Op: ack")
    words = ["git", "hash-object", "-t", "commit", "-w", "--stdin"]
    made = subprocess.run(words, cwd=history.path, input=forged + "\n", text=True, capture_output=True, check=True)
    git("reset", "-q", "--hard", made.stdout.strip())
    assert verified(history) == [("bad_signature", head(history))]


def test_a_moved_file_is_named(history, git):
    (history.path / "tickets/2026/10").mkdir()
    git("mv", history.path_of, f"tickets/2026/10/{history.ref}.yaml")
    git("commit", "-qm", "rangement", key="lea", **mail("lea"))
    assert verified(history) == [("file_moved", head(history))]


def test_a_removed_ticket_is_named(history, git):
    git("rm", "-q", history.path_of)
    git("commit", "-qm", "ménage", key="lea", **mail("lea"))
    assert verified(history) == [("ticket_removed", head(history))]


@pytest.mark.parametrize("key", ["lea", None])
def test_a_clients_words_under_the_key_of_a_technician_are_named(history, git, key):
    text = history.read(history.path_of)
    note = text[text.rindex("  - type: note") :]
    ident = note.split('id: "')[1][:26]
    forged = note.replace(ident, ident[:-1] + ("0" if ident[-1] != "0" else "1")).replace(
        'by: "lea"', 'by: "acme:claire"'
    )
    forged = forged.replace("type: note", "type: message").replace("channel: cli", "channel: extranet")
    (history.path / history.path_of).write_text(text + forged)
    said = git.message().replace("Actor: lea", "Actor: acme:claire").replace("Channel: cli", "Channel: extranet")
    claire = {"GIT_AUTHOR_NAME": "Claire Vidal", "GIT_AUTHOR_EMAIL": "claire@acme.example"}
    git("commit", "-qam", said, key=key, **(mail("lea") | claire))
    assert verified(history) == [("client_not_vouched", head(history))]
    git.back()
    (history.path / history.path_of).write_text(text + forged)
    git("commit", "-qam", said, key="lea", **(mail("portail") | claire))
    assert verified(history, "--full") == [("signed_by_another", head(history))]
    git.back()
    (history.path / history.path_of).write_text(text + forged)
    git("commit", "-qam", said, key="portail", **(mail("portail") | claire))
    assert verified(history, "--full") == []


@pytest.fixture
def put_in_another_s_mouth(history):
    """A ticket of the work tree that has a note of Nadia's which she never wrote."""
    text = history.read(history.path_of)
    note = text[text.rindex("  - type: note") :]
    ident = note.split('id: "')[1][:26]
    forged = note.replace(ident, ident[:-1] + ("0" if ident[-1] != "0" else "1")).replace('by: "lea"', 'by: "nadia"')
    (history.path / history.path_of).write_text(text + forged)


@pytest.mark.usefixtures("put_in_another_s_mouth")
def test_words_in_the_name_of_somebody_else_are_named(history, git):
    git("commit", "-qam", git.message(), key="lea", **mail("lea"))
    assert verified(history) == [("entry_by_another", head(history))]


@pytest.mark.usefixtures("put_in_another_s_mouth")
def test_a_parent_that_git_does_not_know_as_one_vouches_for_nothing(history, git, keys):
    git("commit", "-qam", git.message(), key="lea", **mail("lea"))
    never_judged, message = head(history), git.message()
    git.back()
    who = f"lea <lea@celya.example> {int(history.now.timestamp())} +0100"
    wanted = commit_object(head(history, f"{never_judged}^{{tree}}"), [head(history)], who, who, message)
    _forged(history, git, keys, wanted.replace(b"\n\n", f"\nparent {never_judged}\n\n".encode(), 1))
    assert verified(history) == [("entry_by_another", head(history))]


def test_a_commit_that_names_two_authors_is_nobody_s(history, git, keys):
    who = f"lea <lea@celya.example> {int(history.now.timestamp())} +0100"
    git("commit", "-q", "--allow-empty", "-m", "x")
    (history.path / "desk.yaml").write_text(history.read("desk.yaml") + "# x\n")
    git("add", "desk.yaml")
    tree = history.git("write-tree")
    git("reset", "-q", "--soft", "HEAD~1")
    wanted = commit_object(tree, [head(history)], who.replace("lea", "nadia"), who, "x")
    _forged(history, git, keys, wanted.replace(b"\n\n", f"\nauthor {who}\n\n".encode(), 1))
    assert verified(history) == [("author_unknown", head(history))]


def _forged(history, git, keys, content):
    """Make a commit of these bytes, signed by Léa, the one that the history ends with."""
    signed = Signer.named(str(keys.path("lea"))).signed(content, "sha1")
    words = ["git", "hash-object", "-t", "commit", "-w", "--stdin"]
    made = subprocess.run(words, cwd=history.path, input=signed, check=True, capture_output=True).stdout.decode()
    history.git("fsck", "--strict")
    git("reset", "-q", "--hard", made.strip())

"""`privacy`: where a person appears, and how nothing is left of them but a pseudonym."""

from __future__ import annotations

import hashlib

import pytest
from furnishing import done_once

from celyactl.store import attachments
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

NOTE = "Mme Vidal a rappelé du 04 67 00 00 01, CLAIRE VIDAL confirme : claire@acme.example, +33 (0)4.67.00.00.01."


@pytest.fixture
def known(desk, keys, sign_as):
    """A desk in which Claire Vidal is named in several places, with keys."""
    sign_as("nadia", "nadia")
    return _naming(desk, keys)


@done_once
def _naming(desk, keys):
    desk.ask("team", "key", "add", "nadia", keys.public("nadia"))
    desk.sell("acme-2026")
    words = ("ticket", "new", "--contract", "acme-2026", "--requester", "claire", "--caller", "Claire Vidal")
    desk.ref = desk.ask(*words, "--title", "Le poste de Claire Vidal est muet")["ref"]
    desk.path_of = f"tickets/2026/11/{desk.ref}.yaml"
    desk.ask("ticket", "note", desk.ref, NOTE)
    desk.other = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Claire est un prénom, Vidal un nom")[
        "ref"
    ]
    return desk


def test_a_report_says_where_a_person_appears(known):
    found = {one["path"]: (one["count"], one["named"]) for one in known.ask("privacy", "report", "acme:claire")}
    assert found[known.path_of][0] == 4 + 5  # title and caller, in the header and in the entry; the note
    assert found["contracts/acme/client.yaml"][0] == 3
    assert f"tickets/2026/11/{known.other}.yaml" not in found
    assert "client.yaml" in known.say("privacy", "report", "acme:claire")


def test_details_become_a_pseudonym_everywhere(known):
    erased = known.ask("privacy", "erase", "acme:claire")
    name = erased["pseudonym"]
    assert set(erased["files"]) == {known.path_of, "contracts/acme/client.yaml"}
    text = known.read(known.path_of)
    assert not any(word in text for word in ("Vidal", "VIDAL", "claire@", "67 00", "67.00"))
    ticket = known.ask("ticket", "show", known.ref)
    assert (ticket["title"], ticket["caller"]) == (f"Le poste de {name} est muet", name)
    assert ticket["journal"][-1]["text"] == f"{name} a rappelé du {name}, {name} confirme : {name}, {name}."
    client = known.read("contracts/acme/client.yaml")
    assert 'erased: "2026-11-23"' in client
    assert "Claire" not in client
    assert known.ask("check")["findings"] == []
    assert "Vidal un nom" in known.read(f"tickets/2026/11/{known.other}.yaml")


@pytest.fixture
def otherwise(known, keys):
    """Have the last commit, an erasure, change a text to another one; what an audit finds then, by code."""

    def amended(old, new):
        text = known.read(known.path_of)
        assert old in text
        (known.path / known.path_of).write_text(text.replace(old, new))
        name = str(keys.path("nadia"))
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={name}", "-c", "commit.gpgsign=true")
        known.git(*signing, "commit", "-qa", "--amend", "--no-edit", "--date", known.now.isoformat())
        (known.path / ".git/celyactl/audit.json").unlink(missing_ok=True)
        return [one["code"] for one in known.run("audit", "verify", "--json").data["findings"]]

    return amended


def test_the_audit_accepts_exactly_that(known, otherwise):
    known.ask("privacy", "erase", "acme:claire")
    assert known.ask("audit", "verify")["findings"] == []
    assert otherwise("a rappelé", "n’a pas rappelé") == ["entry_edited"]


def test_the_audit_accepts_what_an_older_program_left(known, otherwise):
    """It knew `+33 4…` and not `+33 (0)4.…`, and no name in capitals."""
    name = known.ask("privacy", "erase", "acme:claire")["pseudonym"]
    assert otherwise(f"{name}, {name}.", f"{name}, +33 (0)4.67.00.00.01.") == []
    assert otherwise(f"{name} confirme", "CLAIRE VIDAL confirme") == []
    assert otherwise("CLAIRE VIDAL confirme", "CLAIRE VIDAL infirme") == ["entry_edited"]
    assert otherwise("CLAIRE VIDAL infirme", "CLAIRE VIDAL confirme") == []
    assert known.ask("privacy", "erase", "acme:claire")["files"] == [known.path_of]
    assert known.ask("audit", "verify")["findings"] == []


def test_the_commits_that_still_hold_details_are_listed(known):
    before = known.git("rev-list", "HEAD").splitlines()
    erased = known.ask("privacy", "erase", "acme:claire")
    assert set(erased["commits"]) <= set(before)
    holding = [
        one for one in before if "Vidal" in known.git("show", one, "--", known.path_of, "contracts/acme/client.yaml")
    ]
    assert set(erased["commits"]) == set(holding)
    known.ask("ticket", "note", known.ref, "Vu avec Claire Vidal")
    said = known.say("privacy", "erase", "acme:claire", "--lang", "en")
    assert "every commit gets another id" in said


def test_what_came_since_is_erased_when_it_is_done_again(known):
    known.ask("privacy", "erase", "acme:claire")
    assert known.refused("privacy", "erase", "acme:claire")["code"] == "already_erased"
    known.ask("ticket", "note", known.ref, "Claire Vidal a écrit")
    again = known.ask("privacy", "erase", "acme:claire")
    assert again["files"] == [known.path_of]
    assert known.ask("audit", "verify")["findings"] == []


@pytest.fixture
def given(known):
    """The hashes of two files of the ticket, by their text: one that Claire gave, and one of ours."""
    names = {text: hashlib.sha256(text.encode()).hexdigest() for text in ("à elle", "à nous")}
    lines = "".join(
        f"""  - type: {kind}
    id: "01M6G6XMS0C4QADKPC3DWE00{place:02}"
    at: "2026-11-23T09:00:00+01:00"
    recorded: "2026-11-23T09:00:00+01:00"
    by: "nadia"
    channel: cli
    visibility: internal
    after:
      - "{known.ask("ticket", "show", known.ref)["journal"][-1]["id"]}"
    text: "voici"
{more}    files:
      - sha256: "{names[text]}"
        name: "son.wav"
        size: 6
        media_type: "audio/wav"
"""
        for place, (kind, text, more) in enumerate(
            [("message", "à elle", '    contact: "claire"\n'), ("note", "à nous", "")]
        )
    )
    (known.path / known.path_of).write_text(known.read(known.path_of) + lines)
    known.git("commit", "-qam", "fichiers")
    with Repository.open(known.path) as repository, begin(repository) as transaction:
        transaction.keep(attachments.with_more(repository, known.ref, [text.encode() for text in names]))
    return names


def test_the_files_that_a_person_gave_are_erased_and_those_of_others_stay(known, given):
    known.ask("privacy", "erase", "acme:claire")
    last = known.ask("ticket", "show", known.ref)["journal"][-1]
    assert (last["type"], last["sha256"]) == ("file_erased", given["à elle"])
    with Repository.open(known.path) as repository:
        assert attachments.find(repository, [known.ref], given["à elle"]) is None
        assert attachments.find(repository, [known.ref], given["à nous"]) == "à nous".encode()


def test_bytes_that_a_killed_erasure_left_go_when_it_is_done_again(known, given):
    ref = attachments.ref_of(known.ref)
    before = known.git("rev-parse", ref)
    known.ask("privacy", "erase", "acme:claire")
    known.git("update-ref", ref, before)  # as a kill after the commit leaves it
    assert known.refused("privacy", "erase", "acme:claire", "--dry-run")["code"] == "already_erased"
    assert known.git("rev-parse", ref) == before
    assert known.refused("privacy", "erase", "acme:claire")["code"] == "already_erased"
    with Repository.open(known.path) as repository:
        assert attachments.find(repository, [known.ref], given["à elle"]) is None
        assert attachments.find(repository, [known.ref], given["à nous"]) == "à nous".encode()


def test_no_undo_brings_back_what_was_erased(known):
    known.ask("contract", "edit", "acme-2026", "--set", "title=Contrat de Claire Vidal")
    named = known.git("rev-parse", "HEAD")
    known.ask("contract", "edit", "acme-2026", "--set", "title=Contrat annuel")
    renamed = known.git("rev-parse", "HEAD")
    known.ask("privacy", "erase", "acme:claire")
    erased = known.git("rev-parse", "HEAD")
    for words in ((), (erased,)):
        assert known.refused("undo", *words)["code"] == "details_erased"
    error = known.refused("undo", renamed)
    assert (error["code"], error["exit"]) == ("details_erased", 65)
    assert "acme:claire" in error["message"]
    known.ask("contract", "edit", "acme-2026", "--set", "title=Contrat")
    retitled = known.git("rev-parse", "HEAD")
    known.ask("undo", retitled)
    assert known.refused("undo", named)["code"] in {"details_erased", "built_on"}


def test_a_trial_erases_nothing(known):
    before = known.git("rev-parse", "HEAD")
    assert known.ask("privacy", "erase", "acme:claire", "--dry-run")["files"]
    assert known.git("rev-parse", "HEAD") == before


@pytest.mark.parametrize(
    ("who", "code"), [("acme:x", "unknown_contact"), ("x:claire", "unknown_client"), ("x", "unknown_client")]
)
def test_nobody_is_erased_who_is_not_known(known, who, code):
    assert known.refused("privacy", "erase", who)["code"] == code
    assert known.refused("privacy", "report", who)["code"] == code


def test_what_is_kept_too_long_is_listed_and_stays(known):
    assert known.ask("privacy", "retention") == []
    known.ask("ticket", "cancel", known.ref, "ouvert à tort")
    known.edit("desk.yaml", "signatures: optional", "retention:\n  tickets: 36\n  files: 12\nsignatures: optional")
    known.now = known.now.replace(year=2028)
    found = known.ask("privacy", "retention")
    assert [(one["ref"], one["what"], one["until"]) for one in found] == [(known.ref, "files", "2027-11-23")]
    known.now = known.now.replace(year=2030)
    assert [one["what"] for one in known.ask("privacy", "retention")] == ["files", "tickets"]
    assert known.ref in known.say("privacy", "retention")

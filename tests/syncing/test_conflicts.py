"""What two clones changed differently stops that file only, is shown field by field, and is settled by its person."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PATH = "contracts/acme/client.yaml"
FIELD = "contacts[claire].email"


@pytest.fixture
def torn(office, pair):
    """Léa gave Claire one address and sent it; Karim gave her another, and wrote a note."""
    lea, karim = pair
    lea.ask("client", "contact", "edit", "acme", "claire", "--email", "lea@acme.example")
    karim.ask("client", "contact", "edit", "acme", "claire", "--email", "karim@acme.example", "--language", "en")
    karim.ask("ticket", "note", office.ref, "de Karim")
    lea.ask("sync")
    return lea, karim


def email(desk):
    (claire,) = desk.ask("client", "show", "acme")["contacts"]
    return claire["email"]


def exchanged(desk):
    answer = desk.run("sync", "--json")
    return answer.exit_code, answer.data


def test_tickets_still_sync_and_the_conflict_waits(office, torn):
    lea, karim = torn
    code, data = exchanged(karim)
    (conflict,) = data["conflicts"]
    assert (code, data["merged"], office.head()) == (1, 1, karim.git("rev-parse", "HEAD"))
    assert (conflict["path"], conflict["field"]) == (PATH, FIELD)
    assert (conflict["mine"], conflict["theirs"]) == ("karim@acme.example", "lea@acme.example")
    assert conflict["base"] == "claire@acme.example"
    assert email(karim) == "lea@acme.example", "what everybody sees holds until somebody decides"
    assert lea.ask("sync")["conflicts"] == []
    assert lea.ask("ticket", "show", office.ref)["journal"][-1]["text"] == "de Karim"
    assert lea.ask("client", "show", "acme")["contacts"][0]["language"] == "en", "what is no conflict was joined"
    assert exchanged(karim)[0] == 1, "it waits on"


def test_conflicts_shows_both_values(torn):
    _lea, karim = torn
    karim.run("sync")
    answer = karim.run("conflicts")
    assert answer.exit_code == 1
    for said in (PATH, FIELD, "karim@acme.example", "lea@acme.example", "--mine"):
        assert said in answer.stdout
    (conflict,) = karim.run("conflicts", "--json").data["conflicts"]
    assert conflict["field"] == FIELD


def test_mine_is_an_act_that_travels(torn):
    lea, karim = torn
    karim.run("sync")
    assert karim.ask("conflicts", PATH, "--mine")["settled"] == [PATH]
    assert email(karim) == "karim@acme.example"
    assert karim.trailer("Celyactl-Op") == "settle"
    assert karim.ask("sync")["conflicts"] == []
    lea.ask("sync")
    assert email(lea) == "karim@acme.example"
    assert karim.ask("conflicts")["conflicts"] == []


def test_theirs_needs_no_act(torn):
    _lea, karim = torn
    karim.run("sync")
    before = karim.git("rev-parse", "HEAD")
    assert karim.ask("conflicts", "--theirs")["commit"] is None
    assert (karim.git("rev-parse", "HEAD"), email(karim)) == (before, "lea@acme.example")
    assert karim.ask("sync")["conflicts"] == []


def test_edit_takes_what_was_written(torn, monkeypatch, tmp_path):
    _lea, karim = torn
    karim.run("sync")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/lea@acme/les-deux@acme/ "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.setattr("celyactl.cli.editing.can_ask", lambda: True)
    karim.ask("conflicts", PATH, "--edit")
    assert email(karim) == "les-deux@acme.example"
    assert karim.ask("sync")["conflicts"] == []


def test_what_was_changed_since_stays_but_for_the_field_that_was_chosen(torn):
    _lea, karim = torn
    karim.run("sync")
    karim.ask("client", "contact", "edit", "acme", "claire", "--email", "plus-tard@acme.example", "--language", "fr")
    karim.ask("conflicts", "--mine")
    (claire,) = karim.ask("client", "show", "acme")["contacts"]
    assert (claire["email"], claire["language"]) == ("karim@acme.example", "fr")


def test_a_dry_run_decides_nothing(torn):
    _lea, karim = torn
    karim.run("sync")
    karim.ask("conflicts", "--mine", "--dry-run")
    karim.ask("conflicts", "--theirs", "--dry-run")
    assert len(karim.run("conflicts", "--json").data["conflicts"]) == 1


def test_a_file_without_conflict_is_told_so(torn):
    _lea, karim = torn
    error = karim.refused("conflicts", "desk.yaml", "--mine")
    assert (error["code"], error["exit"]) == ("no_conflict", 66)
    assert karim.refused("conflicts", "--mine", "--theirs")["exit"] == 2


def test_the_merge_driver_joins_for_git_itself(office, pair, shell, monkeypatch):
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    lea, karim = pair
    lea.ask("ticket", "note", office.ref, "de Léa")
    lea.ask("sync")
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.git("pull", "-q", "--no-rebase", "--no-edit")
    texts = [entry.get("text") for entry in karim.ask("ticket", "show", office.ref)["journal"]]
    assert {"de Léa", "de Karim"} <= set(texts)
    assert karim.ask("check")["findings"] == []


def test_the_merge_driver_leaves_marks_where_somebody_must_decide(tmp_path, shell):
    base = "format: 1\nid: acme\nname: Acme\nlegal: professional\n"
    for name, text in (("O", base), ("A", base.replace("Acme", "Un")), ("B", base.replace("Acme", "Deux"))):
        (tmp_path / name).write_text(text)
    answer = shell("merge-driver", "O", "A", "B", PATH)
    assert answer.exit_code == 1
    assert "<<<<<<<" in (tmp_path / "A").read_text()


def test_the_merge_driver_says_which_file_it_can_not_read(run):
    error = run("merge-driver", "O", "A", "B", PATH, "--json", "--lang", "en").error
    assert (error["code"], error["exit"]) == ("file_unreadable", 66)
    assert error["message"] == "The file can't be read: there is no such file or folder (O). Check the name."


def test_a_merge_of_git_s_own_that_is_half_done_is_told_with_each_file(desk):
    path = "contracts/acme/client.yaml"
    desk.sell("acme-2026")
    desk.git("branch", "other")
    desk.edit(path, '\nname: "Acme"', '\nname: "Acme SA"')
    desk.git("switch", "-q", "other")
    desk.edit(path, '\nname: "Acme"', '\nname: "Acme SAS"')
    with pytest.raises(subprocess.CalledProcessError):
        desk.git("merge", "-q", "main")
    told = desk.run("conflicts", "--lang", "en")
    assert told.exit_code == 1
    assert "git merge is under way" in told.stderr
    assert f"{path}:4: git left marks of a merge" in told.stderr
    desk.git("commit", "-qam", "marks and all")
    assert desk.run("conflicts", "--json").exit_code == 1
    (warning,) = desk.run("conflicts", "--json").warnings
    assert f"{path}:4" in warning
    desk.git("reset", "-q", "--hard", "HEAD~1")
    assert desk.ask("conflicts") == {"conflicts": []}

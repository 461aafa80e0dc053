from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from forked import Forked
from furnishing import done_once

CLIENT = "contracts/acme/client.yaml"
CONTRACT = "contracts/acme/acme-2026.yaml"


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026", "--target", "P1:30m:4h")
    return desk


def drafts(home):
    return sorted((home / "state" / "celyactl" / "drafts").glob("*"))


@pytest.fixture(autouse=True)
def no_drafts(home):
    yield
    for draft in drafts(home):
        draft.unlink()


def test_fields_are_set_by_name_in_one_commit(acme):
    words = ["title=Maintenance 2026", "sla.reopening_days=3", "sla.workaround_restores=true", "latest_end=2030-01-01"]
    data = acme.ask("contract", "edit", "acme-2026", *(part for word in words for part in ("--set", word)))
    assert (data["title"], data["sla"]["reopening_days"], data["sla"]["workaround_restores"]) == (
        "Maintenance 2026",
        3,
        True,
    )
    assert data["term"]["final_end"] == "2030-01-01"
    assert acme.subjects()[0] == ("acme-2026: edit title, sla.reopening_days, sla.workaround_restores, latest_end")
    assert acme.trailer("Celyactl-Op") == "edit"


def test_items_go_by_id_by_day_or_by_number(acme):
    data = acme.ask("client", "edit", "acme", "--set", "contacts.claire.name=Claire V.", "--set", "contacts.0.note=x")
    assert (data["contacts"][0]["name"], data["contacts"][0]["note"]) == ("Claire V.", "x")
    words = ["--set", "coverage.2026-11-23.coverage=full", "--set", "targets.2026-11-23.targets.P1.response=1h30m"]
    data = acme.ask("contract", "edit", "acme-2026", *words)
    assert data["in_force"]["coverage"] == "full"
    assert data["in_force"]["targets"][0]["response"] == "1h30m"


def test_an_empty_value_clears_a_field(acme):
    acme.ask("contract", "edit", "acme-2026", "--set", "note=essai")
    assert acme.ask("contract", "edit", "acme-2026", "--set", "note=")["note"] is None
    assert "note" not in acme.read(CONTRACT)


def test_a_comment_stays_where_it_is(acme):
    acme.edit(CONTRACT, "\nmonths: 12\n", "\nmonths: 12 # signed for one year\n")
    acme.ask("contract", "edit", "acme-2026", "--set", "months=24")
    assert "months: 24 # signed for one year\n" in acme.read(CONTRACT)


@pytest.mark.parametrize(
    ("assignment", "code", "exit_code", "said"),
    [
        ("months=many", "bad_file", 65, "whole number"),
        ("sla.workaround_restores=yes", "bad_file", 65, "true or false"),
        ("type=gift", "bad_file", 65, "pack, maintenance"),
        ("start=2026-02-30", "bad_file", 65, "impossible date"),
        ("start=", "bad_file", 65, '"start" is missing'),
        ("holidays=GES", "bad_file", 65, "unknown public holiday zone"),
        ("coverage.0.coverage=busines", "bad_file", 65, "known are business"),
        ("slug=other", "bad_file", 65, "its path says acme-2026"),
        ("max_renewals=-1", "bad_file", 65, "max_renewals"),
        ("mounts=3", "unknown_field", 66, "months"),
        ("sla.reopening=3", "unknown_field", 66, "reopening_days"),
        ("coverage.2020-01-01.coverage=full", "unknown_field", 66, "2026-11-23"),
        ("covers.sites=a", "several_values", 65, "--file"),
        ("sla=a", "several_values", 65, "--file"),
        ("months.x=3", "unknown_field", 66, "months.x"),
        ("months", "no_assignment", 2, "--set note=TEXT"),
        ("=3", "no_assignment", 2, "--set note=TEXT"),
    ],
)
def test_a_field_that_can_not_be_set_so_is_refused(acme, assignment, code, exit_code, said):
    error = acme.refused("contract", "edit", "acme-2026", "--set", assignment, "--lang", "en")
    assert (error["code"], error["exit"]) == (code, exit_code)
    assert said in error["message"]


def test_every_fault_of_a_text_is_told_with_its_line(acme, tmp_path):
    text = acme.read(CONTRACT).replace("months: 12\nrenewal: tacit", "months: many\nrenewal: never")
    (tmp_path / "new.yaml").write_text(text)
    error = acme.refused("contract", "edit", "acme-2026", "--file", tmp_path / "new.yaml")
    assert [(fault["line"], fault["field"]) for fault in error["faults"]] == [(7, "months"), (8, "renewal")]
    crossed = acme.read(CONTRACT).replace('holidays: "FR"', 'holidays: "GES"').replace('"business"', '"busy"')
    (tmp_path / "new.yaml").write_text(crossed)
    error = acme.refused("contract", "edit", "acme-2026", "--file", tmp_path / "new.yaml")
    assert [fault["field"] for fault in error["faults"]] == ["holidays", "coverage[0].coverage"]


def test_a_text_is_kept_as_it_was_written_but_for_its_line_ends(acme, tmp_path):
    text = acme.read(CLIENT).replace("legal: professional", "legal:   professional # as they said")
    (tmp_path / "new.yaml").write_bytes(b"\xef\xbb\xbf" + text.rstrip("\n").replace("\n", "\r\n").encode())
    answer = acme.run("client", "edit", "acme", "--file", tmp_path / "new.yaml", "--json")
    assert answer.exit_code == 0
    assert len(answer.warnings) == 0
    assert acme.read(CLIENT) == text
    assert acme.git("status", "--porcelain") == ""


def test_the_text_it_has_already_makes_no_commit(acme, tmp_path):
    (tmp_path / "same.yaml").write_text(acme.read(CLIENT))
    before = acme.subjects()
    acme.ask("client", "edit", "acme", "--file", tmp_path / "same.yaml")
    assert acme.subjects() == before


def test_a_text_from_the_input_that_is_refused_is_kept_and_its_place_said(acme, home):
    text = acme.read(CLIENT).replace("professional", "bogus")
    error = acme.refused("client", "edit", "acme", "--file", "-", "--lang", "en", input=text)
    (draft,) = drafts(home)
    assert draft.read_text() == text
    assert draft.stat().st_mode & 0o777 == 0o600
    assert f"Your text is kept in {draft}" in error["message"]
    assert f"`celyactl client edit acme --file {draft}`" in error["message"]
    draft.write_text(text.replace("bogus", "consumer"))
    assert acme.ask("client", "edit", "acme", "--file", draft)["legal"] == "consumer"


def test_a_text_from_the_input_that_is_recorded_leaves_no_draft(acme, home):
    text = acme.read(CLIENT).replace("professional", "consumer")
    assert acme.ask("client", "edit", "acme", "--file", "-", input=text)["legal"] == "consumer"
    assert drafts(home) == []


def test_a_draft_does_not_undo_what_was_recorded_meanwhile(acme, home):
    acme.refused("client", "edit", "acme", "--file", "-", input="legal: bogus\n")
    (draft,) = drafts(home)
    draft.write_text(acme.read(CLIENT))
    acme.ask("client", "edit", "acme", "--set", "note=récent")
    error = acme.refused("client", "edit", "acme", "--file", draft)
    assert (error["code"], error["exit"]) == ("changed_meanwhile", 75)


def test_a_file_that_is_not_there_is_named(acme):
    error = acme.refused("client", "edit", "acme", "--file", "nowhere.yaml")
    assert (error["code"], error["exit"]) == ("file_unreadable", 66)
    assert "nowhere.yaml" in error["message"]


@pytest.mark.parametrize("words", [("client", "edit", "acme"), ("contract", "edit", "acme-2026")])
def test_without_a_terminal_the_options_are_named(acme, words):
    error = acme.refused(*words)
    assert (error["code"], error["exit"]) == ("value_needed", 2)
    assert "--set CHAMP=VALEUR" in error["message"]
    assert "--file CHEMIN" in error["message"]


def test_a_file_that_can_not_be_read_is_mended_as_a_text(acme, tmp_path):
    good = acme.read(CLIENT)
    acme.edit(CLIENT, "legal: professional", "legal: bogus")
    assert acme.refused("client", "edit", "acme", "--set", "note=x")["code"] == "bad_file"
    (tmp_path / "good.yaml").write_text(good)
    assert acme.ask("client", "edit", "acme", "--file", tmp_path / "good.yaml")["legal"] == "professional"


def on_a_terminal(desk, editor, *words):
    """Run a command on a pseudo-terminal with an editor made of Python words about `text`; status and screen."""
    script = desk.path.parent / "editor.py"
    script.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text()\n"
        f"text = {editor}\npath.write_text(text)\n"
    )
    ours, theirs = os.openpty()
    environment = os.environ | {"EDITOR": f"{sys.executable} {script}", "TERM": "xterm", "NO_COLOR": "1"}
    with Forked(*words, cwd=desk.path, env=environment, streams=(theirs, theirs, theirs)) as process:
        os.close(theirs)
        screen = b""
        while chunk := _read(ours):
            screen += chunk
    os.close(ours)
    return process.returncode, screen.decode().replace("\r\n", "\n")


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""


def test_on_a_terminal_the_editor_gets_the_text_and_its_result_is_recorded(acme, home):
    status, screen = on_a_terminal(acme, "text.replace('professional', 'consumer')", "client", "edit", "acme")
    assert (status, "acme" in screen) == (0, True)
    assert acme.ask("client", "show", "acme")["legal"] == "consumer"
    assert drafts(home) == []


def test_what_an_editor_left_and_can_not_be_recorded_is_kept(acme, home):
    status, screen = on_a_terminal(acme, "text.replace('professional', 'bogus')", "client", "edit", "acme")
    (draft,) = drafts(home)
    assert status == 65
    assert str(draft) in re.sub(r"\s", "", screen)
    assert "bogus" in draft.read_text()


def test_an_editor_that_fails_loses_nothing(acme, home):
    status, screen = on_a_terminal(acme, "path.write_text('begun') and sys.exit(3)", "client", "edit", "acme")
    assert (status, Path(drafts(home)[0]).read_text()) == (65, "begun")
    assert "editor.py" in re.sub(r"\s", "", screen)

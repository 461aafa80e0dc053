from __future__ import annotations

import os
import pty
import re
from datetime import datetime

import pytest
from forked import Forked
from furnishing import done_once

OVERRIDE = "templates/summary/ticket.txt.j2"


@pytest.fixture
@done_once
def ref(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    words = ["--contract", "acme-2026", "--priority", "P2", "--requester", "claire", "--title", "Plus de tonalité"]
    ref = desk.ask("ticket", "new", *words)["ref"]
    desk.now = datetime.fromisoformat("2026-11-23T09:30:00+01:00")
    desk.ask("ticket", "note", ref, "Mot de passe du trunk à revoir")
    desk.ask("ticket", "note", ref, "Nous regardons.", "--public")
    return ref


def template(desk, text):
    (desk.path / OVERRIDE).parent.mkdir(parents=True)
    (desk.path / OVERRIDE).write_text(text)
    desk.git("add", OVERRIDE)
    desk.git("commit", "-qm", "our own words")


def test_a_ticket_is_shown_with_its_clocks_and_its_journal(desk, ref):
    shown = desk.ask("ticket", "show", ref)
    assert [entry["type"] for entry in shown["journal"]] == ["open", "note", "note"]
    assert [clock["status"] for clock in shown["clocks"]] == ["met", "running"]
    assert shown["ref"] == ref


def test_what_is_internal_says_so_on_every_row(desk, ref):
    page = desk.say("ticket", "show", ref, "--lang", "en").splitlines()
    [noted] = [index for index, row in enumerate(page) if "Nadia Roussel: noted" in row]
    assert page[noted].split()[4] == "INTERNAL"
    assert page[noted + 1] == "    ┊ Mot de passe du trunk à revoir"
    assert "    Nous regardons." in page


def test_a_short_form_is_enough(desk, ref):
    assert desk.ask("ticket", "show", ref[-7:-2].lower())["ref"] == ref


def test_a_pipe_gets_no_escape_and_no_wrapping(desk, ref):
    desk.ask("ticket", "note", ref, "mot " * 60 + "\x1b[31mrouge")
    page = desk.say("ticket", "show", ref)
    assert "\x1b" not in page
    assert "mot " * 60 + "\ufffd[31mrouge" in page


def on_a_terminal(desk, ref, columns, **environment):
    """What a terminal gets of `ticket show`."""
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm-256color", "COLUMNS": str(columns), "PYTHONUTF8": "1"} | environment
    with Forked("--lang", "en", "ticket", "show", ref, cwd=desk.path, env=env, streams=(0, theirs, 2)) as process:
        os.close(theirs)
    assert process.returncode == 0
    shown = b""
    try:
        while block := os.read(ours, 65536):
            shown += block
    except OSError:  # the other end is closed
        os.close(ours)
    return shown.decode()


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_gets_rows_that_fit_and_styles_that_no_background_hides(desk, ref, columns):
    shown = on_a_terminal(desk, ref, columns)
    rows = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert max(map(len, rows)) <= columns
    groups = [group.replace("38;5;28", "32") for group in re.findall(r"\x1b\[([0-9;]*)m", shown)]  # the readable green
    codes = {int(code) for group in groups for code in group.split(";") if code}
    assert codes <= {0, 1, 2, 4, 7, 9, 31, 32, 35}
    assert 7 in codes


def test_no_color_gets_the_same_words_without_styles(desk, ref):
    plain = on_a_terminal(desk, ref, 80, NO_COLOR="1")
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(desk, ref, 80)) == plain


def test_the_summary_is_in_the_language_asked_for_and_holds_public_words_only(desk, ref):
    english = desk.ask("ticket", "summary", ref, "--language", "en")
    assert english["language"] == "en"
    assert "Where it stands: Taken in charge" in english["text"]
    assert "Nous regardons." in english["text"]
    assert "Mot de passe" not in english["text"]
    assert desk.ask("ticket", "summary", ref, "--lang", "en")["language"] == "fr"
    assert desk.say("ticket", "summary", ref, "--language", "en") == english["text"].rstrip("\n") + "\n"


def test_the_summary_names_the_commit_it_was_made_from(desk, ref):
    assert desk.git("rev-parse", "HEAD")[:12] in desk.ask("ticket", "summary", ref)["text"]


def test_a_desk_has_its_own_words(desk, ref):
    template(desk, "Bonjour, {{ ticket.ref }} : {{ standing.status }}\n")
    assert desk.say("ticket", "summary", ref).startswith(f"Bonjour, {ref} : ")


def test_the_summary_can_be_a_page(desk, ref):
    page = desk.say("ticket", "summary", ref, "--format", "html", "--language", "en")
    assert page.startswith("<!doctype html>")
    assert 'lang="en"' in page


@pytest.mark.parametrize("text", ["un\n{{ ''.__class__ }}", "un\n{{ nothing }}", "un\n{% if %}"])
def test_a_bad_template_is_refused_with_its_line(desk, ref, text):
    template(desk, text)
    error = desk.refused("ticket", "summary", ref)
    assert (error["code"], error["exit"]) == ("template_refused", 65)
    assert f"{OVERRIDE}:2" in error["message"]

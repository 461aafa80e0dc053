"""A disk that refuses the real commands: message, exit code 74, nothing lost; and the text that was typed is kept."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ptrace import fail_at, until_it_passes

NEEDS_ROOM = ["openat", "write", "pwrite64", "mkdir", "mkdirat", "linkat", "rename", "renameat", "ftruncate"]
SYNCS = ["fsync", "fdatasync"]


def _kept_draft(desk) -> Path:
    """The one draft that the last refusal left."""
    [draft] = (Path(os.environ["XDG_STATE_HOME"]) / "celyactl/drafts").iterdir()
    assert draft.stat().st_mode & 0o777 == 0o600
    return draft


def _refused(desk, text: str, outcome) -> None:
    """What a person is told, and what is left: the desk as it was, and their text."""
    assert outcome.status == 74, f"{outcome.struck}: {outcome.stderr}"
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("error: ")
    assert "Traceback" not in outcome.stderr
    draft = _kept_draft(desk)
    assert str(draft) in outcome.stderr
    assert text in draft.read_text()
    draft.unlink()


def _refuse_everywhere(desk, words, step, **how) -> set[int]:
    """Strike a note at n = 1, 1 + step, …; the exit codes that it gave."""
    statuses, kept = set(), desk.notes()
    for n, outcome in until_it_passes(
        lambda n: fail_at([*words, f"L’appel n° {n}", "--lang", "en"], n, cwd=desk.path, **how), step
    ):
        text = f"L’appel n° {n}"
        statuses.add(outcome.status)
        done = text in desk.notes()
        assert done is (outcome.status == 0), f"{outcome.struck}: {outcome.stderr}"
        kept += [text] if done else []
        if not done:
            _refused(desk, text, outcome)
            desk.assert_clean()
        desk.ask("ticket", "note", desk.ref, f"after {n}")
        kept.append(f"after {n}")
        assert desk.notes() == kept
        desk.assert_in_step()
    return statuses


@pytest.fixture(autouse=True)
def state(monkeypatch, tmp_path):
    """A state folder of one's own, on a disk that works."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_an_input_output_error_at_each_fsync_of_a_note(working):
    words = ["@celyactl", "ticket", "note", working.ref.rpartition("-")[2]]
    assert _refuse_everywhere(working, words, 1, errno=errno.EIO, only=SYNCS) == {0, 74}


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_a_full_disk_at_each_call_of_a_note_that_needs_room(working, step):
    words = ["@celyactl", "ticket", "note", working.ref.rpartition("-")[2]]
    assert _refuse_everywhere(working, words, step, errno=errno.ENOSPC, only=NEEDS_ROOM) == {0, 74}


def test_a_new_ticket_that_the_disk_refuses_is_kept_as_a_command_that_makes_it(working):
    words = [
        "ticket",
        "new",
        "--contract",
        "acme",
        "--title",
        "L'écho de l'accueil",
        "--text",
        "Depuis ce matin\nsans fin",
    ]
    before = working.committed_tickets()
    outcome = fail_at(["@celyactl", *words, "--lang", "en"], 1, errno.EIO, working.path, only=SYNCS)
    draft = _kept_draft(working)
    assert (outcome.status, working.committed_tickets()) == (74, before)
    assert f"What you typed is kept in {draft}." in outcome.stderr
    assert outcome.stderr.startswith("error: Nothing was recorded: ")
    # whichever is struck, the index that git builds or what is written beside it
    assert any(reason in outcome.stderr for reason in ("the disk can't be read or written", "fsync error"))
    [made] = _run_draft(working, draft) - before
    ticket = working.ask("ticket", "show", made)
    assert (ticket["title"], ticket["journal"][0]["text"]) == ("L'écho de l'accueil", "Depuis ce matin\nsans fin")


def _run_draft(desk, draft: Path) -> set[str]:
    """Run the draft from elsewhere, as a person does; the tickets that there are then."""
    folder = desk.path.parent / "bin"
    folder.mkdir()
    (folder / "celyactl").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m celyactl "$@"\n')
    (folder / "celyactl").chmod(0o755)
    surroundings = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
    subprocess.run(["sh", str(draft)], env=surroundings, cwd="/", check=True, capture_output=True)
    return desk.committed_tickets()


def test_a_text_that_can_be_kept_nowhere_is_said_to_be_lost(working, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
    monkeypatch.setenv("TMPDIR", "/proc/nowhere")
    words = ["@celyactl", "ticket", "note", working.ref, "Rappelé", "--lang", "en"]
    outcome = fail_at(words, 1, errno.ENOSPC, working.path, only=NEEDS_ROOM, lasting=True)
    assert outcome.status == 74
    assert "could not be kept either" in outcome.stderr


def test_programs_are_told_where_the_text_is(working):
    words = ["@celyactl", "ticket", "note", working.ref, "Rappelé", "--json"]
    outcome = fail_at(words, 1, errno.EIO, working.path, only=SYNCS)
    error = json.loads(outcome.stderr)["error"]
    assert (error["code"], error["exit"], outcome.stdout) == ("nothing_recorded", 74, "")
    assert str(_kept_draft(working)) in error["message"]


def test_a_disk_that_refuses_a_reader_leaves_no_draft(working):
    outcome = fail_at(["@celyactl", "ticket", "list"], 1, errno.EIO, working.path, lasting=True)
    assert (outcome.status, bool(outcome.struck)) == (0, True)
    assert not (Path(os.environ["XDG_STATE_HOME"]) / "celyactl/drafts").exists()

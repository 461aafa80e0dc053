"""Answers that can't be given: what was recorded stays recorded, and nobody is told to do it again."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_a_recorded_act_whose_answer_is_lost_is_not_kept_as_a_draft(desk, redirection):
    desk.sell("acme")
    command = f'"{sys.executable}" -m celyactl ticket new --contract acme --title Panne {redirection}'
    end = subprocess.run(["sh", "-c", command], cwd=desk.path, capture_output=True, text=True, check=False)
    assert desk.subjects()[0].endswith(": open")
    assert "drafts" not in end.stderr
    assert end.returncode == (74 if "full" in redirection else 0)


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("--for", "internal", "--question", "Depuis quand ?"), "--question"),
        (("--for", "client", "--question", "Depuis quand ?", "--party", "Opalia"), "--party"),
    ],
)
def test_a_word_that_would_be_dropped_is_refused(desk, words, option):
    desk.sell("acme")
    ref = desk.ask("ticket", "new", "--contract", "acme", "--title", "Panne")["ref"]
    answer = desk.run("ticket", "wait", ref, *words)
    assert answer.exit_code == 2
    assert option in answer.stderr


def test_a_desk_below_a_file_is_refused_as_a_folder(run, tmp_path):
    (tmp_path / "file").write_text("x")
    answer = run("init", str(tmp_path / "file" / "desk"), "--company", "Acme")
    assert answer.exit_code == 73


def test_a_reopened_request_is_ours_since_then(desk):
    desk.sell("acme")
    words = ("ticket", "new", "--contract", "acme", "--kind", "request", "--title", "Poste", "--ack")
    ref = desk.ask(*words)["ref"]
    desk.ask("ticket", "resolve", ref)
    desk.now += timedelta(hours=2)
    desk.ask("ticket", "reopen", ref)
    assert "11:00" in desk.run("ticket", "show", ref).stdout.split("Journal")[0]

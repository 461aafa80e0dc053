from __future__ import annotations

import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from celyactl.cli.bug_report import without_secrets


@pytest.mark.parametrize(
    ("kind", "exit_code", "name"),
    [
        ("data", 65, "bad_data"),
        ("bug", 70, "bug"),
        ("full", 74, "disk_refused"),
        ("denied", 77, "access_refused"),
        ("ctrl-c", 130, "interrupted"),
    ],
)
def test_each_problem_has_its_exit_code_in_words_and_in_json(probe, kind, exit_code, name):
    said, programs = probe("probe", "fail", kind), probe("probe", "fail", kind, "--json")
    assert (said.exit_code, programs.exit_code) == (exit_code, exit_code)
    assert (programs.error["code"], programs.error["exit"]) == (name, exit_code)
    assert said.stderr.startswith("erreur : ")
    assert "Traceback" not in said.stderr + programs.stderr
    assert said.stdout == ""


def test_faults_are_listed_one_a_line_and_whole_in_json(probe):
    lines = probe("probe", "fail", "data").stderr.splitlines()
    assert lines[0] == "erreur : A file is wrong (tickets/a.yaml). Mend it."
    assert lines[1] == "tickets/a.yaml:1: priority: P9 is not allowed"
    assert len(lines) == 26
    faults = probe("probe", "fail", "data", "--json").error["faults"]
    assert len(faults) == 25
    assert faults[24] == {
        "path": "tickets/a.yaml",
        "line": 25,
        "field": "priority",
        "code": "not_allowed",
        "message": "P9 is not allowed",
    }


def test_a_bug_leaves_a_private_report_without_secrets(probe, home):
    answer = probe("probe", "fail", "bug")
    [report] = [path for path in (home / "state" / "celyactl").iterdir() if str(path) in answer.stderr]
    text = report.read_text()
    assert "ZeroDivisionError" in text
    assert "Traceback" in text
    assert "hunter2" not in text
    assert report.stat().st_mode & 0o777 == 0o600
    assert report.parent.stat().st_mode & 0o777 == 0o700


def test_a_bug_is_told_even_when_no_home_can_be_written(probe, tmp_path):
    (tmp_path / "file").write_text("")
    answer = probe("probe", "fail", "bug", env={"XDG_STATE_HOME": str(tmp_path / "file")})
    assert answer.exit_code == 70
    assert "bug-" in answer.stderr


def test_the_command_line_in_a_report_holds_no_secret():
    words = ["celyactl", "x", "--password", "p1", "--api-key=p2", "https://u:p3@h.example/", "--title", "kept"]
    assert without_secrets(words) == [
        "celyactl", "x", "--password", "***", "--api-key=***", "https://***@h.example/", "--title", "kept",
    ]  # fmt: skip


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_ends_the_command_quietly(probe_words, unbuffered):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": os.environ | {"PYTHONUNBUFFERED": unbuffered}}
    with subprocess.Popen([*probe_words, "probe", "spill"], **pipes) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


def test_an_answer_that_cannot_be_written_is_an_error(probe_words):
    with Path("/dev/full").open("w") as full:
        end = subprocess.run(
            [*probe_words, "probe", "where"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert end.returncode == 74
    assert end.stderr.startswith("erreur : ")
    assert "Exception ignored" not in end.stderr


def test_a_terminal_is_shown_twenty_faults_and_how_to_see_the_others(probe_words):
    reader, writer = pty.openpty()
    surroundings = os.environ | {"TERM": "xterm", "CELYACTL_LANG": "en"}
    end = subprocess.run([*probe_words, "probe", "fail", "data"], stderr=writer, env=surroundings, check=False)
    os.close(writer)
    lines = os.read(reader, 65536).decode().splitlines()
    os.close(reader)
    assert end.returncode == 65
    assert len(lines) == 22
    assert lines[-1] == "… and 5 more: --json shows all"

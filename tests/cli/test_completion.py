"""Completion: for the shell that is named, whichever one runs; what the desk knows, from the index that is there."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from forked import Forked
from furnishing import done_once

SIGNS = {"bash": "complete_bash", "zsh": "#compdef", "fish": "complete --command celyactl", "pwsh": "powershell"}


@pytest.mark.parametrize("shell", SIGNS)
def test_the_script_is_that_of_the_shell_that_was_named(run, shell):
    answer = run("--show-completion", shell)
    assert answer.exit_code == 0
    assert "_CELYACTL_COMPLETE" in answer.stdout
    assert SIGNS[shell] in answer.stdout
    assert "eval" not in answer.stdout


def test_a_shell_that_is_not_known_is_told_with_those_that_are(run):
    answer = run("--show-completion", "tcsh")
    assert answer.exit_code == 2
    assert "bash, zsh, fish" in answer.stderr


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026", client="Acme")
    desk.sell("beta-2026", client="Béta Télécom")
    desk.ask("component", "add", "acme", "trunk", "--name", "Trunk SIP", "--kind", "trunk")
    return desk


def opened(desk, title, *more):
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", title, *more)["ref"]
    desk.say("ticket", "list")  # the index is brought up to date
    return ref


@pytest.fixture
def answered(sold):
    """What a shell is answered, in a fork, and the status."""

    def answer(*words, shell="zsh", **more):
        surroundings = {"_CELYACTL_COMPLETE": f"complete_{shell}", "PYTHONUTF8": "1", **more}
        if shell == "bash":
            surroundings |= {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
        else:
            surroundings["_TYPER_COMPLETE_ARGS"] = " ".join(words)
        with TemporaryFile() as said, TemporaryFile() as complained, Path(os.devnull).open() as nothing:
            streams = (nothing.fileno(), said.fileno(), complained.fileno())
            status = Forked(cwd=sold.path, env=os.environ | surroundings, streams=streams).wait()
            assert os.pread(complained.fileno(), 4096, 0) == b""
            return status, os.pread(said.fileno(), 1 << 16, 0).decode()

    return answer


@pytest.fixture
def completed(answered):
    """Lines of value and help."""

    def answer(*words, **more):
        status, said = answered(*words, **more)
        assert status == 0
        return [tuple(row.split("\t")) for row in said.splitlines()]

    return answer


def test_a_reference_is_completed_whole_and_short_with_its_title(sold, completed):
    ref, other = opened(sold, "Plus de tonalité", "--priority", "P1"), opened(sold, "Écho")
    assert completed("celyactl", "ticket", "ack", "") == [
        (ref, "P1 acme: Plus de tonalité"),
        (other, "P3 acme: Écho"),
    ]
    assert completed("celyactl", "ticket", "ack", ref[:-3].lower()) == [(ref, "P1 acme: Plus de tonalité")]
    assert completed("celyactl", "sla", "show", other[-7:-3]) == [(other[-7:], "P3 acme: Écho")]
    sold.ask("ticket", "cancel", other, "en double")
    sold.say("ticket", "list")
    assert completed("celyactl", "ticket", "show", "") == [(ref, "P1 acme: Plus de tonalité")]
    assert completed("celyactl", "ticket", "show", other[-7:-3]) == [(other[-7:], "P3 acme: Écho")]


def test_names_are_those_of_the_client_that_was_named(sold, completed):
    opened(sold, "Écho")
    new = ("celyactl", "ticket", "new")
    assert [value for value, _said in completed(*new, "--contract", "")] == ["acme-2026", "beta-2026"]
    assert completed(*new, "--contract", "acme-2026", "--requester", "c") == [("claire", "Claire Vidal")]
    assert completed(*new, "--contract", "acme-2026", "--component", "") == [("trunk", "Trunk SIP")]
    assert completed(*new, "--contract", "beta-2026", "--component", "") == []
    assert completed(*new, "--priority", "") == [("P1",), ("P2",), ("P3",), ("P4",)]
    assert completed("celyactl", "contract", "show", "b") == [("beta-2026", "beta-telecom")]


def test_members_are_completed_and_the_component_of_a_reference(sold, completed):
    ref = opened(sold, "Écho")
    assert completed("celyactl", "ticket", "assign", ref, "") == [("nadia", "Nadia Roussel")]
    assert completed("celyactl", "ticket", "cause", ref, "x", "--component", "t") == [("trunk", "Trunk SIP")]


def test_verbs_and_options_are_completed_with_their_help(completed):
    assert completed("celyactl", "ticket", "ac")[0][:1] == ("ack",)
    assert [value for value, *_said in completed("celyactl", "ticket", "ack", "x", "--ho")] == ["--how"]


def test_a_title_is_shown_and_never_run(sold, completed):
    opened(sold, "$(touch x) `touch y` \\$(touch z) \u202eabc 'q'")
    [[_ref, said]] = completed("celyactl", "ticket", "ack", "")
    assert said.startswith("P3 acme: $(touch x)")
    assert "\u202e" not in said


def test_bash_gets_helps_only_where_it_lists(sold, completed):
    first, second = opened(sold, "Un", "--priority", "P1"), opened(sold, "Deux")
    words = ("celyactl", "ticket", "ack", "")
    assert completed(*words, shell="bash") == [(first,), (second,)]
    assert completed(*words, shell="bash", COMP_TYPE="9") == [(first,), (second,)]
    assert completed(*words, shell="bash", COMP_TYPE="63") == [
        (f"{first}  P1 acme: Un",),
        (f"{second}  P3 acme: Deux",),
    ]
    assert completed("celyactl", "ticket", "ack", first[:-2], shell="bash", COMP_TYPE="63") == [(first,)]


def test_nothing_is_built_for_a_completion(sold, completed):
    assert completed("celyactl", "ticket", "ack", "") == []
    opened(sold, "Écho")
    (sold.path / ".git/celyactl/index.sqlite").write_bytes(b"no database")
    assert completed("celyactl", "ticket", "ack", "") == []
    assert (sold.path / ".git/celyactl/index.sqlite").read_bytes() == b"no database"


def test_fish_is_told_whether_there_is_anything(sold, answered):
    opened(sold, "Écho")
    asked = {"shell": "fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert answered("celyactl", "ticket", "ack", "", **asked) == (0, "")
    assert answered("celyactl", "contract", "show", "zz", **asked)[0] == 1


ON_A_TERMINAL = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source {script}"),
    "zsh": (["zsh", "-f", "-i"], "autoload -Uz compinit; compinit -u -D; source {script}"),
}
HOSTILE = "$(touch pwned) `touch pwned` \\$(touch pwned) '$(touch pwned)'"


@pytest.fixture
def script(tmp_path):
    """Where the script of a shell is."""

    def written(shell):
        if not shutil.which(shell):
            pytest.skip(f"{shell} is not installed")
        line = [sys.executable, "-m", "celyactl", "--show-completion", shell]
        path = tmp_path / "completion"
        path.write_text(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
        return path

    return written


def with_the_program(**more):
    programs = Path(sys.executable).parent
    return os.environ | {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONUTF8": "1", **more}


@pytest.mark.parametrize("shell", ON_A_TERMINAL)
def test_a_shell_completes_and_runs_no_title(sold, script, shell):
    path, ref = script(shell), opened(sold, HOSTILE)
    line, source = ON_A_TERMINAL[shell]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        line, cwd=sold.path, env=with_the_program(TERM="xterm"), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    try:
        os.write(ours, f"{source.format(script=path)}; echo rea''dy\n".encode())
        read_until(ours, b"ready")
        os.write(ours, f"celyactl ticket ack {ref[:9]}\t\t".encode())
        assert ref.encode() in read_until(ours, ref.encode())
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert not (sold.path / "pwned").exists()


def test_fish_completes_and_runs_no_title(sold, script):
    path, ref = script("fish"), opened(sold, HOSTILE)
    line = ["fish", "-c", f"source {path}; complete -C 'celyactl ticket ack {ref[:9]}'"]
    end = subprocess.run(line, cwd=sold.path, env=with_the_program(), capture_output=True, text=True, check=True)
    assert end.stdout.splitlines()[0].split("\t")[0] == ref
    assert not (sold.path / "pwned").exists()


def read_until(stream, wanted):
    """What is shown until it holds what is wanted, for ten seconds at most."""
    said, limit = b"", time.monotonic() + 10
    while wanted not in said and (left := limit - time.monotonic()) > 0:
        if select.select([stream], [], [], left)[0]:
            said += os.read(stream, 65536)
    return said

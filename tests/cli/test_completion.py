"""Completion is shown for the shell that is named, whichever one runs."""

from __future__ import annotations

import pytest

SIGNS = {"bash": "complete_bash", "zsh": "#compdef", "fish": "complete --command celyactl", "pwsh": "powershell"}


@pytest.mark.parametrize("shell", SIGNS)
def test_the_script_is_that_of_the_shell_that_was_named(run, shell):
    answer = run("--show-completion", shell)
    assert answer.exit_code == 0
    assert "_CELYACTL_COMPLETE" in answer.stdout
    assert SIGNS[shell] in answer.stdout


def test_a_shell_that_is_not_known_is_told_with_those_that_are(run):
    answer = run("--show-completion", "tcsh")
    assert answer.exit_code == 2
    assert "bash, zsh, fish" in answer.stderr

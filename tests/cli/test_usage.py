from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "code", "facts"),
    [
        (["prob"], "unknown_command", ["prob", "probe"]),
        (["probe", "tale"], "unknown_command", ["tale", "take"]),
        (["probe", "--lang", "en"], "missing_command", ["celyactl probe"]),
        (["--lang", "en"], "missing_command", ["celyactl --help"]),
        (["probe", "take", "x", "--priorty", "P1"], "unknown_option", ["--priorty", "--priority"]),
        (["probe", "take", "x", "--priority"], "bad_option", ["--priority lacks its value", "probe take --help"]),
        (["probe", "take", "x", "--dry-run=1"], "bad_option", ["--dry-run takes no value", "probe take --help"]),
        (["probe", "take", "x"], "missing_value", ["--priority", "P1, P2"]),
        (["probe", "take", "--priority", "P1"], "missing_value", ["WORD"]),
        (["probe", "take", "x", "--priority", "P9"], "value_not_allowed", ["--priority", '"P9"', "P1, P2"]),
        (
            ["probe", "take", "x", "--priority", "P1", "--level", "two"],
            "bad_value",
            ["--level", "'two' is not a whole"],
        ),
        (["probe", "take", "x", "--priority", "P1", "--level", "9"], "bad_value", ["--level", "9", "from 1 to 3"]),
        (["probe", "take", "x", "y", "z", "--priority", "P1"], "extra_argument", ["y z"]),
    ],
)
def test_a_usage_error_says_what_where_and_what_to_do(probe, words, code, facts):
    english = {"CELYACTL_LANG": "en"}
    said, programs = probe(*words, env=english), probe(*words, "--json", env=english)
    assert (said.exit_code, programs.exit_code) == (2, 2)
    assert said.stderr.startswith("error: ")
    if code != "bad_option":  # there, `--json` is the value
        assert programs.error["code"] == code
        assert programs.error["exit"] == 2
    assert [fact for fact in facts if fact not in said.stderr] == []
    assert said.stdout == ""


def test_a_question_without_a_terminal_names_the_option(probe):
    answer = probe("probe", "ask", "--json", input="Celya\n")
    assert (answer.exit_code, answer.error["code"]) == (2, "value_needed")
    assert "--company" in answer.error["message"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "--limit", "-1"), "-1 is out of range: from 0 to 1000000"),
        (("team", "add", "x", "--name", "X", "--email", "x@y.example", "--level", "4"), "4 is out of range"),
    ],
)
def test_bounds_are_told_in_words(run, words, said):
    answer = run(*words, "--lang", "en")
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert "x>=" not in answer.stderr

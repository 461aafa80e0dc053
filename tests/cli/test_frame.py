from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from celyactl import __version__


def test_version_is_said_before_any_noun(run):
    assert run("--version").stdout == f"celyactl {__version__}\n"


def test_json_and_language_are_taken_before_the_noun_and_after_the_verb(probe):
    for words in [("--json", "--lang", "en", "probe", "where"), ("probe", "where", "--lang", "en", "--json")]:
        assert json.loads(probe(*words).stdout)["v"] == 1
    assert probe("probe", "--json", "where").stdout == probe("probe", "where", "--json").stdout


def test_the_answer_for_programs_carries_data_and_warnings(probe):
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    answer = probe("probe", "take", "mot", "--priority", "P1", "--json", "--dry-run", clock=lambda: now)
    assert json.loads(answer.stdout) == {
        "v": 1,
        "data": {
            "word": "mot",
            "priority": "P1",
            "level": 2,
            "title": "",
            "dry_run": True,
            "at": "2026-11-21T09:00:00+00:00",
        },
        "warnings": ["Mind the step."],
    }
    assert answer.stderr == ""


def test_warnings_go_to_stderr_for_people(probe):
    answer = probe("probe", "take", "mot", "--priority", "P1")
    assert (answer.stdout, answer.stderr) == ("mot\n", "attention : Mind the step.\n")


def test_the_dry_run_of_one_invocation_does_not_outlive_it(probe):
    words = ("probe", "take", "mot", "--priority", "P1", "--json")
    assert [probe(*words, *more).data["dry_run"] for more in [("--dry-run",), ()]] == [True, False]


def test_an_option_given_as_a_value_is_a_value(probe):
    answer = probe("probe", "take", "mot", "--priority", "P1", "--title", "--json")
    assert answer.stdout == "--json\n"


def test_folders_add_up_as_with_git(probe, tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert probe("-C", "a", "-C", "b", "probe", "where").stdout == f"{tmp_path / 'a' / 'b'}\n"
    assert probe("-C", "", "probe", "where").stdout == f"{tmp_path}\n"
    assert probe("probe", "where").stdout == f"{tmp_path}\n"


def test_a_folder_that_is_not_there_is_named(probe):
    answer = probe("-C", "nowhere", "probe", "where", "--json")
    assert answer.error["code"] == "folder_not_found"
    assert (answer.exit_code, "nowhere" in answer.error["message"]) == (66, True)


@pytest.mark.parametrize(
    ("words", "variable", "expected"),
    [
        ((), None, "erreur : "),
        ((), "en", "error: "),
        (("--lang", "en"), None, "error: "),
        (("--lang=en",), None, "error: "),
        (("--lang", "fr"), "en", "erreur : "),
    ],
)
def test_french_is_spoken_unless_english_is_asked_for(probe, words, variable, expected):
    surroundings = {"LANG": "en_GB.UTF-8", "CELYACTL_LANG": variable}
    assert probe("probe", "fail", "data", *words, env=surroundings).stderr.startswith(expected)
    assert probe("probe", "fail", "--bogus", *words, env=surroundings).stderr.startswith(expected)


def test_an_unknown_language_is_refused_wherever_it_comes_from(probe):
    for words, surroundings in [(["--lang", "de", "version"], {}), (["version"], {"CELYACTL_LANG": "de"})]:
        answer = probe(*words, env=surroundings)
        assert answer.exit_code == 2
        assert "--lang" in answer.stderr
        assert "fr, en" in answer.stderr


def test_sets_instants_and_broken_bytes_have_a_plain_form(probe):
    data = '{"when": "2026-11-21T09:00:00+00:00", "who": ["a", "b"], "odd": "a\\udc80"}'
    assert data in probe("probe", "raw", "--json").stdout


def test_a_table_in_a_pipe_is_whole_aligned_and_without_control_characters(probe):
    assert probe("probe", "list").stdout == (
        "Référence         Titre\nCEL-2611-4F7K2QX  Plus de tonalité au poste 12\nCEL-2611-AAAAAAA  \ufffd[31mrouge\n"
    )

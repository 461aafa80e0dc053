from __future__ import annotations

import os
import subprocess
import sys

import pytest
from typer.main import get_command

from celyactl.cli.commands import Noun, load
from celyactl.cli.help import TYPERS_OWN
from celyactl.cli.main import app
from celyactl.cli.registry import COMMANDS
from celyactl.i18n import gettext

HEAVY = ["pydantic", "rich", "jinja2", "ruamel", "ryaml", "git", "holidays", "sqlite3", "json", "celyactl.cli.version"]


def test_help_lists_every_noun_with_its_line(run):
    page = run("--help", "--lang", "en").stdout
    assert [name for name in COMMANDS if f"\n  {name} " not in page] == []


def test_one_process_shows_its_page_in_each_language(run):
    french, english, again = (run("--lang", language, "--help").stdout for language in ("fr", "en", "fr"))
    assert again == french
    assert "The language of the answer" in english
    assert "The language of the answer" not in french


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_help_and_version_import_nothing_heavy(words):
    code = f"import sys\nfrom celyactl.cli.main import main\nsys.argv[1:] = {words!r}\n"
    code += "try: main()\nexcept SystemExit: pass"
    code += f"\nprint(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    end = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert end.stderr.strip() == "[]"


def test_the_static_line_of_a_command_is_the_one_it_gives_itself():
    def differing(table):
        loaded = [(name, entry, load(name, entry)) for name, entry in table.items()]
        own = [name for name, entry, verb in loaded if verb.help.splitlines()[0] != gettext(entry.help)]
        return own + [name for _, entry, noun in loaded if entry.is_noun for name in differing(noun.lazy)]

    assert differing(COMMANDS) == []


def test_every_entry_of_the_table_loads_and_every_command_has_a_help():
    silent = []
    for name, entry in COMMANDS.items():
        command = load(name, entry)
        verbs = (
            [command.get_command(None, verb) for verb in command.list_commands(None)] if entry.is_noun else [command]
        )
        silent += [f"{name} {verb.name}" for verb in verbs if not verb.help]
    assert silent == []


def test_every_command_takes_json_and_language(probe):
    for words in [("probe",), ("probe", "take"), ("probe", "where")]:
        page = probe(*words, "--help", "--lang", "en").stdout
        assert "--json" in page
        assert "--lang" in page
    assert "--dry-run" in probe("probe", "take", "--help").stdout
    assert "--dry-run" not in probe("probe", "where", "--help").stdout


def test_the_usage_line_names_what_must_and_what_may_be_given(probe):
    page = probe("probe", "take", "--help", "--lang", "en").stdout
    assert page.startswith("Usage: celyactl probe take [OPTIONS] WORD\n")
    assert "--level NUMBER" in page
    assert "--title TEXT" in page


def test_a_noun_alone_shows_its_page_and_is_a_usage_error(probe):
    answer = probe("probe", env={"CELYACTL_LANG": "en"})
    assert answer.exit_code == 2
    assert "Commands:" in answer.stderr
    assert answer.stdout == ""


def test_the_shell_completes_nouns_verbs_and_options(probe_words):
    def completed(line: str) -> list[str]:
        words = {"_CELYACTL_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        end = subprocess.run(probe_words, env=os.environ | words, capture_output=True, text=True, check=True)
        return end.stdout.split()

    assert completed("celyactl pro") == ["probe"]
    assert completed("celyactl probe wh") == ["where"]
    assert completed("celyactl probe take --pri") == ["--priority"]
    assert completed("celyactl probe take --priority ") == ["P1", "P2"]


def test_typers_own_texts_are_among_those_we_translate():
    command = get_command(app)
    assert isinstance(command, Noun)
    completion = [option.help for option in command.params if "completion" in option.opts[0]]
    assert completion
    assert set(completion) <= set(TYPERS_OWN)

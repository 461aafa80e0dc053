"""What a person prefers, in `config.toml`: followed, told of by `doctor`, and never a reason to stop."""

from __future__ import annotations

import subprocess
import sys

import pytest
from furnishing import done_once
from terminals import at_a_terminal


@pytest.fixture
def config(monkeypatch, tmp_path):
    """The person's own file, empty; that of the system is `system.toml`, and not there."""
    monkeypatch.setattr("celyactl.store.machine.SYSTEM", tmp_path / "system.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "config" / "celyactl" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("")
    return path


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P3:1h:8h")
    desk.mine = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")["ref"]
    desk.other = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
    desk.ask("ticket", "assign", desk.mine, "nadia")
    return desk


def test_the_language_is_the_preferred_one_unless_another_is_asked_for(sold, config, monkeypatch):
    config.write_text('lang = "en"\n')
    assert sold.say("ticket", "list", "client:acme", "status:closed") == "No ticket.\n"
    assert "Aucun" in sold.say("ticket", "list", "status:closed", "--lang", "fr")
    monkeypatch.setenv("CELYACTL_LANG", "fr")
    assert "Aucun" in sold.say("ticket", "list", "status:closed")


def test_an_error_is_in_the_preferred_language_too(sold, config):
    config.write_text('lang = "en"\n')
    assert sold.run("ticket", "lost").stderr.startswith("error: ")


def test_the_file_of_the_person_lies_over_that_of_the_machine(sold, config, tmp_path):
    (tmp_path / "system.toml").write_text('lang = "en"\nview = "next"\n')
    config.write_text('lang = "fr"\n')
    data = sold.ask("doctor")
    assert data["language"] == "fr"
    assert [one["settings"] for one in data["configuration"]] == [{"lang": "en", "view": "next"}, {"lang": "fr"}]


def test_a_named_file_is_the_only_one(sold, config, monkeypatch, tmp_path):
    config.write_text('lang = "en"\n')
    (tmp_path / "own.toml").write_text('colour = "never"\n')
    monkeypatch.setenv("CELYACTL_CONFIG", str(tmp_path / "own.toml"))
    data = sold.ask("doctor")
    assert data["configuration"] == [
        {"path": str(tmp_path / "own.toml"), "settings": {"colour": "never"}, "read": True},
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('langue = "en"\n', "There is no setting langue; it counts for nothing ({path}). Did you mean lang?"),
        ('password = "x"\n', "Known settings: lang, pager, colour, view, instance, escalation.command, "),
        ("[escalation]\ncommande = []\n", "There is no setting escalation.commande"),
        ('lang = "de"\n', 'The setting lang is not understood ({path}). It looks like lang = "en".'),
        ("pager = 3\n", "The setting pager is not understood"),
        ('colour = "pink"\n', "The setting colour is not understood"),
        ('view = "@mine"\n', "The setting view is not understood"),
        ('view = "assignee:me prio<=P2"\n', "The setting view is not understood"),
        ("lang = \n", "The configuration of this machine can't be read: "),
        ("\udcff", "The configuration of this machine can't be read: "),
    ],
)
def test_a_mistake_is_told_and_stops_nothing(sold, config, text, words):
    config.write_bytes(text.encode("utf-8", "surrogateescape"))
    answer = sold.run("ticket", "list", "--json", "--lang", "en")
    assert (answer.exit_code, len(answer.data)) == (0, 2)
    (warning,) = answer.warnings
    assert words.format(path=config) in warning


def test_settings_that_are_right_are_followed_beside_one_that_is_not(sold, config):
    config.write_text('lang = "en"\ncolor = "never"\n')
    answer = sold.run("ticket", "list", "status:closed")
    assert (answer.exit_code, answer.stdout) == (0, "No ticket.\n")
    assert answer.stderr.startswith("warning: There is no setting color; it counts for nothing")
    assert "Did you mean colour" in answer.stderr


def test_the_settings_of_the_machine_are_known_beside_them(sold, config):
    config.write_text('instance = "bureau-1"\n[escalation]\ncommand = ["/bin/true"]\n')
    answer = sold.run("ticket", "list", "--json")
    assert (answer.exit_code, answer.warnings) == (0, [])


def test_a_pager_that_others_may_write_is_not_started(sold, config, tmp_path):
    config.write_text(f'pager = "touch {tmp_path / "started"}"\n')
    config.chmod(0o666)
    status, screen = at_a_terminal(sold, "ticket", "show", sold.mine, rows=4, PAGER="")
    assert (status, (tmp_path / "started").exists()) == (0, False)
    assert "chmod go-w" in " ".join(screen.split())


def test_the_preferred_pager_comes_before_that_of_the_shell(sold, config, tmp_path):
    config.write_text(f'pager = "tee {tmp_path / "paged"}"\n')
    at_a_terminal(sold, "ticket", "show", sold.mine, rows=4, PAGER="false")
    assert "Écho" in (tmp_path / "paged").read_text()


@pytest.mark.parametrize(("text", "is_bold"), [("", True), ('colour = "auto"', True), ('colour = "never"', False)])
def test_colour_is_a_matter_of_taste(sold, config, tmp_path, text, is_bold):
    config.write_text(f'{text}\npager = "tee {tmp_path / "paged"}"\n')
    at_a_terminal(sold, "ticket", "list", rows=3, NO_COLOR="")
    assert ("\x1b[1m" in (tmp_path / "paged").read_text()) == is_bold


def test_the_preferred_view_is_shown_to_a_person_who_asks_for_nothing_else(sold, config):
    config.write_text('view = "mine"\nlang = "en"\n')
    _status, screen = at_a_terminal(sold, "ticket", "list", columns=120)
    assert "Your view @mine; `celyactl ticket list status:open` shows all open tickets." in screen
    assert (sold.mine in screen, sold.other in screen) == (True, False)
    _status, screen = at_a_terminal(sold, "ticket", "list", "status:open", columns=120)
    assert (sold.mine in screen, sold.other in screen, "Your view" in screen) == (True, True, False)


def test_programs_and_pipes_get_the_open_tickets_whatever_is_preferred(sold, config):
    config.write_text('view = "mine"\n')
    assert len(sold.ask("ticket", "list")) == 2
    assert sold.other in sold.say("ticket", "list")
    assert sold.other in sold.say("ticket", "list", "--csv")


def test_a_view_that_the_desk_has_not_is_told_and_all_are_shown(sold, config):
    config.write_text('view = "lost"\nlang = "en"\n')
    status, screen = at_a_terminal(sold, "ticket", "list", columns=200)
    assert (status, sold.mine in screen, sold.other in screen) == (0, True, True)
    assert "warning: There is no view @lost" in screen


def test_doctor_says_what_is_followed(sold, config):
    config.write_text('lang = "en"\nview = "mine"\n')
    (line,) = [line for line in sold.say("doctor").splitlines() if line.startswith("configuration")]
    assert line.split(None, 1)[1] == f"{config}: lang = en, view = mine"
    config.write_text("lang = \n")
    answer = sold.run("doctor", "--lang", "en")
    assert f"{config}: can't be read" in answer.stdout
    config.write_text("")
    assert f"{config}: no preferences" in sold.say("doctor", "--lang", "en")


def test_without_a_file_nothing_is_imported_for_it():
    code = (
        "import sys\nfrom celyactl.cli.main import main\nsys.argv[1:] = ['--version']\n"
        "try: main()\nexcept SystemExit: pass\nprint(*sorted({'tomllib', 'socket'} & set(sys.modules)))"
    )
    end = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert end.stdout.splitlines()[-1] == ""

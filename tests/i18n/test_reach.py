"""A pseudo-translation marks every message: what a reader sees unmarked never passed through the catalogue."""

from __future__ import annotations

import pytest
import translations
from babel.messages.mofile import write_mo

from celyactl import i18n
from celyactl.cli import commands, main

MARK = "¤"


@pytest.fixture
def marked_french(tmp_path_factory, monkeypatch):
    locale = tmp_path_factory.mktemp("locale")
    catalogue = translations.template()
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = tuple(MARK + text for text in ids)
        message.string = strings if len(ids) > 1 else strings[0] if message.id else message.string
    (locale / "fr" / "LC_MESSAGES").mkdir(parents=True)
    with (locale / "fr" / "LC_MESSAGES" / "celyactl.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "_LOCALE", locale)
    _forget()
    yield
    _forget()


def _forget():
    """What was said with another catalogue."""
    i18n._catalogue.cache_clear()
    commands._built_in.cache_clear()
    main.built.cache_clear()


@pytest.mark.parametrize("words", [["--help"], ["version", "--help"]])
def test_every_text_of_a_help_page_is_translated(run, marked_french, words):
    page = run(*words).stdout
    english = [
        "Usage: ",
        "Options",
        "Commands",
        "[OPTIONS]",
        "COMMAND",
        "PATH",
        "env var:",
        "Show",
        "Install",
        "The ",
        "Answer",
    ]
    assert [text for text in english if page.count(text) != page.count(MARK + text)] == []


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["--lang", "de", "version"],
        ["version", "x"],
        ["version", "--bogus"],
        ["--lang", "fr"],
        ["version", "--lang"],
    ],
)
def test_every_text_of_a_usage_error_is_translated(run, marked_french, words):
    sentence = run(*words).stderr.removeprefix("erreur : ")
    what, todo = sentence.split(").", 1)
    assert what.startswith(MARK)
    assert todo.startswith(f" {MARK}")


def test_english_stays_english(run, marked_french):
    assert MARK not in run("--lang", "en", "--help").stdout

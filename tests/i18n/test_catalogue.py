from __future__ import annotations

from string import Formatter

import pytest
import translations

CATALOGUES = {path.parts[-3]: catalogue for path, catalogue in translations.catalogues()}
FRENCH = [message for message in CATALOGUES["fr"] if message.id]


def fields(text):
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def pairs(message):
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return [(ids[min(index, len(ids) - 1)], string) for index, string in enumerate(strings) if string]


def test_every_message_is_in_french():
    assert translations.missing(CATALOGUES["fr"]) == []


def test_the_catalogue_holds_nothing_that_the_code_no_longer_says():
    known = {(message.id, message.context) for message in translations.template()}
    assert [message.id for message in FRENCH if (message.id, message.context) not in known] == []


def test_translations_name_the_same_placeholders():
    assert [(a, b) for message in FRENCH for a, b in pairs(message) if fields(a) != fields(b)] == []


def test_translations_begin_and_end_with_the_same_space():
    def edges(text):
        return text[: len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")) :]

    assert [(a, b) for message in FRENCH for a, b in pairs(message) if edges(a) != edges(b)] == []


@pytest.mark.parametrize(
    "module",
    ["celyactl/cli/main.py", "celyactl/cli/options.py", "celyactl/errors/command_line.py", "celyactl/cli/help.py"],
)
def test_the_extraction_finds_docstrings_helps_errors_and_marks(module):
    places = {name for message in translations.template() for name, _line in message.locations}
    assert module in places

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from celyactl.cli import output
from celyactl.cli.json_form import NaiveInstantError, as_json
from celyactl.cli.main import prepared
from celyactl.cli.table import Table
from celyactl.cli.terminal import visible
from celyactl.render.terminal.columns import columns


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"é": "’"}, '{"é": "’"}'),
        (datetime(2026, 11, 21, 9, 0, 0, 250000, tzinfo=UTC), '"2026-11-21T09:00:00.250000+00:00"'),
        (date(2026, 11, 21), '"2026-11-21"'),
        (timedelta(hours=4), "14400"),
        (timedelta(milliseconds=1500), "1.5"),
        (frozenset({"b", "a"}), '["a", "b"]'),
        (Path("tickets/a"), '"tickets/a"'),
    ],
)
def test_values_have_one_plain_form(value, text):
    assert as_json(value) == text


def test_what_has_no_plain_form_is_refused():
    for value, error in [(object(), TypeError), (datetime(2026, 1, 1), NaiveInstantError), (float("nan"), ValueError)]:  # noqa: DTZ001 - naive on purpose
        with pytest.raises(error):
            as_json(value)


@pytest.mark.parametrize(("text", "count"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("電話", 4)])
def test_columns_are_counted_as_terminals_show_them(text, count):
    assert columns(text) == count


def test_a_table_aligns_what_terminals_show():
    table = Table(["a", "b"], [["電話", "x"], ["e\u0301", "y"]])
    assert table.plain() == "a     b\n電話  x\ne\u0301     y\n"


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x9b", "\r", "\u202e", "\u2066", "\u2028"])
def test_no_character_can_command_the_terminal(char):
    assert visible(f"a{char}b\tc\nd") == "a\ufffdb\tc\nd"
    assert char not in as_json({"title": f"a{char}b"})
    assert json.loads(as_json({"title": f"a{char}b"})) == {"title": f"a{char}b"}


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("latin-1", "l’été «\u202f4\u202fh\u202f» 日", "l'été « 4 h » ?"),
        ("ascii", "GTR ▓▓▓░░ dépassée… cœur", "GTR ###-- depassee. coeur"),
        ("utf-8", "▓▓ l’été", "▓▓ l’été"),
    ],
)
def test_a_stream_shows_something_like_what_it_lacks(encoding, text, shown):
    raw = io.BytesIO()
    stream = prepared(io.TextIOWrapper(raw, encoding=encoding))
    stream.write(text)
    stream.flush()
    assert raw.getvalue() == shown.encode(encoding)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


LONG = "erreur : la référence CEL-2611-4F7K2QE n’est pas la bonne ; les plus proches : CEL-2611-4F7K2QF"


def test_a_terminal_breaks_lines_between_words_and_a_pipe_never(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    screen, pipe = Terminal(), io.StringIO()
    for stream in (screen, pipe):
        output._write(stream, LONG)
    assert pipe.getvalue() == f"{LONG}\n"
    assert all(columns(line) <= 40 for line in screen.getvalue().splitlines())
    assert " ".join(screen.getvalue().split("\n")).strip() == LONG


def test_lines_that_follow_keep_the_indentation_of_the_first(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "30")
    screen = Terminal()
    output._write(screen, "  " + LONG)
    assert all(line.startswith("  ") for line in screen.getvalue().splitlines())

from __future__ import annotations

import io
import unicodedata
from enum import StrEnum

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from laws import law
from ruamel.yaml import YAML
from texts import AWKWARD, LONG, files, texts  # beside this file

from celyactl.errors.file import FileTooLarge, SameKeys, UnwritableText, ValueTooLong
from celyactl.store.yaml.bulk import read_bulk
from celyactl.store.yaml.canonical import write
from celyactl.store.yaml.strict import read
from celyactl.store.yaml.values import same, settled


class Priority(StrEnum):
    P2 = "P2"


def ruamel(text: str) -> object:
    return YAML(typ="safe", pure=True).load(io.StringIO(text, newline=""))


def test_a_ticket_is_written_one_way_only():
    ticket = {
        "format": 1,
        "priority": Priority.P2,
        "title": "Plus de tonalité — étage 2 😀",
        "phone": "06 12 34 56 78",
        "out_of_hours": True,
        "assignee": None,
        "aliases": [],
        "extra": {},
        "journal": [
            {"id": "01", "text": "Bonjour,\nplus rien ne sonne.\n", "after": []},
            {"id": "02", "text": "À l'étage\n\n  aussi", "after": ["01"], "who": {"2026-01-05": "a\r\nb"}},
        ],
        "nested": [[1, -2], ["x\ny\n\n"]],
    }
    assert write(ticket, "# yaml-language-server: $schema=../ticket.json") == (
        "# yaml-language-server: $schema=../ticket.json\n"
        "format: 1\n"
        "priority: P2\n"
        'title: "Plus de tonalité — étage 2 😀"\n'
        'phone: "06 12 34 56 78"\n'
        "out_of_hours: true\n"
        "assignee: null\n"
        "aliases: []\n"
        "extra: {}\n"
        "journal:\n"
        '  - id: "01"\n'
        "    text: |\n"
        "      Bonjour,\n"
        "      plus rien ne sonne.\n"
        "    after: []\n"
        '  - id: "02"\n'
        "    text: |-\n"
        "      À l'étage\n"
        "\n"
        "        aussi\n"
        "    after:\n"
        '      - "01"\n'
        "    who:\n"
        '      "2026-01-05": "a\\r\\nb"\n'
        "nested:\n"
        "  - - 1\n"
        "    - -2\n"
        "  - - |+\n"
        "      x\n"
        "      y\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("a\x85b", r'"a\u0085b"'),
        ("a\u2028b\nc", r'"a\u2028b\nc"'),
        ("\ufeff", r'"\ufeff"'),
        ("\U0001fffe", r'"\U0001fffe"'),
        ("\u202egnp.exe", r'"\u202egnp.exe"'),
        ("é\u0301", '"é\u0301"'),
        ("e\u0301", '"é"'),
        ("\u200e\u0301", r'"\u200e\u0301"'),
        ("15\u00a0€ \U0001f469\u200d\U0001f52c", '"15\u00a0€ \U0001f469\u200d\U0001f52c"'),
        (" a\nb", "|2-\n   a\n  b"),
        ("\n", r'"\n"'),
        ("a\n", r'"a\n"'),
    ],
)
def test_a_text_has_the_spelling_that_reads_back(text: str, spelt: str):
    assert write({"a": text}) == f"a: {spelt}\n"


def placed(some: list[str]) -> dict[str, object]:
    """Each text wherever one may stand."""
    told = {f"a{number}": text for number, text in enumerate(some)}
    return told | {f"b{number}": [text, {"c": text}] for number, text in enumerate(some)}


@example(LONG * 2)
@given(st.lists(texts, min_size=4, max_size=4))
@law(500)
def test_any_text_comes_back_through_ruamel_and_through_the_bulk_reader(some: list[str]):
    written = write(placed(some))
    expected = placed([unicodedata.normalize("NFC", text) for text in some])
    assert ruamel(written) == expected
    assert read_bulk(written.encode()) == expected
    assert unicodedata.is_normalized("NFC", written)


@pytest.mark.parametrize("text", AWKWARD)
def test_each_awkward_text_comes_back_as_value_and_as_key(text: str):
    data = {"a": text, "b": {"c": [text]}, "d": {text: 1}}
    written = write(data)
    assert ruamel(written) == settled(data)
    assert read_bulk(written.encode()) == settled(data)


@example({"a": LONG[0], "b": [{"c": LONG[1]}]})
@given(files)
@law(50)
def test_any_data_comes_back_through_both_readers_and_is_written_the_same_again(data: dict[str, object]):
    written = write(data, "# head")
    expected = settled(data)
    strict = read(written.encode(), "f.yaml").data
    assert same(strict, expected)
    assert list(strict) == list(expected)
    bulk = read_bulk(written.encode())
    assert bulk is not None
    assert same(bulk, expected)
    assert write(data, "# head") == written


@pytest.mark.parametrize("text", ["a\0b", "caf\udce9", "\ud83d\ude00"])
def test_what_is_no_character_is_refused_before_it_is_written(text: str):
    with pytest.raises(UnwritableText):
        write({"a": text})


@pytest.mark.parametrize("data", [{"k" * 1001: 1}, {"a": 2**63}, {"a": -(2**63) - 1}])
def test_what_no_reader_would_take_is_refused(data: dict[str, object]):
    with pytest.raises(ValueTooLong):
        write(data)


def test_nesting_ends_where_reading_ends():
    deep: object = 1
    for _ in range(31):
        deep = [deep]
    assert read(write({"a": deep}).encode(), "f").data == {"a": deep}
    assert read_bulk(write({"a": deep}).encode()) == {"a": deep}
    with pytest.raises(ValueTooLong):
        write({"a": [deep]})


def test_a_file_that_could_not_be_read_again_is_not_written():
    with pytest.raises(FileTooLarge):
        write({"a": "x" * (1 << 20)})


def test_two_keys_that_become_one_are_not_written():
    with pytest.raises(SameKeys):
        write({"é": 1, "e\u0301": 2})


@pytest.mark.parametrize("value", [1.5, b"x", object()])
def test_what_has_no_place_in_a_file_is_a_bug(value: object):
    with pytest.raises(TypeError):
        write({"a": value})

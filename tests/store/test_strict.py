from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import law
from texts import PIECES

from celyactl.errors.file import BadFile
from celyactl.store.yaml.strict import read

if TYPE_CHECKING:
    from celyactl.errors import Fault

pytestmark = pytest.mark.usefixtures("in_english")
LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))


def faults(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(BadFile) as refused:
        read(text if isinstance(text, bytes) else text.encode(), "t.yaml")
    assert refused.value.exit_code == 65
    return refused.value.faults


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        pytest.param("", "empty", 1, "git checkout -- t.yaml", id="empty"),
        pytest.param(" \n\n", "empty", 1, "celyactl doctor --fix", id="empty, blank"),
        pytest.param("# nothing\n", "empty", 1, "empty", id="empty, a comment"),
        pytest.param("---\n", "empty", 1, "empty", id="empty, a marker"),
        pytest.param("a: 1\nb: 2\na: 3\n", "duplicate_key", 3, '"a" is there twice, on lines 1 and 3', id="twice"),
        pytest.param("a:\n  - {b: 1, b: 2}\n", "duplicate_key", 2, '"a[0].b"', id="twice, in brackets"),
        pytest.param("é: 1\ne\u0301: 2\n", "duplicate_key", 2, "twice", id="twice, after normalisation"),
        pytest.param("a: 1\nphone: 0612345678\n", "ambiguous", 2, "0612345678 must be quoted", id="ambiguous"),
        pytest.param("a:\n\tb: 1\n", "tab", 2, "use spaces", id="tab"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", "tag", 1, "tags", id="tag"),
        pytest.param("a: ! x\n", "tag", 1, "tags", id="tag, bare"),
        pytest.param("!!map\na: 1\n", "tag", 1, "tags", id="tag, of the file"),
        pytest.param("a: &x 1\n", "anchor", 1, "anchors", id="anchor"),
        pytest.param("a: 1\nb: *x\n", "alias", 2, "aliases", id="alias"),
        pytest.param("[" * 5000, "depth", 1, "32", id="depth"),
        pytest.param("a: " + "{b: " * 5000, "depth", 1, "32", id="depth, mappings"),
        pytest.param("- " * 40 + "a\n", "depth", 1, "32", id="depth, dashes"),
        pytest.param("{" * 5000, "depth", 1, "32", id="depth, keys"),
        pytest.param("? " * 5000, "depth", 1, "32", id="depth, explicit keys"),
        pytest.param(b"a: 1\n" * (4 << 20), "too_large", 0, "1048576", id="too_large"),
        pytest.param(b"a: 1\nb: caf\xe9\n", "encoding", 2, "byte 11, probably ISO-8859-1", id="encoding"),
        pytest.param(b"a: \x9cuf\n", "encoding", 1, "Windows-1252", id="encoding, Windows"),
        pytest.param("a: 1\n".encode("utf-16"), "encoding", 1, "UTF-16", id="encoding, UTF-16"),
        pytest.param("%YAML 1.1\n---\na: 1\n", "directive", 1, "%YAML", id="directive"),
        pytest.param("# x\n\n%FOO bar\n---\na: 1\n", "directive", 3, "directives", id="directive, any"),
        pytest.param("a: 1\n---\nb: 1\n", "documents", 2, "one document", id="documents"),
        pytest.param("a: 1\n<<<<<<< HEAD\nb: 1\n", "conflict", 2, "celyactl conflicts", id="conflict"),
        pytest.param("a: 1\n=======\n", "conflict", 2, "unfinished merge", id="conflict, middle"),
        pytest.param("a: 1\n>>>>>>> theirs\n", "conflict", 2, "unfinished merge", id="conflict, end"),
        pytest.param("- a\n", "not_a_mapping", 1, "key: value", id="a list"),
        pytest.param('"a"\n', "not_a_mapping", 1, "key: value", id="a word"),
        pytest.param("a: 1\n? b\n: 2\n", "key", 2, "key", id="explicit key"),
        pytest.param("{a: 1, ? b : 2}\n", "key", 1, "key", id="explicit key in brackets"),
        pytest.param("a: 1\n[b]: 2\n", "key", 2, "key", id="list as a key"),
        pytest.param(": 1\n", "key", 1, "key", id="no key"),
        pytest.param("a:\n  <<: {b: 1}\n", "merge_key", 2, "merge", id="merge key"),
        pytest.param("12: 1\n", "ambiguous", 1, "12 must be quoted", id="number as a key"),
        pytest.param("no: 1\n", "ambiguous", 1, "no must be quoted", id="no as a key"),
        pytest.param('a: "\\ud83d"\n', "character", 1, "U+D83D", id="half a pair"),
        pytest.param('a: "x\\0"\n', "character", 1, "U+0000", id="escaped NUL"),
        pytest.param('"a\\0": 1\n', "character", 1, "U+0000", id="escaped NUL in a key"),
        pytest.param("a: 1\nb: x\x00\n", "character", 2, "U+0000", id="NUL"),
        pytest.param("a: x\u2028y\n", "character", 1, "U+2028", id="invisible line end"),
        pytest.param("a: 1\rb: 2\n", "character", 1, "U+000D", id="lone CR"),
        pytest.param('a: "b\n', "syntax", 2, "not valid YAML", id="unclosed"),
        pytest.param('a: "\\U00110000"\n', "syntax", 1, "not valid YAML", id="beyond Unicode"),
        pytest.param("a:\nb: 1\n", "no_value", 1, "null", id="no value"),
        pytest.param("a:\n  -\n  # x\n  - 1\n", "no_value", 2, "null", id="no item"),
    ],
)  # fmt: skip
def test_bad_text_is_named_with_its_line_and_what_to_do(text: str | bytes, code: str, line: int, said: str):
    first = faults(text)[0]
    assert (first.path, first.code, first.line) == ("t.yaml", code, line)
    assert said in first.message


AMBIGUOUS = (
    "0612345678 012 0o17 0x1F 0b101 1e3 1.5 .5 1. 1_000 12:30 1:30:00.5 192.168.1.1 18.20.2 +5 -0 00 +33612345678 "
    "2026-02-30 2026-11-07T09:12:00Z 2026-1-5 no No NO yes on Off y N ~ Null NULL True TRUE False .inf -.INF .NaN "
    "= << 9223372036854775808 -9223372036854775809"
)


@pytest.mark.parametrize("word", AMBIGUOUS.split())
def test_an_ambiguous_word_must_be_quoted(word: str):
    assert [(fault.code, fault.field, fault.line) for fault in faults(f"a: x\nb:\n  - {word}\n")] == [
        ("ambiguous", "b[0]", 3)
    ]
    assert read(f'b: "{word}"\n'.encode(), "f").data == {"b": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True), ("false", False), ("null", None), ("0", 0), ("-17", -17), ("9223372036854775807", 2**63 - 1),
        ("P2", "P2"), ("06 12 34 56 78", "06 12 34 56 78"), ("30m", "30m"), ("6AE", "6AE"), ("3 rue de la Paix",
        "3 rue de la Paix"),
        ("08:00-18:00", "08:00-18:00"), ("01DXY", "01DXY"), ("http://x.example/#a", "http://x.example/#a"),
        ("x # y", "x"), ("'no'", "no"),
        ("Ça va\n  bien", "Ça va bien"), (">\n  a\n  b\n", "a b\n"), ("[a, {b: c}]", ["a", {"b": "c"}]),
        ("|\n  <<<<<<< x\n", "<<<<<<< x\n"),
    ],
)  # fmt: skip
def test_a_word_that_every_yaml_reads_alike_may_stand(word: str, value: object):
    read_back = read(f"a: {word}\n".encode(), "f").data["a"]
    assert (read_back, type(read_back)) == (value, type(value))


def test_every_fault_is_named_at_once():
    found = faults("phone: 0612345678\nok: no\nphone: !x v\nz:\nlist:\n  - *a\n")
    assert [(fault.line, fault.field, fault.code) for fault in found] == [
        (1, "phone", "ambiguous"),
        (2, "ok", "ambiguous"),
        (3, "phone", "tag"),
        (3, "phone", "duplicate_key"),
        (4, "z", "no_value"),
        (6, "list[0]", "alias"),
    ]


def test_the_error_says_the_first_fault_and_how_many_more():
    with pytest.raises(BadFile, match=r"must be quoted.*\(t.yaml:1\).*2 more faults"):
        read(b"a: 012\nb: no\nc: 1e3\n", "t.yaml")


def test_every_tab_and_every_conflict_marker_is_named():
    assert [fault.line for fault in faults("a:\n\tb: 1\nc:\n  \td: 1\n")] == [2, 4]
    assert [fault.line for fault in faults("<<<<<<< a\na: 1\n||||||| b\n=======\na: 2\n>>>>>>> c\n")] == [1, 3, 4, 6]


@pytest.mark.parametrize("text", [LAUGHS, "a: &a [" + "*a, " * 20000 + "]\n"])
def test_aliases_are_refused_at_once(text: str):
    read(b"a: 1\n", "warm")
    begun = time.process_time()
    assert faults(text)[0].code == "anchor"
    assert time.process_time() - begun < 0.1


@pytest.mark.parametrize(("text", "said"), [(b"\xef\xbb\xbfa: 1\n", "byte order mark"), (b"a: 1\r\n", "Windows")])
def test_a_bom_and_crlf_are_accepted_with_one_warning(text: bytes, said: str):
    document = read(text, "f.yaml")
    assert document.data == {"a": 1}
    assert [said in warning for warning in document.warnings] == [True]


def test_crlf_in_a_literal_is_a_plain_line_end():
    assert read(b"a: |\r\n  x\r\n  y\r\n", "f").data == {"a": "x\ny\n"}


def test_a_field_knows_its_line():
    text = '# head\n\na: 1\n"b":\n  # note\n  - x\n  - t: |\n      t\n\n    z:\n      - 1\nc: {d: [1,\n  2]}\n'
    line = read(text.encode(), "f").line
    assert [line(("a",)), line(("b",)), line(("b", 0)), line(("b", 1)), line(("b", 1, "z", 0))] == [3, 4, 6, 7, 11]
    assert [line(("c", "d", 1)), line(()), line(("missing",)), line(("b", 1, "missing")), line(("b", 9))] == [
        13, 3, 3, 7, 4,
    ]  # fmt: skip
    assert line(("b", 1, "name_of_a_variant", "z")) == 10


def seconds(text: str) -> float:
    """How long it takes to read."""
    begun = time.process_time()
    with contextlib.suppress(BadFile):
        read(text.encode(), "f")
    return time.process_time() - begun


def rows(count: int) -> str:
    return "a:\n" + "  - b: [1, 2]\n" * count


def test_reading_is_linear_in_the_text():
    seconds(rows(10))
    assert seconds(rows(2000)) < 40 * seconds(rows(200))


@pytest.mark.parametrize("bracket", ["[", "{"])
def test_brackets_that_nobody_closes_do_not_wait_for_each_other(bracket: str):
    closed = f"a: [{'{b: 1}, ' * 1000}] # {bracket}"
    assert seconds(bracket * 5000) < seconds(closed)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(b"".join) | st.binary(max_size=40))
@law(250)
def test_no_text_brings_the_reader_down(blob: bytes):
    with contextlib.suppress(BadFile):
        read(blob, "f")

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from laws import law
from texts import PIECES, files  # beside this file

from celyactl.errors.file import BadFile
from celyactl.store.yaml.bulk import read_bulk
from celyactl.store.yaml.canonical import write
from celyactl.store.yaml.strict import read
from celyactl.store.yaml.values import same


def agrees(blob: bytes) -> bool:
    """Whether the bulk reader had nothing to say, or said what the strict reader says."""
    bulk = read_bulk(blob)
    if bulk is None:
        return True
    try:
        strict = read(blob, "f").data
    except BadFile:
        return False
    return same(bulk, strict) and repr(bulk) == repr(strict)


@given(files, st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.sampled_from(PIECES) | st.binary(max_size=2))))
@law(100)
@example({"a": {"b": "x"}}, [(0.2, 0, b"\n")])
def test_changed_text_is_read_as_the_strict_reader_reads_it_or_not_at_all(data, edits):
    blob = write(data, "# head").encode()
    for place, removed, put in edits[:3]:
        at = int(place * len(blob))
        blob = blob[:at] + put + blob[at + removed :]
    assert agrees(blob)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))
@law(600)
def test_text_made_of_pieces_is_read_as_the_strict_reader_reads_it_or_not_at_all(blob: bytes):
    assert agrees(blob)


@pytest.mark.parametrize(
    "text",
    [
        "", "# head\n", "a: 1", "a: 1\r\n", "\ufeffa: 1\n", "a: 1 # x\n", "a: 1\n# x\n", "a: 'b'\n", "a: b c\n",
        "a:\n- b\n", "a:\n    b: 1\n",
        "a: [1]\n", "a: no\n", "a: 012\n", "a: 1.5\n", "a: -0\n", "no: 1\n", "y: 1\n", "A: 1\n", "a:\n",
        "a:\nb: 1\n", "a: \n", "a: 1\n\nb: 2\n",
        "a: 1\na: 2\n", '"a": 1\na: 2\n', "a: &x 1\n", "a: *x\n", "a: !x 1\n", "--- \na: 1\n", "a: 1\n---\n",
        "a: 1\n  b: 2\n", "a:\n  - 1\n  b: 2\n",
        "a: |\n", "a: |\n b\n", "a: |\n\n  b\n", "a: |1\n b\n", "a: >\n  b\n", 'a: "\\x41"\n',
        'a: "\\u0041"\n', 'a: "\\ud83d\\ude00"\n', 'a: "\\0"\n', 'a: "b\n', "- 1\n",
        "a:\n  - \n", "a: 9223372036854775808\n", "?\n", '"e\u0301": 1\n', 'a: "\x85"\n', "a: {}\n b: 1\n",
        "a:\n  - 1\n  2\n", "a:\n  - - b\n    c\n",
        f"a: {'9' * 5000}\n", "{}\n",
    ],
)  # fmt: skip
def test_whatever_is_not_spelt_canonically_is_left_to_the_strict_reader(text: str):
    assert read_bulk(text.encode()) is None


def test_a_file_over_the_limit_is_left_to_the_strict_reader():
    assert read_bulk(b"a: 1\n" * (1 << 20)) is None


@pytest.mark.parametrize("deep", ["[]", "{}", "1"])
def test_the_limit_of_nesting_is_that_of_the_strict_reader(deep: str):
    for levels in range(28, 36):
        assert agrees(f"a:\n  {'- ' * levels}{deep}\n".encode())
    assert read_bulk(f"a:\n  {'- ' * 30}{deep}\n".encode()) is not None

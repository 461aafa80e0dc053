from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import law
from texts import files

from celyactl.errors.file import BadFile, CommentWouldMove
from celyactl.store.yaml.canonical import write
from celyactl.store.yaml.repair import fix
from celyactl.store.yaml.strict import read
from celyactl.store.yaml.values import same, settled


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("phone: 0612345678 # hers\n", 'phone: "0612345678" # hers\n'),
        ("a: [no, 012, 1e3, ok]\n", 'a: ["no", "012", "1e3", ok]\n'),
        ("no: 1\n12: x\n", '"no": 1\n"12": x\n'),
        ("a: 2026-02-30\n", 'a: "2026-02-30"\n'),
        ("a:\nb: # later\nc: ~\nd:\n  -\n  -\n", "a: null\nb: null # later\nc: null\nd:\n  - null\n  - null\n"),
        ("a: 99999999999999999999", 'a: "99999999999999999999"\n'),
        ("\ufeffa: 'x'\r\nb: 1\r\n", "a: 'x'\nb: 1\n"),
        ("a: 'x'\n\n# fine\nb: 1\n", "a: 'x'\n\n# fine\nb: 1\n"),
    ],
)
def test_what_is_ambiguous_becomes_the_text_that_stands_there(text: str, fixed: str):
    assert fix(text.encode(), "f") == fixed


def test_however_much_is_ambiguous_is_mended_and_what_is_not_is_said():
    many = "".join(f"k{number}: 0{number}\nn{number}:\n" for number in range(200))
    assert fix(many.encode(), "f") == re.sub(r": (0\d+)", r': "\1"', many).replace(":\n", ": null\n")
    with pytest.raises(BadFile) as refused:
        fix(f"{many}t: !x 1\n".encode(), "f")
    assert refused.value.faults[-1].code == "tag"
    assert len(refused.value.faults) <= 51


@pytest.mark.parametrize(
    ("text", "code"), [("a: no\na: 1\n", "duplicate_key"), ("a: !x 012\n", "tag"), ("a: [\n", "syntax")]
)
def test_what_only_a_person_can_mend_is_said(text: str, code: str):
    with pytest.raises(BadFile) as refused:
        fix(text.encode(), "f")
    assert code in {fault.code for fault in refused.value.faults}


def order(at: tuple[str | int, ...]) -> list[str]:
    return {(): ["a", "b", "list"], ("list", 0): ["id", "text"]}.get(at, [])


def test_keys_are_put_in_order_with_all_that_is_theirs():
    text = (
        "# head\n\nz: 1 # mine\nlist:\n  - text: |+\n      x\n\n    id: 1 # of the id\n  # about the second\n"
        "  - q: 1\n\n"
        "b:\n  # inside\n  - 1\na: {y1: 1, x: 2}\n"
    )
    assert fix(text.encode(), "f", order) == (
        "# head\n\na: {y1: 1, x: 2}\nb:\n  # inside\n  - 1\nlist:\n  - id: 1 # of the id\n    text: |+\n      x\n\n"
        "  # about the second\n  - q: 1\nz: 1 # mine\n"
    )


def test_a_file_in_order_is_left_alone_with_its_comments():
    text = "# head\n# more\na: 1\n\n# b\nb: 2\n# end\nzz: 1\n"
    assert fix(text.encode(), "f", order) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("b: 1\n# about a\na: 2\n", 2),
        ("# head\n# about b\nb: 1\na: 2\n", 2),
        ("b: 1\na: 2\n# under a\n", 3),
        ("a: 1\nlist:\n  - text: x\n    # about the id\n    id: 1\n", 4),
        ("b:\n  x: 1\n  # under x\na: 1\n", 3),
    ],
)
def test_order_that_would_cost_a_comment_its_key_is_refused(text: str, line: int):
    with pytest.raises(CommentWouldMove) as refused:
        fix(text.encode(), "f", order)
    assert refused.value.where == f"f:{line}"


@given(files, st.randoms())
@law(25)
def test_order_changes_no_data(data, random):
    ranks = sorted(data)
    random.shuffle(ranks)
    fixed = fix(write(data, "# head").encode(), "f", lambda at: ranks if not at else [])
    back = read(fixed.encode(), "f").data
    assert same(back, settled(data))
    assert list(back) == [settled(key) for key in ranks]
    assert fixed.startswith("# head\n")

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import law
from texts import files

from celyactl.errors.file import BadFile
from celyactl.store.yaml.canonical import write
from celyactl.store.yaml.rewrite import rewrite
from celyactl.store.yaml.strict import read
from celyactl.store.yaml.values import same, settled


class Priority(StrEnum):
    P1 = "P1"
    P2 = "P2"


EDITED = """\
# yaml-language-server: $schema=../ticket.json
# Ticket of the lift's telephone
title: 'Plus de tonalité'   # said Marie
priority: P2 # her word
phone: "0612345678"

# who does it
assignee: null
roles: [level1, 'manager']
sites:
- name: Paris   # head office
  # no lift there
  zone: FR
-   name: Metz
    zone: "FR-57"
journal:
    - id: "01"
      text: >
        folded
        text
      # see the mail of Monday
# the end
"""


def edited(change: object) -> str:
    """EDITED with its data changed by a function."""
    old = read(EDITED.encode(), "f").data
    new = read(EDITED.encode(), "f").data
    change(new)
    text = rewrite(EDITED.encode(), old, new, "f")
    assert same(read(text.encode(), "f").data, settled(new))
    return text


def test_a_changed_word_changes_one_line_and_keeps_its_comment():
    assert edited(lambda data: data.update(priority="P1")) == EDITED.replace("priority: P2 #", "priority: P1 #")


def test_a_changed_text_is_quoted_and_keeps_its_comment():
    text = edited(lambda data: data.update(title="Rétabli : oui"))
    assert text == EDITED.replace("'Plus de tonalité'   # said", '"Rétabli : oui"   # said')


def test_a_declared_word_is_written_plain_where_a_text_was():
    old = read(b"a: 'x' # y\n", "f").data
    assert rewrite(b"a: 'x' # y\n", old, {"a": Priority.P1}, "f") == "a: P1 # y\n"


def test_an_appended_entry_stands_after_the_last_and_its_comment():
    text = edited(lambda data: data["journal"].append({"id": "02", "text": "deux\nlignes\n", "after": []}))
    added = '    - id: "02"\n      text: |\n        deux\n        lignes\n      after: []\n'
    assert text == EDITED.replace("of Monday\n", f"of Monday\n{added}")


def test_a_new_key_stands_where_the_canonical_order_has_it():
    def change(data: dict[str, object]) -> None:
        items = list(data.items())
        items.insert(2, ("level", 2))
        items.insert(0, ("format", 1))
        data.clear()
        data.update(items)

    text = edited(change)
    assert text == EDITED.replace("title:", "format: 1\ntitle:").replace("phone:", "level: 2\nphone:")


def test_a_removed_item_leaves_its_comments():
    text = edited(lambda data: data["sites"].pop(0))
    assert text == EDITED.replace(
        "- name: Paris   # head office\n  # no lift there\n  zone: FR\n", "# head office\n# no lift there\n"
    )


def test_a_removed_first_key_of_an_item_leaves_the_dash():
    text = edited(lambda data: data["sites"][0].pop("name"))
    assert text == EDITED.replace(
        "- name: Paris   # head office\n  # no lift there\n  zone", "# head office\n# no lift there\n- zone"
    )


def test_a_list_in_brackets_stays_in_brackets():
    text = edited(lambda data: data["roles"].append("it"))
    assert text == EDITED.replace("[level1, 'manager']", "[level1, 'manager', \"it\"]")


def test_null_becomes_a_block_under_its_key():
    text = edited(lambda data: data.update(assignee={"id": "paul"}))
    assert text == EDITED.replace("assignee: null", 'assignee:\n  id: "paul"')


def test_a_block_becomes_a_word_and_its_comments_stay():
    text = edited(lambda data: data.update(sites=[]))
    assert "# head office\n# no lift there\nsites: []\njournal:" in text


def test_a_folded_text_is_replaced_whole():
    text = edited(lambda data: data["journal"][0].update(text="deux\nlignes"))
    assert text == EDITED.replace(">\n        folded\n        text", "|-\n        deux\n        lignes")


def test_a_text_that_would_swallow_what_follows_is_quoted():
    old = b'a: "x"  # y\n\n\nb: 1\n'
    assert rewrite(old, {"a": "x", "b": 1}, {"a": "x\ny\n\n", "b": 1}, "f") == 'a: "x\\ny\\n\\n"  # y\n\n\nb: 1\n'


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("{a: 1, 'b': x}\n", {"a": 2, "b": "x"}, "{a: 2, 'b': x}\n"),
        ("{a: 1,\n # c\n b: 2}\n", {"a": 3}, "# c\na: 3\n"),
        ("# c\na: 1\n", {"b": 1}, "# c\nb: 1\n"),
        ("a: 1 # c", {"a": 1, "b": 2}, "a: 1 # c\nb: 2\n"),
        ("a:\n- - u\n  - v\n- w\n", {"a": [["v"], "w"]}, "a:\n- - v\n- w\n"),
        ("a:\n  - b: 1 # d\n    c: # e\n      f: 1 # g\n", {"a": [{"c": {}}]}, "a:\n  # d\n  # g\n  - c: {}  # e\n"),
        ("b: 1\na: |\n  x\n  y", {"b": 2, "a": "x\ny"}, "b: 2\na: |-\n  x\n  y\n"),
        ("a: |+ # c\n  x\n\nb: 1\n", {"a": "y", "b": 1}, 'a: "y"  # c\nb: 1\n'),
        ("a:\n  # c\n  - x\n", {"a": ["w", "x"]}, 'a:\n  # c\n  - "w"\n  - x\n'),
        ("a:\n  # c\n  'x' # d\n", {"a": None}, "# c\n# d\na: null\n"),
    ],
)
def test_odd_but_valid_files_are_edited_too(old: str, new: dict[str, object], text: str):
    assert rewrite(old.encode(), read(old.encode(), "f").data, new, "f") == text


@pytest.mark.parametrize(
    "blob", [EDITED.encode(), b"\xef\xbb\xbfa: 1\r\n", b"{a: [1,2],\n\n b: 'x'}", "a: e\u0301 # NFD".encode()]
)
def test_without_a_change_every_byte_stays(blob: bytes):
    data = read(blob, "f").data
    assert rewrite(blob, data, data, "f").encode() == blob


def test_a_change_normalises_bom_and_line_ends():
    assert rewrite(b"\xef\xbb\xbfa: 'x'\r\nb: 1\r\n", {"a": "x", "b": 1}, {"a": "x", "b": 2}, "f") == "a: 'x'\nb: 2\n"


def test_a_canonical_file_stays_canonical():
    old, new = {"a": Priority.P1, "b": [1]}, {"a": Priority.P2, "c": "x", "b": [1, {"d": "y"}]}
    assert rewrite(write(old, "# head").encode(), old, new, "f") == write(new, "# head")


def test_a_file_that_is_not_valid_is_not_rewritten():
    with pytest.raises(BadFile):
        rewrite(b"a: 012\n", {"a": "012"}, {"a": "013"}, "f")


def decorated(text: str, seed: int) -> str:
    """Canonical text as people leave it: comments on and between lines, and blank lines."""
    lines: list[str] = []
    block = None  # the column above which the lines of a literal begin
    for number, line in enumerate(text.splitlines()):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (not line.strip() or indent > block):
            lines.append(line)
            continue
        choice = seed >> (number * 2 % 60) & 3
        before = {1: [f"{' ' * indent}# c{number}"], 2: [""] * ("|+" not in text and "|2+" not in text)}
        lines += before.get(choice, [])
        lines.append(f"{line} # d{number}" if choice == 3 else line)
        dashes = len(re.match(r" *((?:- )*)", line)[1])
        is_literal = re.search(r"(^|: |- )\|\d?[-+]?$", line)
        block = indent + dashes - 2 * bool(re.fullmatch(r" *(- )+\|\d?[-+]?", line)) if is_literal else None
    return "\n".join(lines) + "\n"


def remarks(text: str) -> Counter[str]:
    return Counter(re.findall(r"# [cd]\d+$", text, re.MULTILINE))


@given(files, files, st.integers(0, 2**60), st.booleans())
@law(40)
def test_any_change_to_a_commented_file_reads_back_and_keeps_all_comments(first, second, seed, merge):
    blob = decorated(write(first, "# head"), seed).encode()
    old = read(blob, "f").data
    assert same(old, settled(first))
    new = {**first, **second} if merge else second
    text = rewrite(blob, first, new, "f")
    assert same(settled(read(text.encode(), "f").data), settled(new))
    assert remarks(text) >= remarks(blob.decode())
    assert rewrite(blob, first, dict(reversed(first.items())), "f").encode() == blob

"""What files are tried with: texts that YAML likes to spoil, data made of them, and changes to written text."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from hypothesis import strategies as st

from celyactl.store.yaml.values import nfc


class Word(StrEnum):
    P2 = "P2"
    IN_PROGRESS = "in_progress"
    THIRD_PARTY = "third-party"
    NO = "no"
    CODE = "012"


AWKWARD: Final = [
    "", " ", "\n", "\n\n", "\t", "no", "yes", "on", "y", "~", "null", "true", "012", "1e3", "1.5", "0x1F",
    "1_000", "12:30",
    "06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "2026-02-30", "2026-11-07T09:12:00+01:00", "=", "<<",
    "---", "...",
    "# pas un commentaire", "a # b", "a: b", "- a", "-", "? a", "[", "{}", "*a", "&a", "!x", "%YAML 1.1", "|",
    "> x", "@", "`",
    "\x80\x9f", "\x85", "a\x85b", "a\u2028b\u2029", "\ufeffa", "\x7f", "\x1b[31m", "a\rb", "a\r\nb\r\n", "\r",
    "a\n\rb",
    "e\u0301", "\u0301", "\u0338=", "\u200e\u0301", "e\u200e\u0301\u0338", "\U0001f600",
    "\U0001f469\u200d\U0001f52c", "\ufffd", "\ufffe",
    "\U0001ffff", "\\U0001F600", "\\u0041", '\\"', "\\", "a\u00a0b\u202fc", "a\nb", "a\nb\n", "a\nb\n\n",
    " a\nb", "\ta\n\tb", "\n\na\nb",
    "a\n   \nb", "a\n   ", "a  \nb \n", "-- \nPaul\n", "<<<<<<< x\n=======\n>>>>>>> y\n", "---\n...\n---\n",
    "a\n\u0301b\n",
    "a\n#b\n  # c\n", "  \n \na", "a\n\n  \n", "\u202egnp.exe",
]  # fmt: skip

LONG: Final = ["\n".join(["a # " * 1500] * lines) for lines in (1, 2)]
"""Dear to read, and always the same two: `example` names them, and few random cases are made of them."""

awkward = st.integers(0, len(AWKWARD) - 1).map(lambda place: AWKWARD[place])
texts = st.one_of(
    st.integers(0, len(AWKWARD) + len(LONG) - 1).map(lambda place: [*AWKWARD, *LONG][place]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
    st.text("ab \n\t\r:#-'\"\\|>é\u0301\x85\u2028", max_size=20),
    st.lists(awkward, min_size=2, max_size=4).map("".join),
    st.lists(awkward, min_size=2, max_size=4).map("\n".join),
)
keys = st.one_of(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), awkward)
scalars = st.one_of(texts, st.integers(-(2**63), 2**63 - 1), st.booleans(), st.none(), st.sampled_from(Word))


def mappings(inner: st.SearchStrategy[object], **sizes: int) -> st.SearchStrategy[dict[str, object]]:
    return st.lists(st.tuples(keys, inner), unique_by=lambda entry: nfc(entry[0]), **sizes).map(dict)


values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | mappings(inner, max_size=4), max_leaves=12)
files = mappings(values, min_size=1, max_size=5)

# what changes the meaning of a line when it gets between
PIECES = [
    b"\n", b" ", b"  ", b"- ", b": ", b":", b'"', b"\\", b"#", b" # x", b"|", b"|-", b"|2", b"&a", b"*a", b"!x",
    b"{}", b"[]", b"[", b"no",
          b"012", b"1e3", b"-0", b"~", b"null", b"<<", b"\t", b"\r", b"\r\n", b"\xef\xbb\xbf", b"\xe9", b"\0",
          b"---\n", b"...\n", b"%", b"? ", b"'",
          b"\xe2\x80\xa8", b"\xc2\x85", b"a", b"Z9", b"\\ud83d", b"\\U0001F600", b"\\x41", b"\\0", b"e\xcc\x81",
          b"99999999999999999999", b"key: 1\n",
          b"\n\n", b"\n  ", b"\n    ", b"\n   ", b"y: 1\n", b"a: 1\na: 2\n",
]  # fmt: skip

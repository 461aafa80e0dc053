"""Bad input, rows 1 to 19: what a file may be and is not. The words are free; the facts in them are not."""

from __future__ import annotations

import re
import time
from typing import NamedTuple

import pytest
from furnishing import done_once


class Bad(NamedTuple):
    """What becomes of a ticket's text, and what must be said of it: `{path}` and `{line}` stand for where it is."""

    row: int
    text: str | bytes
    new: str | bytes
    facts: tuple[str, ...]
    code: str


WHOLE = ""
"""Instead of a part: the whole file is replaced."""

ROWS = [
    Bad(1, WHOLE, b"", ("celyactl doctor --fix", "git checkout -- {path}"), "empty"),
    Bad(1, WHOLE, b"# nothing\n", ("celyactl doctor --fix",), "empty"),
    Bad(2, "priority: P2\n", "priority: P2\npriority: P1\n", ("priority", "10", "11", ":11"), "duplicate_key"),
    Bad(3, "origin: phone", "origin: phone\ncaller: 0612345678", (":13", '"0612345678"', "check --fix"), "ambiguous"),
    Bad(4, 'opened_at: "2026-11-23T', 'opened_at: "2026-02-30T', (":13", "-02-30", "2026-02-28"), "impossible_date"),
    Bad(5, '09:00:00+01:00"\njournal', '09:00:00"\njournal', (":13", "2026-11-23T09:00:00+01:00"), "missing_offset"),
    Bad(6, "  - type: open\n    id", "  - type: open\n\tid", (":16",), "tab"),
    Bad(7, "priority: P2\n", 'priority: !!python/object/apply:os.system ["id"]\n', (":10", "!"), "tag"),
    Bad(7, "priority: P2\n", "priority: !x P2\n", (":10", "!"), "tag"),
    Bad(8, "priority: P2\n", "priority: &a P2\n", (":10", "&"), "anchor"),
    Bad(8, "priority: P2\n", "priority: P2\ntitle: *a\n", (":11", "*"), "alias"),
    Bad(9, "priority: P2\n", "priority: " + "[" * 5000 + "\n", (":10", "32"), "depth"),
    Bad(10, WHOLE, b"a: " + b"x" * (20 << 20) + b"\n", ("20971524", "1048576"), "too_large"),
    Bad(11, "tonalité", "tonalité".encode("latin-1"), (":5", "ISO-8859-1", "161"), "encoding"),
    Bad(13, "# yaml", "%YAML 1.1\n---\n# yaml", (":1", "%YAML"), "directive"),
    Bad(14, "format: 1\n", "format: 1\n---\nformat: 1\n", (":3",), "documents"),
    Bad(15, "priority: P2\n", "prioritty: P2\n", (":10", "prioritty", "priority"), "unknown_field"),
    Bad(16, "priority: P2\n", "priority: P9\n", (":10", "P9", "P1, P2, P3, P4"), "not_allowed"),
    Bad(17, 'ref: "CEL-2611-', 'ref: "CEL-2612-', (":3", "{ref}", "CEL-2612-"), "reference_differs"),
    Bad(18, "priority: P2\n", "<<<<<<< ours\npriority: P2\n=======\npriority: P1\n>>>>>>> theirs\n",
        (":10", "celyactl conflicts"), "conflict"),
    Bad(19, "priority: P2\nlevel: 2\n", "priority: P1\nlevel: 2\n", (":10", "P1", "P2", "celyactl adopt"),
        "header_differs"),
]  # fmt: skip
NAMED = [f"row {bad.row}: {bad.code}" for bad in ROWS]


@pytest.fixture
@done_once
def ref(desk) -> str:
    desk.sell("acme-2026")
    words = ("--contract", "acme-2026", "--title", "Plus de tonalité", "--priority", "P2")
    return desk.ask("ticket", "new", *words)["ref"]


def path_of(ref: str) -> str:
    return f"tickets/2026/11/{ref}.yaml"


def spoil(desk, path: str, bad: Bad) -> None:
    """Commit the file as somebody does who edits by hand and looks at nothing."""
    text = (desk.path / path).read_bytes()
    old, new = (part.encode() if isinstance(part, str) else part for part in (bad.text, bad.new))
    assert text.count(old) >= 1, text.decode()
    (desk.path / path).write_bytes(text.replace(old, new, 1) if old else new)
    desk.git("commit", "-qm", "by hand", "--", path)


def state(desk) -> tuple[str, str]:
    return desk.git("rev-parse", "HEAD"), desk.git("status", "--porcelain")


def facts_of(bad: Bad, ref: str) -> list[str]:
    return [fact.format(path=path_of(ref), ref=ref) for fact in bad.facts]


@pytest.mark.parametrize("bad", ROWS, ids=NAMED)
@pytest.mark.parametrize(("language", "word"), [("fr", "erreur : "), ("en", "error: ")])
def test_a_command_that_needs_the_file_says_what_is_wrong_where_and_what_to_do(desk, ref, bad, language, word):
    spoil(desk, path_of(ref), bad)
    before = state(desk)
    for verb in (("ticket", "show", ref), ("ticket", "note", ref, "vu")):
        answer = desk.run(*verb, "--lang", language)
        assert answer.exit_code == 65, answer.stderr
        assert answer.stdout == ""
        assert answer.stderr.startswith(word)
        assert path_of(ref) in answer.stderr
        assert "Traceback" not in answer.stderr
        for fact in facts_of(bad, ref):
            assert fact in answer.stderr, answer.stderr
    assert state(desk) == before


def test_the_short_form_of_a_ticket_that_can_t_be_read_leads_to_what_is_wrong_with_it(desk, ref):
    spoil(desk, path_of(ref), ROWS[-1])
    for verb in (("show", ref[-7:]), ("show", ref[-7:-2]), ("note", ref[-7:], "vu")):
        answer = desk.run("ticket", *verb)
        assert (answer.exit_code, path_of(ref) in answer.stderr) == (65, True), answer.stderr


@pytest.mark.parametrize("bad", ROWS, ids=NAMED)
def test_programs_are_told_the_same_with_every_fault(desk, ref, bad):
    spoil(desk, path_of(ref), bad)
    error = desk.refused("ticket", "show", ref)
    assert error["exit"] == 65
    assert error["code"] == "bad_file"
    assert bad.code in {fault["code"] for fault in error["faults"]}
    assert {fault["path"] for fault in error["faults"]} == {path_of(ref)}


@pytest.mark.parametrize("bad", ROWS, ids=NAMED)
def test_check_exits_1_and_the_list_names_the_file_at_its_foot(desk, ref, bad):
    other = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Autre")["ref"]
    spoil(desk, path_of(ref), bad)
    before = state(desk)
    answer = desk.run("check", "--json")
    assert answer.exit_code == 1
    assert bad.code in {one["code"] for one in answer.data["findings"] if one["path"] == path_of(ref)}
    listed = desk.run("ticket", "list")
    assert listed.exit_code == 0, listed.stderr
    assert other in listed.stdout
    assert path_of(ref) in listed.stdout
    assert other in [row["ref"] for row in desk.ask("ticket", "list")]
    assert state(desk) == before


def test_check_tells_all_faults_of_all_files_at_once(desk, ref):
    path = desk.path / path_of(ref)
    text = path.read_text().replace("priority: P2\n", "priority: P9\n", 1).replace("kind: incident", "kind: panne", 1)
    path.write_text(text.replace("level: 2\n", "level: 9\nlvl: 2\n", 1))
    company = desk.read("desk.yaml")
    (desk.path / "desk.yaml").write_text(company.replace("language: fr", "language: de"))
    desk.git("commit", "-qam", "by hand")
    found = desk.run("check", "--json").data["findings"]
    assert [(one["field"], one["line"]) for one in found if one["path"] == path_of(ref)] == [
        ("kind", 8),
        ("priority", 10),
        ("level", 11),
        ("lvl", 12),
    ]
    assert {one["field"] for one in found if one["path"] == "desk.yaml"} == {"language"}


def test_a_billion_laughs_is_refused_within_a_tenth_of_a_second(desk, ref):
    laughs = "a0: &a0 ha\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))
    spoil(desk, path_of(ref), Bad(8, WHOLE, laughs.encode(), (), "anchor"))
    desk.run("ticket", "show", ref)  # what is imported is imported
    started = time.monotonic()
    answer = desk.run("ticket", "show", ref)
    assert answer.exit_code == 65
    assert time.monotonic() - started < 0.5  # the reading alone is held to a tenth in the codec's tests


@pytest.mark.parametrize("odd", ["bom", "crlf"])
def test_row_12_a_byte_order_mark_or_windows_line_ends_are_accepted_and_go_with_the_next_write(desk, ref, odd):
    path = desk.path / path_of(ref)
    clean = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + clean if odd == "bom" else clean.replace(b"\n", b"\r\n"))
    desk.git("commit", "-qam", "from Windows")
    answer = desk.run("ticket", "show", ref, "--lang", "en")
    assert answer.exit_code == 0
    assert len(re.findall("^warning: .*", answer.stderr, re.MULTILINE)) == 1, answer.stderr
    assert path_of(ref) in answer.stderr
    assert desk.run("check").exit_code == 0
    assert desk.run("ticket", "list").exit_code == 0
    desk.ask("ticket", "note", ref, "vu")
    assert path.read_bytes().startswith(clean[:20])
    assert b"\r" not in path.read_bytes()
    assert desk.git("status", "--porcelain") == ""


def test_row_3_a_telephone_without_quotes_is_quoted_by_check_fix(desk, ref):
    path = "contracts/acme/client.yaml"
    text = desk.read(path)
    number = re.search(r'"(\+33 4 67[^"]*)"', text)[0]
    (desk.path / path).write_text(text.replace(number, "0612345678"))
    desk.git("commit", "-qam", "by hand")
    error = desk.refused("client", "show", "acme")
    assert (error["exit"], error["faults"][0]["code"]) == (65, "ambiguous")
    desk.run("check", "--fix")
    assert '"0612345678"' in desk.read(path)
    desk.ask("adopt")
    assert desk.run("check").exit_code == 0
    assert desk.ask("client", "show", "acme")["contacts"][0]["phones"] == ["0612345678"]


def test_several_faults_are_counted_and_each_is_told_once(desk, ref):
    path = path_of(ref)
    desk.edit(path, "\npriority: P2", "\npriority: P9\nprioritty: P1")
    said = desk.run("ticket", "show", ref, "--lang", "en").stderr.splitlines()
    assert said[0] == f"error: 2 faults in the file ({path})."
    assert len(said) == 3
    assert sum("P9" in line for line in said) == 1


def test_one_fault_is_told_in_one_line(desk, ref):
    desk.edit(path_of(ref), "\npriority: P2", "\npriority: P9")
    [said] = desk.run("ticket", "show", ref, "--lang", "en").stderr.splitlines()
    assert f"({path_of(ref)}:10)" in said


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('"P2', "this does not fit the lines before"),
        ("'P2", "quotation marks that open on line 10 are never closed"),
        ("[P2", "brackets that opens on line 10"),
        ("{a: P2", "braces that open on line 10"),
        ("a: b", "a second `: `"),
        ("%x", "can't begin with this character"),
        ('"\\q"', "means nothing"),
        ('"a" b', "does not fit the lines before"),
        ("]", "a value was expected here"),
        ("|x", "on the next line"),
    ],
)
def test_broken_yaml_is_told_in_the_reader_s_words(desk, ref, broken, said):
    desk.edit(path_of(ref), "\npriority: P2", f"\npriority: {broken}")
    told = desk.run("ticket", "show", ref, "--lang", "en").stderr
    assert said in told
    assert "expected '" not in told

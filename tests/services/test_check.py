"""`check`: every fault of every file at once, and what it lets pass."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desk_sample import (
    OPENED,
    PATH,
    REF,
    client,
    company,
    contract,
    entry_id,
    facts,
    files,
    journal,
    ticket,
)
from msgspec.structs import replace

from celyactl.domain.entries.field import Intervention
from celyactl.domain.entries.lifecycle import Close, Start
from celyactl.domain.fold import fold, tell, written
from celyactl.domain.reference import check_character
from celyactl.domain.words import Mode
from celyactl.services.checking.check import File, check
from celyactl.store.records import dump

CLIENT, CONTRACT, DESK = "contracts/acme/client.yaml", "contracts/acme/acme-2026.yaml", "desk.yaml"


pytestmark = pytest.mark.usefixtures("in_english")


def told(findings):
    return [(one.path, one.field, one.code) for one in findings]


def with_file(path, blob=b"x", mode="100644"):
    return sorted([*files(), File(path, mode, blob)], key=lambda file: file.path.encode())


def test_a_desk_that_is_well_has_no_findings():
    assert check(files()) == []


def test_files_of_others_are_not_judged():
    assert check(with_file("src/run.sh", mode="100755")) == []
    assert check(with_file("docs/\xe9.md")) == []


@pytest.mark.parametrize(
    ("mode", "noun"), [("120000", "symbolic link"), ("160000", "submodule"), ("100755", "executable")]
)
@pytest.mark.parametrize("path", ["tickets/2026/11/CEL-2611-0000000.yaml", "templates/x.txt", "contracts/evil"])
def test_only_plain_files_are_accepted_under_the_layout(path, mode, noun):
    [finding] = check(with_file(path, b"/etc/passwd", mode))
    assert (finding.path, finding.code, finding.severity) == (path, "not_a_plain_file", "error")
    assert noun in finding.message
    assert "0644" in finding.message


@pytest.mark.parametrize(
    "path", ["tickets/2026/notes.txt", "contracts/acme/.x.yaml.swp", "contracts/acme/x/y.yaml", ".celyactl/run.sh"]
)
def test_a_file_that_does_not_fit_the_layout_is_unexpected(path):
    assert told(check(with_file(path))) == [(path, "", "unexpected_file")]


def test_names_equal_after_normalisation_are_told_from_both_sides():
    composed, decomposed = "templates/caf\u00e9.txt", "templates/cafe\u0301.txt"
    found = check([*with_file(composed), File(decomposed, "100644", b"")])
    same = [one for one in found if one.code == "same_name"]
    assert {one.path for one in same} == {composed, decomposed}
    assert all(composed in one.message and decomposed in one.message for one in same)


def test_case_alone_does_not_tell_files_apart():
    found = check(with_file(PATH.lower()))
    assert (PATH, "", "same_name") in told(found)


def test_a_desk_without_its_file_says_how_to_get_it_back():
    [finding] = [one for one in check([]) if one.code == "no_desk"]
    assert "git checkout -- desk.yaml" in finding.message


def test_all_faults_of_all_files_come_at_once():
    texts = {
        "desk": dump(company()).replace(b'prefix: "CEL"', b'prefix: "cel"'),
        "client": dump(client()).replace(b"legal: professional", b"legal: pro"),
        "contract": dump(contract()).replace(b"months: 12", b"months: 0", 1),
        "ticket": dump(ticket()).replace(b"priority: P2", b"priority: P9"),
    }
    assert told(check(files(**texts))) == [
        (CONTRACT, "months", "out_of_range"),
        (CLIENT, "legal", "not_allowed"),
        (DESK, "prefix", "bad_prefix"),
        (PATH, "priority", "not_allowed"),
        (PATH, "journal[0].priority", "not_allowed"),
    ]


def test_names_in_a_file_that_can_not_be_read_are_not_asked_for():
    assert told(check(files(client=b"", desk=b""))) == [(CLIENT, "", "empty"), (DESK, "", "empty")]


def test_the_reference_and_the_files_name_must_agree():
    other = dump(ticket("CEL-2611-4F7K2RC"))
    [finding] = check(files(ticket=other))
    assert (finding.field, finding.code) == ("ref", "reference_differs")
    assert REF in finding.message
    assert "CEL-2611-4F7K2RC" in finding.message


def test_a_wrong_check_character_is_found():
    ref = f"{REF[:-1]}0"
    found = check([*files()[:-1], File(f"tickets/2026/11/{ref}.yaml", "100644", dump(ticket(ref)))])
    assert [(one.field, one.code) for one in found] == [("ref", "check_character")]
    assert "E is expected" in found[0].message


def test_a_reference_carries_the_month_of_its_opening():
    ref = "CEL-2610-4F7K2Q" + check_character("26104F7K2Q")
    found = check([*files()[:-1], File(f"tickets/2026/11/{ref}.yaml", "100644", dump(ticket(ref)))])
    assert [(one.field, one.code) for one in found] == [("ref", "reference_month")]


def test_a_header_that_differs_from_the_journal_names_the_field_and_both_values():
    text = dump(ticket()).replace(b"status: resolved", b"status: closed")
    [finding] = check(files(ticket=text))
    assert (finding.line, finding.field, finding.code) == (9, "status", "header_differs")
    for word in ("closed", "resolved", "celyactl adopt"):
        assert word in finding.message


def test_an_entry_that_the_lifecycle_refuses_is_a_warning():
    twice = tell(ticket(), [Close(**facts(6)), Close(**facts(7))])
    [finding] = check(files(ticket=dump(twice)))
    assert (finding.field, finding.code, finding.severity) == ("journal[7]", "impossible_transition", "warning")
    assert "close" in finding.message


def test_an_act_dated_before_the_opening_is_a_warning():
    early = tell(ticket(), [Start(**facts(6, at=OPENED - timedelta(hours=1)))])
    [finding] = check(files(ticket=dump(early)))
    assert (finding.field, finding.code, finding.severity) == ("journal[6].at", "before_opening", "warning")


def test_a_window_turned_round_is_an_error():
    work = Intervention(
        **facts(6), mode=Mode.REMOTE, start=OPENED, end=OPENED - timedelta(minutes=1), summary="Relance"
    )
    [finding] = check(files(ticket=dump(tell(ticket(), [work]))))
    assert (finding.field, finding.code, finding.severity) == ("journal[6].end", "end_before_start", "error")


def test_entries_that_come_after_each_other_are_an_error():
    one = Start(**facts(6, after=(entry_id(7),)))
    other = Start(**facts(7, after=(entry_id(6),)))
    entries = (*journal(), one, other)
    made = written(fold(REF, entries[0].id, entries).header, entries)
    assert {one.code for one in check(files(ticket=dump(made)))} == {"circle"}


def test_two_tickets_with_one_reference_or_uid_are_told():
    december = File(PATH.replace("/11/", "/12/"), "100644", dump(ticket()))
    found = check([*files(), december])
    assert {(one.path, one.field, one.code) for one in found} == {(december.path, "opened_at", "month_differs")}
    twin = replace(december, path=f"tickets/2026/11/{'CEL-2611-4F7K2RC'}.yaml", blob=dump(ticket("CEL-2611-4F7K2RC")))
    found = check([*files(), twin])
    assert (twin.path, "uid", "not_unique") in told(found)


def test_a_newer_format_is_a_warning():
    text = dump(ticket()).replace(b"format: 1", b"format: 2")
    [finding] = check(files(ticket=text))
    assert (finding.severity, finding.path) == ("warning", PATH)
    assert "format 2" in finding.message


def test_the_work_trees_own_findings_come_after_and_say_so():
    bad = dump(ticket()).replace(b"status: resolved", b"status: closed")
    worse = bad.replace(b"priority: P2", b"priority: P9", 1)
    committed, edited = files(ticket=bad), files(ticket=worse)
    found = check(committed, edited)
    assert [(one.code, one.committed) for one in found] == [("header_differs", True), ("not_allowed", False)]
    assert check(files(), files()) == []

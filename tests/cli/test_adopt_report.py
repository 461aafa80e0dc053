"""A report's word and recommendations are edited by hand and adopted; its journal and what it is of are not."""

from __future__ import annotations

from datetime import date

import pytest
from furnishing import done_once

from celyactl.domain.correspondence import Correspondence
from celyactl.domain.report import Approve, Report
from celyactl.domain.words import Channel, Visibility
from celyactl.errors.file import BadFile
from celyactl.store import handiwork, records
from celyactl.store.repository import Repository

PATH = "contracts/acme/reports/2026.acme-2026.yaml"
RECOMMENDED = 'recommendations:\n  - rule: "end-of-life"\n    about: "ipbx"\n    decision: accepted\n'


@pytest.fixture
@done_once
def report(desk):
    """A desk with an approved report, without a word."""
    desk.sell("acme-2026", "--start", "2026-01-01")
    approval = Approve(
        id="01M9Z000000000000000000001",
        at=desk.now,
        recorded=desk.now,
        by="nadia",
        channel=Channel.CLI,
        visibility=Visibility.INTERNAL,
        after=(),
        commit=desk.git("rev-parse", "HEAD"),
        figures="a" * 64,
    )
    made = Report(contract="acme-2026", start=date(2026, 1, 1), end=date(2027, 1, 1), journal=(approval,))
    commit(desk, records.dump(made, PATH).decode())
    return desk


def commit(desk, text):
    (desk.path / PATH).parent.mkdir(exist_ok=True)
    (desk.path / PATH).write_text(text)
    desk.git("add", PATH)
    desk.git("commit", "-qm", "report")


def change(desk, old, new):
    text = desk.read(PATH)
    assert old in text, text
    (desk.path / PATH).write_text(text.replace(old, new, 1))


def test_a_word_and_recommendations_are_adopted_with_their_comments(report):
    change(report, "journal:\n", f'word: "Une année calme."  # relu\n{RECOMMENDED}journal:\n')
    [done] = report.ask("adopt")["adopted"]
    assert (done["path"], done["changes"]) == (PATH, ["word", "recommendations"])
    assert report.subjects()[0] == "2026.acme-2026: adopt word, recommendations"
    assert "# relu" in report.read(PATH)
    assert report.git("status", "--porcelain") == ""
    change(report, "Une année calme.", "Une année très calme.")
    assert report.ask("adopt")["adopted"][0]["changes"] == ["word"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("figures: " + '"' + "a" * 64, "figures: " + '"' + "b" * 64, "journal"),
        ('by: "nadia"', 'by: "zoe"', "journal"),
        ('end: "2027-01-01"', 'end: "2026-12-31"', "end"),
        ('contract: "acme-2026"', 'contract: "acme-2027"', "contract"),
    ],
)
def test_an_approval_and_what_the_report_is_of_are_no_person_s_to_edit(report, old, new, field):
    change(report, old, new)
    error = report.refused("adopt")
    assert error["code"] == "not_adopted"
    assert field in {fault["field"] for fault in error["faults"]}


def test_an_approval_can_be_neither_taken_away_nor_written_with_a_new_report(report):
    head, _journal = report.read(PATH).split("journal:\n")
    (report.path / PATH).write_text(head)
    assert report.refused("adopt")["faults"][0]["code"] == "by_commands_only"
    report.git("checkout", "--", PATH)
    text = report.read(PATH).replace("2026-01-01", "2025-01-01").replace("2027-01-01", "2026-01-01")
    other = PATH.replace("/2026.", "/2025.")
    (report.path / other).write_text(text)
    assert report.refused("adopt")["faults"][0]["code"] == "by_commands_only"
    (report.path / other).write_text(text.split("journal:\n")[0] + 'word: "Rien à signaler."\n')
    assert report.ask("adopt")["adopted"][0]["changes"] == ["word"]


def test_an_edited_report_is_no_ailment(report):
    change(report, "journal:\n", 'word: "Une année calme."\njournal:\n')
    assert "by_commands_only" not in report.run("doctor", "--json").stdout


def told_of(desk, path):
    """What a view that shows the file says of a person's edit of it."""
    with Repository.open(desk.path) as repository:
        return handiwork.warnings(repository, desk.git("rev-parse", "HEAD"), path)


def test_a_view_of_a_report_tells_of_an_edit_and_refuses_a_bad_one(report):
    assert told_of(report, PATH) == []
    change(report, "journal:\n", 'word: "Une année calme."\njournal:\n')
    assert "adopt" in told_of(report, PATH)[0]
    change(report, "word:", "wort:")
    with pytest.raises(BadFile):
        told_of(report, PATH)


def test_an_edit_of_correspondence_is_told_and_not_sent_to_adopt(report):
    path = "contracts/acme/correspondence.yaml"
    text = records.dump(Correspondence(client="acme", journal=()), path).decode()
    (report.path / path).write_text(text)
    report.git("add", path)
    report.git("commit", "-qm", "by hand")
    (report.path / path).write_text(f"{text}# relu\n")
    [told] = told_of(report, path)
    assert path in told
    assert "adopt" not in told
    assert report.refused("adopt")["faults"][0]["code"] == "by_commands_only"

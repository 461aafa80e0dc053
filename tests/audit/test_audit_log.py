"""`audit log`: every act with what it changed, field by field."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def told(desk):
    desk.sell("acme-2026")
    desk.ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")["ref"]
    desk.ask("ticket", "ack", desk.ref, "--how", "rappel")
    desk.edit("contracts/acme/acme-2026.yaml", "notice_months: 3", "notice_months: 2")
    return desk


def test_an_act_is_told_field_by_field(told):
    [ack, opened] = told.ask("audit", "log", told.ref)
    fields = {one["field"].split("[")[0]: (one["old"], one["new"]) for one in ack["changes"]}
    assert fields["status"] == ("new", "in_progress")
    assert fields["journal"] == (None, "ack how=rappel")
    assert (ack["actor"], ack["channel"], ack["op"]) == ("nadia", "cli", "ack")
    assert {one["old"] for one in opened["changes"]} == {None}


def test_an_edit_by_hand_is_told_too(told):
    [edit, _made] = told.ask("audit", "log", "acme-2026")
    assert edit["by_hand"]
    path = "contracts/acme/acme-2026.yaml"
    assert edit["changes"] == [{"path": path, "field": "notice_months", "old": "3", "new": "2"}]


def test_a_truth_is_told_as_the_file_has_it(told):
    told.edit("desk.yaml", "auto: true", "auto: false")
    [edit] = told.ask("audit", "log", "--limit", "1")
    assert ("sync.auto", "true", "false") in [(one["field"], one["old"], one["new"]) for one in edit["changes"]]


def test_people_read_a_table(told):
    said = told.say("audit", "log", told.ref, "--lang", "en")
    assert "in_progress" in said
    assert said.splitlines()[0].split() == ["Commit", "When", "Who", "File", "Field", "Before", "After"]
    assert any(line.split()[4:5] == ["acme/client"] for line in told.say("audit", "log").splitlines())
    assert told.say("audit", "log", "--until", "yesterday", "--lang", "en") == "Nothing was recorded.\n"


def test_a_spreadsheet_takes_no_formula(told):
    told.ask("ticket", "note", told.ref, "=1+1")
    rows = list(csv.reader(StringIO(told.say("audit", "log", "--csv"))))
    assert rows[0] == ["commit", "at", "actor", "channel", "op", "path", "field", "old", "new"]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    assert told.refused("audit", "log", "--csv")["exit"] == 2


def test_the_log_is_narrowed_as_that_of_acts(told):
    assert len(told.ask("audit", "log", "--limit", "1")) == 1
    assert told.ask("audit", "log", "--actor", "claire") == []

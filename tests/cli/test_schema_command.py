"""`schema`: printed for programs, refreshed in the desk as one act."""

from __future__ import annotations

import json

import pytest

from celyactl.store.schema import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed_as_it_is_kept_in_a_desk(desk, name):
    said = desk.say("schema", name)
    assert said == desk.read(f".celyactl/schema/{name}.json")
    assert desk.ask("schema", name) == json.loads(said)


def test_a_schema_needs_no_desk(run, tmp_path):
    assert run("schema", "ticket", cwd=tmp_path).exit_code == 0


def test_which_schemas_there_are_is_told(desk):
    assert ", ".join(NAMES) in desk.refused("schema")["message"]
    assert all(name in " ".join(desk.say("schema", "--help", "--lang", "en").split()) for name in NAMES)
    assert desk.refused("schema", "tickets")["exit"] == 2


def test_those_of_the_desk_are_brought_up_to_date_in_one_commit(desk):
    (desk.path / ".celyactl/schema/ticket.json").write_text("{}\n")
    desk.git("commit", "-qam", "by hand")
    assert desk.ask("schema", "--write") == [".celyactl/schema/ticket.json"]
    assert desk.trailer("Celyactl-Op") == "schema"
    assert desk.git("status", "--porcelain") == ""
    head = desk.git("rev-parse", "HEAD")
    assert desk.ask("schema", "--write") == []
    assert desk.git("rev-parse", "HEAD") == head

"""`doctor`: what ails a clone is named with what to do; `--fix` repairs what loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from furnishing import done_once

from celyactl.store import intent, lock
from celyactl.store.place import find, is_unfinished


@pytest.fixture
def ref(desk, monkeypatch) -> str:
    for date in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(date, desk.now.isoformat())  # for commits by hand
    return _sold(desk)


@done_once
def _sold(desk) -> str:
    desk.sell("acme-2026")
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]


@pytest.fixture
def path(ref) -> str:
    return f"tickets/2026/11/{ref}.yaml"


def examined(desk, *words: str, exit_code: int = 0) -> dict[str, dict]:
    """The findings by their code."""
    answer = desk.run("doctor", *words, "--json")
    assert answer.exit_code == exit_code, answer.stdout
    return {one["code"]: one for one in answer.data["findings"]}


def test_a_clone_that_is_well_is_described(desk, ref):
    desk.ask("ticket", "list")
    data = desk.ask("doctor", "--deep")
    assert data["findings"] == []
    assert (data["desk"], data["branch"], data["member"]) == (str(desk.path), "main", "nadia")
    assert data["commit"] == desk.git("rev-parse", "HEAD")
    assert data["index"]["state"] == "current"
    assert {data["held_by"], data["unfinished"]} == {None, False}
    assert data["git"]
    assert data["free_bytes"] > 0
    said = desk.say("doctor", "--lang", "en")
    assert str(desk.path) in said
    assert "All is well." in said


def empty(text: bytes) -> bytes:
    return b""


def zeros(text: bytes) -> bytes:
    return b"\0" * len(text)


def half(text: bytes) -> bytes:
    return text[: len(text) // 2]


@pytest.mark.parametrize(
    ("slip", "code"),
    [(empty, "file_empty"), (zeros, "file_empty"), (half, "file_truncated"), (None, "file_missing")],
)
def test_a_file_that_a_crash_took_is_named_and_brought_back(desk, ref, path, slip, code):
    text = (desk.path / path).read_bytes()
    if slip:
        (desk.path / path).write_bytes(slip(text))
    else:
        (desk.path / path).unlink()
    finding = examined(desk, exit_code=1)[code]
    assert finding["path"] == path
    assert "doctor --fix" in finding["todo"]
    assert examined(desk, "--fix", "--dry-run", exit_code=1)[code]["repaired"] is False
    assert examined(desk, "--fix")[code]["repaired"] is True
    assert (desk.path / path).read_bytes() == text
    assert desk.git("status", "--porcelain") == ""
    assert examined(desk) == {}


def test_a_file_that_stayed_behind_is_told_from_an_edit(desk, ref, path):
    older = desk.read(path)
    desk.ask("ticket", "note", ref, "vu")
    (desk.path / path).write_text(older)
    assert examined(desk, "--fix")["file_behind"]["path"] == path
    assert desk.git("status", "--porcelain") == ""
    edited = desk.read(path).replace("vu", "pas vu")
    (desk.path / path).write_text(edited)
    finding = examined(desk, "--fix")["edited"]
    assert path in finding["what"]
    assert "celyactl adopt" in finding["todo"]
    assert desk.read(path) == edited


def test_a_ticket_that_was_committed_empty_comes_back_for_adoption(desk, ref, path):
    (desk.path / path).write_bytes(b"")
    desk.git("commit", "-qam", "by hand")
    assert "doctor --fix" in desk.refused("ticket", "show", ref)["message"]
    assert examined(desk, "--fix")["committed_empty"]["repaired"] is True
    desk.ask("adopt")
    assert desk.ask("ticket", "show", ref)["title"] == "Plus de tonalité"


def test_a_lock_that_git_left_is_removed_once_it_is_old(desk, ref):
    left = desk.path / ".git" / "index.lock"
    left.write_text("")
    assert examined(desk, "--fix")["git_lock"]["severity"] == "warning"
    assert left.exists()
    os.utime(left, (0, 0))
    assert examined(desk, exit_code=1)["stale_lock"]["path"] == str(left)
    assert examined(desk, "--fix")["stale_lock"]["repaired"] is True
    assert not left.exists()


def test_what_a_killed_act_left_is_put_right_and_said(desk, ref):
    place = find(desk.path)
    intent.make_area(place)
    answer = desk.run("ticket", "show", ref, "--lang", "en")
    assert answer.exit_code == 0
    assert answer.stderr.startswith("warning: An interrupted act was forgotten")
    assert not is_unfinished(place)
    intent.make_area(place)
    assert examined(desk)["unfinished_act"]["repaired"] is True
    intent.make_area(place)
    with lock.hold(place.common_dir):
        assert desk.run("ticket", "show", ref).stderr == ""  # a reader neither waits nor fails
        data = desk.ask("doctor")
    assert str(os.getpid()) in data["held_by"]
    assert data["unfinished"] is True


def test_settings_that_run_programs_are_named_and_plain_ones_are_not(desk, ref):
    hostile = {
        "core.sshCommand": "sh -c id",
        "filter.evil.smudge": "sh -c id",
        "diff.evil.textconv": "sh -c id",
        "credential.https://x.example.helper": "!id",
        "alias.st": "!id",
        "core.fsmonitor": "./x",
    }
    for key, value in {**hostile, "alias.lg": "log --oneline", "user.name": "Nadia", "core.abbrev": "12"}.items():
        desk.git("config", key, value)
    found = [one["what"] for one in desk.ask("doctor")["findings"] if one["code"] == "dangerous_setting"]
    assert len(found) == len(hostile)
    for key in hostile:
        assert any(key.lower() in what.lower() for what in found), key


def test_a_hook_is_named(desk, ref):
    hook = desk.path / ".git" / "hooks" / "post-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    hook.chmod(0o755)
    assert "post-commit" in examined(desk)["hooks"]["what"]


def test_schemas_and_attributes_that_are_behind_are_refreshed_as_an_act(desk, ref):
    (desk.path / ".gitattributes").write_text("*.png binary\n")
    (desk.path / ".celyactl/schema/ticket.json").unlink()
    desk.git("commit", "-qam", "by hand")
    assert examined(desk)["outdated_files"]["severity"] == "warning"
    assert examined(desk, "--fix")["outdated_files"]["repaired"] is True
    assert desk.read(".gitattributes") == "*.png binary\n*.yaml -text merge=celyactl\n"
    assert desk.trailer("Celyactl-Op") == "schema"
    assert examined(desk) == {}


def test_a_damaged_index_is_deleted(desk, ref):
    desk.ask("ticket", "list")
    index = desk.path / ".git" / "celyactl" / "index.sqlite"
    index.write_bytes(b"no database" * 1000)
    assert "index_damaged" in examined(desk, exit_code=1)
    assert examined(desk, "--fix")["index_damaged"]["repaired"] is True
    assert not index.exists()
    assert len(desk.ask("ticket", "list")) == 1


def test_a_detached_head_goes_on_with_the_branch_that_leads_there(desk, ref):
    desk.git("checkout", "-q", "--detach")
    assert "git switch" in examined(desk, exit_code=1)["detached_head"]["todo"]
    desk.git("commit", "-q", "--allow-empty", "-m", "on no branch")
    on_none = desk.git("rev-parse", "HEAD")
    assert examined(desk, "--fix")["detached_head"]["repaired"] is True
    assert desk.git("symbolic-ref", "HEAD") == "refs/heads/main"
    assert desk.git("rev-parse", "main") == on_none
    desk.ask("ticket", "note", ref, "sur la branche")


def test_a_detached_head_that_no_branch_or_more_than_one_leads_to_is_left(desk, ref):
    desk.git("branch", "other")
    desk.git("checkout", "-q", "--detach")
    assert examined(desk, "--fix", exit_code=1)["detached_head"]["repaired"] is False
    desk.git("branch", "-D", "other")
    desk.git("checkout", "-q", "HEAD~1")
    assert examined(desk, "--fix", exit_code=1)["detached_head"]["repaired"] is False


def test_a_merge_under_way_is_told_and_left(desk, ref):
    (desk.path / ".git" / "MERGE_HEAD").write_text(desk.git("rev-parse", "HEAD") + "\n")
    assert "git merge --abort" in examined(desk, "--fix", exit_code=1)["operation_under_way"]["todo"]


def test_a_stranger_and_a_clock_that_is_behind_are_told(desk, ref, monkeypatch):
    desk.now = desk.now.replace(year=2025)
    assert "clock_behind" in examined(desk, exit_code=1)
    monkeypatch.setenv("CELYACTL_ACTOR", "zoe")
    assert "nadia" in examined(desk, exit_code=1)["not_in_the_team"]["todo"]
    monkeypatch.delenv("CELYACTL_ACTOR")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert "no_identity" in examined(desk, exit_code=1)


def test_damage_in_gits_objects_is_found_by_a_deep_look(desk, ref, path):
    blob = desk.git("rev-parse", f"HEAD:{path}")
    file = desk.path / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(b"x")
    assert "damaged" in examined(desk, "--deep", exit_code=1)


def test_a_leftover_copy_is_removed(desk, ref, path):
    copy = desk.path / "tickets/2026/11/.x.yaml.celyactl-new"
    copy.write_text("half")
    assert examined(desk, "--fix")["leftover"]["repaired"] is True
    assert not copy.exists()


def test_outside_of_a_desk_the_machine_is_told_all_the_same(run, tmp_path):
    answer = run("doctor", "--json", cwd=tmp_path)
    assert answer.exit_code == 1
    assert answer.data["findings"][0]["code"] == "not_in_desk"
    assert answer.data["python"] == ".".join(map(str, sys.version_info[:3]))


def test_a_desk_that_cannot_be_read_is_still_examined(desk, ref):
    desk.edit("desk.yaml", "language: fr", "language: de")
    assert "bad_file" in examined(desk, exit_code=1)
    subprocess.run(["git", "revert", "--no-edit", "HEAD"], cwd=desk.path, check=True, capture_output=True)
    assert examined(desk) == {}


def test_a_fresh_lock_of_git_is_told_and_not_called_well(desk, ref):
    (desk.path / ".git/index.lock").touch()
    finding = examined(desk)["git_lock"]
    assert (finding["severity"], finding["repaired"]) == ("warning", False)
    assert finding["path"].endswith("index.lock")
    assert "All is well" not in desk.say("doctor", "--lang", "en")


def test_a_clone_with_files_that_calls_itself_bare_is_told_how_to_be_put_right(desk, ref):
    desk.git("config", "core.bare", "true")
    assert "core.bare false" in examined(desk, exit_code=1)["called_bare"]["todo"]
    desk.git("config", "core.bare", "false")
    assert examined(desk) == {}


def test_a_file_that_adopt_does_not_take_is_not_sent_there(desk, ref, path):
    (desk.path / "tickets/notes.txt").write_text("x")
    strange = examined(desk, exit_code=1)["unexpected_file"]
    assert "tickets/notes.txt" in strange["what"]
    assert "adopt" not in strange["todo"]
    (desk.path / "tickets/notes.txt").unlink()
    (desk.path / ".celyactl/schema/ticket.json").write_text("{}")
    assert "git checkout" in examined(desk, exit_code=1)["by_commands_only"]["todo"]


def test_a_folder_in_the_place_of_a_ticket_is_named_and_kept(desk, ref, path):
    (desk.path / path).unlink()
    (desk.path / path).mkdir()
    finding = examined(desk, "--fix", exit_code=1)["not_a_regular_file"]
    assert finding["path"] == path
    assert (desk.path / path).is_dir()


def test_a_command_that_needs_a_deleted_file_says_how_it_comes_back(desk, ref, path):
    (desk.path / path).unlink()
    error = desk.refused("ticket", "note", ref, "vu")
    assert (error["exit"], error["code"]) == (65, "deleted_by_hand")
    assert f"git checkout -- {path}" in error["message"]
    assert "adopt" not in error["message"]

"""`check` on the command line: what is committed, what is edited, what `--fix` mends and leaves."""

from __future__ import annotations

import re

import pytest
from furnishing import done_once


@pytest.fixture
@done_once
def ref(desk) -> str:
    desk.sell("acme-2026")
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]


@pytest.fixture
def path(ref) -> str:
    return f"tickets/2026/11/{ref}.yaml"


def found(desk, *words: str) -> list[tuple[str, str, str, bool]]:
    answer = desk.run("check", *words, "--json")
    return [(one["path"], one["code"], one["severity"], one["committed"]) for one in answer.data["findings"]]


def put(desk, path: str, text: str) -> None:
    (desk.path / path).parent.mkdir(parents=True, exist_ok=True)
    (desk.path / path).write_text(text, encoding="utf-8")


def test_a_desk_that_is_well_is_told_with_its_counts(desk, ref):
    answer = desk.run("check", "--lang", "en")
    assert (answer.exit_code, answer.stderr) == (0, "")
    count = len(desk.git("ls-files").splitlines())
    assert f"{count} files" in answer.stdout
    assert "1 ticket" in answer.stdout
    data = desk.ask("check")
    assert (data["files"], data["tickets"], data["findings"]) == (count, 1, [])
    assert data["seconds"] >= 0


def test_french_has_its_comma_and_its_quotes(desk, ref):
    assert re.search(r"1 ticket, en \d+,\d s\.", desk.run("check", "--lang", "fr").stdout)
    put(desk, "contracts/acme/client.yaml", desk.read("contracts/acme/client.yaml").replace("professional", "zut"))
    said = re.sub(r"\s", " ", desk.run("check", "--lang", "fr").stdout)
    assert "« zut » n’est pas admis pour « legal »" in said


def test_each_finding_has_path_line_field_code_and_message(desk, ref, path):
    desk.edit(path, "priority: P3\nlevel: 2\norigin", "priority: P9\nlevel: 2\norigin")
    answer = desk.run("check", "--json")
    assert answer.exit_code == 1
    [finding] = answer.data["findings"]
    assert finding.keys() >= {"path", "line", "field", "code", "message"}
    assert (finding["path"], finding["line"], finding["field"]) == (path, 10, "priority")
    assert f"{path}:10: priority: " in desk.run("check").stdout


def test_uncommitted_edits_are_judged_too_and_told_apart(desk, ref, path):
    put(desk, path, desk.read(path).replace("priority: P3", "priority: P9", 1))
    put(desk, "tickets/2026/11/notes.txt", "x")
    put(desk, "tickets/2026/11/.CEL.yaml.swp", "x")
    assert found(desk) == [
        (path, "not_allowed", "error", False),
        ("tickets/2026/11/notes.txt", "unexpected_file", "error", False),
    ]
    assert desk.run("check").exit_code == 1


@pytest.mark.parametrize("path", ["contracts/acme/acme-2026.yaml", "contracts/acme/client.yaml", "desk.yaml", None])
def test_a_file_that_was_deleted_by_hand_is_told_once_with_the_way_back(desk, ref, path):
    path = path or f"tickets/2026/11/{ref}.yaml"
    (desk.path / path).unlink()
    assert found(desk) == [(path, "deleted_by_hand", "error", False)]
    assert f"git checkout -- {path}" in desk.run("check").stdout


def test_a_folder_in_the_place_of_a_ticket_is_no_ticket(desk, ref, path):
    (desk.path / path).unlink()
    (desk.path / path).mkdir()
    assert found(desk) == [(path, "not_a_plain_file", "error", False)]
    put(desk, f"{path}/inner.yaml", "x")
    assert (path, "not_a_plain_file", "error", False) in found(desk)


def test_a_new_file_that_nobody_recorded_is_judged(desk, ref, path):
    other = path.replace(ref, "CEL-2611-0000000")
    put(desk, other, desk.read(path))
    assert {one[0] for one in found(desk)} == {other}


def test_paths_narrow_the_check_and_names_still_lead_somewhere(desk, ref, path):
    other = "contracts/acme/client.yaml"
    desk.edit(other, "legal: professional", "legal: pirate")
    assert [one[0] for one in found(desk)] == [other]
    assert found(desk, "tickets") == []
    assert found(desk, path) == []
    assert [one[0] for one in found(desk, "contracts")] == [other]
    below = desk._run("check", "acme", "--json", cwd=desk.path / "contracts", clock=lambda: desk.now)
    assert [one["path"] for one in below.data["findings"]] == [other]


def test_warnings_alone_exit_0(desk, ref, path):
    (desk.path / path).write_bytes(b"\xef\xbb\xbf" + (desk.path / path).read_bytes())
    desk.git("commit", "-qam", "by hand")
    answer = desk.run("check", "--json")
    assert answer.exit_code == 0
    assert [one["severity"] for one in answer.data["findings"]] == ["warning"]


def test_fix_quotes_normalises_and_orders_what_is_edited_and_leaves_it_uncommitted(desk, ref):
    path = "contracts/acme/client.yaml"
    text = desk.read(path).replace('name: "Acme"', "name: 012").replace("legal: professional\n", "", 1)
    put(desk, path, text.replace("format: 1\n", "legal: professional\r\nformat: 1\n", 1))
    head = desk.git("rev-parse", "HEAD")
    before = desk.read(path)
    assert path in desk.run("check", "--fix", "--dry-run").stdout
    assert desk.read(path) == before
    answer = desk.run("check", "--fix")
    assert answer.exit_code == 0, answer.stdout
    assert '+name: "012"' in answer.stdout
    assert "celyactl adopt" in answer.stdout
    assert "\r" not in desk.read(path)
    assert desk.read(path).index("format: 1") < desk.read(path).index("legal:")
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.git("status", "--porcelain") == f" M {path}"


def test_fix_leaves_the_order_where_a_comment_would_change_its_owner(desk, ref):
    path = "contracts/acme/client.yaml"
    text = desk.read(path).replace("legal: professional\n", "", 1)
    put(desk, path, text.replace("format: 1\n", "legal: professional\n# à revoir\nformat: 1\n", 1))
    before = desk.read(path)
    answer = desk.run("check", "--fix")
    assert desk.read(path) == before
    assert f"{path}:" in answer.stdout


def test_fix_does_not_touch_what_only_a_person_can_mend(desk, ref, path):
    put(desk, path, desk.read(path).replace("priority: P3", "priority: P3\npriority: P1", 1))
    before = desk.read(path)
    assert desk.run("check", "--fix").exit_code == 1
    assert desk.read(path) == before


def test_a_staged_edit_stays_staged_after_fix(desk, ref):
    path = "contracts/acme/client.yaml"
    put(desk, path, desk.read(path).replace('name: "Acme"', "name: 012"))
    desk.git("add", path)
    desk.run("check", "--fix")
    assert desk.git("status", "--porcelain") == f"MM {path}"
    desk.git("add", path)
    desk.ask("adopt")
    assert desk.ask("client", "show", "acme")["name"] == "012"
    assert desk.git("status", "--porcelain") == ""


def test_a_hostile_filter_does_not_run_while_the_work_tree_is_looked_at(desk, ref, path):
    ran = desk.path.parent / "ran"
    desk.git("config", "filter.x.clean", f"touch {ran}; cat")
    (desk.path / ".git" / "info").mkdir(exist_ok=True)
    (desk.path / ".git" / "info" / "attributes").write_text("*.yaml filter=x\n")
    desk.git("config", "core.fsmonitor", f"touch {ran}")
    put(desk, path, desk.read(path) + "\n# fin\n")
    desk.run("check")
    desk.run("doctor")
    desk.run("adopt", "--dry-run")
    assert not ran.exists()

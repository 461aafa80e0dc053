"""`adopt`: a person's edits of tickets and other files become acts, and their words survive."""

from __future__ import annotations

import pytest
from furnishing import done_once

from celyactl.store.transaction import Transaction

OWN = """  - type: note
    id: "01M9Z0000000000000000000{n:02}"
    at: "2026-11-23T09:00:00+01:00"
    recorded: "2026-11-23T09:00:00+01:00"
    by: "{by}"
    channel: cli
    visibility: internal
    after:
      - "{after}"
    text: "écrit à la main"
"""


@pytest.fixture
@done_once
def ref(desk) -> str:
    desk.sell("acme-2026")
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]


@pytest.fixture
def path(ref) -> str:
    return f"tickets/2026/11/{ref}.yaml"


def change(desk, path: str, *pairs: tuple[str, str]) -> None:
    """Edit a file as a person does, without committing it."""
    text = desk.read(path)
    for old, new in pairs:
        assert old in text, text
        text = text.replace(old, new, 1)
    (desk.path / path).write_text(text, encoding="utf-8")


def faults(desk, *words: str) -> dict[str, str]:
    """Field and message of every fault of a refused adoption."""
    error = desk.refused("adopt", *words)
    assert (error["exit"], error["code"]) == (65, "not_adopted")
    return {fault["field"]: fault["message"] for fault in error["faults"]}


@pytest.mark.parametrize("staged", [False, True])
def test_header_fields_become_entries_and_comments_survive(desk, ref, path, staged):
    desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "Standard")
    change(
        desk,
        path,
        ('title: "Plus de tonalité"', 'title: "Plus rien"  # au 2e étage'),
        ("priority: P3", "priority: P1"),
        ("origin: phone", 'assignee: "nadia"\norigin: phone\ncomponents:\n  - "ipbx"\nlabels:\n  - "vip"'),
    )
    if staged:
        desk.git("add", path)
    [done] = desk.ask("adopt")["adopted"]
    assert done["path"] == path
    assert set(done["changes"]) == {"edit", "priority", "assign", "label"}
    ticket = desk.ask("ticket", "show", ref)
    assert (ticket["title"], ticket["priority"], ticket["assignee"]) == ("Plus rien", "P1", "nadia")
    assert (ticket["labels"], ticket["components"], ticket["status"]) == (["vip"], ["ipbx"], "assigned")
    assert "# au 2e étage" in desk.read(path)
    assert desk.git("status", "--porcelain") == ""
    assert desk.run("check").exit_code == 0
    assert desk.trailer("Celyactl-Op") == "adopt"
    assert desk.trailer("Celyactl-Ticket") == ref
    assert desk.trailer("Celyactl-Actor") == "nadia"


def test_a_field_that_was_taken_away_is_cleared_and_one_that_must_be_there_is_not(desk, ref, path):
    change(desk, path, ("origin: phone", 'caller: "M. Dupuis"\norigin: phone'))
    desk.ask("adopt")
    assert desk.ask("ticket", "show", ref)["caller"] == "M. Dupuis"
    change(desk, path, ('caller: "M. Dupuis"\n', ""))
    desk.ask("adopt")
    assert desk.ask("ticket", "show", ref)["caller"] is None
    change(desk, path, ('title: "Plus de tonalité"\n', ""))
    assert "title" in faults(desk)


@pytest.mark.parametrize(
    "case",
    [
        ("status: new", "status: resolved", "status", "celyactl ticket resolve {ref}"),
        ("status: new", "status: cancelled", "status", "celyactl ticket cancel {ref}"),
        ("status: new", "status: in_progress", "status", "celyactl ticket start {ref}"),
        ("level: 2", "level: 3", "level", "celyactl ticket escalate {ref} --to 3"),
        ("level: 2", "level: 1", "level", "2"),
        ("origin: phone", "origin: email", "origin", "phone"),
        ('client: "acme"', 'client: "other"', "client", "acme"),
    ],
)
def test_what_only_an_act_may_change_is_refused_with_its_command(desk, ref, path, case):
    old, new, field, command = case
    change(desk, path, (old, new))
    assert command.format(ref=ref) in faults(desk)[field]


def test_a_ticket_in_progress_is_not_resumed_by_its_header(desk, ref, path):
    desk.ask("ticket", "wait", ref, "--for", "internal")
    change(desk, path, ("status: pending", "status: in_progress"))
    assert f"celyactl ticket resume {ref}" in faults(desk)["status"]


def test_entries_written_by_hand_at_the_end_are_kept(desk, ref, path):
    first = desk.ask("ticket", "show", ref)["journal"][0]["id"]
    (desk.path / path).write_text(desk.read(path) + OWN.format(n=1, by="nadia", after=first))
    desk.now = desk.now.replace(hour=11)
    [done] = desk.ask("adopt", path)["adopted"]
    assert done["changes"] == ["note"]
    note = desk.ask("ticket", "show", ref)["journal"][-1]
    assert note["text"] == "écrit à la main"
    assert (note["at"][:13], note["recorded"][:13]) == ("2026-11-23T09", "2026-11-23T11")


@pytest.mark.parametrize(
    "case",
    [
        ('by: "nadia"', 'by: "zoe"', "zoe"),
        ("channel: cli", "channel: mail", "mail"),
        ('at: "2026-11-23T09', 'at: "2026-11-23T23', "in the future"),
        ('at: "2026-11-23T09', 'at: "2026-11-22T09', "before the ticket was opened"),
        ("type: note", "type: close", "status does not allow it"),
    ],
)
def test_entries_by_hand_that_nobody_here_may_write_are_refused(desk, ref, path, case):
    old, new, message = case
    first = desk.ask("ticket", "show", ref)["journal"][0]["id"]
    entry = OWN.format(n=1, by="nadia", after=first).replace(old, new, 1)
    (desk.path / path).write_text(desk.read(path) + entry)
    assert message in " ".join(faults(desk, "--lang", "en").values())


def test_history_only_grows(desk, ref, path):
    desk.ask("ticket", "note", ref, "première")
    desk.ask("ticket", "note", ref, "seconde")
    change(desk, path, ("première", "autre chose"))
    assert "journal[1].text" in faults(desk)
    text = desk.git("show", f"HEAD:{path}") + "\n"
    head, *entries = text.split("  - type: note\n")
    (desk.path / path).write_text(f"{head}  - type: note\n{entries[0]}")
    assert "journal" in faults(desk)


def test_an_edit_by_hand_that_was_committed_without_adopt_is_adopted_by_name(desk, ref, path):
    desk.edit(path, "status: new\npriority: P3", "status: new\npriority: P2")
    assert desk.run("ticket", "show", ref).exit_code == 65
    assert desk.ask("adopt", path)["adopted"][0]["changes"] == ["priority"]
    assert desk.ask("ticket", "show", ref)["priority"] == "P2"
    assert desk.run("check").exit_code == 0


def test_a_committed_file_that_cannot_be_read_is_judged_against_its_last_readable_version(desk, ref, path):
    desk.ask("ticket", "note", ref, "première")
    desk.edit(path, "priority: P3\nlevel: 2\norigin", "priority: P9\nlevel: 2\norigin")
    change(desk, path, ("priority: P9", "priority: P3"), ("première", "autre chose"))
    assert "journal[1].text" in faults(desk)
    change(desk, path, ("autre chose", "première"))
    assert desk.ask("adopt")["adopted"][0]["changes"] == []
    assert desk.run("check").exit_code == 0


def test_a_dry_run_says_and_does_nothing(desk, ref, path):
    change(desk, path, ("priority: P3", "priority: P1"))
    before = desk.git("rev-parse", "HEAD"), desk.read(path)
    said = desk.say("adopt", "--dry-run")
    assert path in said
    assert "priority" in said
    assert (desk.git("rev-parse", "HEAD"), desk.read(path)) == before


def test_the_desk_a_client_a_contract_and_a_ticket_are_adopted_one_commit_each_in_the_order_of_their_names(desk, ref):
    change(desk, "desk.yaml", ('company: "CELYA"', 'company: "CELYA"  # nous'))
    change(desk, "contracts/acme/client.yaml", ('name: "Acme"', 'name: "Acme SARL"'))
    client = desk.read("contracts/acme/client.yaml").replace("acme", "zenith").replace("Acme SARL", "Zénith")
    contract = desk.read("contracts/acme/acme-2026.yaml").replace("acme", "zenith")
    (desk.path / "contracts/zenith").mkdir()
    (desk.path / "contracts/zenith/client.yaml").write_text(client)
    (desk.path / "contracts/zenith/zenith-2026.yaml").write_text(contract)
    done = desk.ask("adopt")["adopted"]
    assert [one["path"] for one in done] == [
        "desk.yaml",
        "contracts/acme/client.yaml",
        "contracts/zenith/client.yaml",
        "contracts/zenith/zenith-2026.yaml",
    ]
    assert len({one["commit"] for one in done}) == 4
    assert "# nous" in desk.read("desk.yaml")
    assert desk.ask("client", "show", "acme")["name"] == "Acme SARL"
    assert desk.git("status", "--porcelain") == ""
    assert desk.run("check").exit_code == 0


def test_one_bad_edit_keeps_all_from_being_adopted_and_the_good_one_can_be_named(desk, ref, path):
    change(desk, path, ("priority: P3", "priority: P1"))
    change(desk, "contracts/acme/client.yaml", ("legal: professional", "legal: pirate"))
    assert "legal" in faults(desk)
    desk.ask("adopt", "tickets")
    assert desk.git("status", "--porcelain") == "M contracts/acme/client.yaml".rjust(29)


def test_names_that_lead_nowhere_are_faults_of_the_edit(desk, ref, path):
    change(desk, path, ("origin: phone", 'assignee: "zoe"\norigin: phone'))
    assert "zoe" in faults(desk)["assignee"]
    desk.git("checkout", "--", path)
    change(desk, "contracts/acme/acme-2026.yaml", ('coverage: "business"', 'coverage: "busy"'))
    assert "busy" in " ".join(faults(desk).values())


def test_a_deleted_file_is_not_history(desk, ref, path):
    (desk.path / path).unlink()
    assert f"git checkout -- {path}" in faults(desk)[""]


def test_files_of_others_are_passed_over_and_refused_by_name(desk, ref):
    (desk.path / "tickets" / "liste.txt").write_text("x")
    answer = desk.run("adopt", "--json")
    assert (answer.exit_code, answer.data["adopted"]) == (0, [])
    assert "tickets/liste.txt" in answer.warnings[0]
    assert "" in faults(desk, "tickets/liste.txt")


def test_a_file_saved_in_that_very_moment_keeps_its_person_s_text(desk, ref, path, monkeypatch):
    change(desk, path, ("priority: P3", "priority: P1"))
    commit = Transaction.commit

    def saved_first(self, *words, **settings):
        change(desk, path, ("priority: P1", "priority: P2"))
        return commit(self, *words, **settings)

    monkeypatch.setattr(Transaction, "commit", saved_first)
    head = desk.git("rev-parse", "HEAD")
    assert desk.run("adopt", "--json").error["code"] == "edited_by_hand"
    assert desk.git("rev-parse", "HEAD") == head
    assert "priority: P2" in desk.read(path)


def test_a_desk_file_that_was_committed_broken_is_mended_by_whom_the_mended_one_knows(desk, ref):
    desk.edit("desk.yaml", "language: fr", "language: de")
    assert desk.run("team", "list").exit_code == 65
    change(desk, "desk.yaml", ("language: de", "language: fr"))
    desk.ask("adopt")
    assert desk.run("team", "list").exit_code == 0


def test_a_path_that_is_not_there_is_told(desk, ref):
    assert desk.refused("adopt", "tickets/2026/12")["exit"] == 66
    assert desk.refused("check", "../elsewhere")["code"] == "no_such_path"

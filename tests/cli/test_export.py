from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from furnishing import done_once


@pytest.fixture
def desk(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--coverage", "business", "--target", "P2:1h:8h")
    return desk


@pytest.fixture
@done_once
def ref(desk):
    """A ticket with something that the client must not read."""
    words = ["--contract", "acme-2026", "--title", "=1+1", "--priority", "P2", "--requester", "claire", "--ack"]
    ref = desk.ask("ticket", "new", *words, "--at", "2026-11-20 09:00")["ref"]
    for act in (
        ["note", ref, "Le client exagère"],
        ["note", ref, "Nous cherchons", "--public"],
        ["cause", ref, "Trunk non enregistré"],
        ["restore", ref],
        ["resolve", ref, "Réparé"],
    ):
        desk.ask("ticket", *act)
    visit = ["--mode", "remote", "--start", "2026-11-20 10:00", "--end", "2026-11-20 10:30", "--summary"]
    desk.ask("intervention", "add", ref, *visit, "Recherche interne")
    desk.ask("intervention", "add", ref, *visit, "Visite", "--public")
    return ref


def table(text):
    return list(csv.DictReader(StringIO(text)))


def test_tickets_are_a_table_that_a_spreadsheet_computes_nothing_of(desk, ref):
    [row] = table(desk.say("export", "tickets"))
    assert (row["ref"], row["title"], row["status"]) == (ref, "'=1+1", "resolved")
    assert row["opened_at"] == "2026-11-20T09:00:00+01:00"
    assert (row["cause"], row["external_id"]) == ("Trunk non enregistré", ref)
    assert desk.say("export", "tickets", "client:acme", "status:open").count("\n") == 1


def test_tickets_as_lines_of_json_have_their_journals(desk, ref):
    [one] = [json.loads(line) for line in desk.say("export", "tickets", "--format", "jsonl").splitlines()]
    assert one["ref"] == ref
    assert one["journal"] == desk.ask("ticket", "show", ref)["journal"]
    assert desk.ask("export", "tickets") == [one]


def test_what_was_taken_out_can_be_brought_in_elsewhere(desk, ref, tmp_path):
    path = tmp_path / "out.csv"
    desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho", "--kind", "request")
    path.write_text(desk.say("export", "tickets"), encoding="utf-8")
    before = {one["ref"]: one for one in desk.ask("export", "tickets")}
    desk.git("reset", "-q", "--hard", "HEAD~9")
    made = {one["external_id"]: one["ref"] for one in desk.ask("import", str(path))["tickets"]}
    assert made.keys() == before.keys()
    for old, new in made.items():
        again = desk.ask("ticket", "show", new)
        for name in ("kind", "status", "priority", "contract", "client", "requester", "opened_at", "out_of_hours"):
            assert again[name] == before[old][name], name


def test_contracts_and_interventions_are_tables_too(desk, ref):
    [contract] = table(desk.say("export", "contracts"))
    assert (contract["slug"], contract["coverage"], contract["targets"]) == ("acme-2026", "business", "P2:1h:8h")
    assert [row["summary"] for row in table(desk.say("export", "interventions"))] == ["Recherche interne", "Visite"]
    assert table(desk.say("export", "interventions", "--from", "2026-11-21")) == []
    assert desk.ask("export", "contracts")[0]["commercial"] is None


def everything(folder):
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_leaving_client_takes_what_it_may_read_and_no_more(desk, ref, tmp_path):
    folder = tmp_path / "départ"
    data = desk.ask("contract", "export", "acme-2026", str(folder))
    assert (data["tickets"], data["interventions"]) == (1, 1)
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    tickets = {f"tickets/{ref}.html", f"tickets/{ref}.yaml"}
    assert names == {"README.md", "client.yaml", "contract.yaml", "interventions.csv", "tickets.csv", *tickets}
    assert set(data["files"]) == names
    text = everything(folder)
    assert "Nous cherchons" in text
    assert "Visite" in text
    assert "exagère" not in text
    assert "Recherche interne" not in text
    assert "assignee" not in (folder / f"tickets/{ref}.yaml").read_text(encoding="utf-8")
    assert desk.git("status", "--porcelain") == ""


def test_the_company_may_keep_all_of_it(desk, ref, tmp_path):
    desk.ask("contract", "export", "acme-2026", str(tmp_path / "x"), "--internal")
    assert "exagère" in everything(tmp_path / "x")


def test_a_code_never_leaves(desk, tmp_path):
    desk.edit(
        "contracts/acme/client.yaml",
        '    email: "claire@acme.example"\n',
        '    email: "claire@acme.example"\n    access:\n      - lookup: "AB12CD34"\n        hash: "s3cret-hash"\n'
        '        created: "2026-01-01T10:00:00+01:00"\n',
    )
    desk.ask("contract", "export", "acme-2026", str(tmp_path / "x"), "--internal")
    text = everything(tmp_path / "x")
    assert "claire@acme.example" in text
    assert "s3cret-hash" not in text
    assert "AB12CD34" not in text


def test_nothing_is_written_over_and_a_trial_writes_nothing(desk, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full/a").write_text("à moi")
    assert desk.refused("contract", "export", "acme-2026", str(tmp_path / "full"))["exit"] == 73
    assert desk.refused("contract", "export", "acme", str(tmp_path / "y"))["exit"] == 66
    below = tmp_path / "full/a/below"
    assert desk.refused("contract", "export", "acme-2026", str(below))["code"] == "file_not_saved"
    desk.say("contract", "export", "acme-2026", str(tmp_path / "z"), "--dry-run")
    assert not (tmp_path / "z").exists()

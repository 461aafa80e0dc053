"""`celyactl ticket list`, as people and programs read it; it must import next to nothing."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from furnishing import done_once

from celyactl.cli.tickets import columns
from celyactl.domain.query_fields import COLUMNS

ALLOWED = {"celyactl", "typer", "annotated_doc", "shellingham"}
"""What the list may import beyond the standard library; typer brings the last two."""
NOT_EVEN = {"json", "zoneinfo", "email", "asyncio", "logging", "unittest", "xml", "http", "random"}
"""Parts of the standard library that take long and that typer does not need."""


EN = ("--lang", "en")


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026", "--target", "P1:1h:4h", "--target", "P3:2d:5d")
    return desk


def opened(desk, title="Plus de tonalité", *more):
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", title, *more)["ref"]


def test_every_column_that_a_query_may_name_is_there():
    assert tuple(columns.COLUMNS) == COLUMNS


def test_an_empty_desk_says_so(desk):
    assert desk.say("ticket", "list", "--lang", "en") == "No ticket.\n"
    assert desk.ask("ticket", "list") == []


def test_people_read_whole_references_in_columns_with_what_is_due_in_words(sold):
    late = opened(sold, "Panne générale", "--priority", "P1")
    other = opened(sold, "Écho")
    sold.ask("ticket", "wait", other, "--for", "client", "--question", "Quel poste ?")
    sold.now += timedelta(hours=3)
    new = opened(sold, "Coupures", "--priority", "P1")
    headings, *rows = sold.say("ticket", "list", "--lang", "en").splitlines()
    assert headings.split() == ["Reference", "Prio", "Status", "Due", "Client", "Assignee", "Age", "Title"]
    assert [row.split()[0] for row in rows] == [late, new, other]
    assert "P1    new                   late by 2 h  acme    -         3 h    Panne générale" in rows[0]
    assert "13:00 today" in rows[1]
    assert "waits for the client  -            acme" in rows[2]


def test_french_is_spoken_by_default(sold):
    opened(sold)
    assert "mer. 09:00" in sold.say("ticket", "list")


def test_programs_read_headers(sold):
    ref = opened(sold)
    [header] = sold.ask("ticket", "list")
    assert header["ref"] == ref
    assert header["due_at"] == "2026-11-25T09:00:00+01:00"
    assert "journal" not in header


def test_a_limit_says_how_many_more_there_are(sold):
    for title in ("a", "b", "c"):
        opened(sold, title)
    assert sold.say("ticket", "list", "--limit", "2", "--lang", "en").endswith("… and 1 more: --limit 0 shows all\n")
    assert len(sold.say("ticket", "list", "--limit", "0").splitlines()) == 4
    assert len(sold.ask("ticket", "list", "--limit", "1")) == 1


def test_a_query_may_be_several_words_and_begin_with_a_dash(sold):
    ref = opened(sold, "Panne du standard")
    opened(sold, "Écho")
    assert [header["ref"] for header in sold.ask("ticket", "list", "client:acme", "panne")] == [ref]
    assert [header["ref"] for header in sold.ask("ticket", "list", "-echo")] == [ref]
    assert [header["ref"] for header in sold.ask("ticket", "list", "-label:vip", "prio<=P4", "standard")] == [ref]


def test_my_tickets_are_those_of_who_asks(sold):
    ref = opened(sold)
    sold.ask("ticket", "assign", ref, "me")
    assert [header["ref"] for header in sold.ask("ticket", "list", "assignee:me")] == [ref]
    assert sold.ask("ticket", "list", "assignee:none") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["clint:acme"], "unknown_field", "client"),
        (["status:opened"], "unknown_value", "in_progress"),
        (["client:acne"], "unknown_value", "acme"),
        (["assignee:bob"], "unknown_value", "nadia"),
        (["--limt", "3"], "option_in_query", "--limt"),
    ],
)
def test_a_wrong_query_is_a_usage_error_with_the_allowed_words(sold, words, code, said):
    opened(sold)
    error = sold.refused("ticket", "list", *words)
    assert (error["code"], error["exit"]) == (code, 2)
    assert said in error["message"]


def test_columns_and_their_order_are_chosen(sold):
    first = opened(sold, "Écho")
    second = opened(sold, "Coupures", "--priority", "P1")
    page = sold.say("ticket", "list", "--columns", "ref,priority,contract", "--sort", "-priority", *EN)
    assert [row.split() for row in page.splitlines()] == [
        ["Reference", "Prio", "Contract"],
        [first, "P3", "acme-2026"],
        [second, "P1", "acme-2026"],
    ]
    everything = ",".join(COLUMNS)
    assert second in sold.say("ticket", "list", "--columns", everything)
    assert sold.refused("ticket", "list", "--columns", "ref,size")["code"] == "value_not_allowed"
    assert sold.refused("ticket", "list", "--sort", "size")["code"] == "value_not_allowed"


def test_a_csv_file_holds_all_and_no_formula(sold):
    for title in ("=1+1", "@SUM(A1)", 'Poste 12, "salle"', *["x"] * 50):
        opened(sold, title)
    rows = list(csv.reader(sold.say("ticket", "list", "--csv").splitlines()))
    assert rows[0] == ["ref", "priority", "status", "due", "client", "assignee", "age", "title"]
    assert len(rows) == 54
    assert {row[-1] for row in rows[1:]} == {"'=1+1", "'@SUM(A1)", 'Poste 12, "salle"', "x"}
    assert {tuple(row[1:5]) for row in rows[1:]} == {("P3", "new", "2026-11-25T09:00:00+01:00", "acme")}
    assert len(sold.say("ticket", "list", "--csv", "--limit", "2").splitlines()) == 3
    assert sold.refused("ticket", "list", "--csv")["code"] == "option_out_of_place"


def test_a_file_that_can_t_be_read_is_named_at_the_foot_and_hides_no_other(sold):
    bad, good = opened(sold, "illisible"), opened(sold, "lisible")
    path = f"tickets/2026/11/{bad}.yaml"
    sold.edit(path, "status: new", "status: gone")
    sold.edit("contracts/acme/client.yaml", 'name: "Acme"', "name: 3")
    (sold.path / "tickets/2026/11/notes.txt").write_text("x")
    other = "Y" if bad.endswith("Z") else "Z"
    (sold.path / f"tickets/2026/11/{bad[:-1]}{other}.yaml").symlink_to("notes.txt")
    sold.git("add", ".")
    sold.git("commit", "-qm", "by hand")
    shown = sold.say("ticket", "list", "--lang", "en").splitlines()
    assert [line.split()[0] for line in shown[1:2]] == [good]
    assert shown[2] == "4 files can't be read:"
    assert shown[3].startswith("contracts/acme/client.yaml:")
    assert any(line.startswith(f"{path}:") and "status" in line for line in shown)
    assert any(line.startswith("tickets/2026/11/notes.txt: ") for line in shown)
    answer = sold.run("ticket", "list", "--json")
    assert len(answer.data) == 1
    assert len(answer.warnings) == 4
    french = sold.say("ticket", "list")
    assert "notes.txt: " in french
    sold.git("revert", "--no-edit", "HEAD", "HEAD~1", "HEAD~2")
    assert sorted(header["ref"] for header in sold.ask("ticket", "list")) == sorted([bad, good])
    assert "can't" not in sold.say("ticket", "list", "--lang", "en")


def test_a_header_that_differs_from_its_journal_is_named(sold):
    ref = opened(sold)
    sold.edit(f"tickets/2026/11/{ref}.yaml", "\nlevel: 2", "\nlevel: 3")
    answer = sold.run("ticket", "list", "--json", "--lang", "en")
    assert answer.data == []
    assert "level" in answer.warnings[0]


def modules_of(desk, *words):
    code = (
        "import sys\n"
        "from celyactl.__main__ import main\n"
        f"sys.argv[1:] = {list(words)!r}\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    end = subprocess.run([sys.executable, "-c", code], cwd=desk.path, capture_output=True, text=True, check=True)
    return end.stderr.split()


def test_a_warm_list_imports_typer_and_nothing_else(sold):
    opened(sold)
    modules_of(sold, "ticket", "list")
    loaded = modules_of(sold, "ticket", "list")
    tops = {name.split(".")[0] for name in loaded}
    assert {top for top in tops if top not in sys.stdlib_module_names and not top.startswith("_")} <= ALLOWED
    assert not tops & NOT_EVEN
    ours = {name for name in loaded if name.startswith("celyactl.")}
    assert {name.split(".")[1] for name in ours} == {"cli", "errors", "i18n", "render", "store", "__main__"}
    assert not ours & {"celyactl.store.git", "celyactl.store.records", "celyactl.store.repository", "celyactl.desk"}


def test_a_ticket_whose_coverage_is_not_known_is_not_told_to_have_no_deadline(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--priority", "P2", "--title", "Muet")["ref"]
    desk.edit("contracts/acme/acme-2026.yaml", 'coverage: "business"', 'coverage: "nuit"')
    page = desk.run("ticket", "list")
    assert re.search(rf"{ref}.*inconnue", page.stdout), page.stdout
    said = "Aucune échéance connue pour 1 ticket ouvert de acme-2026"
    assert said in page.stderr
    assert said in " ".join(desk.run("ticket", "list", "--json").warnings)

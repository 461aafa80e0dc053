"""Paths of a desk: what fits, what is somebody else's, and that no name leads out of its folder."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.report import report_name
from celyactl.errors.format import BadName
from celyactl.store import layout
from celyactl.store.layout import FileKind, Located, classify, is_ours, same_names

PARIS = ZoneInfo("Europe/Paris")
NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "located"),
    [
        ("desk.yaml", Located(FileKind.DESK)),
        ("contracts/acme/client.yaml", Located(FileKind.CLIENT, "acme")),
        ("contracts/acme/acme-2026.yaml", Located(FileKind.CONTRACT, "acme", "acme-2026")),
        ("contracts/acme/correspondence.yaml", Located(FileKind.CORRESPONDENCE, "acme")),
        ("contracts/acme/correspondence-2027.yaml", Located(FileKind.CORRESPONDENCE, "acme")),
        ("contracts/acme/correspondence-27.yaml", Located(FileKind.CONTRACT, "acme", "correspondence-27")),
        ("contracts/acme/reports/2026.acme.yaml", Located(FileKind.REPORT, "acme", "2026.acme")),
        ("tickets/2026/11/CEL-2611-4F7K2QX.yaml", Located(FileKind.TICKET, "", "CEL-2611-4F7K2QX", "2026/11")),
        ("templates/mail/summary.txt", Located(FileKind.TEMPLATE)),
        (".celyactl/schema/ticket.json", Located(FileKind.SCHEMA, "", "ticket")),
        (".gitattributes", Located(FileKind.ATTRIBUTES)),
    ],
)
def test_a_path_says_what_its_file_is(path, located):
    assert classify(path) == located


@pytest.mark.parametrize(
    "path",
    [
        "desk.yml",
        "desk.yaml\n",
        "README.md",
        "contracts/acme/reports.yaml",
        "contracts/acme/notes.txt",
        "contracts/ACME/client.yaml",
        "contracts/../acme/client.yaml",
        "contracts/acme/.hidden.yaml",
        "contracts/caf\u00e9/client.yaml",
        "tickets/2026/13/CEL-2611-4F7K2QX.yaml",
        "tickets/2026/11/cel-2611-4f7k2qx.yaml",
        "tickets/2026/11/CEL-2611-4F7K2QX.yaml.orig",
        "tickets/\u0662\u0660\u0662\u0666/11/CEL-2611-4F7K2QX.yaml",
        "templates/../desk.yaml",
        "templates/.git/config",
        "templates/.GIT /config",
        "templates/mail\\..\\x",
        ".celyactl/other",
    ],
)
def test_what_does_not_fit_the_layout_is_nothing_of_the_desk(path):
    assert classify(path) is None


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("tickets/anything", True),
        ("Tickets/2026", True),
        ("DESK.YAML", True),
        ("contracts", True),
        (".celyactl/x", True),
        ("celyactl/cli/main.py", False),
        ("docs/tickets/x.yaml", False),
        ("ticketsx/y", False),
    ],
)
def test_only_what_the_desk_claims_is_judged(path, ours):
    assert is_ours(path) is ours


def test_a_ticket_lies_in_the_month_of_its_opening_in_the_desks_zone():
    assert layout.path_of_reference("CEL-2701-4F7K2QX") == "tickets/2027/01/CEL-2701-4F7K2QX.yaml"
    assert layout.ticket_month(NEW_YEAR, PARIS) == "2027/01"
    assert layout.ticket_month(NEW_YEAR, ZoneInfo("UTC")) == "2026/12"


@given(st.text(max_size=80))
def test_no_name_leads_out_of_its_folder(name):
    for made in (
        lambda: layout.client_path(name),
        lambda: layout.contract_path("acme", name),
        lambda: layout.report_path("acme", name),
        lambda: layout.schema_path(name),
        lambda: layout.path_of_reference(name),
    ):
        try:
            path = made()
        except BadName:
            continue
        assert classify(path) is not None
        assert ".." not in path.split("/")


@pytest.mark.parametrize("name", ["..", "../x", "a/b", "", ".git", "acme\n", "ACME", "a" * 64, "caf\u00e9", "-x"])
def test_a_name_that_could_escape_is_refused(name):
    with pytest.raises(BadName):
        layout.client_path(name)


def test_correspondence_goes_on_in_the_file_of_a_year():
    assert layout.correspondence_path("acme") == "contracts/acme/correspondence.yaml"
    assert layout.correspondence_path("acme", 2027) == "contracts/acme/correspondence-2027.yaml"


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), f"2026.{63 * 'a'}"),
        (date(2026, 6, 1), date(2027, 6, 1), f"2026-06-01_2027-06-01.{63 * 'a'}"),
        (date(2026, 1, 1), date(2026, 12, 31), f"2026-01-01_2026-12-31.{63 * 'a'}"),
    ],
)
def test_a_report_is_named_after_its_period_and_contract(start, end, name):
    slug = 63 * "a"
    assert report_name(slug, start, end) == name
    path = layout.report_path("acme", name)
    assert classify(path) == Located(FileKind.REPORT, "acme", name)


@pytest.mark.parametrize("slug", ["client", "correspondence", "correspondence-2027", "reports"])
def test_a_contract_takes_no_other_files_name(slug):
    with pytest.raises(BadName):
        layout.contract_path("acme", slug)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("templates/Mail.txt", "templates/mail.txt"),
        ("contracts/caf\u00e9/client.yaml", "contracts/cafe\u0301/client.yaml"),
        ("templates/stra\u00dfe", "templates/STRASSE"),
        ("templates/\uff41", "templates/a"),
    ],
)
def test_names_equal_after_normalisation_are_found(one, other):
    first, second = next(same_names([one, "desk.yaml", other]))
    assert one.startswith(first)
    assert other.startswith(second)
    assert first != second


def test_a_folder_with_two_spellings_is_told_once():
    paths = ["tickets/2026/a", "tickets/2026/b", "Tickets/2026/a", "Tickets/2026/c"]
    assert list(same_names(paths)) == [("tickets", "Tickets")]


def test_the_same_path_twice_is_no_clash():
    assert list(same_names(["tickets/a", "tickets/b", "tickets/a"])) == []

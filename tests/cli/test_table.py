import pytest

from celyactl.cli.table import Table
from celyactl.render.terminal.columns import columns

HEADINGS = ["Reference", "Client", "Age", "Title"]
ROWS = [
    ["CEL-2611-4F7K2QE", "Clinique du Parc", "5 min", "Plus de tonalité sur les postes de l'étage depuis ce matin"],
    ["CEL-2611-4F7K2QF", "acme", "12 h", "日本語の題名" * 6],
]


def test_what_fits_is_left_as_it_is():
    table = Table(HEADINGS, ROWS)
    assert table.fitted(200) == table.plain()


@pytest.mark.parametrize("room", [60, 79, 80, 100, 120])
def test_no_line_is_longer_than_the_terminal_and_references_stay_whole(room):
    lines = Table(HEADINGS, ROWS, spare=(2, 1)).fitted(room).splitlines()
    assert all(columns(line) <= room for line in lines)
    assert [line.split()[0] for line in lines[1:]] == [row[0] for row in ROWS]
    assert all(columns(line.rstrip("…").split("  ")[-1]) >= 14 for line in lines[1:])


def test_the_last_column_is_cut_first_and_its_end_marked():
    lines = Table(HEADINGS, ROWS).fitted(75).splitlines()
    assert lines[1] == "CEL-2611-4F7K2QE  Clinique du Parc  5 min  Plus de tonalité sur les postes…"
    assert lines[2].startswith("CEL-2611-4F7K2QF  acme              12 h   日本語")


def test_a_narrow_terminal_goes_without_spare_columns():
    headings = [Table(HEADINGS, ROWS, spare=(2, 1)).fitted(room).split("\n")[0].split() for room in (80, 60, 50)]
    assert headings == [HEADINGS, ["Reference", "Client", "Title"], ["Reference", "Title"]]


def test_without_spare_columns_the_widest_are_cut():
    lines = Table(HEADINGS, ROWS).fitted(50).splitlines()
    assert lines[1] == "CEL-2611-4F7K2QE  Clinique d…  5 min  Plus de ton…"


def test_there_is_an_end_to_cutting():
    assert Table(HEADINGS, ROWS).fitted(10).splitlines()[1] == "CEL-2611-4F7K2QE  Clini…  5 m…  Plus…"
    assert Table(["Only"], [["a long first column"]]).fitted(5) == "Only\na long first column\n"


def test_an_empty_table_has_its_headings():
    assert Table(HEADINGS, []).fitted(80) == "Reference  Client  Age  Title\n"


@pytest.mark.parametrize("room", range(30, 100))
def test_only_flexible_columns_are_cut_and_no_heading_is(room):
    headings = ["Contract", "Client", "Type", "Last day"]
    rows = [["acme-2026", "Clinique du Parc et associés", "maintenance", "31 déc. 2026"]]
    heading, line = Table(headings, rows, spare=(2,), flexible=(1,)).fitted(room).splitlines()
    assert [word for word in headings if word not in heading] in ([], ["Type"])
    assert line.endswith("31 déc. 2026")
    assert columns(line) <= max(room, columns("acme-2026  Client  31 déc. 2026"))
    assert ("Type" in heading) is ("maintenance" in line)

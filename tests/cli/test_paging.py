"""A pager on a terminal, when it is needed, and never elsewhere."""

from __future__ import annotations

import sys

import pytest
from furnishing import done_once
from terminals import at_a_terminal


@pytest.fixture
@done_once
def ref(desk):
    desk.sell("acme-2026", "--start", "2026-01-01")
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
    desk.ask("ticket", "note", ref, "Réglé\n" * 30)
    return ref


@pytest.fixture
def pager(tmp_path):
    """A pager that keeps what it gets."""
    script = tmp_path / "pager.py"
    script.write_text("import sys\nopen(sys.argv[1], 'wb').write(sys.stdin.buffer.read())\n")
    return f"{sys.executable} {script} {tmp_path / 'paged'}"


def test_what_is_longer_than_the_terminal_goes_through_the_pager(desk, ref, pager, tmp_path):
    status, screen = at_a_terminal(desk, "ticket", "show", ref, PAGER=pager)
    assert (status, screen) == (0, "")
    assert (tmp_path / "paged").read_text().count("Réglé") == 30


def test_what_fits_does_not(desk, ref, pager, tmp_path):
    status, screen = at_a_terminal(desk, "ticket", "show", ref, PAGER=pager, rows=100)
    assert (status, screen.count("Réglé")) == (0, 30)
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize("name", ["", "cat", "no-such-pager", "'"])
def test_without_a_pager_all_is_shown(desk, ref, name):
    status, screen = at_a_terminal(desk, "ticket", "show", ref, CELYACTL_PAGER=name, PAGER="false")
    assert (status, screen.count("Réglé")) == (0, 30)


def test_styles_pass_and_no_color_takes_them_away(desk, ref, pager, tmp_path):
    at_a_terminal(desk, "ticket", "show", ref, PAGER=pager, NO_COLOR="")
    assert b"\x1b[" in (tmp_path / "paged").read_bytes()
    at_a_terminal(desk, "ticket", "show", ref, PAGER=pager)
    assert b"\x1b" not in (tmp_path / "paged").read_bytes()


def test_less_shows_the_first_page_and_can_be_left(desk, ref):
    status, screen = at_a_terminal(desk, "ticket", "show", ref, PAGER="less", typed="q")
    assert status == 0
    assert ref in screen

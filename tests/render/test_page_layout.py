from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from celyactl.render.terminal.columns import columns
from celyactl.render.terminal.layout import lay_out, plain
from celyactl.render.terminal.page import Grid, Line, Page, Span, Style, cell, line

WORDS = st.text(st.sampled_from("aàé字🙂 \n-\u00a0\u202f"), max_size=80)
SPANS = st.lists(st.builds(Span, WORDS, st.sampled_from(Style)), max_size=4).map(tuple)
CELLS = st.tuples(WORDS.map(cell), WORDS.map(cell), WORDS.map(cell))


def joined(row):
    return "".join(span.text for span in row)


@given(SPANS, st.integers(20, 60), st.integers(0, 4), st.integers(0, 6), st.sampled_from(["", "┊ "]))
def test_no_row_of_a_line_is_wider_than_the_page(spans, width, indent, hang, gutter):
    page = Page((Line(spans, indent, hang, gutter),))
    assert all(columns(joined(row)) <= max(width, indent + columns(gutter) + 16) for row in lay_out(page, width))


@given(SPANS, st.integers(20, 60), st.integers(0, 6))
def test_wrapping_loses_nothing_but_spaces(spans, width, hang):
    text = plain(Page((Line(spans, hang=hang),)), width)
    assert "".join(text.split()) == "".join("".join(span.text for span in spans).split())


@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from([20, 40, 80, None]))
def test_a_table_loses_nothing_but_spaces(rows, width):
    page = Page((Grid(tuple(rows), flexible=1),))
    wanted = sorted("".join(span.text for row in rows for held in row for span in held if not span.text.isspace()))
    assert sorted("".join(plain(page, width).split())) == sorted("".join("".join(wanted).split()))


def test_a_pipe_gets_whole_lines():
    assert plain(Page((line("mot " * 100),))) == "mot " * 99 + "mot\n"


def test_rows_that_follow_hang_and_keep_their_gutter():
    page = Page((Line((Span("un deux trois quatre cinq six sept"),), indent=2, hang=3, gutter="┊ "),))
    assert plain(page, 24) == "  ┊ un deux trois quatre\n  ┊    cinq six sept\n"


def test_a_newline_breaks_and_a_tab_is_four_spaces():
    assert plain(Page((line("a\n\tb"),)), 40) == "a\n    b\n"


def test_a_no_break_space_holds_its_word_together():
    assert plain(Page((line("aaaa bbbb reste 1\u202fh\u202f40"),)), 18) == "aaaa bbbb reste\n1\u202fh\u202f40\n"


def test_columns_are_aligned_by_width_and_numbers_end_together():
    grid = Grid(((cell("字"), cell("1")), (cell("abc"), cell("10"))), ("H", "N"), right=frozenset({1}))
    assert plain(Page((grid,))) == "H     N\n字    1\nabc  10\n"


def test_the_flexible_column_wraps_and_the_others_stay():
    grid = Grid(((cell("REF"), cell("un deux trois quatre cinq"), cell("fin")),), flexible=1)
    assert plain(Page((grid,)), 30) == "REF  un deux trois quatre  fin\n     cinq\n"


def test_styles_reach_the_rows():
    [row] = lay_out(Page((line("a ", Span("b", Style.LATE)),)), 20)
    assert Span("b", Style.LATE) in row

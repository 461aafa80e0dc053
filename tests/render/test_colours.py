"""The company's colour stays readable, whatever it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.figures.kept import ClockFigures, Observed
from celyactl.render.colours import BLACK, NIGHT, WHITE, contrast, ink_on, readable_on
from celyactl.render.report.charts import kept_chart

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_known_contrasts():
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert readable_on(WHITE, "#0a5c8f") == "#0a5c8f"


@given(COLOURS)
def test_every_colour_is_read_as_text_and_carries_text(colour):
    for background in (WHITE, NIGHT):
        assert contrast(readable_on(background, colour), background) >= 4.5
    assert contrast(ink_on(colour), colour) >= 4.5


def test_what_a_chart_parts_by_colour_is_parted_in_grey_too():
    clock = ClockFigures(5, 3, (), None, None, None, Observed(0, None, None, None))
    chart = kept_chart([("Rétabli", clock)])
    kept, missed = dict.fromkeys(re.findall(r"\.color-[01] [^{]*\{[^}]*fill:(#[0-9a-f]{6})", chart))
    assert contrast(kept, missed) >= 3

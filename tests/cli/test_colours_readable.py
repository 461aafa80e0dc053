"""Every style of a page can be read on a white terminal and on a black one, with xterm's colours."""

from __future__ import annotations

import pytest
from palettes import THEMES
from rich.color import blend_rgb
from rich.color_triplet import ColorTriplet
from rich.style import Style

from celyactl.cli.pages import STYLES

LEAST = 3.5
"""Less than the 4.5 of web pages: xterm's red on black, the weakest, has 3.6, and terminals draw it bold."""


def luminance(colour):
    linear = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(style, theme):
    back = theme.background_color
    fore = style.color.get_truecolor(theme) if style.color else theme.foreground_color
    if style.dim:
        fore = blend_rgb(ColorTriplet(*fore), ColorTriplet(*back), 0.5)
    low, high = sorted((luminance(fore), luminance(back)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", STYLES)
def test_a_style_stands_out_from_the_background(name, theme):
    assert contrast(Style.parse(STYLES[name]), THEMES[theme]) >= LEAST


def test_what_a_background_hides_would_be_found():
    assert contrast(Style.parse("yellow"), THEMES["light"]) < LEAST
    assert contrast(Style.parse("blue"), THEMES["dark"]) < LEAST

"""Charts of a report, as SVG: each beside its table, told apart by lightness alone, with text that a PDF can embed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygal  # type: ignore[import-untyped]  # it has no types
from pygal.style import Style  # type: ignore[import-untyped]  # it has no types

from celyactl.i18n import gettext as _
from celyactl.render.pdf.glyphs import Svg
from celyactl.render.plots import number_words, plain_svg
from celyactl.render.report.amounts import hours, kept, met_of, month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from celyactl.domain.figures.kept import ClockFigures

_STYLE: Final = Style(
    background="white",
    plot_background="white",
    foreground="#222222",
    foreground_strong="#000000",
    foreground_subtle="#555555",
    colors=("#1f5f8b", "#f0b35a", "#e4e4e4"),
    opacity="1",
    opacity_hover="1",
    font_family="Libertinus Serif, serif",
    label_font_size=20,
    major_label_font_size=20,
    legend_font_size=20,
    transition="0s",
    guide_stroke_color="#cccccc",
    major_guide_stroke_color="#cccccc",
)
_WIDTH: Final = 900
_UPRIGHT: Final = 12
_ROW: Final = 54


def months_chart(by_month: Mapping[str, int]) -> Svg:
    """Tickets opened, a bar a month."""
    most = max(by_month.values(), default=0)
    chart = pygal.Bar(
        **_settings(320),
        show_legend=False,
        x_labels=_short(list(by_month)),
        x_label_rotation=0 if len(by_month) <= _UPRIGHT else 60,
        y_labels=_steps(most),
        range=(0, max(1, most)),
    )
    chart.add(_("Tickets"), list(by_month.values()))
    return Svg(plain_svg(chart, ", ".join(f"{month(name)}: {count}" for name, count in by_month.items())))


def kept_chart(clocks: Sequence[tuple[str, ClockFigures]]) -> Svg:
    """Promises kept, missed and still running, a bar a promise, the first one above.

    Figures stand beside the bars: in a short bar none could be read.
    """
    chart = pygal.HorizontalStackedBar(
        **_settings(110 + _ROW * len(clocks)),
        x_labels=[f"{name} ({met_of(clock)})" for name, clock in reversed(clocks)],
        legend_at_bottom=True,
        truncate_legend=-1,
        y_labels=_steps(max(clock.count for _name, clock in clocks)),
    )
    chart.add(_("kept"), [clock.met for _name, clock in reversed(clocks)])
    chart.add(_("not kept"), [len(clock.misses) or None for _name, clock in reversed(clocks)])
    if any(clock.running for _name, clock in clocks):
        chart.add(_("still running"), [clock.running or None for _name, clock in reversed(clocks)])
    return Svg(plain_svg(chart, ", ".join(f"{name}: {kept(clock)}" for name, clock in clocks)))


def hours_chart(seconds: Sequence[tuple[str, int]]) -> Svg:
    """Time of work, a bar a way of working, the first one above."""
    chart = pygal.HorizontalBar(
        **_settings(20 + _ROW * len(seconds)),
        show_legend=False,
        show_x_labels=False,
        x_labels=[f"{name} ({hours(length)})" for name, length in reversed(seconds)],
    )
    chart.add(_("Hours"), [round(length / 3600, 1) for _name, length in reversed(seconds)])
    return Svg(plain_svg(chart, ", ".join(f"{name}: {length / 3600:.1f} h" for name, length in seconds)))


def _settings(height: int) -> dict[str, object]:
    return {
        "style": _STYLE,
        "js": [],
        "no_prefix": True,
        "width": _WIDTH,
        "height": height,
        "value_formatter": number_words,
        "margin": 8,
        "rounded_bars": 0,
        "no_data_text": _("Nothing to show"),
    }


def _short(months: Sequence[str]) -> list[str]:
    """The months without their year where all have the same."""
    one_year = len({name[:4] for name in months}) == 1
    return [month(name).rsplit(" ", 1)[0] if one_year else month(name) for name in months]


def _steps(most: int) -> list[int]:
    """A few whole numbers for an axis."""
    step = max(1, -(-most // 5))
    return list(range(0, max(1, most) + 1, step))

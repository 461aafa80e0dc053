"""Plots as SVG, by pygal: no script, no comment, fixed ids, so that the same figures give the same bytes.

Each plot carries its figures in words too (`desc`), for whoever can't see it. Colours stay apart without colour vision.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pygal  # type: ignore[import-untyped]  # it has no types
from pygal.style import Style  # type: ignore[import-untyped]  # it has no types

from celyactl.domain.words import Priority
from celyactl.i18n import gettext as _
from celyactl.i18n import language
from celyactl.render.moments import month_and_year

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from celyactl.domain.stats import Month

# pygal looks for plug-ins in every later import of the process, in a way that Python no longer knows
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != pygal.__name__]

_SVG: Final = "http://www.w3.org/2000/svg"
_LINK: Final = "http://www.w3.org/1999/xlink"
_HOUR: Final = 3600
# Okabe and Ito's colours: told apart with any colour vision, and in grey by their lightness.
STYLE: Final = Style(
    background="white",
    plot_background="white",
    colors=("#d55e00", "#e69f00", "#56b4e9", "#999999"),
    font_family="sans-serif",
    transition="0s",
    guide_stroke_color="#cccccc",
    major_guide_stroke_color="#cccccc",
)


def tickets_plot(months: Sequence[Month]) -> str:
    """Tickets by month of opening, a colour a priority, one above the other."""
    chart = pygal.StackedBar(**_settings(_("Tickets by month of opening"), months), y_title=_("Tickets"))
    for priority in Priority:
        chart.add(str(priority), [month.opened.get(priority, 0) for month in months])
    said = "; ".join(
        f"{month_and_year(month.first)}: {', '.join(f'{name} {count}' for name, count in month.opened.items()) or '0'}"
        for month in months
    )
    return plain_svg(chart, said)


def restoration_plot(months: Sequence[Month]) -> str:
    """How long restoration took, by month of opening, in counted hours."""
    chart = pygal.Line(**_settings(_("Time to restore, by month of opening"), months), y_title=_("Service hours"))
    chart.add(_("Median"), [_hours(month.median) for month in months])
    chart.add(_("9 of 10"), [_hours(month.ninth) for month in months])
    said = "; ".join(
        f"{month_and_year(month.first)}: {_hours(month.median)} h, {_hours(month.ninth)} h" for month in months
    )
    return plain_svg(chart, said)


def _settings(heading: str, months: Sequence[Month]) -> dict[str, object]:
    return {
        "title": heading,
        "x_labels": [month_and_year(month.first) for month in months],
        "x_label_rotation": 30,
        "style": STYLE,
        "js": [],
        "no_prefix": True,
        "include_x_axis": True,
        "value_formatter": number_words,
        "no_data_text": _("Nothing to show"),
    }


def number_words(value: float) -> str:
    """`2,5` in French."""
    return f"{value:g}".replace(".", "," if language() == "fr" else ".")


def _hours(length: timedelta | None) -> float | None:
    return None if length is None else round(length.total_seconds() / _HOUR, 1)


def plain_svg(chart: pygal.graph.graph.Graph, said: str) -> str:
    """The plot without what differs from run to run, or could run; with its figures in words."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _LINK)
    root = ET.fromstring(chart.render(is_unicode=True))  # noqa: S314 - made a line above
    for parent in list(root.iter()):
        for script in parent.findall(f"{{{_SVG}}}script"):
            parent.remove(script)
    description = ET.Element(f"{{{_SVG}}}desc")
    description.text = said
    root.insert(0, description)
    root.set("role", "img")
    return ET.tostring(root, encoding="unicode") + "\n"

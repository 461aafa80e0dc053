"""Text of a report as it is set: what belongs together stays on one line, an apostrophe is the curly one.

What people typed gets it too: only the look changes, never a word.
"""

from __future__ import annotations

import re
from typing import Any, Final

from celyactl.render.pdf.glyphs import Svg
from celyactl.render.ties import each_text, tied

_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")


def well_set(value: Any) -> Any:
    """The value with every text in it well set; images are left as they are."""
    return each_text(value, _set)


def _set(text: str) -> str:
    return text if isinstance(text, Svg) else tied(_APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", text))

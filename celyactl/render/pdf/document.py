"""Sets a document: a shipped template, plain data as JSON, and the instant it is made at; the same bytes for the same.

What comes out is PDF/A-3a and PDF/UA-1: archivable, and readable by those who do not see it. A desk has no typst
templates of its own: they may read files and compute for ever, where those of `celyactl.render.jinja` may not.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.i18n import gettext as _
from celyactl.render.letterhead import letterhead
from celyactl.render.moments import Wall, full_moment
from celyactl.render.pdf.glyphs import printable
from celyactl.render.templates import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from celyactl.domain.company import Company

_FOLDER: Final = "pdf"
_INK: Final = "#0a5c8f"


class Paper(Struct, frozen=True):
    """What every document says of itself: whose it is, what it is called, when and from which commit it was made."""

    company: Company
    title: str
    subtitle: str
    made: datetime
    commit: str


def pdf(template: str, paper: Paper, data: Mapping[str, object]) -> bytes:
    """The document `templates/pdf/<template>.typ` in the context's language.

    `data` holds texts, numbers, lists and dicts of them; a chart is an `Svg`, which the template sets with its `svg`.
    """
    import typst  # 25 MB

    folder = shipped() / _FOLDER
    return typst.compile(
        str(folder / f"{template}.typ"),
        root=str(folder),
        ignore_system_fonts=True,  # another machine has others
        sys_inputs={"data": json.dumps(printable({**data, **_about(paper)}))},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=paper.made.astimezone(UTC).replace(microsecond=0),
    )


def _about(paper: Paper) -> dict[str, object]:
    made = paper.made
    said = _("As of {when}, from {commit}")
    return {
        **letterhead(paper.company),
        "color": paper.company.brand.color or _INK,
        "title": paper.title,
        "subtitle": paper.subtitle,
        "made": said.format(when=full_moment(made, Wall(made)), commit=paper.commit[:12]),
        "day": {"year": made.year, "month": made.month, "day": made.day},
    }

"""An annual report as a document, PDF or HTML, in the context's language, with its JSON inside to prove it by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from celyactl.i18n import gettext as _
from celyactl.render.letterhead import as_of, letterhead
from celyactl.render.pdf.document import Paper, pdf
from celyactl.render.report.cover import brief, cover, proof
from celyactl.render.report.sections import sections
from celyactl.render.report.typography import well_set

if TYPE_CHECKING:
    from celyactl.render.jinja.environment import Overrides
    from celyactl.render.report.matter import Matter

_PAGE: Final = "report/annual.html.j2"


def annual_pdf(matter: Matter) -> bytes:
    """The report on paper."""
    paper = Paper(matter.company, matter.title, _subtitle(matter), matter.made, matter.commit)
    return pdf("annual", paper, _values(matter))


def annual_html(matter: Matter, overrides: Overrides) -> bytes:
    """The report as one page. Raises TemplateRefused, TemplateTooLarge for a desk's own template."""
    from celyactl.render.jinja.environment import render  # 43 ms
    from celyactl.render.report.html import html_of

    values = _values(matter)
    about = {
        **letterhead(matter.company),
        **as_of(matter.wall, matter.commit),
        "title": matter.title,
        "subtitle": _subtitle(matter),
        "cover": html_of(values["cover"]),
        "proof": html_of([values["proof"]]),
        "sections": [{"title": part["title"], "body": html_of(part["blocks"])} for part in values["sections"]],
    }
    return render(_PAGE, values | about, overrides).encode()


def _values(matter: Matter) -> dict[str, Any]:
    return {
        "cover": well_set(cover(matter)),
        "proof": proof(matter),
        "sections": well_set([brief(matter), *sections(matter)]),
        "attached": json.dumps(matter.data, sort_keys=True),
        "words": {"proof": _("How this report was made"), "attached": _("The figures of this report, for programs")},
    }


def _subtitle(matter: Matter) -> str:
    return str(well_set(_("{client}, contract {slug}").format(client=matter.client.name, slug=matter.contract.slug)))

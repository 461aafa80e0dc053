"""The sheet of an intervention (bon d'intervention), in the context's language: plain values for one page of A4.

What has not been recorded is left to be written by hand; what would not fit on the page is cut, and says so.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from celyactl.domain.durations import format_duration
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.exchange import window_words
from celyactl.render.moments import full_moment
from celyactl.render.names import address
from celyactl.render.pdf.document import Paper, pdf
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.client import Client, Site
    from celyactl.domain.entries.field import Intervention
    from celyactl.domain.ticket import Header
    from celyactl.domain.visits import Visit
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names

_LONGEST: Final = 1_500
_MOST_LINES: Final = 14
_MOST_ROWS: Final = 6
_BY_HAND: Final = 5
_LONGEST_CELL: Final = 60
_LONG_WORD: Final = re.compile(r"\S{23,}")
_PIECE: Final = re.compile(r".{1,22}")


class Sheet(NamedTuple):
    """What the sheet is about: `work` that was done, or a `visit` that is planned."""

    header: Header
    client: Client | None
    names: Names
    wall: Wall
    work: Intervention | None = None
    visit: Visit | None = None

    @property
    def made(self) -> Intervention | Visit:
        """What has a window and a mode."""
        made = self.work or self.visit
        assert made is not None  # noqa: S101 - one of them is there
        return made

    @property
    def site(self) -> Site | None:
        """Where it is."""
        sites = self.client.sites if self.client else ()
        return next((site for site in sites if site.id == self.made.site), None)


def sheet_title() -> str:
    """What it is called."""
    return _("Intervention sheet")


def sheet_pdf(paper: Paper, sheet: Sheet) -> bytes:
    """The sheet on paper."""
    return pdf("intervention", paper, sheet_values(sheet, paper.company.company))


def sheet_values(sheet: Sheet, company: str) -> dict[str, Any]:
    """The values of the template: texts, numbers, lists and dicts of them."""
    return {
        "left": _left(sheet),
        "right": _right(sheet),
        "texts": _texts(sheet),
        "tables": [_parts(sheet), _tests(sheet)],
        "remarks": {"title": _("Remarks of the client"), "text": "", "lines": 2},
        "words": {
            "signatures": _("Signatures"),
            "agreed": _("The client attests that the intervention took place as written above."),
        },
        "parties": [
            {"who": company, "asked": _("Name, date and signature")},
            {"who": sheet.names.client or sheet.header.client, "asked": _("Name, date and signature")},
        ],
    }


def _left(sheet: Sheet) -> list[list[str]]:
    site = sheet.site
    contact = sheet.names.contact_card(sheet.header.requester or "")
    return [
        [_("Client"), sheet.names.client or sheet.header.client],
        [_("Site"), site.name if site else ""],
        [_("Address"), address(site, "\n") if site else ""],
        [_("Contact"), "\n".join(filter(None, (contact.name, *contact.phones[:1]))) if contact else ""],
        [_("Ticket"), f"{sheet.header.ref}\n{sheet.header.title}"],
    ]


def _right(sheet: Sheet) -> list[list[str]]:
    made, work, wall = sheet.made, sheet.work, sheet.wall
    road = format_duration(timedelta(seconds=work.travel_seconds)) if work and work.travel_seconds else ""
    blank = "." * 24 if work is None else ""
    return [
        [_("Mode"), word(made.mode)],
        [_("Planned") if work is None else _("Worked"), window_words(made.start, made.end, wall)],
        [_("Technician"), sheet.names.person(made.technician) if made.technician else ""],
        [_("Arrival"), full_moment(work.arrival, wall) if work and work.arrival else blank],
        [_("Departure"), full_moment(work.departure, wall) if work and work.departure else blank],
        [_("Time on the road"), road or blank],
        [_("Time worked"), format_duration(work.end - work.start) if work else blank],
        [_("Billing"), _billing(work)],
    ]


def _billing(work: Intervention | None) -> str:
    if work is None or not work.billable:
        return ""
    if work.agreed:
        return _("Billable, agreed by {who}").format(who=work.agreed.by)
    return _("Billable: outside service hours") if work.out_of_hours else _("Billable: out of contract")


def _texts(sheet: Sheet) -> list[dict[str, Any]]:
    if sheet.work is not None:
        return [{"title": _("Work done"), "text": _cut(sheet.work.summary), "lines": 0}]
    planned = sheet.visit.public_summary if sheet.visit else None
    asked = [{"title": _("To be done"), "text": _cut(planned), "lines": 0}] if planned else []
    return [
        *asked,
        {"title": _("Work done"), "text": "", "lines": _BY_HAND},
        {"title": _("Parts swapped, with their serial numbers out and in"), "text": "", "lines": 3},
        {"title": _("Tests"), "text": "", "lines": 2},
    ]


def _cut(text: str) -> str:
    """As much as the page holds."""
    lines = text.strip().split("\n")
    kept = "\n".join(lines[:_MOST_LINES])[:_LONGEST]
    return kept if kept == text.strip() else f"{kept.rstrip()} […]"


def _parts(sheet: Sheet) -> dict[str, Any]:
    parts = sheet.work.parts if sheet.work else ()
    rows = [
        [
            part.product or (sheet.names.component(part.component) if part.component else "-"),
            part.serial_out or "-",
            part.serial_in or "-",
        ]
        for part in parts
    ]
    headings = [_("Part"), _("Serial number out"), _("Serial number in")]
    return {"title": _("Parts swapped"), "headings": headings, "rows": _first(rows)}


def _tests(sheet: Sheet) -> dict[str, Any]:
    tests = sheet.work.tests if sheet.work else ()
    rows = [[test.item, _("passed") if test.done else _("FAILED"), test.result or ""] for test in tests]
    return {"title": _("Tests"), "headings": [_("Test"), _("Outcome"), _("Found")], "rows": _first(rows)}


def _broken(text: str) -> str:
    """The text, its long words in pieces: a word wider than its column would lie over the next one."""
    return _LONG_WORD.sub(lambda word: "\n".join(_PIECE.findall(word[0])), text)


def _first(rows: Sequence[list[str]]) -> list[list[str]]:
    """The first rows, each cell short, and how many more there are."""
    kept = [[_broken(cell[:_LONGEST_CELL]) for cell in row] for row in rows[:_MOST_ROWS]]
    left = len(rows) - len(kept)
    if left:
        kept.append([ngettext("and {n} more", "and {n} more", left).format(n=left), "", ""])
    return kept

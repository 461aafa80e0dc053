"""`contracts/<client>/reports/<period>.yaml`: a manager's word on an annual report, its approval; never a figure.

The word and the recommendations may be edited; an approval names the commit that holds them as they were approved, so
that a later edit changes no report that went out.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from celyactl.domain.entries.base import Entry, FileNote
from celyactl.domain.entries.conversation import Note, Retract
from celyactl.domain.model import Id, Line, Model, Sha256, Text

CommitId = Annotated[str, Meta(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$(?!\n)")]


class Recommendation(Model, frozen=True, kw_only=True):
    """What a manager makes of a recommendation drawn from the data, or (`added`) one of his own.

    It is known by the rule that drew it and what it is about (a component, a contact), so that a report made anew
    finds the decision. Edited and added ones have a text; that of a rejected one is the reason, for the company.
    """

    rule: Id
    about: Id | None = None
    decision: Literal["accepted", "edited", "rejected", "added"]
    text: Text | None = None


class Approve(Entry, tag="approve", frozen=True, kw_only=True):
    """The report may go out as made at a commit: `figures` is the hash of its JSON, `program` what computed it.

    The last approval that was not retracted holds.
    """

    commit: CommitId
    figures: Sha256
    program: Line | None = None
    text: Text | None = None
    files: tuple[FileNote, ...] = ()


class Report(Model, frozen=True, kw_only=True):
    """The annual report of one contract over one period: days of the desk's zone, [start, end)."""

    format: Literal[1] = 1
    contract: Id
    start: date
    end: date
    imported: bool = False
    word: Text | None = None
    recommendations: tuple[Recommendation, ...] = ()
    journal: tuple[Approve | Note | Retract, ...] = ()


def report_name(contract: str, start: date, end: date) -> str:
    """The name of a report's file: `2026.acme` for a civil year, `2026-06-01_2027-06-01.acme` for other periods."""
    is_year = start == date(start.year, 1, 1) and end == date(start.year + 1, 1, 1)
    return f"{start.year:04}.{contract}" if is_year else f"{start}_{end}.{contract}"

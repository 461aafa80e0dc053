"""The journal from first to last: when, who, what; what the client may read is told from what it may not by a word.

An entry written over 15 minutes after it happened says so; what was retracted is marked and stays readable; what the
lifecycle could not apply is marked for review.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import format_duration
from celyactl.domain.entries.conversation import Open, Retract
from celyactl.domain.entries.field import Intervention
from celyactl.domain.journal import by_time, order
from celyactl.domain.words import Channel
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.deeds import deed
from celyactl.render.moments import age
from celyactl.render.terminal.columns import columns
from celyactl.render.terminal.page import Line, Span, Style, cell
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names

LATE_ENTRY: Final = timedelta(minutes=15)
"""A gap between the act and its record that is shown (docs/sla.md rule 4)."""
_IN_DAYS: Final = timedelta(hours=48)
"""From here on a gap is told in days."""
_INDENT: Final = 4
_GUTTER: Final = "┊ "
_REFUSALS: Final = {
    "impossible_transition": marked("the act was not possible here"),
    "resolution_incomplete": marked("the incident lacked its cause or its restoration"),
    "resume_before_wait": marked("it ends a wait before it began"),
}


def timeline(journal: Sequence[Entry], story: Story, names: Names, wall: Wall) -> Iterator[Line]:
    """The lines of the journal, in the order in which things happened."""
    ordered = by_time(order(journal))
    counted = {entry.id for entry in story.entries}
    refused = {refusal.entry.id: refusal.code for refusal in story.refused}
    padding = max(columns(word(visibility)) for visibility in (entry.visibility for entry in ordered))
    for entry in ordered:
        retracted = entry.id not in counted and not isinstance(entry, Retract)
        head = _head(entry, names, wall, padding)
        marks = [*_marks(entry, wall), *([_retracted(entry, ordered, names, wall)] if retracted else [])]
        if entry.id in refused:
            reason = _REFUSALS.get(refused[entry.id], refused[entry.id])
            marks.append(Span(_("TO REVIEW: {reason}").format(reason=_(reason)), Style.LATE))
        yield _struck(head, retracted=retracted)
        yield from (Line((mark,), indent=_INDENT) for mark in marks)
        yield from (_struck(text, retracted=retracted) for text in _texts(entry, names, wall))


def _head(entry: Entry, names: Names, wall: Wall, padding: int) -> Line:
    when, badge = wall.moment(entry.at), word(entry.visibility)
    hang = columns(when) + padding + 4
    spans = cell(
        Span(when, Style.QUIET),
        "  ",
        badge if entry.public else Span(badge, Style.PRIVATE),
        " " * (padding - columns(badge) + 2),
        Span(names.person(entry.by), Style.STRONG),
        _(": {deed}").format(deed=deed(entry, names, wall).sentence),
        Span(_via(entry), Style.QUIET),
    )
    return Line(spans, hang=hang)


def _via(entry: Entry) -> str:
    """The door, when it is not a technician's command line, and whether the entry was taken over from elsewhere."""
    is_said = isinstance(entry, Open) and word(entry.origin) == word(entry.channel)  # its sentence tells how it came
    door = [] if entry.channel is Channel.CLI or is_said else [word(entry.channel)]
    told = [*door, *([_("imported")] if entry.imported else [])]
    return f" ({', '.join(told)})" if told else ""


def _marks(entry: Entry, wall: Wall) -> Iterator[Span]:
    happened = entry.end if isinstance(entry, Intervention) else entry.at
    gap = entry.recorded - happened
    if gap > LATE_ENTRY and not entry.imported:
        length = format_duration(gap) if gap < _IN_DAYS else age(gap)
        text = _("entered {when}, {gap} later").format(when=wall.moment(entry.recorded), gap=length)
        yield Span(text, Style.QUIET)


def _retracted(entry: Entry, ordered: Sequence[Entry], names: Names, wall: Wall) -> Span:
    by = next((one for one in reversed(ordered) if isinstance(one, Retract) and entry.id in one.ids), None)
    if by is None:
        return Span(_("RETRACTED"), Style.STRONG)
    text = _("RETRACTED by {who}, {when}").format(who=names.person(by.by), when=wall.moment(by.at))
    return Span(text, Style.STRONG)


def _texts(entry: Entry, names: Names, wall: Wall) -> Iterator[Line]:
    gutter = "" if entry.public else _GUTTER
    for text in deed(entry, names, wall).texts:
        yield Line((Span(text.rstrip()),), indent=_INDENT, gutter=gutter)


def _struck(line: Line, *, retracted: bool) -> Line:
    if not retracted:
        return line
    return line._replace(spans=tuple(Span(text, Style.STRUCK) for text, _style in line.spans))

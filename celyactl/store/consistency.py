"""What must hold inside one ticket's file beyond the shape of its fields; each fault has its line.

`ticket_faults` is cheap and part of every reading; the others fold the journal and serve `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries.conversation import Open
from celyactl.domain.fold import NoOpening, refold
from celyactl.domain.journal import order
from celyactl.domain.model import Model, plain
from celyactl.domain.reference import check_character
from celyactl.domain.ticket import Header, Ticket
from celyactl.errors import ticket_faults as say
from celyactl.store.journals import journal_faults
from celyactl.store.layout import Located, path_of_reference, ticket_month
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story
    from celyactl.errors.base import Fault
    from celyactl.store.yaml.values import Path

    Lines = Callable[[Path], int]


def ticket_faults(ticket: Ticket, path: str, where: Located, zone: ZoneInfo | None, line: Lines) -> list[Fault]:
    """What every reader needs to rely on; the month is judged only when the zone is given."""
    found = [*_place_faults(ticket, path, where, zone, line), *journal_faults(ticket.journal, path, line)]
    if len({entry.id for entry in ticket.journal}) == len(ticket.journal) and not _is_opened(ticket.journal):
        found.append(say.not_opened(path, line(("journal",))))
    return found


def _place_faults(ticket: Ticket, path: str, where: Located, zone: ZoneInfo | None, line: Lines) -> Iterator[Fault]:
    if where.name and ticket.ref != where.name:
        yield say.reference_differs(path, line(("ref",)), ticket.ref, where.name)
    if zone is None or not where.month:
        return
    if where.month != (month := ticket_month(ticket.opened_at, zone)):
        yield say.month_differs(path, line(("opened_at",)), where.month, month)
    elif path != path_of_reference(where.name):
        yield say.reference_month(path, line(("ref",)), where.name, where.month)


def _is_opened(journal: tuple[Entry, ...]) -> bool:
    """Whether the first entry in causal order is `open`; the file's order mostly tells, without sorting."""
    if not journal:
        return False
    first, *others = journal
    if isinstance(first, Open) and not first.after and all(entry.after for entry in others):
        return True
    return isinstance(order(journal)[0], Open)


def story_of(ticket: Ticket) -> Story | None:
    """The fold; None when the opening was retracted or comes late, of which `header_faults` tells."""
    try:
        return refold(ticket)
    except NoOpening:
        return None


def header_faults(ticket: Ticket, path: str, line: Lines, story: Story | None) -> list[Fault]:
    """Each field of the header that differs from the fold, with both values."""
    if story is None:
        return [say.not_opened(path, line(("journal",)))]
    pairs = ((name, getattr(ticket, name), getattr(story.header, name)) for name in Header.__struct_fields__)
    return [
        say.header_differs(path, line((name,)), name, readable(stored), readable(told))
        for name, stored, told in pairs
        if stored != told
    ]


def readable(value: object) -> str:
    """A header's value as it would stand in the file, on one line."""
    match value:
        case Model():
            return ", ".join(f"{key} {readable(part)}" for key, part in plain(value).items())
        case tuple():
            return ", ".join(map(readable, value)) or "-"
        case None:
            return "-"
        case bool():
            return str(value).lower()
    return str(value)[:120]


def review(ticket: Ticket, path: str, line: Lines, story: Story | None) -> Iterator[Fault]:
    """What a person should look at: entries that were not applied, acts dated before the opening."""
    places = {entry.id: place for place, entry in enumerate(ticket.journal)}
    at: Path
    for refused in story.refused if story else ():
        at = ("journal", places[refused.entry.id])
        yield say.refused(path, line(at), named(at), refused.entry.type, refused.code)
    for place, entry in enumerate(ticket.journal):
        if entry.at < ticket.opened_at:
            at = ("journal", place, "at")
            yield say.before_opening(path, line(at), named(at))


def deep_faults(ticket: Ticket, path: str, line: Lines) -> Iterator[Fault]:
    """What no reader trips over, and nobody should leave in a desk: circles, windows turned round, a forged name."""
    code = ticket.ref[-12:].replace("-", "")
    if (expected := check_character(code[:-1])) != code[-1]:
        yield say.check_character(path, line(("ref",)), ticket.ref, expected)
    position = {entry.id: index for index, entry in enumerate(order(ticket.journal))}
    for place, entry in enumerate(ticket.journal):
        if any(position.get(parent, -1) >= position[entry.id] for parent in entry.after):
            at = ("journal", place, "after")
            yield say.circle(path, line(at), named(at), entry.id)
        if getattr(entry, "start", entry.at) > getattr(entry, "end", entry.at):
            at = ("journal", place, "end")
            yield say.end_before_start(path, line(at), named(at))

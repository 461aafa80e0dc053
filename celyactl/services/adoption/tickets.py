"""A ticket's file edited by hand: a journal that only grew, and a header whose changes become entries.

Comments and order stay as the person wrote them: the new text starts from theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.fold import NoOpening, fold, written
from celyactl.domain.model import plain
from celyactl.errors import checking as say
from celyactl.errors import ticket_faults
from celyactl.services.adoption.headers import Wishes
from celyactl.services.stamping import Stamps
from celyactl.store import consistency, records
from celyactl.store.records import Lines
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.entries import AnyEntry
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.errors.base import Fault
    from celyactl.services.acting import Acting
    from celyactl.store.yaml.values import Path


class Edited(Struct, frozen=True):
    """A ticket's file as a person left it, read; `text` is what was read."""

    path: str
    text: bytes
    ticket: Ticket

    @property
    def line(self) -> Lines:
        """Where its fields stand."""
        return Lines(self.text, self.path)


class Retold(Struct, frozen=True):
    """The file as it is to be, the new entries' types, and, when it can't be, the faults."""

    text: bytes
    changes: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


def opened(edited: Edited, acting: Acting) -> Retold:
    """A ticket that somebody wrote by hand."""
    line, ticket = edited.line, edited.ticket
    story = consistency.story_of(ticket)
    faults = [
        *consistency.header_faults(ticket, edited.path, line, story),
        *consistency.deep_faults(ticket, edited.path, line),
        *_own(ticket.journal, 0, edited, acting),
        *_refused(edited, story, {entry.id for entry in ticket.journal}),
    ]
    return Retold(edited.text, ("open",), tuple(faults))


def retold(before: Ticket, edited: Edited, acting: Acting) -> Retold:
    """An edit of a ticket that is there; `before` is the last committed version that can be read."""
    faults = list(_history(before, edited))
    if faults:
        return Retold(edited.text, (), tuple(faults))
    first = len(before.journal)
    faults += _own(edited.ticket.journal[first:], first, edited, acting)
    added = tuple(_recorded_now(entry, acting) for entry in edited.ticket.journal[first:])
    journal = (*before.journal, *added)
    try:
        was = fold(before.ref, before.uid, before.journal, aliases=before.aliases).header
        told = fold(before.ref, before.uid, journal, aliases=before.aliases).header
    except NoOpening:
        return Retold(edited.text, (), (ticket_faults.not_opened(edited.path, edited.line(("journal",))),))
    wishes = Wishes(edited.path, was, told, edited.ticket, edited.line)
    asked = wishes.entries(Stamps(acting, acting.now, journal))
    story = fold(before.ref, before.uid, (*journal, *asked), aliases=before.aliases)
    faults += [*wishes.faults, *_refused(edited, story, {entry.id for entry in (*added, *asked)})]
    if faults:
        return Retold(edited.text, (), tuple(faults))
    ticket = written(story.header, (*journal, *asked))
    text = records.update(edited.text, ticket, edited.path)
    return Retold(text, tuple(entry.type for entry in (*added, *asked)))


def _history(before: Ticket, edited: Edited) -> Iterator[Fault]:
    """Where the journal did something else than grow."""
    line, path = edited.line, edited.path
    places = {entry.id: place for place, entry in enumerate(edited.ticket.journal)}
    for entry in before.journal:
        place = places.get(entry.id)
        if place is None:
            yield say.entry_gone(path, line(("journal",)), entry.id, entry.type)
        elif edited.ticket.journal[place] != entry:
            at: Path = ("journal", place, *_differs(entry, edited.ticket.journal[place]))
            yield say.entry_changed(path, line(at), named(at), entry.id)
    known = {entry.id for entry in before.journal}
    last = max((places[ident] for ident in known if ident in places), default=-1)
    for place, entry in enumerate(edited.ticket.journal[:last]):
        if entry.id not in known:
            yield say.entry_not_last(path, line(("journal", place)), named(("journal", place)), entry.id)


def _differs(one: Entry, other: Entry) -> tuple[str, ...]:
    """The first field in which two entries differ."""
    old, new = plain(one), plain(other)
    return tuple(name for name in new if new[name] != old.get(name))[:1]


def _own(entries: tuple[AnyEntry, ...], first: int, edited: Edited, acting: Acting) -> Iterator[Fault]:
    """Entries in somebody else's name, or of the future; imported ones tell of others."""
    line, path = edited.line, edited.path
    for place, entry in enumerate(entries, first):
        for name, value, allowed in (("by", entry.by, acting.by), ("channel", entry.channel, acting.channel)):
            if value != allowed and not entry.imported:
                at = ("journal", place, name)
                yield say.entry_of_another(path, line(at), named(at), value, allowed)
        if entry.at > acting.now:
            at = ("journal", place, "at")
            yield say.entry_to_come(path, line(at), named(at), entry.at.isoformat(), acting.now.isoformat())
        if entry.at < edited.ticket.opened_at:
            at = ("journal", place, "at")
            yield ticket_faults.before_opening(path, line(at), named(at))


def _recorded_now(entry: AnyEntry, acting: Acting) -> AnyEntry:
    """An entry is recorded when it is adopted, whenever it was typed."""
    return replace(entry, recorded=acting.now)


def _refused(edited: Edited, story: Story | None, new: set[str]) -> Iterator[Fault]:
    """New entries that the lifecycle can't apply where they stand."""
    places = {entry.id: place for place, entry in enumerate(edited.ticket.journal)}
    for refused in story.refused if story else ():
        if refused.entry.id in new:
            place = places.get(refused.entry.id)
            at: Path = ("journal",) if place is None else ("journal", place)
            yield ticket_faults.refused(edited.path, edited.line(at), named(at), refused.entry.type, refused.code)

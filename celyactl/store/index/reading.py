"""Reads the tickets of a desk for the index: the row of each file, or its first fault, in every language.

A fault is kept in all languages because the index outlives the command that filled it.
"""

from __future__ import annotations

from contextvars import copy_context
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.ticket import Header
from celyactl.errors import CelyactlError, Fault
from celyactl.errors import desk_faults as say
from celyactl.errors.file import BadFile
from celyactl.i18n import LANGUAGES, use
from celyactl.store import consistency, records
from celyactl.store.at_hand import texts_of
from celyactl.store.index.row import Row, row
from celyactl.store.index.spelling import spelt
from celyactl.store.layout import FileKind, classify
from celyactl.store.trees import FILE, kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from zoneinfo import ZoneInfo

    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.i18n import Language
    from celyactl.store.index.due import Deadlines
    from celyactl.store.repository import Repository
    from celyactl.store.trees import Entry

INDEXED: Final = ("desk.yaml", "contracts", "tickets")
"""The paths whose files the index tells of."""


class Unreadable(NamedTuple):
    """The first fault of a file, in one language."""

    path: str
    language: Language
    line: int
    field: str
    code: str
    message: str


Read = Row | tuple[Unreadable, ...]


def read_tickets(
    repository: Repository, entries: Iterable[Entry], deadlines: Deadlines
) -> Iterator[tuple[Entry, Read]]:
    """What each file below `tickets/` says, in the order of the entries."""
    listed = list(entries)
    texts = texts_of(repository, [(entry.path, entry.id) for entry in listed if is_ticket(entry)])
    for entry in listed:
        text = texts.get(entry.id) if is_ticket(entry) else None
        yield entry, misfit(entry) if text is None else _read(text, entry, deadlines)


def is_ticket(entry: Entry) -> bool:
    """Whether it is a plain file whose path is a ticket's."""
    located = classify(entry.path)
    return entry.mode == FILE and located is not None and located.kind is FileKind.TICKET


def _read(blob: bytes, entry: Entry, deadlines: Deadlines) -> Read:
    try:
        ticket, story = told(blob, entry.path, deadlines.zone)
    except CelyactlError:
        return faults_of(entry.path, lambda: told(blob, entry.path, deadlines.zone))
    return row(ticket, story, entry, deadlines.of(story))


def told(blob: bytes, path: str, zone: ZoneInfo | None) -> tuple[Ticket, Story]:
    """A ticket with its story, which its header agrees with. Raises BadFile."""
    ticket = records.load_ticket(blob, path, zone).model
    story = consistency.story_of(ticket)
    if story is None or _header(ticket) != _header(story.header):
        raise BadFile(path, consistency.header_faults(ticket, path, records.Lines(blob, path), story))
    return ticket, story


_header: Final = attrgetter(*Header.__struct_fields__)


def misfit(entry: Entry) -> tuple[Unreadable, ...]:
    """What is wrong with a file for its name or its mode alone."""
    path = spelt(entry.path)

    def fault() -> None:
        wrong = say.unexpected(path) if entry.mode == FILE else say.not_plain(path, kind(entry.mode))
        raise BadFile(path, [wrong])

    return faults_of(path, fault)


def faults_of(path: str, fails: Callable[[], object]) -> tuple[Unreadable, ...]:
    """The first fault of what is raised, in each language."""
    return tuple(copy_context().run(_fault, path, language, fails) for language in LANGUAGES)


def _fault(path: str, language: Language, fails: Callable[[], object]) -> Unreadable:
    use(language)
    try:
        fails()
    except CelyactlError as error:
        first = error.faults[0] if error.faults else Fault(path, 0, "", error.code(), error.sentence)
        return Unreadable(path, language, first.line, first.field, first.code, first.message)
    raise AssertionError(path)  # it failed a moment ago

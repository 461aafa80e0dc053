"""Entries in which people speak: opening, notes, messages, files, ratings, and corrections of what was said."""

from typing import Annotated, Literal

from msgspec import Meta

from celyactl.domain.entries.base import Check, Entry, FileNote
from celyactl.domain.model import EntryId, Id, Line, Model, Sha256, Text, TicketRef
from celyactl.domain.words import Kind, Level, LinkKind, Origin, OutOfContract, Priority


class Open(Entry, tag="open", frozen=True, kw_only=True):
    """The report that opens the ticket; `at` is when the client reported it (docs/sla.md rule 4)."""

    title: Line
    kind: Kind
    priority: Priority
    level: Level
    origin: Origin
    contract: Id | None = None
    client: Id
    requester: Id | None = None
    caller: Line | None = None
    site: Id | None = None
    components: tuple[Id, ...] = ()
    severity: Line | None = None
    text: Text | None = None
    checks: tuple[Check, ...] = ()
    files: tuple[FileNote, ...] = ()
    out_of_hours: bool = False
    out_of_contract: OutOfContract | None = None
    external_id: Line | None = None
    fingerprint: Line | None = None


class Note(Entry, tag="note", frozen=True, kw_only=True):
    """Something said by the company: to the client when public, among colleagues when internal."""

    text: Text
    files: tuple[FileNote, ...] = ()


class Message(Entry, tag="message", frozen=True, kw_only=True):
    """The client's own words, by mail, extranet or taken down by a technician.

    `settled` says that they are only that what is resolved or closed is settled: they open nothing again.
    """

    text: Text
    contact: Id | None = None
    message_id: Line | None = None
    sender_verified: bool = False
    quoted: Text | None = None
    files: tuple[FileNote, ...] = ()
    settled: bool = False


class Attach(Entry, tag="attach", frozen=True, kw_only=True):
    """Files added without words."""

    files: Annotated[tuple[FileNote, ...], Meta(min_length=1)]


class FileErased(Entry, tag="file_erased", frozen=True, kw_only=True):
    """A file's bytes were erased; its name and hash remain as the trace."""

    sha256: Sha256
    text: Text | None = None


class Changes(Model, frozen=True, kw_only=True):
    """New values of what the ticket was opened with; a field that is absent stays."""

    title: Line | None = None
    kind: Kind | None = None
    contract: Id | None = None
    requester: Id | None = None
    caller: Line | None = None
    site: Id | None = None
    components: tuple[Id, ...] | None = None
    severity: Line | None = None
    out_of_contract: OutOfContract | None = None
    external_id: Line | None = None


class Edit(Entry, tag="edit", frozen=True, kw_only=True):
    """The ticket's description is corrected; `cleared` names fields that no longer hold."""

    set: Changes = Changes()
    cleared: tuple[Id, ...] = ()


class Label(Entry, tag="label", frozen=True, kw_only=True):
    """Labels put on and taken off; removal wins."""

    add: tuple[Line, ...] = ()
    remove: tuple[Line, ...] = ()


class Link(Entry, tag="link", frozen=True, kw_only=True):
    """This ticket relates to another one (or no longer does)."""

    kind: LinkKind
    ref: TicketRef
    removed: bool = False


class Merge(Entry, tag="merge", frozen=True, kw_only=True):
    """Another ticket's story continues here (`from`), or this one's continues there (`into`)."""

    ref: TicketRef
    direction: Literal["from", "into"]
    text: Text | None = None


class Rate(Entry, tag="rate", frozen=True, kw_only=True):
    """The client's opinion of the work, from 1 (bad) to 5 (good)."""

    score: Annotated[int, Meta(ge=1, le=5)]
    text: Text | None = None


class Checks(Entry, tag="checks", frozen=True, kw_only=True):
    """What was checked, by the level-1 contact or against a checklist."""

    checks: Annotated[tuple[Check, ...], Meta(min_length=1)]
    checklist: Id | None = None


class Retract(Entry, tag="retract", frozen=True, kw_only=True):
    """Undo: the named entries no longer count, and stay readable."""

    ids: Annotated[tuple[EntryId, ...], Meta(min_length=1)]
    text: Text | None = None

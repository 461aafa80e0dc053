"""Files of tickets: the journal names them, their bytes live beside the history and are fetched when asked for."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.entries.base import FileNote
from celyactl.domain.entries.conversation import Attach, FileErased
from celyactl.domain.file_names import LARGEST, cleaned, media_type
from celyactl.errors.attachment import AttachmentErased, AttachmentNotHereYet, AttachmentTooLarge, NoSuchAttachment
from celyactl.i18n import gettext as _
from celyactl.services.tickets.telling import Telling
from celyactl.store import attachments
from celyactl.store.head import read_branch
from celyactl.store.transaction import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.ticket import Ticket
    from celyactl.render.moments import Wall
    from celyactl.store.remote.transport import Remote
    from celyactl.store.repository import Repository


class Upload(Struct, frozen=True):
    """A file that somebody gives: the name as it came, and its bytes."""

    name: str
    content: bytes

    def note(self) -> FileNote:
        """What the journal keeps of it. Raises AttachmentTooLarge."""
        if len(self.content) > LARGEST:
            raise AttachmentTooLarge(self.name, len(self.content), LARGEST)
        name = cleaned(self.name)
        digest = sha256(self.content).hexdigest()
        return FileNote(sha256=digest, name=name, size=len(self.content), media_type=media_type(name))


class Attached(Struct, frozen=True):
    """A file of a ticket: what its journal says of it, and the entry that brought it; `erased` by which entry."""

    note: FileNote
    entry: Entry
    erased: FileErased | None = None


def attach(uploads: Sequence[Upload], *, public: bool = False) -> Telling:
    """Files without words; their names are cleaned. Raises AttachmentTooLarge."""
    notes = tuple(upload.note() for upload in uploads)
    contents = tuple(upload.content for upload in uploads)
    return Telling("attach", lambda s: [Attach(**s.stamp(public=public), files=notes)], contents=contents)


def renamed(uploads: Sequence[Upload]) -> Iterator[str]:
    """What to say of names that could not stay as they were."""
    for upload in uploads:
        if (name := cleaned(upload.name)) != upload.name:
            yield _('"{before}" is kept under the name "{after}"').format(before=upload.name, after=name)


def files_of(ticket: Ticket, among: Iterable[Entry] | None = None) -> list[Attached]:
    """The files that a ticket's journal names, or some entries of it; one that was named twice is there once."""
    erased = {entry.sha256: entry for entry in ticket.journal if isinstance(entry, FileErased)}
    found: dict[tuple[str, str], Attached] = {}
    for entry in ticket.journal if among is None else among:
        for note in getattr(entry, "files", ()):
            found.setdefault((note.sha256, note.name), Attached(note, entry, erased.get(note.sha256)))
    return list(found.values())


def named(ticket: Ticket, name: str) -> Attached:
    """The file of this name, the latest when there are several, or of this SHA-256 or its beginning.

    Raises NoSuchAttachment.
    """
    found = files_of(ticket)
    for one in reversed(found):
        if one.note.name == name or (len(name) >= len("01234567") and one.note.sha256.startswith(name)):
            return one
    raise NoSuchAttachment(name, [one.note.name for one in found])


def is_here(repository: Repository, ticket: Ticket, one: Attached) -> bool:
    """Whether the bytes are in this clone."""
    return attachments.find(repository, (ticket.ref, *ticket.aliases), one.note.sha256) is not None


def content(repository: Repository, ticket: Ticket, one: Attached, remote: Callable[[], Remote], wall: Wall) -> bytes:
    """The bytes of a file, fetched from the other clone when they are not here.

    Raises AttachmentErased, AttachmentNotHereYet; and what `remote` and `Remote.fetch` raise.
    """
    if one.erased:
        raise AttachmentErased(one.note.name, wall.moment(one.erased.at), one.erased.by)
    references = (ticket.ref, *ticket.aliases)
    found = attachments.find(repository, references, one.note.sha256)
    if found is None:
        _fetch(repository, remote(), references)
        found = attachments.find(repository, references, one.note.sha256)
    if found is None:
        raise AttachmentNotHereYet(one.note.name)
    return found


def _fetch(repository: Repository, remote: Remote, references: Sequence[str]) -> None:
    """Bring the files of a ticket here; those that only this clone has stay."""
    tips = remote.tips(*(attachments.ref_of(reference) for reference in references))
    for ref, theirs in tips.items():
        remote.fetch(theirs)
        with begin(repository) as transaction:
            ours = read_branch(repository.place.common_dir, ref)
            transaction.keep({ref: attachments.joined(repository, ours, theirs) if ours else theirs})

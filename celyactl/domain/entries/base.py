"""What every journal entry has, and the small values that several entries share."""

from typing import Annotated, ClassVar

from msgspec import Meta

from celyactl.domain.model import ActorId, EntryId, Instant, Line, Model, Sha256, Text
from celyactl.domain.words import Channel, Visibility


class _Tag:
    """The word in the file that tells a type of entry from the others; asked of msgspec once for each type."""

    def __get__(self, entry: object, kind: "type[Entry]") -> str:
        tag = str(kind.__struct_config__.tag or "")
        if tag:
            kind.type = tag  # type: ignore[assignment]  # the word takes this one's place
        return tag


class Entry(Model, frozen=True, kw_only=True):
    """One dated fact of a ticket; never edited, undone only by a `retract`.

    `at` is when it happened, `recorded` when it was written, `after` the journal's tips when it was written.
    """

    type: ClassVar[_Tag] = _Tag()
    id: EntryId
    at: Instant
    recorded: Instant
    by: ActorId
    channel: Channel
    visibility: Visibility = Visibility.INTERNAL
    after: tuple[EntryId, ...] = ()
    imported: bool = False

    @property
    def public(self) -> bool:
        """Whether the client may read it."""
        return self.visibility is Visibility.PUBLIC

    @property
    def by_client(self) -> bool:
        """Whether a contact of the client made it (`client:contact`)."""
        return ":" in self.by


class FileNote(Model, frozen=True, kw_only=True):
    """A file that belongs to a ticket: its bytes live under the ticket's file ref, never in the history."""

    sha256: Sha256
    name: Line
    size: Annotated[int, Meta(ge=0)]
    media_type: Line


class Check(Model, frozen=True, kw_only=True):
    """One point of a checklist, and what was found."""

    item: Line
    done: bool
    result: Text | None = None

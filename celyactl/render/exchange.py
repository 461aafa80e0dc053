"""What a client reads of a journal: an allow list of entries that are public, and of their fields.

An entry or a field that is not named here is never shown; so what is added to the journal one day stays inside until
somebody decides otherwise. Technicians appear by name, never by address; other clients' people not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from celyactl.domain.entries import conversation, field, lifecycle
from celyactl.domain.journal import by_time
from celyactl.domain.visits import unrecorded_visits
from celyactl.domain.words import Kind, Mode, Status, WaitFor
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_day, full_moment
from celyactl.render.names import reporter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from celyactl.domain.entries.base import Entry, FileNote
    from celyactl.domain.story import Story
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names

    Teller = Callable[[Any, Wall], tuple[str, str | None]]


class Said(Struct, frozen=True):
    """One thing that happened, for the client: when, who, what, and the words that came with it."""

    when: str
    who: str
    what: str
    text: str
    files: tuple[FileNote, ...]


def exchange(story: Story, names: Names, wall: Wall) -> Iterator[Said]:
    """What the client may read, in the order in which it happened."""
    for entry in _once_acknowledged(by_time(readable(story))):
        yield entry_said(entry, story, names, wall)


def entry_said(entry: Entry, story: Story, names: Names, wall: Wall) -> Said:
    """One of the entries that `readable` gives."""
    what, text = TELLERS[type(entry)](entry, wall)
    if _ours_alone(entry, story):
        what = _("Opened")
    elif isinstance(entry, lifecycle.Cancel) and _is_called_off(story):
        what = _("The planned work will not take place")
    elif _was_dropped(entry, story):
        what = _("An intervention had been planned: {when}").format(when=_window(entry, wall))
    files = tuple(getattr(entry, "files", ()))
    return Said(full_moment(entry.at, wall), _who(entry, story, names), what, (text or "").strip(), files)


def readable(story: Story) -> list[Entry]:
    """The entries that the client may read."""
    return [entry for entry in story.entries if _shown(entry, story)]


def _shown(entry: Entry, story: Story) -> bool:
    refused = any(refusal.entry.id == entry.id for refusal in story.refused)
    if isinstance(entry, field.OperationCancelled) and entry.text is None and _is_called_off(story):
        return False  # the cancelled ticket says it, and why
    return type(entry) in TELLERS and entry.public and not refused and _ours(entry, story)


def _is_called_off(story: Story) -> bool:
    """Whether an operation's ticket was cancelled with it."""
    return story.header.kind is Kind.OPERATION and story.header.status is Status.CANCELLED


def _was_dropped(entry: Entry, story: Story) -> bool:
    """Whether it plans an intervention that nobody made or called off before the ticket ended without it."""
    if story.header.status not in {Status.CLOSED, Status.CANCELLED}:
        return False
    left = {visit.id for visit in unrecorded_visits(story)}
    match entry:
        case field.InterventionPlanned():
            return entry.id in left
        case field.InterventionMoved():
            return entry.intervention in left
    return False


def _once_acknowledged(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Without the acknowledgements that say again what the client was told since the matter is open."""
    told = False
    for entry in entries:
        if not (told and isinstance(entry, lifecycle.Ack)):
            yield entry
        told = isinstance(entry, lifecycle.Ack) or (told and not isinstance(entry, lifecycle.Reopen))


def _ours(entry: Entry, story: Story) -> bool:
    """Whether it was written by the company or by this client, not by somebody else's contact."""
    return not entry.by_client or entry.by.startswith(f"{story.header.client}:")


def _who(entry: Entry, story: Story, names: Names) -> str:
    if isinstance(entry, field.Intervention):
        return names.member(entry.technician or "") or _author(entry, names)
    if isinstance(entry, conversation.Open) and not _ours_alone(entry, story):
        requester = names.contact_card(story.header.requester or "")
        return reporter(requester.name if requester else "", story.header.caller) or names.company
    if isinstance(entry, conversation.Message) and entry.contact and not entry.by_client:
        contact = names.contact_card(entry.contact)
        return contact.name if contact else names.client
    return _author(entry, names)


def _ours_alone(entry: Entry, story: Story) -> bool:
    """Whether it opens what the company starts by itself, for which nobody at the client's asked."""
    return isinstance(entry, conversation.Open) and not story.header.kind.is_reported


def _author(entry: Entry, names: Names) -> str:
    """A person's name; whoever has none is the company, or the client."""
    if entry.by_client:
        contact = names.contact_card(entry.by.partition(":")[2])
        return contact.name if contact else names.client
    return names.member(entry.by) or names.company


def _says(sentence: str, *attributes: str) -> Teller:
    """A sentence and the first of these texts that is there."""

    def told(entry: Any, _wall: Wall) -> tuple[str, str | None]:
        return _(sentence), next((text for name in attributes if (text := getattr(entry, name))), None)

    return told


def _wait(entry: lifecycle.Wait, _wall: Wall) -> tuple[str, str | None]:
    if entry.reason is WaitFor.CLIENT and entry.question:
        return _("We asked you"), entry.question
    return _("On hold"), None


def _cause(entry: lifecycle.Cause, _wall: Wall) -> tuple[str, str | None]:
    return _("The cause could not be found") if entry.unknown else _("What was wrong"), entry.text


def _restore(entry: lifecycle.Restore, _wall: Wall) -> tuple[str, str | None]:
    if entry.degraded is not None:
        return _("It works again for the time being"), entry.degraded
    return _("It works again"), entry.text


def _planned(entry: field.InterventionPlanned, wall: Wall) -> tuple[str, str | None]:
    return _("Intervention planned: {when}").format(when=_window(entry, wall)), entry.summary


def _moved(entry: field.InterventionMoved, wall: Wall) -> tuple[str, str | None]:
    return _("Intervention moved: {when}").format(when=_window(entry, wall)), entry.text


_MODES: Final = {
    Mode.PHONE: marked("Work done by telephone: {when}"),
    Mode.EMAIL: marked("Work done by e-mail: {when}"),
    Mode.REMOTE: marked("Work done remotely: {when}"),
    Mode.ONSITE: marked("Work done at your site: {when}"),
}


def _done(entry: field.Intervention, wall: Wall) -> tuple[str, str | None]:
    return _(_MODES[entry.mode]).format(when=_window(entry, wall)), entry.summary


def _rated(entry: conversation.Rate, _wall: Wall) -> tuple[str, str | None]:
    return _("You judged our work: {score} of 5").format(score=entry.score), entry.text


def _operation(sentence: str) -> Teller:
    return lambda entry, wall: (_(sentence).format(when=_window(entry, wall)), entry.text)


def _window(entry: Any, wall: Wall) -> str:
    return window_words(entry.start, entry.end, wall)


def window_words(begins: datetime, ends: datetime, wall: Wall) -> str:
    """A window on one day, or from an instant to another."""
    start, end = wall.local(begins), wall.local(ends)
    if start.date() != end.date():
        return _("from {start} to {end}").format(start=full_moment(start, wall), end=full_moment(end, wall))
    text = _("{date}, from {start} to {end}")
    return text.format(date=full_day(start), start=f"{start:%H:%M}", end=f"{end:%H:%M}")


TELLERS: Final[dict[type[Entry], Teller]] = {
    conversation.Open: _says(marked("Reported"), "text"),
    conversation.Note: _says(marked("Message from us"), "text"),
    conversation.Message: _says(marked("Message from you"), "text"),
    conversation.Attach: _says(marked("Files added")),
    conversation.Rate: _rated,
    lifecycle.Ack: _says(marked("We took your request in charge")),
    lifecycle.Wait: _wait,
    lifecycle.Cause: _cause,
    lifecycle.Restore: _restore,
    lifecycle.Resolve: _says(marked("We hold the matter for settled"), "text"),
    lifecycle.Close: _says(marked("The ticket is closed"), "text"),
    lifecycle.Reopen: _says(marked("The matter is open again"), "text"),
    lifecycle.Confirm: _says(marked("You confirmed that all is well"), "text"),
    lifecycle.Cancel: _says(marked("The ticket is cancelled"), "text"),
    field.InterventionPlanned: _planned,
    field.InterventionMoved: _moved,
    field.InterventionCancelled: _says(marked("The intervention will not take place"), "text"),
    field.Intervention: _done,
    field.OperationAnnounced: _operation(marked("Planned work: {when}")),
    field.OperationDone: _operation(marked("Planned work done: {when}")),
    field.OperationCancelled: _says(marked("The planned work will not take place"), "text"),
}
"""The allow list. `Checks`, `Escalate`, `Reason`, `Chase`, notices, mail and billing are the company's own affair."""

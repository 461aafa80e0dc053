"""A message beside the tickets that came back, a digest or a renewal notice: recorded where it was queued."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from celyactl.domain.entries.delivery import MailFailed, MailQueued
from celyactl.errors import BadData
from celyactl.services.inbox.taking import Outcome
from celyactl.services.recording import Act, nothing
from celyactl.services.stamping import Stamps

if TYPE_CHECKING:
    from celyactl.mail.automatic import Failure
    from celyactl.services.acting import Acting
    from celyactl.store.view import View


class Origin(NamedTuple):
    """The file of correspondence that queued a message, and whose it is."""

    path: str
    client: str


def origin_of(view: View, message_id: str) -> Origin | None:
    """Where a message was queued; None when it was not, beside the tickets. Few files are read: most are looked at."""
    ident = message_id.encode("utf-8", "replace")
    for path, client in view.letter_files():
        if ident in view.text_at(path) and _is_queued(view, path, message_id):
            return Origin(path, client)
    return None


def _is_queued(view: View, path: str, message_id: str) -> bool:
    try:
        journal = view.letters_at(path).journal
    except BadData:
        return False
    return any(isinstance(one, MailQueued) and one.message_id == message_id for one in journal)


def act_of_return(view: View, acting: Acting, origin: Origin, failure: Failure) -> Act[Outcome]:
    """Record what a report says, once."""
    before = view.letters_at(origin.path)
    said = (failure.message_id, failure.permanent, failure.answer)
    known = (one for one in before.journal if isinstance(one, MailFailed))
    if any((one.message_id, one.permanent, one.answer) == said for one in known):
        return nothing(Outcome("duplicate", client=origin.client))
    stamped = Stamps(acting, acting.now, before.journal).stamp()
    entry = MailFailed(**stamped, message_id=failure.message_id, permanent=failure.permanent, answer=failure.answer)
    files = {origin.path: replace(before, journal=(*before.journal, entry))}
    return Act("mail.returned", f"{origin.client}: mail.returned", files, Outcome("failed", client=origin.client))

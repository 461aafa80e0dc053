"""Which of our last messages reached nobody: of open tickets, of those settled lately, and beside the tickets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.correspondence import Digest, RenewalNotice
from celyactl.domain.entries.delivery import MailFailed, MailQueued
from celyactl.domain.fold import refold
from celyactl.domain.local_time import to_utc
from celyactl.domain.outbox import is_for_client, undelivered
from celyactl.domain.overview import Undelivered
from celyactl.errors import BadData, NotFound
from celyactl.i18n import gettext as _
from celyactl.store.index.index import asked_of
from celyactl.store.index.recent import settled_lately

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story
    from celyactl.store.view import View

_SHOWN: Final = timedelta(days=7)
"""How long a failure is told of a ticket that is settled: nobody may write there again, and it would stay for ever."""
_FAILURE: Final = b"type: mail_failed"


def undelivered_at(view: View, stories: Iterable[Story], now: datetime) -> tuple[Undelivered, ...]:
    """What is not there at `now`; `stories` are the tickets of the board. What can't be read others tell of."""
    known = list(stories)
    refs = {story.header.ref for story in known}
    since = now - _SHOWN
    settled = (story for story in _settled(view, since) if story.header.ref not in refs)
    found = [*_of(known), *(one for one in _of(settled) if to_utc(one.at) >= to_utc(since)), *_letters(view, since)]
    return tuple(sorted(found, key=lambda one: to_utc(one.at)))


def _of(stories: Iterable[Story]) -> Iterator[Undelivered]:
    for story in stories:
        failed = undelivered(story.entries)
        if failed is not None:
            header = story.header
            yield Undelivered(header.ref, header.client, header.title, failed.at, failed.answer)


def _settled(view: View, since: datetime) -> Iterator[Story]:
    """Tickets that are not open any more, and may tell of a failure: a look at their text leaves nearly all out."""
    refs = asked_of(view.repository.place, view.commit, lambda index: settled_lately(index, since))
    view.read_ahead(refs)
    for ref in refs:
        try:
            if _FAILURE in view.text_of(ref):
                yield refold(view.ticket(ref))
        except (BadData, NotFound):
            continue


def _letters(view: View, since: datetime) -> Iterator[Undelivered]:
    """Digests and renewal notices that were refused for good."""
    for path, client in view.letter_files():
        if _FAILURE in view.text_at(path):
            yield from _of_letters(view, path, client, since)


def _of_letters(view: View, path: str, client: str, since: datetime) -> Iterator[Undelivered]:
    try:
        journal = view.letters_at(path).journal
    except BadData:
        return
    mails = {one.message_id: one for one in journal if isinstance(one, MailQueued) and is_for_client(one)}
    for one in journal:
        if isinstance(one, MailFailed) and one.permanent and to_utc(one.at) >= to_utc(since):
            mail = mails.get(one.message_id)
            if mail is not None:
                yield Undelivered(None, client, _title(journal, mail), one.at, one.answer)


def _title(journal: Sequence[Entry], mail: MailQueued) -> str:
    match next((entry for entry in journal if entry.id == mail.about), None):
        case Digest():
            return _("digest")
        case RenewalNotice() as notice:
            return _("renewal notice of {contract}").format(contract=notice.contract)
        case _:
            return mail.template

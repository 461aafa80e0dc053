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
from celyactl.errors import BadData
from celyactl.i18n import gettext as _
from celyactl.store.index.index import asked
from celyactl.store.index.on_board import lost_lately

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
    """What is not there at `now`; `stories` are open tickets. What can't be read others tell of."""
    since = now - _SHOWN
    settled = _of(map(refold, asked(view.repository.place, lambda index: lost_lately(index, since))))
    found = [*_of(stories), *(one for one in settled if to_utc(one.at) >= to_utc(since)), *_letters(view, since)]
    return tuple(sorted(found, key=lambda one: to_utc(one.at)))


def _of(stories: Iterable[Story]) -> Iterator[Undelivered]:
    for story in stories:
        failed = undelivered(story.entries)
        if failed is not None:
            header = story.header
            yield Undelivered(header.ref, header.client, header.title, failed.at, failed.answer)


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

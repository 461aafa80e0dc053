"""Queues the digests that are due: each reader's once a period, all of one day as one act, recorded before any goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.correspondence import Digest
from celyactl.domain.digests import is_recorded, readers
from celyactl.domain.entries.delivery import MailQueued
from celyactl.errors import BadData, NotFound
from celyactl.services.correspondence import Additions
from celyactl.services.mailing.digest_writing import accounted, identify, language_of
from celyactl.services.mailing.shelf import Shelf
from celyactl.services.mailing.writing import Post
from celyactl.services.recording import Act, record
from celyactl.services.sla import Cases

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from celyactl.domain.digests import Reader
    from celyactl.services.acting import Acting
    from celyactl.services.correspondence import Stamp
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Prepared(NamedTuple):
    """The digests that were queued, with their readers; `skipped` are sentences about clients who can't be read."""

    queued: tuple[tuple[Reader, MailQueued], ...]
    skipped: tuple[str, ...]
    commit: str | None = None


def prepare(store: Store, acting: Acting, key: bytes | None, only: Collection[str] = ()) -> Prepared:
    """Queue what is due at `acting.now`, of these clients or of all; whoever has nothing to read gets nothing.

    Raises what `record` raises.
    """
    view = store.view()
    shelf = Shelf(Post(view, Cases(view), key), acting.now)
    shelf.touched  # noqa: B018 - the index is asked before others wait for the desk
    done = record(store, acting, lambda view: _act(view, acting, shelf, only))
    return done.answer._replace(commit=done.commit)


def _act(view: View, acting: Acting, shelf: Shelf, only: Collection[str]) -> Act[Prepared]:
    queued: list[tuple[Reader, MailQueued]] = []
    skipped: list[str] = []
    added = Additions(view, acting)
    for client in view.client_ids():
        if only and client not in only:
            continue
        try:
            queued += [_queued(view, added, client, reader) for reader in _due(view, acting, shelf, client)]
        except (BadData, NotFound) as refused:
            skipped.append(refused.sentence)
    answer = Prepared(tuple(queued), tuple(skipped))
    return Act("mail.digest", f"digests: queue mail to {len(queued)}", added.files, answer)


def _due(view: View, acting: Acting, shelf: Shelf, client: str) -> list[Reader]:
    """Whose digest is not recorded, and has something to say. Raises BadFile."""
    journal = [entry for one in view.letters(client).values() for entry in one.journal]
    found = readers(view.client(client), view.company.mail.digest, acting.now.date())
    return [one for one in found if not is_recorded(journal, one) and _has_news(shelf, one, acting.now)]


def _has_news(shelf: Shelf, reader: Reader, at: datetime) -> bool:
    """Asked of the index where it can answer: a ticket that is open is news."""
    person, period = reader
    if any(one.is_open for one in shelf.about(person, period.start)):
        return True
    return not accounted(shelf, person, period, at).is_empty


def _queued(view: View, added: Additions, client: str, reader: Reader) -> tuple[Reader, MailQueued]:
    company, language = view.company, language_of(view, reader)
    made: list[MailQueued] = []

    def entries(stamp: Stamp) -> tuple[Digest, MailQueued]:
        digest = Digest(**stamp(), start=reader.period.start, end=reader.period.end, to=(reader.ident,))
        mail = MailQueued(
            **stamp(),
            template="digest",
            language=language,
            to=(reader.ident,),
            message_id=identify(company, reader),
            about=digest.id,
        )
        made.append(mail)
        return digest, mail

    added.add(client, entries)
    return reader, made[0]

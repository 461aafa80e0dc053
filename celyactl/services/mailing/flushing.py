"""One round of the mail service: queue what clients are to be told, then send what is queued and due."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from celyactl.domain.outbox import GIVEN_UP, RECENT, waiting
from celyactl.errors import BadData, NotFound
from celyactl.errors.mail import MailServerGone, NobodyToWriteTo
from celyactl.i18n import language
from celyactl.services.mailing.answers import MOST, Answers
from celyactl.services.mailing.letters import OfLetters
from celyactl.services.mailing.queueing import is_due, post_of, queue
from celyactl.services.mailing.sending import OfTicket, send
from celyactl.services.mailing.shelf import Shelf
from celyactl.services.mailing.writing import Post
from celyactl.services.sla import Cases
from celyactl.store.handiwork import require_none
from celyactl.store.index.excluding import operations
from celyactl.store.index.index import asked, asked_of
from celyactl.store.index.listing import unreadable
from celyactl.store.index.recent import recent
from celyactl.store.lock import hold
from celyactl.store.outgoing import files_that_wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.services.mailing.queueing import Queued
    from celyactl.services.mailing.sending import Holder, Round, Sent

    Progress = Callable[[int, int], None]

_LOCK: Final = "mail-lock"
"""Held by the one round of a clone that is under way, so that nobody sends the same at the same time."""


class Flushed(Struct):
    """What one round did; `unreachable` are tickets whose client has no address, `skipped` sentences about others.

    `waiting` counts the messages that are to be tried later, `gone` is why no server takes anything.
    """

    queued: list[Queued] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    waiting: int = 0
    unreachable: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    gone: MailServerGone | None = None

    @contextmanager
    def each(self) -> Iterator[None]:
        """What can't be read hides no other, and is told once."""
        try:
            yield
        except NobodyToWriteTo as nobody:
            self.unreachable.append(nobody.where)
        except (BadData, NotFound) as refused:
            if refused.sentence not in self.skipped:
                self.skipped.append(refused.sentence)


def flush(now: Round, progress: Progress | None = None) -> Flushed:
    """Queue, send and record. Raises DeskBusy when another round is under way, and what `record` raises."""
    place, since = now.store.repository.place, now.acting.now - RECENT - GIVEN_UP
    with hold(place.common_dir, name=_LOCK):
        refs, lost = asked(place, lambda index: (recent(index, since), unreadable(index, language())), progress)
        done = Flushed(skipped=list(lost))
        _queue(now, refs, done)
        _send(now, refs, done)
    return done


def _queue(now: Round, refs: Sequence[str], done: Flushed) -> None:
    """Queue what is due: many by one act; where a ticket refuses, each on its own, so that it holds up no other."""
    due = list(_due(now, refs, done))
    for first in range(0, len(due), MOST):
        some = due[first : first + MOST]
        try:
            done.queued += queue(now.store, now.acting, now.key, some)
        except (BadData, NotFound):
            for ref in some:
                with done.each():
                    done.queued += queue(now.store, now.acting, now.key, [ref])


def _due(now: Round, refs: Sequence[str], done: Flushed) -> Iterator[str]:
    post = post_of(now.store.view(), now.key)
    for ref in refs:
        with done.each():
            if is_due(post, now.acting, ref):
                yield ref


def _send(now: Round, refs: Sequence[str], done: Flushed) -> None:
    post = _post(now)
    with Answers(now, done) as answers:
        for ref in refs:
            with done.each():
                ticket = post.view.ticket(ref)
                _send_of(now, OfTicket(post, ticket), ticket.journal, done, answers)
        shelf = Shelf(post, now.acting.now)
        for path, client in files_that_wait(post.view):
            with done.each():
                _send_of(now, OfLetters(shelf, client, path), post.view.letters_at(path).journal, done, answers)


def _post(now: Round) -> Post:
    view = now.store.view()
    excluding = cache(lambda: asked_of(view.repository.place, view.commit, lambda index: operations(index.connection)))
    return Post(view, Cases(view, excluding=lambda client: excluding().get(client, ())), now.key)


def _send_of(now: Round, holder: Holder, journal: Sequence[Entry], done: Flushed, answers: Answers) -> None:
    answers.record_old()
    due = [one.mail for one in waiting(journal) if one.until <= now.acting.now and not done.gone]
    done.waiting += len(waiting(journal)) - len(due)
    if due:
        view = now.store.view()
        require_none(view.repository, view.commit, holder.paths(view, due))
    for mail in due:
        if done.gone:
            done.waiting += 1
        elif sent := _handed(now, holder, mail, done):
            answers.add(holder, sent)


def _handed(now: Round, holder: Holder, mail: MailQueued, done: Flushed) -> Sent | None:
    """What was answered; None when no server takes anything, which ends the sending."""
    try:
        sent = send(now, holder, mail)
    except MailServerGone as gone:
        done.gone, done.waiting = gone, done.waiting + 1
        return None
    if sent.outcome.lost:
        done.gone = MailServerGone("", sent.outcome.answer)
    return sent

"""Calls who is on call about a message of a client's own domain that waits in quarantine, where rules call at all.

The mail that tells of it is queued when the message comes (`services.inbox.alerting`). Here, within a minute, the first
on call is called by the machine's program, once an hour and client; whoever can't be called is followed by the next.
Nobody answers such a call by a key: the message is accepted, or thrown away.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.entries.delivery import Notice, NoticeAnswered
from celyactl.domain.escalation.notices import COMMAND, Given, given, notice_of_call
from celyactl.domain.escalation.rules import ON_CALL, Audience, measure_for
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import ClockName, Priority
from celyactl.errors import BadData, NotFound
from celyactl.services.correspondence import Additions
from celyactl.services.escalating.calling import Failed, facts, not_made, start
from celyactl.services.inbox.alerting import TEMPLATE, coverages_now, on_call
from celyactl.services.recording import Act, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from celyactl.domain.correspondence import AnyLetter
    from celyactl.services.acting import Acting
    from celyactl.services.correspondence import Stamp
    from celyactl.store.store import Store
    from celyactl.store.view import View

_HOUR: Final = timedelta(hours=1)
_MAILED: Final = f'template: "{TEMPLATE}"'.encode()


class MessageCall(NamedTuple):
    """Somebody who is called about a client's message; `text` is what the mail says of it, without sender or words."""

    client: str
    who: str
    notice: str
    text: str


def call_about_messages(
    store: Store, acting: Acting, command: tuple[str, ...]
) -> tuple[list[MessageCall], list[Failed]]:
    """Make the calls that are due: recorded first; why one could not be made is recorded too."""
    made: list[MessageCall] = []
    failed: list[Failed] = []
    for call in list(_due(store.view(), acting.now)):
        record(store, acting, partial(_act, acting=acting, call=call, made=partial(_called, call)))
        made.append(call)
        told = facts(store.view(), call.client, (call.notice, call.who, call.text))
        why = None if acting.dry_run else start(command, told)
        if why is not None:
            record(store, acting, partial(_act, acting=acting, call=call, made=partial(_unreached, call, why)))
            failed.append(Failed(call.client, call.who, why))
    return made, failed


def _due(view: View, now: datetime) -> Iterator[MessageCall]:
    """The next call about each client's messages; a file that can't be read others tell of."""
    clients = {client for path, client in view.letter_files() if _MAILED in view.text_at(path)}
    for client in sorted(clients):
        try:
            call = _next(view, client, now)
        except (BadData, NotFound):
            continue
        if call is not None:
            yield call


def _next(view: View, client: str, now: datetime) -> MessageCall | None:
    entries = [entry for letters in view.letters(client).values() for entry in letters.journal]
    told, hour_ago = given(entries), to_utc(now) - _HOUR
    last = _last_call(told)
    if last is not None and last > hour_ago:
        return None
    since = max(hour_ago, last or hour_ago)
    mailed = (one for one in told.notices.values() if one.via == "mail" and to_utc(one.at) > since)
    first = next(mailed, None)
    if first is None:
        return None
    step, chain = len(told.calls(first.notice)), _chain(view, client, now)
    if step >= len(chain):
        return None
    return MessageCall(client, chain[step], notice_of_call(first.notice, step), first.text or "")


def _last_call(told: Given) -> datetime | None:
    """When somebody was called last, about whichever message; one who could not be called was not."""
    reached = (one for name, one in told.notices.items() if one.via == COMMAND and name not in told.answers)
    return max((to_utc(one.at) for one in reached), default=None)


def _chain(view: View, client: str, now: datetime) -> tuple[str, ...]:
    """Who is called one after the other; nobody in the company's hours, or where no rule would call for a P1."""
    people = on_call(view, client, now)
    rules, company = view.company.escalation, view.company
    measures = (measure_for(rules, Priority.P1, name, ClockName.RESPONSE) for name in coverages_now(view, client, now))
    if not people or not any(COMMAND in measure.via for measure in measures):
        return ()
    return Audience(company, now.date(), None, people).chain((ON_CALL,))


def _act(
    view: View, *, acting: Acting, call: MessageCall, made: Callable[[View, Stamp], Sequence[AnyLetter]]
) -> Act[None]:
    added = Additions(view, acting)
    added.add(call.client, lambda stamp: made(view, stamp))
    return Act("escalation.message", f"{call.client}: call about a message that waits", added.files, None)


def _called(call: MessageCall, view: View, stamp: Stamp) -> list[AnyLetter]:
    del view
    return [Notice(**stamp(), notice=call.notice, to=(call.who,), via=COMMAND, text=call.text)]


def _unreached(call: MessageCall, why: str, view: View, stamp: Stamp) -> list[AnyLetter]:
    return [NoticeAnswered(**stamp(), notice=call.notice, answer="no-answer", text=not_made(view, why))]

"""Tells the company that somebody of a client's own domain wrote and waits in quarantine: once a message, by mail.

It is an entry of the client's correspondence, which names neither the sender nor what was written: those are not ours
to keep. In the company's hours everybody is told; outside them who is on call, where the client is covered then.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from celyactl.domain.entries.delivery import MailQueued, Notice
from celyactl.domain.in_force import in_force
from celyactl.domain.local_time import to_utc
from celyactl.domain.oncall import people_on
from celyactl.i18n import spoken
from celyactl.mail.address import domain_of
from celyactl.render.quarantine import waiting_text
from celyactl.services.correspondence import Additions
from celyactl.services.mailing.people import sender
from celyactl.services.recording import Act, record

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.services.acting import Acting
    from celyactl.services.correspondence import Stamp
    from celyactl.store.store import Store
    from celyactl.store.view import View

TEMPLATE: Final = "quarantine"
_NAME: Final = 32
_MOST: Final = 5
"""Notices of a client within an hour: whoever writes a hundred messages is told of, not echoed."""
_HOUR: Final = timedelta(hours=1)


def alert(store: Store, acting: Acting, client: str, ident: str) -> None:
    """Queue the notice that a message waits, unless it is queued. Raises BadFile, and what `record` raises."""
    record(store, acting, lambda view: _act(view, acting, client, ident))


def _act(view: View, acting: Acting, client: str, ident: str) -> Act[None]:
    name = sha256(f"quarantine {ident}".encode()).hexdigest()[:_NAME]
    added = Additions(view, acting)
    if not _is_told(view, client, name, acting.now):
        added.add(client, lambda stamp: _entries(view, acting, client, (name, ident), stamp))
    return Act("mail.quarantine", f"{client}: tell of a message that waits", added.files, None)


def _is_told(view: View, client: str, name: str, now: datetime) -> bool:
    entries = [entry for letters in view.letters(client).values() for entry in letters.journal]
    recent = [
        entry
        for entry in entries
        if isinstance(entry, MailQueued) and entry.template == TEMPLATE and to_utc(entry.at) > to_utc(now) - _HOUR
    ]
    return len(recent) >= _MOST or any(isinstance(entry, Notice) and entry.notice == name for entry in entries)


def _entries(
    view: View, acting: Acting, client: str, about: tuple[str, str], stamp: Stamp
) -> tuple[Notice, MailQueued]:
    company, (name, ident) = view.company, about
    to = _people(view, client, acting.now)
    text = spoken(company.language, lambda: waiting_text(view.client(client).name, ident))
    notice = Notice(**stamp(), notice=name, to=to, via="mail", text=text)
    mail = MailQueued(
        **stamp(),
        template=TEMPLATE,
        language=company.language,
        to=to,
        message_id=f"<quarantine.{name}@{domain_of(sender(company).addr_spec)}>",
        about=notice.id,
    )
    return notice, mail


def _people(view: View, client: str, now: datetime) -> tuple[str, ...]:
    """Who is on call while the company is closed and the client covered, else everybody who is there."""
    return on_call(view, client, now) or _there(view, now)


def on_call(view: View, client: str, now: datetime) -> tuple[str, ...]:
    """Who answers for a client while the company is closed, first to last; nobody in its hours, or uncovered ones."""
    if view.own_calendar.is_open(now):
        return ()
    there, duties, today = _there(view, now), view.company.oncall, now.date()
    found = (who for coverage in coverages_now(view, client, now) for who in people_on(duties, today, coverage))
    return tuple(dict.fromkeys(who for who in found if who in there))


def coverages_now(view: View, client: str, now: datetime) -> list[str]:
    """The coverages of a client's contracts that hold at this hour."""
    today = now.date()
    calendars = (view.calendar_of(one) for one in view.contracts_of(client) if in_force(one, today))
    return [calendar.coverage_on(today) for calendar in calendars if calendar.is_open(now)]


def _there(view: View, now: datetime) -> tuple[str, ...]:
    return tuple(person.id for person in view.company.team if person.is_there(now.date()))

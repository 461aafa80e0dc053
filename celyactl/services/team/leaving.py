"""Somebody leaves: tickets, planned interventions and duties pass on, the keys end, in one act. Days are half-open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.entries.field import InterventionMoved
from celyactl.domain.entries.lifecycle import HandedOver
from celyactl.domain.fold import refold, tell
from celyactl.domain.visits import planned_visits
from celyactl.errors.desk import HandedToOneself, MemberGone
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.services.catalogue import clients
from celyactl.services.names import member_of
from celyactl.services.recording import Act, Done, record
from celyactl.services.stamping import Stamps
from celyactl.services.team.keys import require_right
from celyactl.services.unread import unread
from celyactl.store import layout
from celyactl.store.index.held import unsettled
from celyactl.store.index.index import asked
from celyactl.store.layout import FileKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.company import Company, Duty, Member
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.model import Model
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Credential(Struct, frozen=True):
    """Something at a client that whoever leaves may know; `secret_kept` is where it is kept, never what it is."""

    client: str
    site: str
    method: str
    endpoint: str | None
    secret_kept: str | None


class Left(Struct, frozen=True):
    """What passed from `previous` to `next` on a day: tickets, planned interventions, duties; what is to be changed."""

    previous: str
    next: str
    on: date
    tickets: tuple[str, ...]
    interventions: tuple[str, ...]
    duties: tuple[Duty, ...]
    keys: int
    credentials: tuple[Credential, ...]


def leave(store: Store, acting: Acting, who: str, to: str, on: date | None = None) -> Done[Left]:
    """Let somebody leave on a day (the first one without them), today by default, and somebody else go on.

    Warnings name the tickets that can't be read, which stay where they are.

    Raises UnknownMember, MemberGone, MemberNotYet, HandedToOneself; OwnKeysOnly unless they act, or a manager.
    """
    day = on or acting.now.date()

    def plan(view: View) -> Act[Left]:
        leaver, heir = _member(view, who, acting), member_of(view, to, acting)
        if heir == leaver.id:
            raise HandedToOneself(leaver.name)
        require_right(view.company, acting, leaver)
        company, duties = _without(view.company, leaver, heir, day)
        handing = _Handing(view, acting, leaver.id, heir)
        files: dict[str, Model | bytes | None] = {layout.DESK: company, **dict(handing.told())}
        keys = sum(key.until is None for key in leaver.keys)
        left = Left(
            leaver.id, heir, day, tuple(handing.tickets), tuple(handing.visits), duties, keys, credentials(view)
        )
        remarks = tuple(_kept_back(view, leaver.name))
        return Act(f"team.leave {leaver.id}", f"{leaver.id}: leave, {heir} goes on", files, left, None, remarks)

    return record(store, acting, plan)


def _kept_back(view: View, name: str) -> Iterator[str]:
    """A warning for each ticket that can't be read: nobody knows whether it was to pass on."""
    said = _("{file}. Once it is mended, look whether it is {name}'s: `celyactl ticket assign` hands it over.")
    return (said.format(file=file, name=name) for file in unread(view, FileKind.TICKET))


def _member(view: View, who: str, acting: Acting) -> Member:
    """Somebody who has not left yet. Raises as `member_of`."""
    ident = member_of(view, who, acting)
    found = next(person for person in view.company.team if person.id == ident)
    if found.left is not None:
        raise MemberGone(found.name, full_date(found.left))
    return found


def _without(company: Company, leaver: Member, heir: str, day: date) -> tuple[Company, tuple[Duty, ...]]:
    """The company after that day, and the duties that passed on."""
    keys = tuple(key if key.until else replace(key, until=max(day, key.since)) for key in leaver.keys)
    gone = replace(leaver, left=day, keys=keys)
    team = tuple(gone if person is leaver else person for person in company.team)
    duties = [part for duty in company.oncall for part in _parts(duty, leaver.id, heir, day)]
    rules = tuple(replace(rule, tell=_instead(rule.tell, leaver.id, heir)) for rule in company.escalation)
    passed = tuple(duty for duty in duties if duty not in company.oncall and duty.since >= day)
    return replace(company, team=team, oncall=tuple(duties), escalation=rules), passed


def _parts(duty: Duty, leaver: str, heir: str, day: date) -> Iterator[Duty]:
    """A duty as it was before that day, and as it is from then on."""
    if leaver not in duty.people or duty.until <= day:
        yield duty
        return
    if duty.since < day:
        yield replace(duty, until=day)
    yield replace(duty, since=max(duty.since, day), people=_instead(duty.people, leaver, heir))


def _instead(names: tuple[str, ...], leaver: str, heir: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heir if name == leaver else name for name in names))


class _Handing:
    """The tickets that pass on, with what is written into each."""

    def __init__(self, view: View, acting: Acting, leaver: str, heir: str) -> None:
        self._view = view
        self._acting = acting
        self._leaver = leaver
        self._heir = heir
        self.tickets: list[str] = []
        self.visits: list[str] = []

    def told(self) -> Iterator[tuple[str, Ticket]]:
        """Each ticket's path, and how it is afterwards; counts them on the way."""
        for ref in asked(self._view.repository.place, unsettled):
            ticket = self._view.ticket(ref)
            entries = list(self._entries(ticket))
            if entries:
                yield self._view.path_of(ticket), tell(ticket, entries)

    def _entries(self, ticket: Ticket) -> Iterator[Entry]:
        stamps = Stamps(self._acting, self._acting.now, ticket.journal)
        if ticket.assignee == self._leaver:
            self.tickets.append(ticket.ref)
            yield HandedOver(**stamps.stamp(), previous=self._leaver, next=self._heir)
        for visit in planned_visits(refold(ticket), self._acting.now):
            if visit.technician == self._leaver:
                self.visits.append(ticket.ref)
                yield InterventionMoved(
                    **stamps.stamp(public=visit.public),
                    intervention=visit.id,
                    start=visit.start,
                    end=visit.end,
                    technician=self._heir,
                )


def credentials(view: View) -> tuple[Credential, ...]:
    """Every way into the clients' installations: whoever was of the team may know each; a bad file is warned of."""
    return tuple(
        Credential(client.id, site.id, way.method, way.endpoint, way.secret_kept)
        for client in clients(view)
        for site in client.sites
        for way in site.remote_access
    )

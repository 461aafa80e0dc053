"""One request of somebody who is signed in: the desk as it is now, who asks, and what that person may reach."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.permission import Verb, may
from celyactl.domain.reference import REFERENCE_PATTERN
from celyactl.errors.base import CelyactlError
from celyactl.extranet.asked import Refused
from celyactl.extranet.logs import LOG
from celyactl.extranet.rows import wanted_by
from celyactl.render.moments import Wall
from celyactl.services import catalogue
from celyactl.services.acting import by_contact
from celyactl.services.syncing.remotes import remote_of, rules
from celyactl.services.team.instances import extranet_service
from celyactl.store.index.of_client import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from celyactl.desk import Desk
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.permission import Visitor
    from celyactl.domain.ticket import Ticket
    from celyactl.extranet.drafts import Drafts
    from celyactl.extranet.rooms import Room
    from celyactl.extranet.rows import Listed
    from celyactl.extranet.sessions import Session
    from celyactl.extranet.site import Site
    from celyactl.services.acting import Acting
    from celyactl.store.remote.transport import Remote
    from celyactl.store.view import View

_REFERENCE: Final = re.compile(REFERENCE_PATTERN)


class Visit(Struct, frozen=True):
    """Who asks, in which room of which site, in which session."""

    site: Site
    room: Room
    session: Session
    actor: Visitor
    drafts: Drafts

    @property
    def desk(self) -> Desk:
        """The desk at the moment of the request."""
        return self.room.desk

    @property
    def view(self) -> View:
        """The desk as it was when the request began."""
        return self.room.view

    @property
    def client(self) -> Client:
        """The company of who asks."""
        return self.view.client(self.actor.client)

    @property
    def wall(self) -> Wall:
        """The clock by which instants are shown."""
        return Wall(self.desk.now)

    @property
    def today(self) -> date:
        """The day, in the desk's zone."""
        return self.desk.now.date()

    def remote(self) -> Remote:
        """The clone that has what is not here. Raises NoRemote, AddressRefused, RemoteInside."""
        return remote_of(self.desk.repository, rules(self.view).remote)

    def acting(self) -> Acting:
        """The contact as author, the extranet as committer. Raises NoService."""
        service = extranet_service(self.view.company, self.desk.now.date())
        return by_contact(service, self.actor.client, self.actor.contact, self.desk.now)

    def ticket(self, ref: str, verb: Verb) -> Ticket:
        """The ticket with this whole reference; what is not there, can't be read or is not theirs is refused alike."""
        if not _REFERENCE.fullmatch(ref):
            raise Refused(HTTPStatus.NOT_FOUND)
        try:
            found = self.view.ticket(ref)
        except CelyactlError:
            raise Refused(HTTPStatus.NOT_FOUND) from None
        if not may(self.actor, verb, found):
            raise Refused(HTTPStatus.NOT_FOUND)
        return found

    def instant(self, seconds: int) -> datetime:
        """An instant of the index, in the desk's zone."""
        return datetime.fromtimestamp(seconds, self.view.zone)

    def listed(self, wanted: Mapping[str, str], limit: int, offset: int = 0) -> list[Listed]:
        """The rows of tickets that they may see, latest first; `wanted` are fields of `Wanted`."""
        found = page_of(self.view.repository, self.view.commit, wanted_by(self.actor, **wanted), limit, offset)
        return self.site.rows.of(self.view, self.actor, found, self.desk.now)

    def has_more_than(self, count: int, wanted: Mapping[str, str]) -> bool:
        """Whether a list is longer than this; tickets that they may see, as `wanted` says."""
        return bool(page_of(self.view.repository, self.view.commit, wanted_by(self.actor, **wanted), 1, count))

    def contracts(self) -> list[Contract]:
        """Their company's contracts, those in force first."""
        running = list(catalogue.contracts_in_force(self.view, self.actor.client, self.today))
        others = [one for one in catalogue.contracts(self.view, self.actor.client) if one not in running]
        return [one for one in (*running, *others) if may(self.actor, Verb.SEE, one)]


@contextmanager
def failures_hidden() -> Iterator[None]:
    """What the desk refuses to record becomes a status: its sentences speak of commands, which are not the client's."""
    try:
        yield
    except CelyactlError as error:
        if error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            LOG.exception("an act failed: %s", error.code())
        raise Refused(HTTPStatus(error.http_status)) from error

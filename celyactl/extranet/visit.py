"""One request of somebody who is signed in: the desk as it is now, who asks, and what that person may reach."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from celyactl.domain.permission import Verb, may
from celyactl.domain.reference import REFERENCE_PATTERN
from celyactl.errors.base import CelyactlError
from celyactl.extranet.asked import Refused
from celyactl.services.acting import by_contact
from celyactl.services.extranet_service import extranet_service
from celyactl.services.histories import tickets_of_client
from celyactl.services.syncing.remotes import remote_of, rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.desk import Desk
    from celyactl.domain.permission import Visitor
    from celyactl.domain.ticket import Ticket
    from celyactl.extranet.drafts import Drafts
    from celyactl.extranet.sessions import Session
    from celyactl.services.acting import Acting
    from celyactl.store.remote.transport import Remote
    from celyactl.store.view import View

_REFERENCE: Final = re.compile(REFERENCE_PATTERN)


@dataclass(frozen=True)
class Visit:
    """Who asks, of which desk, in which session."""

    desk: Desk
    session: Session
    actor: Visitor
    drafts: Drafts

    @property
    def view(self) -> View:
        """The desk as it was when the request began."""
        return self.desk.view

    def remote(self) -> Remote:
        """The clone that has what is not here. Raises NoRemote, AddressRefused, RemoteInside."""
        return remote_of(self.desk.repository, rules(self.view).remote)

    def acting(self) -> Acting:
        """The contact as author, the extranet as committer. Raises NoExtranetService."""
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

    def tickets(self) -> Iterator[Ticket]:
        """Every ticket that they may see, latest first."""
        mine = tickets_of_client(self.view, self.actor.client)
        return iter(sorted((one for one in mine if may(self.actor, Verb.SEE, one)), key=_latest, reverse=True))


def _latest(ticket: Ticket) -> tuple[float, str]:
    return ticket.opened_at.timestamp(), ticket.ref


@contextmanager
def failures_hidden() -> Iterator[None]:
    """What the desk refuses to record becomes a status: its sentences speak of commands, which are not the client's."""
    try:
        yield
    except CelyactlError as error:
        if error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logging.getLogger("celyactl.extranet").exception("an act failed: %s", error.code())
        raise Refused(HTTPStatus(error.http_status)) from error

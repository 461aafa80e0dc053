"""What is done to an installation and told on a ticket in the same act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.components import TicketOfAnotherClient
from celyactl.services.tickets.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.tickets.telling import Telling
    from celyactl.store.view import View


def ticket_of(view: View, reference: str, clients: Iterable[str]) -> Ticket:
    """The ticket that somebody means, of these clients only. Raises as `View.resolve`, and TicketOfAnotherClient."""
    ticket = view.ticket(view.resolve(reference, writing=True))
    for client in clients:
        if client != ticket.client:
            raise TicketOfAnotherClient(ticket.ref, ticket.client, client)
    return ticket


def also_told(
    view: View, acting: Acting, ticket: Ticket, telling: Telling, at: datetime | None
) -> Mapping[str, Ticket]:
    """The ticket's file with what is told on it, to be written with others; raises as `told`."""
    return {view.path_of(ticket): told(view, acting, ticket, telling, at)}

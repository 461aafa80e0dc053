"""The components that somebody means: named with their client, or found by a query in one installation or in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.component_query import conditions, is_meant
from celyactl.domain.words import ComponentState
from celyactl.errors.components import ComponentsOrWhere, NoComponentMeant
from celyactl.errors.desk import UnknownComponent
from celyactl.services.catalogue import client_named, clients
from celyactl.services.names import nearest_first
from celyactl.store.index.around import tickets_on
from celyactl.store.index.index import asked_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.domain.caller_card import TicketOn
    from celyactl.domain.client import Client, Component
    from celyactl.domain.component_query import Condition
    from celyactl.store.view import View

MOST_TICKETS: Final = 10


class Meant(Struct, frozen=True):
    """A client by id or name, and ids of its components; or a query over one client's, or over all."""

    client: str | None = None
    ids: Sequence[str] = ()
    where: str | None = None


def component_named(client: Client, ident: str) -> Component:
    """A component of a client. Raises UnknownComponent."""
    known = {component.id: component for component in client.components}
    if ident not in known:
        raise UnknownComponent(ident, nearest_first(ident, known), client.id)
    return known[ident]


def component_tickets(view: View, client: Client, ident: str) -> tuple[list[TicketOn], int]:
    """The last tickets on a component, newest first, and how many there are."""
    place = view.repository.place
    return asked_of(place, view.commit, lambda index: tickets_on(index, client.id, ident, MOST_TICKETS))


def installations(view: View, meant: Meant) -> list[tuple[Client, tuple[Component, ...]]]:
    """What is meant, by client.

    Raises ComponentsOrWhere, NoComponentMeant, UnknownClient, UnknownComponent and the errors of a query.
    """
    if meant.where is None:
        if meant.client is None or not meant.ids:
            raise ComponentsOrWhere
        client = client_named(view, meant.client)
        return [(client, tuple(component_named(client, ident) for ident in dict.fromkeys(meant.ids)))]
    if meant.ids:
        raise ComponentsOrWhere
    owners = [client_named(view, meant.client)] if meant.client else clients(view)
    found = [(owner, tuple(_found(owner, conditions(meant.where)))) for owner in owners]
    chosen = [(owner, components) for owner, components in found if components]
    if not chosen:
        raise NoComponentMeant(meant.where)
    return chosen


def _found(client: Client, wanted: Sequence[Condition]) -> Iterator[Component]:
    """Those that are meant; retired ones only when a state was asked for."""
    states = any(one.field == "state" for one in wanted)
    for component in client.components:
        if is_meant(client, component, wanted) and (states or component.state is not ComponentState.RETIRED):
            yield component

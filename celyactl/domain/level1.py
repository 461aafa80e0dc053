"""Level 1, held by trained people at the client's: their training, what they check, what they settle. Days are local.

A training holds until the day before `expires`; of several on one topic the latest counts.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

from celyactl.domain.words import Kind, Level, Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from celyactl.domain.client import Client, Component, Contact, Training
    from celyactl.domain.company import Checklist
    from celyactl.domain.figures.facts import Facts
    from celyactl.domain.ticket import Header

State = Literal["valid", "expiring", "expired", "untrained"]

SOON: Final = timedelta(days=90)
"""How long before its end a training is told of."""
_FEW: Final = 5
_SUPPORT: Final = frozenset({Kind.INCIDENT, Kind.REQUEST, Kind.PROBLEM})
_SETTLED: Final = frozenset({Status.RESOLVED, Status.CLOSED})


class Trained(NamedTuple):
    """A contact and one training, the latest on its topic; a level-1 contact without any is `untrained`."""

    client: Client
    contact: Contact
    training: Training | None
    state: State


def trainings(clients: Iterable[Client], day: date) -> list[Trained]:
    """How the people stand who are there on a day, by client and name: each training, and level 1 without any."""
    return [
        trained
        for client in clients
        for contact in client.contacts
        if contact.is_there(day)
        for trained in _of(client, contact, day)
    ]


def _of(client: Client, contact: Contact, day: date) -> Iterator[Trained]:
    latest = latest_trainings(contact)
    for training in latest:
        yield Trained(client, contact, training, state_of(training, day))
    if not latest and Role.LEVEL1 in contact.roles:
        yield Trained(client, contact, None, "untrained")


def latest_trainings(contact: Contact) -> list[Training]:
    """The latest training on each topic, in the order in which topics first came."""
    by_topic: dict[str, Training] = {}
    for training in sorted(contact.training, key=lambda one: one.on):
        by_topic[training.topic.casefold()] = training
    return list(by_topic.values())


def state_of(training: Training, day: date) -> State:
    """Whether a training still holds on a day."""
    if training.expires is None or day + SOON < training.expires:
        return "valid"
    return "expiring" if day < training.expires else "expired"


def to_check_first(checklists: Iterable[Checklist], client: Client, header: Header) -> list[Checklist]:
    """The level-1 checklists for the kinds of the ticket's components."""
    return level1_checklists(checklists, (one for one in client.components if one.id in header.components))


def level1_checklists(checklists: Iterable[Checklist], components: Iterable[Component]) -> list[Checklist]:
    """Those that level 1 goes through itself, for the kinds of these components."""
    kinds = {component.kind for component in components}
    return [one for one in checklists if one.level1 and kinds & set(one.component_kinds)]


class Share(Struct, frozen=True):
    """How much of the clients' matters level 1 settled: references of both, the share only from five on."""

    solved: tuple[str, ...]
    settled: tuple[str, ...]

    @property
    def rate(self) -> float | None:
        """Solved of settled, from 0 to 1; None under five."""
        return len(self.solved) / len(self.settled) if len(self.settled) >= _FEW else None


def solved_at_level1(headers: Iterable[Header | Facts]) -> Share:
    """What was settled without ever leaving level 1, among incidents, requests and problems that are settled."""
    settled = [header for header in headers if header.kind in _SUPPORT and header.status in _SETTLED]
    solved = [header.ref for header in settled if header.level is Level.LOCAL]
    return Share(tuple(sorted(solved)), tuple(sorted(header.ref for header in settled)))

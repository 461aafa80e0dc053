"""Who acts, through which door, and when: what every act needs to know. Instants are in the desk's zone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.words import Channel, ServiceKind, TeamRole
from celyactl.errors.desk import ManagersOnly, NoIdentity, NotInTheTeam

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from celyactl.domain.client import Contact
    from celyactl.domain.company import Company, Member, ServiceIdentity
    from celyactl.errors.desk import Matter

CHANNELS: Final = {
    ServiceKind.MAIL: Channel.MAIL,
    ServiceKind.EXTRANET: Channel.EXTRANET,
    ServiceKind.CI: Channel.CI,
    ServiceKind.MONITOR: Channel.MONITOR,
    ServiceKind.ESCALATION: Channel.MONITOR,
}
"""The door of each kind of service."""


class Acting(Struct, frozen=True):
    """One person at one moment; `dry_run` has an act said and not done.

    `imported` marks what is written as older than the history that holds it. `entropy` gives that many random bytes:
    references and ids come from it. `through` is the service that commits, and signs, what the actor did; none on the
    command line.
    """

    by: str
    name: str
    email: str
    now: datetime
    channel: Channel = Channel.CLI
    dry_run: bool = False
    imported: bool = False
    entropy: Callable[[int], bytes] = os.urandom
    through: ServiceIdentity | None = None

    @property
    def committer(self) -> tuple[str, str]:
        """Name and e-mail of who records the act."""
        return (self.through.id, self.through.email) if self.through else (self.name, self.email)

    def random_bits(self, count: int) -> int:
        """A random number of that many bits, a multiple of eight."""
        return int.from_bytes(self.entropy(count // 8), "big")


def member(company: Company, who: str | None, today: date) -> Member:
    """The member of the team with this id or e-mail.

    Raises NoIdentity without a name, NotInTheTeam for somebody unknown, not yet or no longer there.
    """
    if not who:
        raise NoIdentity
    there = [person for person in company.team if person.is_there(today)]
    for person in there:
        if who == person.id or who.casefold() == person.email.casefold():
            return person
    raise NotInTheTeam(who, [person.id for person in there])


def service(company: Company, who: str | None, today: date) -> ServiceIdentity | None:
    """The service with this id or e-mail; None for one that the desk does not know, not yet or no longer."""
    there = (one for one in company.services if one.is_there(today))
    return next((one for one in there if who and who.casefold() in {one.id, one.email.casefold()}), None)


def by_service(one: ServiceIdentity, now: datetime, *, dry_run: bool = False) -> Acting:
    """A service that acts of its own accord, through its own door."""
    return Acting(one.id, one.id, one.email, now, CHANNELS[one.kind], dry_run, through=one)


def by_contact(one: ServiceIdentity, client: str, contact: Contact, now: datetime, *, dry_run: bool = False) -> Acting:
    """A client's contact whose words a service takes down: the contact is the author, the service commits and signs."""
    actor = f"{client}:{contact.id}"
    return Acting(actor, contact.name, contact.email or actor, now, CHANNELS[one.kind], dry_run, through=one)


def in_the_name_of(person: Acting, service: Acting) -> Acting:
    """Somebody whose word a service records: the person acts, the service commits."""
    return replace(person, channel=service.channel, through=service.through)


def require_manager(company: Company, acting: Acting, matter: Matter) -> None:
    """Raise ManagersOnly unless a manager acts."""
    if not is_manager(company, acting.by, acting.now.date()):
        raise ManagersOnly(acting.name, matter)


def is_manager(company: Company, who: str | None, today: date) -> bool:
    """Whether somebody manages the company: sees prices, decides. Whoever is not known does not."""
    try:
        return TeamRole.MANAGER in member(company, who, today).roles
    except (NoIdentity, NotInTheTeam):
        return False

"""Who acts, through which door, and when: what every act needs to know. Instants are in the desk's zone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from celyactl.domain.words import Channel, TeamRole
from celyactl.errors.desk import NoIdentity, NotInTheTeam

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from celyactl.domain.company import Company, Member


@dataclass(frozen=True, slots=True)
class Acting:
    """One person at one moment; `dry_run` has an act said and not done.

    `imported` marks what is written as older than the history that holds it. `entropy` gives that many random bytes:
    references and ids come from it.
    """

    by: str
    name: str
    email: str
    now: datetime
    channel: Channel = Channel.CLI
    dry_run: bool = False
    imported: bool = False
    entropy: Callable[[int], bytes] = os.urandom

    def random_bits(self, count: int) -> int:
        """A random number of that many bits, a multiple of eight."""
        return int.from_bytes(self.entropy(count // 8), "big")


def member(company: Company, who: str | None, today: date) -> Member:
    """The member of the team with this id or e-mail.

    Raises NoIdentity without a name, NotInTheTeam for somebody unknown, not yet or no longer there.
    """
    if not who:
        raise NoIdentity
    there = [person for person in company.team if is_there(person, today)]
    for person in there:
        if who == person.id or who.casefold() == person.email.casefold():
            return person
    raise NotInTheTeam(who, [person.id for person in there])


def is_there(person: Member, today: date) -> bool:
    """Whether somebody belongs to the team on this day; `left` is exclusive."""
    return (person.since is None or person.since <= today) and (person.left is None or today < person.left)


def is_manager(company: Company, who: str | None, today: date) -> bool:
    """Whether somebody manages the company: sees prices, decides. Whoever is not known does not."""
    try:
        return TeamRole.MANAGER in member(company, who, today).roles
    except (NoIdentity, NotInTheTeam):
        return False

"""Level 1 at the clients': what it checks before a ticket goes up, and what is told when it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.entries.conversation import Checks, Open
from celyactl.domain.entries.lifecycle import Escalate
from celyactl.domain.level1 import latest_trainings, state_of, to_check_first
from celyactl.domain.words import Level, Role
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.ticket import Ticket
    from celyactl.store.view import View


def remarks(view: View, contract: Contract, ticket: Ticket, day: date) -> tuple[str, ...]:
    """What whoever opens a ticket should know of level 1: what to check first, and a training that ran out."""
    client = view.client(contract.client)
    return (*_unchecked(view, contract, client, ticket), *_untrained(client, ticket, day))


def _unchecked(view: View, contract: Contract, client: Client, ticket: Ticket) -> Iterator[str]:
    if were_checked(ticket.journal) or not (ticket.level is Level.LOCAL or contract.sla.level1_first):
        return
    for checklist in to_check_first(view.company.checklists, client, ticket):
        said = _("Level 1 checks first: {title} (`celyactl ticket checks {ref} --list {id}`)")
        yield said.format(title=checklist.title, ref=ticket.ref, id=checklist.id)


def _untrained(client: Client, ticket: Ticket, day: date) -> Iterator[str]:
    contact = next((one for one in client.contacts if one.id == ticket.requester), None)
    if contact is None or Role.LEVEL1 not in contact.roles:
        return
    for training in latest_trainings(contact):
        if training.expires is not None and state_of(training, day) == "expired":
            said = _("The training of {name} ran out on {day}: {topic}")
            yield said.format(name=contact.name, day=full_date(training.expires), topic=training.topic)


def left_unchecked(before: Ticket, after: Ticket) -> tuple[str, ...]:
    """The warning for a ticket that leaves level 1 although nothing was checked there."""
    if before.level is not Level.LOCAL or were_checked(after.journal):
        return ()
    return (_("It leaves level 1, and nothing that was checked there is noted: `--check` says what was."),)


def were_checked(journal: Iterable[Entry]) -> bool:
    """Whether somebody noted what was checked: at the opening, by a checklist, when it went up."""
    return any(isinstance(entry, Checks) or _has_checks(entry) for entry in journal)


def _has_checks(entry: Entry) -> bool:
    return isinstance(entry, Open | Escalate) and bool(entry.checks)

"""`celyactl contract list --renewing`: contracts whose end or renewal somebody should think of, first things first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.cli.table import Table
from celyactl.domain.renewals import concerns, outlook
from celyactl.domain.words import Legal
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.render.terms import event_words, notice_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.renewals import Outlook


class Due(NamedTuple):
    """A contract, whose client may be unreadable, and what happens next to it."""

    contract: Contract
    client: Client | None
    ahead: Outlook

    @property
    def client_name(self) -> str | None:
        """What people call the client."""
        return self.client.name if self.client else None

    @property
    def legal(self) -> Legal:
        """The client's status; a professional's when it can't be read."""
        return legal_of(self.client)


def legal_of(client: Client | None) -> Legal:
    """The legal status of a client that may be unreadable."""
    return client.legal if client else Legal.PROFESSIONAL


def due_by(contracts: Iterable[Contract], clients: Mapping[str, Client], now: date, until: date) -> list[Due]:
    """The contracts that need somebody by a day."""
    found = []
    for contract in contracts:
        client = clients.get(contract.client)
        ahead = outlook(contract, legal_of(client), now)
        if ahead is not None and concerns(ahead, now, until):
            found.append(Due(contract, client, ahead))
    return sorted(found, key=lambda one: (one.ahead.act_by, one.contract.slug))


def due_table(found: Sequence[Due], until: date) -> str | Table:
    """A line a contract."""
    if not found:
        return _("No contract needs anybody until {day}.").format(day=full_date(until))
    rows = [
        [
            one.contract.slug,
            one.client_name or one.contract.client,
            event_words(one.ahead),
            full_date(one.ahead.on),
            full_date(one.ahead.term.notice_limit) if one.ahead.term.renews else "-",
            notice_words(one.ahead.notice) or "-",
        ]
        for one in found
    ]
    headings = [_("Contract"), _("Client"), _("What"), _("When"), _("Notice until"), _("Renewal letter")]
    return Table(headings, rows, spare=(1,), flexible=(1, 2, 5))

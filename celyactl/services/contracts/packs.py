"""Prepaid packs of a contract: bought, looked at, and told of when they run out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.contract import Pack
from celyactl.domain.fold import refold
from celyactl.domain.local_time import opening
from celyactl.domain.packs import Balance, balance
from celyactl.domain.words import ContractType
from celyactl.errors.packs import ExpiresTooSoon, NotAPack
from celyactl.render.packs import alert_words
from celyactl.services.histories import stories_of
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract
    from celyactl.domain.story import Story
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View

_A_DAY = timedelta(days=1)


class Bought(Struct, frozen=True):
    """A pack that a client buys; `expires` is the first day on which it may not be drawn on."""

    unit: Literal["tickets", "hours"]
    quantity: int
    bought: date
    expires: date | None = None
    rounding_minutes: int | None = None
    order: str | None = None


def buy_pack(store: Store, acting: Acting, slug: str, bought: Bought) -> Done[Contract]:
    """Add a pack to a contract that sells them. Raises UnknownContract, NotAPack, ExpiresTooSoon, BadFile."""

    def plan(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        if contract.type is not ContractType.PACK:
            raise NotAPack(slug)
        if bought.expires is not None and bought.expires <= bought.bought:
            raise ExpiresTooSoon(slug)
        pack = Pack(
            bought=bought.bought,
            unit=bought.unit,
            quantity=bought.quantity,
            expires=bought.expires,
            rounding_minutes=bought.rounding_minutes,
            order=bought.order,
        )
        sold = replace(contract, packs=(*contract.packs, pack))
        files = {view.path_of_contract(slug): sold}
        require_sound(view, files)
        return Act("contract.pack", f"{slug}: pack of {pack.quantity} {pack.unit}", files, sold)

    return record(store, acting, plan)


def balance_on(view: View, contract: Contract, day: date | None, today: date) -> Balance:
    """The packs of a contract at the end of a day, today by default. Raises UnknownContract, NotAPack."""
    if contract.type is not ContractType.PACK:
        raise NotAPack(contract.slug)
    if day is None or day >= today:
        return balance(contract, stories_of(view, contract.slug), day or today, view.zone)
    return balance(contract, stories_of(view, contract.slug, _midnight_after(view, day)), day, view.zone)


class Prepaid:
    """The packs of a contract on a day, asked again as a ticket changes; the tickets are read once."""

    def __init__(self, view: View, contract: Contract, day: date) -> None:
        self._contract, self._day, self._zone = contract, day, view.zone
        self._known = stories_of(view, contract.slug)

    def after(self, *told: Story) -> Balance:
        """What is left once these tickets are as told."""
        refs = {story.header.ref for story in told}
        others = (story for story in self._known if story.header.ref not in refs)
        return balance(self._contract, (*others, *told), self._day, self._zone)

    def remarks(self, ticket: Ticket) -> tuple[str, ...]:
        """The warning for what is left after this ticket, from 80 % on; none for one that draws nothing."""
        said = alert_words(self._contract.slug, self.after(refold(ticket)))
        return (said,) if said and ticket.out_of_contract is None else ()


def _midnight_after(view: View, day: date) -> datetime:
    """The last instant of a local day, to the second."""
    return opening(datetime.combine(day + _A_DAY, time.min), view.zone) - timedelta(seconds=1)

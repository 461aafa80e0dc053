"""Revises the price of a contract by its index: the value and its source are typed in, the rest is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.amendments import with_price
from celyactl.domain.money import written
from celyactl.domain.revising import Revised, revised
from celyactl.errors.contract import AmendedBeforeStart
from celyactl.render.moments import full_date
from celyactl.services.acting import require_manager
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from celyactl.domain.contract import Contract
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class IndexValue(Struct, frozen=True):
    """The value of an index, where it was published, and the day from which the price follows it."""

    name: str
    value: Decimal
    source: str
    since: date


class Revision(Struct, frozen=True):
    """The contract after a revision, and what it made of the price."""

    contract: Contract
    figures: Revised


def revise_contract(store: Store, acting: Acting, slug: str, index: IndexValue) -> Done[Revision]:
    """Record the price that an index makes, from a day on.

    Raises UnknownContract, ManagersOnly, AmendedBeforeStart, NothingToRevise, OtherIndex, FormulaNotUnderstood.
    """

    def plan(view: View) -> Act[Revision]:
        require_manager(view.company, acting, "prices")
        contract = view.contract(slug)
        if index.since < contract.start:
            raise AmendedBeforeStart(slug, full_date(index.since), full_date(contract.start))
        found = revised(contract, index.since, index.name, index.value)
        clause = replace(found.revision, value=f"{index.value:f}", source=index.source)
        after = with_price(contract, index.since, yearly=written(found.after), revision=clause)
        path = view.path_of_contract(slug)
        require_sound(view, {path: after})
        files = {path: after} if after != contract else {}
        return Act("contract.revise", f"{slug}: revise the price from {index.since}", files, Revision(after, found))

    return record(store, acting, plan)

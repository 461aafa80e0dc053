"""Amends a contract by date of effect: one act, which tells the open tickets that get other deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from celyactl.domain import amendments
from celyactl.domain.in_force import term_of
from celyactl.errors.contract import AmendedBeforeStart
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.services.acting import require_manager
from celyactl.services.contracts.contracting import require_coverage
from celyactl.services.deadlines import NOTHING, Moved, moved
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound
from celyactl.store import records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from celyactl.domain.contract import Contract, Target
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Amendment(Struct, frozen=True):
    """What changes from a local day on: the coverage, targets of some priorities, fields of `Commercial`."""

    since: date
    coverage: str | None = None
    targets: Sequence[Target] = ()
    price: Mapping[str, Any] | None = None


class Amended(Struct, frozen=True):
    """The contract after an amendment, and the deadlines that it moves."""

    contract: Contract
    moved: Moved


def amend_contract(store: Store, acting: Acting, slug: str, amendment: Amendment) -> Done[Amended]:
    """Amend a contract. Nothing is recorded when all of it holds already.

    Warnings tell that it reaches back into the past, that it begins after the end, and what was agreed for later.
    Raises UnknownContract, UnknownCoverage, AmendedBeforeStart, ManagersOnly for a price, BadFile: what client and
    company signed as an example would no longer be true.
    """

    def plan(view: View) -> Act[Amended]:
        contract = view.contract(slug)
        if amendment.since < contract.start:
            raise AmendedBeforeStart(slug, full_date(amendment.since), full_date(contract.start))
        if amendment.price:
            require_manager(view.company, acting, "prices")
        amended = _amended(view, contract, amendment)
        subject = f"{slug}: amend from {amendment.since}"
        if amended == contract:
            return Act("contract.amend", subject, {}, Amended(contract, NOTHING), None, (_("Nothing changed."),))
        path = view.path_of_contract(slug)
        require_sound(view, {path: amended})
        shifts = moved(view, {path: records.dump(amended, path)}, acting.now)
        warnings = tuple(_remarks(contract, amendment.since, acting.now.date()))
        return Act("contract.amend", subject, {path: amended}, Amended(amended, shifts), None, warnings)

    return record(store, acting, plan)


def _amended(view: View, contract: Contract, amendment: Amendment) -> Contract:
    if amendment.coverage is not None:
        require_coverage(view, amendment.coverage)
        contract = amendments.with_coverage(contract, amendment.since, amendment.coverage)
    if amendment.targets:
        contract = amendments.with_targets(contract, amendment.since, amendment.targets)
    if amendment.price:
        contract = amendments.with_price(contract, amendment.since, **amendment.price)
    return contract


def _remarks(contract: Contract, since: date, today: date) -> Iterator[str]:
    if since < today:
        yield _("The amendment reaches back to {day}: figures since then will be told anew.").format(
            day=full_date(since)
        )
    final_end = term_of(contract, since).final_end
    if final_end is not None and final_end <= since:
        yield _("{slug} does not run on {day}: it ends before.").format(slug=contract.slug, day=full_date(since))
    if days := amendments.later(contract, since):
        listed = ", ".join(map(full_date, days))
        yield _("What was agreed from {days} on stays, and holds from then on.").format(days=listed)

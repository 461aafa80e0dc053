"""Express renewals that both signed, recorded in the contract: one act each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from celyactl.domain.contract import RenewalAct
from celyactl.domain.in_force import term_of
from celyactl.domain.renewals import next_end
from celyactl.domain.words import Renewal
from celyactl.errors.contract import NotRenewable, RenewedAlready, SentInTheFuture
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.contract import Contract
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


@dataclass(frozen=True)
class Signed:
    """When both signed, what proves it, and what was said."""

    on: date
    proof: str | None = None
    text: str | None = None


def renew_contract(store: Store, acting: Acting, slug: str, signed: Signed) -> Done[Contract]:
    """Record that both signed for one more term; it follows the last one without a gap.

    Raises UnknownContract, NotRenewable, RenewedAlready, SentInTheFuture.
    """

    def plan(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        _require_express(contract)
        _require_past(signed.on, acting.now.date())
        end = next_end(contract)
        act = RenewalAct(kind="renewed", on=signed.on, until=end, text=signed.text, proof=signed.proof)
        renewed = replace(contract, renewals=(*contract.renewals, act))
        path = view.path_of_contract(slug)
        require_sound(view, {path: renewed})
        warnings = tuple(_gap(contract, signed.on))
        return Act("contract.renew", f"{slug}: renewed until {end}", {path: renewed}, renewed, None, warnings)

    return record(store, acting, plan)


def _require_express(contract: Contract) -> None:
    """Raises NotRenewable, RenewedAlready."""
    if contract.renewal is not Renewal.EXPRESS:
        raise NotRenewable(contract.slug, tacit=contract.renewal is Renewal.TACIT)
    final_end = term_of(contract, contract.start).final_end
    agreed = sum(act.kind == "renewed" for act in contract.renewals)
    used_up = contract.max_renewals is not None and agreed >= contract.max_renewals
    if final_end is not None and (used_up or contract.termination is not None or final_end == contract.latest_end):
        raise RenewedAlready(contract.slug, full_date(final_end - timedelta(days=1)))


def _require_past(on: date, today: date) -> None:
    if on > today:
        raise SentInTheFuture(full_date(on), full_date(today))


def _gap(contract: Contract, on: date) -> Iterator[str]:
    """A warning when it was signed after the end: what happened in between is under contract all the same."""
    last = term_of(contract, on)
    if last.end <= on:
        said = _("{slug} had run out on {day}: it is renewed from then on, without a gap.")
        yield said.format(slug=contract.slug, day=full_date(last.end))

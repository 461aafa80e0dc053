"""Express renewals that both signed, and the letters before tacit ones: recorded in the contract, one act each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.contract import RenewalAct
from celyactl.domain.in_force import agreed_renewals, term_of
from celyactl.domain.renewals import next_end, outlook
from celyactl.domain.words import Renewal
from celyactl.errors.contract import NoLetterNeeded, NotRenewable, RenewedAhead, RenewedAlready, SentInTheFuture
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date, last_day
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.contract import Contract
    from celyactl.domain.renewals import Notice
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Signed(Struct, frozen=True):
    """When both signed, what proves it, and what was said."""

    on: date
    proof: str | None = None
    text: str | None = None
    again: bool = False
    """Whether one more term is meant when the next one was renewed already."""


def renew_contract(store: Store, acting: Acting, slug: str, signed: Signed) -> Done[Contract]:
    """Record that both signed for one more term; it follows the last one without a gap.

    Raises UnknownContract, NotRenewable, RenewedAlready, RenewedAhead, SentInTheFuture.
    """

    def plan(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        _require_express(contract)
        _require_wanted(contract, signed)
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
    used_up = contract.max_renewals is not None and agreed_renewals(contract) >= contract.max_renewals
    if final_end is not None and (used_up or contract.termination is not None or final_end == contract.latest_end):
        raise RenewedAlready(contract.slug, last_day(final_end))


def _require_wanted(contract: Contract, signed: Signed) -> None:
    """Raises RenewedAhead: said twice, it would renew twice."""
    term = term_of(contract, signed.on)
    done = [act for act in contract.renewals if act.kind == "renewed"]
    if not done or signed.again or term.final_end is None:
        return
    if term.final_end > term.end or done[-1].on == signed.on:
        last = last_day(term.final_end)
        raise RenewedAhead(contract.slug, full_date(done[-1].on), last)


def _require_past(on: date, today: date) -> None:
    if on > today:
        raise SentInTheFuture(full_date(on), full_date(today))


def _gap(contract: Contract, on: date) -> Iterator[str]:
    """A warning when it was signed after the end: what happened in between is under contract all the same."""
    last = term_of(contract, on)
    if last.end <= on:
        said = _("{slug} had run out on {day}: it is renewed from then on, without a gap.")
        yield said.format(slug=contract.slug, day=full_date(last.end))


def record_notice(store: Store, acting: Acting, slug: str, on: date, *, proof: str | None = None) -> Done[Contract]:
    """Record that the letter before the renewal went out on a day; a warning tells that it was outside the window.

    Raises UnknownContract, NoLetterNeeded, SentInTheFuture.
    """

    def plan(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        _require_past(on, acting.now.date())
        notice, limit = letter_due(view, contract, on)
        act = RenewalAct(kind="notice-sent", on=on, until=limit, proof=proof)
        told = replace(contract, renewals=(*contract.renewals, act))
        warnings = tuple(outside(notice, on))
        files = {view.path_of_contract(slug): told}
        return Act("contract.notice", f"{slug}: renewal notice sent", files, told, None, warnings)

    return record(store, acting, plan)


def letter_due(view: View, contract: Contract, day: date) -> tuple[Notice, date]:
    """The letter that the law asks for before the term of a day renews, and the notice limit. Raises NoLetterNeeded."""
    found = outlook(contract, view.client(contract.client).legal, day)
    if found is None or found.notice is None:
        raise NoLetterNeeded(contract.slug)
    return found.notice, found.term.notice_limit


def outside(notice: Notice, on: date) -> Iterator[str]:
    """A warning for a notice that goes out on a day on which the law does not count it."""
    if not notice.first <= on <= notice.last:
        said = _("The law counts a letter sent from {first} to {last} only: the client may end at any time.")
        yield said.format(first=full_date(notice.first), last=full_date(notice.last))

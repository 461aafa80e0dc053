"""The letters that contracts ask for: before a tacit renewal, and when the price is revised; in the client's language.

A letter is made from one commit and dated by it, so that it can be made again.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from celyactl.domain.in_force import commercial_on, term_of
from celyactl.domain.language import language_for
from celyactl.domain.revising import revised
from celyactl.errors.contract import NotRevised
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext, spoken
from celyactl.render.letter import Letter, written
from celyactl.render.moments import full_date, last_day
from celyactl.render.money import decimal, money, percent
from celyactl.render.pdf.document import Paper
from celyactl.services.contracts.renewing import letter_due

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from celyactl.domain.contract import Contract
    from celyactl.render.letter import Form
    from celyactl.store.view import View


def renewal_letter(view: View, slug: str, day: date, form: Form) -> bytes:
    """The letter that the law asks for before a tacit renewal. Raises UnknownContract, NoLetterNeeded."""
    contract = view.contract(slug)
    letter_due(view, contract, day)
    return _made(view, contract, form, lambda: _renewal(view, contract, day))


def renewal_subject(slug: str) -> str:
    """What a mail with that letter is about."""
    return f"{_('Your contract renews soon')} ({slug})"


def revision_letter(view: View, slug: str, form: Form) -> bytes:
    """The letter of the last revision of the price that is recorded. Raises UnknownContract, NotRevised."""
    contract = view.contract(slug)
    if not any(period.revision and period.revision.value for period in contract.commercial):
        raise NotRevised(slug)
    return _made(view, contract, form, lambda: _revision(view, contract))


def _made(view: View, contract: Contract, form: Form, letter: Callable[[], Letter]) -> bytes:
    language = language_for(view.company, view.client(contract.client))

    def in_its_language() -> bytes:
        said = letter()
        paper = Paper(view.company, said.subject, said.about, view.made_at, view.commit)
        return written(said, form, paper, view.template)

    return spoken(language, in_its_language)


def _renewal(view: View, contract: Contract, day: date) -> Letter:
    """In clear words, with the limit in a box (Code de la consommation L215-1)."""
    term, months = term_of(contract, day), contract.renewal_months
    last = last_day(term.end)
    limit = full_date(term.notice_limit)
    free = ngettext(
        "Your contract runs until {last} included. Unless you end it, it renews by itself on {end} for {n} month.",
        "Your contract runs until {last} included. Unless you end it, it renews by itself on {end} for {n} months.",
        months,
    )
    return Letter(
        client=view.client(contract.client),
        subject=_("Your contract renews soon"),
        about=_contract_words(contract),
        paragraphs=(
            free.format(last=last, end=full_date(term.end), n=months),
            _("You may refuse this renewal, without giving a reason: it is enough that you write to us in time."),
            _("This letter is sent to you as article L215-1 of the Code de la consommation asks for."),
        ),
        box=_("Last day on which you may refuse the renewal: {limit}").format(limit=limit),
    )


def _revision(view: View, contract: Contract) -> Letter:
    """The formula with its values and where they come from, so that the client can check it."""
    period = max((one for one in contract.commercial if one.revision and one.revision.value), key=lambda one: one.since)
    clause, currency = period.revision, view.company.currency
    if clause is None or clause.value is None:
        raise NotRevised(contract.slug)
    found = revised(contract, period.since, clause.index, Decimal(clause.value))
    before = commercial_on(contract, period.since - timedelta(days=1))
    paid = Decimal(before.yearly) if before and before.yearly else found.base
    told = _("From {day} on your contract costs {after} a year, instead of {before} ({change}).")
    return Letter(
        client=view.client(contract.client),
        subject=_("The price of your contract is revised"),
        about=_contract_words(contract),
        paragraphs=(
            told.format(
                day=full_date(period.since),
                after=money(found.after, currency),
                before=money(paid, currency),
                change=percent(found.after / paid - 1),
            ),
            _("The contract says how: {formula}").format(formula=clause.formula),
        ),
        facts=(
            (_("Base price (P0)"), money(found.base, currency)),
            (_("Index"), clause.index),
            (_("Base value"), _("{value} on {day}").format(value=decimal(clause.base), day=full_date(clause.base_on))),
            (_("New value"), decimal(clause.value)),
            (_("Source"), clause.source or ""),
        ),
    )


def _contract_words(contract: Contract) -> str:
    return _("Contract {slug}").format(slug=contract.slug) + (f", {contract.title}" if contract.title else "")

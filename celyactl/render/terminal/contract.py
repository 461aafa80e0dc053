"""The page of one contract as it is on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.amendments import later
from celyactl.domain.durations import promise
from celyactl.domain.in_force import commercial_on, coverage_on, targets_on, term_of
from celyactl.domain.renewals import outlook
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.coverages import coverage_named
from celyactl.render.deeds.base import with_detail
from celyactl.render.lists import clauses
from celyactl.render.moments import full_date
from celyactl.render.money import decimal, money
from celyactl.render.terminal.card import card, facts_of, list_of
from celyactl.render.terms import (
    coverage_line,
    notice_words,
    price_line,
    price_words,
    renewal_words,
    reservation_words,
    scope_words,
    state_words,
    targets_line,
    term_words,
)
from celyactl.render.words import term_state_words, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from celyactl.domain.client import Client
    from celyactl.domain.contract import (
        Commercial,
        Contract,
        CoveragePeriod,
        Rate,
        Revision,
        Severity,
        Takeover,
        TakeoverItem,
        TargetPeriod,
    )
    from celyactl.render.terminal.card import Fact
    from celyactl.render.terminal.page import Grid, Page

_RATE_WINDOWS = {
    "business": marked("in office hours"),
    "evening": marked("in the evening"),
    "night": marked("at night"),
    "weekend": marked("at the weekend"),
    "holiday": marked("on public holidays"),
}


def contract_page(contract: Contract, client: Client, day: date, currency: str | None = None) -> Page:
    """Term, coverage and targets in force on the day, what is covered, how it was taken over.

    With a currency also what it costs: that is for managers only.
    """
    title = contract.title or word(contract.type)
    price = commercial_on(contract, day) if currency else None
    return card(
        contract.slug,
        title,
        _facts(contract, client, day),
        _to_come(contract, day, currency),
        _targets(contract, day),
        _severities(contract.severities),
        _price(price, currency) if price and currency else None,
        _takeover(contract.takeover),
    )


def _facts(contract: Contract, client: Client, day: date) -> list[Fact]:
    term = term_of(contract, day)
    coverage = _("{coverage}, public holidays {zone}")
    return [
        (_("Client"), f"{client.name} ({client.id}), {word(client.legal)}"),
        (_("Type"), word(contract.type)),
        (_("State"), term_state_words(term.state)),
        (_("Term"), term_words(term)),
        (_("Renewal"), renewal_words(contract, term)),
        (_("Notice until"), full_date(term.notice_limit) if term.renews else ""),
        *_letters(contract, client, day),
        (_("Ends"), _("on {day} at the latest").format(day=full_date(term.final_end)) if term.final_end else ""),
        (_("Coverage"), coverage.format(coverage=coverage_named(coverage_on(contract, day)), zone=contract.holidays)),
        (_("Covers"), scope_words(contract.covers)),
        (_("Note"), contract.note or ""),
    ]


def _letters(contract: Contract, client: Client, day: date) -> Iterator[Fact]:
    """What the law asks for before a tacit renewal, and what follows when it was not done."""
    found = outlook(contract, client.legal, day)
    if found is not None and found.notice is not None:
        yield _("Renewal letter"), notice_words(found.notice)
    if found is not None and found.free_since is not None:
        said = _("by the client at any time since {day}: no letter before that renewal is recorded")
        yield _("May be ended"), said.format(day=full_date(found.free_since))


def _targets(contract: Contract, day: date) -> Grid | None:
    targets = targets_on(contract, day)
    headings = [_("Priority"), _("Response"), _("Restoration"), _("On site")]
    columns = 4 if any(target.onsite for target in targets) else 3
    rows = (
        [
            target.priority.value,
            promise(target.response),
            promise(target.restoration),
            promise(target.onsite),
        ]
        for target in targets
    )
    return list_of(headings[:columns], (row[:columns] for row in rows))


def _to_come(contract: Contract, day: date, currency: str | None) -> Grid | None:
    """What was agreed for later days, so that an amendment is found before it holds."""
    rows = ([full_date(since), _agreed(contract, since, currency)] for since in later(contract, day))
    return list_of([_("To come"), _("What")], (row for row in rows if row[1]))


def _agreed(contract: Contract, since: date, currency: str | None) -> str:
    """What begins on a day."""
    parts = [
        coverage_line(contract, since) if _begins(contract.coverage, since) else "",
        targets_line(contract, since) if _begins(contract.targets, since) else "",
        price_line(contract, since, currency) if currency and _begins(contract.commercial, since) else "",
    ]
    return clauses(parts)


def _begins(periods: Iterable[CoveragePeriod | TargetPeriod | Commercial], since: date) -> bool:
    return any(period.since == since for period in periods)


def _severities(severities: Iterable[Severity]) -> Grid | None:
    """The contract's own words for an urgency."""
    rows = ([severity.word, severity.priority.value, severity.text or ""] for severity in severities)
    return list_of([_("Severity"), _("Priority"), _("Meaning")], rows)


def _price(price: Commercial, currency: str) -> Grid:
    """What is paid, at which rates work outside the contract is billed, how the price is revised."""
    revision = price.revision
    facts = [
        (_("Paid"), price_words(price, currency)),
        *((_("Rate"), _rate(rate, currency)) for rate in price.rates),
        (_("Revision"), revision.formula if revision else ""),
        (_("Index"), _index(revision) if revision else ""),
    ]
    return facts_of(facts, (_("Price"), _("since {day}").format(day=full_date(price.since))))


def _rate(rate: Rate, currency: str) -> str:
    parts = [
        _("{amount} an hour").format(amount=money(rate.hourly, currency)),
        word(rate.mode) if rate.mode else "",
        _(_RATE_WINDOWS[rate.window]) if rate.window else "",
        _("{minutes} min at least").format(minutes=rate.minimum_minutes) if rate.minimum_minutes else "",
    ]
    return ", ".join(filter(None, parts))


def _index(revision: Revision) -> str:
    base = _("{index}: {base} on {day}").format(
        index=revision.index, base=decimal(revision.base), day=full_date(revision.base_on)
    )
    if revision.value is None:
        return base
    return with_detail(_("{base}, now {value}").format(base=base, value=decimal(revision.value)), revision.source)


def _takeover(takeover: Takeover | None) -> Grid | None:
    if takeover is None:
        return None
    facts = [
        (_("Before"), takeover.previous or ""),
        (_("Audit"), takeover.audit or ""),
        *((item.component, _item(item)) for item in takeover.items),
        *((_("Reservation"), text) for text in takeover.reservations),
        *((_("Handed over"), text) for text in takeover.credentials),
        (_("Level 1"), ", ".join(takeover.level1)),
        (_("Training"), full_date(takeover.training_planned) if takeover.training_planned else ""),
        (_("Signed"), full_date(takeover.signed) if takeover.signed else ""),
    ]
    return facts_of(facts, (_("Taken over"), full_date(takeover.on)))


def _item(item: TakeoverItem) -> str:
    return with_detail(state_words(item), reservation_words(item))

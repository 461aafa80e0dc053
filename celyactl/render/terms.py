"""Terms, renewals and promises of a contract in words; people read the last day included, unlike `end` in the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import promise
from celyactl.domain.in_force import commercial_on, coverage_on, targets_on
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.coverages import coverage_name
from celyactl.render.lists import clauses
from celyactl.render.moments import full_date
from celyactl.render.money import money
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from celyactl.domain.contract import Commercial, Contract, Scope, TakeoverItem
    from celyactl.domain.renewals import Notice, Outlook
    from celyactl.domain.terms import Term


def until(term: Term) -> str:
    """The last day of a term."""
    return _("until {day} included").format(day=full_date(term.last_day))


def term_words(term: Term) -> str:
    """The first and the last day of a term."""
    return _("from {start} {until}").format(start=full_date(term.start), until=until(term))


def renewal_words(contract: Contract, term: Term) -> str:
    """How a contract goes on after its term."""
    said = word(contract.renewal)
    if not term.renews:
        return said
    months = ngettext("for {n} month", "for {n} months", contract.renewal_months).format(n=contract.renewal_months)
    return f"{said} {months}"


_EVENTS: Final = {
    "renews": marked("renews"),
    "ends": marked("ends"),
    "exhausted": marked("ends: its renewals are used up"),
    "terminated": marked("ends by notice"),
}


def event_words(found: Outlook) -> str:
    """What happens at the end of the term."""
    return _(_EVENTS[found.event])


def notice_words(notice: Notice | None) -> str:
    """Where the letter that the law asks for before a tacit renewal stands."""
    if notice is None:
        return ""
    first, last = full_date(notice.first), full_date(notice.last)
    match notice.state:
        case "sent":
            return _("sent on {day}").format(day=full_date(notice.sent or notice.first))
        case "ahead":
            return _("to be sent from {first} to {last}").format(first=first, last=last)
        case "due":
            return _("to be sent by {last}").format(last=last)
        case "missed":
            return _("not sent by {last}: the client may end at any time from the renewal on").format(last=last)


def coverage_line(contract: Contract, day: date) -> str:
    """The coverage in force on a day."""
    return coverage_name(coverage_on(contract, day))


def targets_line(contract: Contract, day: date) -> str:
    """The targets in force on a day, the most urgent priority first."""
    said = _("{priority}: response {response}, restoration {restoration}")
    more = _("{targets}, on site {onsite}")
    lines = []
    for target in targets_on(contract, day):
        line = said.format(
            priority=target.priority,
            response=promise(target.response),
            restoration=promise(target.restoration),
        )
        lines.append(more.format(targets=line, onsite=promise(target.onsite)) if target.onsite else line)
    return clauses(lines) or _("no target")


_RHYTHMS: Final = {
    "yearly": marked("billed once a year"),
    "half-yearly": marked("billed twice a year"),
    "quarterly": marked("billed each quarter"),
    "monthly": marked("billed each month"),
}


def price_line(contract: Contract, day: date, currency: str) -> str:
    """What is paid on a day, in one line."""
    held = commercial_on(contract, day)
    return price_words(held, currency) if held else ""


def price_words(price: Commercial, currency: str) -> str:
    """What a year costs, how it is billed, by which order."""
    parts = [
        _("{amount} a year").format(amount=money(price.yearly, currency)) if price.yearly else "",
        _(_RHYTHMS[price.rhythm]) if price.rhythm else "",
        _("order {number}").format(number=price.order) if price.order else "",
    ]
    return ", ".join(filter(None, parts))


def scope_words(scope: Scope) -> str:
    """What a contract covers."""
    parts = [
        *_named(_("sites: {names}"), scope.sites),
        *_named(_("components: {names}"), scope.components),
        *_named(_("kinds: {names}"), map(word, scope.kinds)),
    ]
    return clauses(parts) or _("the whole installation")


def _named(said: str, names: Iterable[str]) -> Iterable[str]:
    joined = ", ".join(names)
    return [said.format(names=joined)] if joined else []


_STATES: Final = {
    "good": marked("in good state"),
    "fair": marked("in fair state"),
    "poor": marked("in poor state"),
    "unknown": marked("in unknown state"),
}


def state_words(item: TakeoverItem) -> str:
    """In which state a component was taken over."""
    return _(_STATES[item.state])


def reservation_words(item: TakeoverItem) -> str:
    """What of a component is not vouched for, and until when."""
    reservation = item.reservation or ""
    if not item.until:
        return reservation
    return _("{reservation} (until {day})").format(reservation=reservation, day=full_date(item.until)).strip()

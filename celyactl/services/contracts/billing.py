"""Work outside of contracts and hours, exported for billing once: lines of a month, and what takes them back.

What is recorded has its amount whoever records it; only managers are shown it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain import billing
from celyactl.domain.billing import Due, Line, Period
from celyactl.domain.entries.delivery import Billed
from celyactl.domain.entries.field import Intervention
from celyactl.domain.fold import refold, tell
from celyactl.domain.in_force import commercial_on
from celyactl.domain.local_time import opening, to_utc, to_zone
from celyactl.domain.money import written
from celyactl.domain.rates import Priced, priced
from celyactl.domain.terms import add_months
from celyactl.errors.base import BadData
from celyactl.errors.desk import UnknownContract
from celyactl.errors.packs import NothingBilled, SeveralBilled
from celyactl.i18n import gettext as _
from celyactl.services.acting import is_manager
from celyactl.services.interventions.done import touched_since
from celyactl.services.recording import Act, Done, record
from celyactl.services.stamping import Stamps
from celyactl.services.texts import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from celyactl.domain.contract import Contract
    from celyactl.domain.model import Model
    from celyactl.domain.rates import IsHoliday
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Export(Struct, frozen=True):
    """The lines of a month, in the order of their work; `forgotten` tickets have work of earlier months to export.

    `left_out` are the files that can't be read: what is to be billed of them waits.
    """

    month: date
    lines: tuple[Line, ...]
    forgotten: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def shown(self, *, sees_prices: bool) -> Export:
        """What of it somebody may see."""
        return self if sees_prices else replace(self, lines=tuple(replace(one, amount=None) for one in self.lines))


def period_of(view: View, month: date) -> Period:
    """A local month as instants."""
    first, following = (opening(datetime.combine(day, time.min), view.zone) for day in (month, add_months(month, 1)))
    return Period(first, following)


def export(store: Store, acting: Acting, month: date) -> Done[Export]:
    """Export what is to be billed of a month, as one act; run again it finds what came since.

    Warnings name what can't be read, whose work waits, what has no rate, and earlier months with work that was never
    exported.
    """

    def plan(view: View) -> Act[Export]:
        bills, sees = _Bills(view), _sees_prices(view, acting)
        found = bills.due(month)
        files: dict[str, Model] = {}
        for ticket in {line.ticket.ref: line.ticket for line in found.lines}.values():
            mine = [line for line in found.lines if line.ticket.ref == ticket.ref]
            files[view.path_of(ticket)] = tell(
                ticket, _entries(Stamps(acting, acting.now, ticket.journal), mine, month)
            )
        subject = f"billing: export {len(found.lines)} lines of {month:%Y-%m}"
        answer, warnings = found.shown(sees_prices=sees), tuple(_remarks(found, sees_prices=sees))
        return Act(f"billing.export {month:%Y-%m}", subject, files, answer, None, warnings)

    return record(store, acting, plan)


def exported(view: View, month: date, *, sees_prices: bool) -> Export:
    """The lines that were exported with a month."""
    bills = _Bills(view)
    lines = [line for ticket in touched_since(view, period_of(view, month).start) for line in bills.past(ticket, month)]
    in_order = sorted(lines, key=lambda line: (to_utc(line.work.start), line.back))
    found = Export(month, tuple(in_order), left_out=tuple(view.left_out))
    return found.shown(sees_prices=sees_prices)


def reverse(store: Store, acting: Acting, reference: str, text: str, intervention: str | None = None) -> Done[Export]:
    """Take back what was exported of a ticket's intervention, the only one by default; it is not exported again.

    Raises TicketNotFound, NothingBilled, SeveralBilled, EmptyText.
    """
    words = said(text, "--text")

    def plan(view: View) -> Act[Export]:
        ticket = view.ticket(view.resolve(reference, writing=True))
        billed = _the_one(ticket, intervention)
        work = next(entry for entry in ticket.journal if entry.id == billed.intervention)
        if not isinstance(work, Intervention):
            raise NothingBilled(ticket.ref)
        month = acting.now.astimezone(view.zone).date().replace(day=1)
        line = _Bills(view).line(ticket, Due(work, billed))
        entries = _entries(Stamps(acting, acting.now, ticket.journal), [line], month, words)
        files = {view.path_of(ticket): tell(ticket, entries)}
        answer = Export(month, (line,)).shown(sees_prices=_sees_prices(view, acting))
        return Act("billing.reverse", f"{ticket.ref}: take billing back", files, answer, ticket.ref)

    return record(store, acting, plan)


def _the_one(ticket: Ticket, intervention: str | None) -> Billed:
    story = refold(ticket)
    names = dict.fromkeys(entry.intervention for entry in story.entries if isinstance(entry, Billed))
    found = [one for name in names if intervention in {None, name} and (one := billing.standing(story, name))]
    if not found:
        raise NothingBilled(ticket.ref)
    if len(found) > 1:
        raise SeveralBilled(ticket.ref, [one.intervention for one in found])
    return found[0]


def _entries(stamps: Stamps, lines: Iterable[Line], month: date, text: str | None = None) -> list[Billed]:
    return [
        Billed(
            **stamps.stamp(),
            intervention=line.work.id,
            month=month,
            seconds=line.seconds,
            amount=written(line.amount) if line.amount is not None else None,
            reversal=line.back,
            text=text,
        )
        for line in lines
    ]


class _Bills:
    """Makes lines of work by the contracts of one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._contract = cache(self._found)

    def due(self, month: date) -> Export:
        """What is to be exported of a month."""
        period = period_of(self._view, month)
        lines: list[Line] = []
        forgotten: list[str] = []
        for ticket in touched_since(self._view, period.start):
            story = refold(ticket)
            lines += self._lines(ticket, billing.due(ticket, story, period))
            forgotten += [f"{ticket.ref} ({work.start:%Y-%m})" for work in billing.forgotten(story, period)]
        left_out = tuple(dict.fromkeys(self._view.left_out))
        return Export(month, tuple(sorted(lines, key=_order)), tuple(sorted(set(forgotten))), left_out)

    def _lines(self, ticket: Ticket, due: Iterable[Due]) -> list[Line]:
        """The lines of a ticket; none while its contract can't be read, and so not its rates."""
        try:
            return [self.line(ticket, one) for one in due]
        except BadData as bad:
            self._view.leave_out(bad.sentence)
            return []

    def past(self, ticket: Ticket, month: date) -> Iterator[Line]:
        """What was exported of a ticket with a month; an export that was undone is none."""
        works = {entry.id: entry for entry in ticket.journal if isinstance(entry, Intervention)}
        for entry in refold(ticket).entries:
            if isinstance(entry, Billed) and entry.month == month and entry.intervention in works:
                work = works[entry.intervention]
                yield Line(ticket, work, entry.seconds or 0, _amount(entry), entry.reversal, entry.month)

    def line(self, ticket: Ticket, due: Due) -> Line:
        """The line of work, or the negative one that takes an export back."""
        if due.back is not None:
            amount = _amount(due.back)
            return Line(ticket, due.work, due.back.seconds or 0, -amount if amount else amount, back=True)
        price = self._priced(ticket, due.work)
        return Line(ticket, due.work, price.seconds, price.amount)

    def _priced(self, ticket: Ticket, work: Intervention) -> Priced:
        contract = self._contract(ticket.contract) if ticket.contract else None
        price = commercial_on(contract, to_zone(work.start, self._view.zone).date()) if contract else None
        is_holiday = self._holidays(contract.holidays if contract else self._view.company.holidays)
        return priced(price.rates if price else (), work.mode, work.start, work.end, (self._view.zone, is_holiday))

    def _holidays(self, zone: str) -> IsHoliday:
        return lambda day: day in self._view.holidays(zone, day.year)

    def _found(self, slug: str) -> Contract | None:
        try:
            return self._view.contract(slug)
        except UnknownContract as gone:
            self._view.warnings.append(gone.sentence)
            return None


def _sees_prices(view: View, acting: Acting) -> bool:
    return is_manager(view.company, acting.by, acting.now.date())


def _remarks(found: Export, *, sees_prices: bool) -> Iterator[str]:
    """What whoever exports should know."""
    if not sees_prices and found.lines:
        yield _("Prices are shown to managers only: `celyactl billing list` tells them the amounts.")
    elif bare := sorted({line.ticket.ref for line in found.lines if line.amount is None}):
        yield _("No rate in the contract, so no amount: {refs}").format(refs=", ".join(bare))
    if found.forgotten:
        text = _("Work of earlier months was never exported: {refs}")
        yield text.format(refs=", ".join(found.forgotten))


def _order(line: Line) -> tuple[datetime, str, bool]:
    return to_utc(line.work.start), line.ticket.ref, line.back


def _amount(entry: Billed) -> Decimal | None:
    from decimal import Decimal  # few entries have one

    return Decimal(entry.amount) if entry.amount is not None else None

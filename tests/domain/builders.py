"""A small desk for tests of the domain: one company, contracts, and tickets told act by act in local time.

Local times are written `2026-11-23 09:00` and are those of Europe/Paris; `+02:00` at the end settles a repeated hour.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from celyactl.domain.calendar import Calendar, contract_calendar
from celyactl.domain.clocks import Clock, clocks
from celyactl.domain.company import Company
from celyactl.domain.contract import Contract, CoveragePeriod, SlaRules, Target, TargetPeriod
from celyactl.domain.course import Course, courses
from celyactl.domain.coverages import STANDARD
from celyactl.domain.entries import conversation, field, lifecycle
from celyactl.domain.fold import fold
from celyactl.domain.holiday_zones import public_holidays
from celyactl.domain.next_due import next_due
from celyactl.domain.promises import promise_for
from celyactl.domain.ulid import mint
from celyactl.domain.words import (
    Channel,
    ContractType,
    Kind,
    Level,
    Mode,
    Origin,
    Priority,
    Renewal,
    Visibility,
    WaitFor,
)

if TYPE_CHECKING:
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.story import Story

PARIS = ZoneInfo("Europe/Paris")
REF = "CEL-2611-4F7K2QX"
UID = "01JD0000000000000000000000"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def at(local: str) -> datetime:
    """The instant of a local time in Paris, or of one with its own offset."""
    instant = datetime.fromisoformat(local)
    return instant if instant.tzinfo else instant.replace(tzinfo=PARIS)


@cache
def holidays(zone: str, year: int) -> frozenset[date]:
    return public_holidays(zone, [year])


def company(**changes: Any) -> Company:
    fields = {
        "company": "CELYA",
        "prefix": "CEL",
        "language": "fr",
        "zone": "Europe/Paris",
        "holidays": "FR",
        "coverages": STANDARD,
    }
    return Company(**fields | changes)


def target(priority: str, response: str | None = None, restoration: str | None = None, onsite: str | None = None):
    return Target(priority=Priority(priority), response=response, restoration=restoration, onsite=onsite)


def contract(
    *targets: Target,
    coverage: str | tuple[CoveragePeriod, ...] = "business",
    sla: SlaRules | None = None,
    **changes: Any,
) -> Contract:
    """A tacit maintenance contract that runs since 2020 with these targets, and one coverage or several periods."""
    start = date(2020, 1, 1)
    periods = (CoveragePeriod(since=start, coverage=coverage),) if isinstance(coverage, str) else coverage
    fields = {
        "slug": "acme-2020",
        "client": "acme",
        "type": ContractType.MAINTENANCE,
        "start": start,
        "months": 12,
        "renewal": Renewal.TACIT,
        "renewal_months": 12,
        "notice_months": 3,
        "holidays": "FR",
        "coverage": periods,
        "targets": (TargetPeriod(since=start, targets=targets),) if targets else (),
        "sla": sla or SlaRules(),
    }
    return Contract(**fields | changes)


def calendar(of: Contract, desk: Company | None = None) -> Calendar:
    return contract_calendar(of, desk or company(), holidays)


class Journal:
    """A ticket told act by act: each entry comes after the one before, unless a branch is taken."""

    def __init__(self, opened: str, priority: str = "P3", **changes: Any) -> None:
        self.entries: list[Entry] = []
        self._tips: tuple[str, ...] = ()
        fields = {
            "title": "No dial tone",
            "kind": Kind.INCIDENT,
            "priority": Priority(priority),
            "level": Level.REMOTE,
            "origin": Origin.PHONE,
            "contract": "acme-2020",
            "client": "acme",
        }
        self.add(conversation.Open, opened, **fields | changes)

    def add(self, kind: type[Entry], local: str, /, **fields: Any) -> Self:
        """Tell one more entry, by a technician on the command line unless said otherwise."""
        ident = fields.pop("id", None) or mint(EPOCH, lambda _: len(self.entries))
        stamp = {"id": ident, "at": at(local), "recorded": at(local), "by": "lea", "channel": Channel.CLI}
        self.entries.append(kind(**stamp | {"after": self._tips} | fields))
        self._tips = (ident,)
        return self

    def cut(self, length: int) -> None:
        """Forget the entries after the first `length`."""
        del self.entries[length:]
        self._tips = (self.entries[-1].id,)

    def ack(self, local: str) -> Self:
        return self.add(lifecycle.Ack, local)

    def note(self, local: str, *, public: bool = False) -> Self:
        return self.add(conversation.Note, local, text="…", visibility=_visibility(public=public))

    def message(self, local: str, **fields: Any) -> Self:
        stamp = {"by": "acme:claire", "channel": Channel.MAIL, "visibility": Visibility.PUBLIC, "text": "…"}
        return self.add(conversation.Message, local, **stamp | fields)

    def intervene(self, start: str, end: str, mode: Mode = Mode.REMOTE, **fields: Any) -> Self:
        return self.add(field.Intervention, end, mode=mode, start=at(start), end=at(end), summary="…", **fields)

    def wait(self, local: str, reason: WaitFor = WaitFor.CLIENT, **fields: Any) -> Self:
        shown = reason is WaitFor.CLIENT
        about = {"question": "Which line?"} if shown else {}
        stamp = {"reason": reason, "until": at("2027-12-31 09:00"), "visibility": _visibility(public=shown)}
        return self.add(lifecycle.Wait, local, **stamp | about | fields)

    def resume(self, local: str) -> Self:
        return self.add(lifecycle.Resume, local)

    def start(self, local: str) -> Self:
        return self.add(lifecycle.Start, local)

    def cause(self, local: str) -> Self:
        return self.add(lifecycle.Cause, local, text="A cable")

    def restore(self, local: str, degraded: str | None = None) -> Self:
        return self.add(lifecycle.Restore, local, degraded=degraded)

    def resolve(self, local: str) -> Self:
        return self.add(lifecycle.Resolve, local, visibility=Visibility.PUBLIC)

    def settle(self, local: str) -> Self:
        """Name the cause, restore and resolve at once."""
        return self.cause(local).restore(local).resolve(local)

    def close(self, local: str) -> Self:
        return self.add(lifecycle.Close, local)

    def reopen(self, local: str) -> Self:
        return self.add(lifecycle.Reopen, local)

    def confirm(self, local: str) -> Self:
        return self.add(lifecycle.Confirm, local)

    def cancel(self, local: str) -> Self:
        return self.add(lifecycle.Cancel, local, text="Entered twice")

    def priority(self, local: str, priority: str) -> Self:
        return self.add(lifecycle.SetPriority, local, priority=Priority(priority))

    def retract(self, *idents: str) -> Self:
        return self.add(conversation.Retract, "2027-01-01 00:00", ids=idents)

    def stamped(self, ident: str, after: tuple[str, ...]) -> Entry:
        """The last entry, as if it had this id and came after those."""
        return replace(self.entries[-1], id=ident, after=after)

    @property
    def last(self) -> str:
        """The id of the last entry."""
        return self.entries[-1].id

    @property
    def story(self) -> Story:
        return fold(REF, UID, self.entries)

    def courses(self, of: Contract, now: str, *operations: Any, desk: Company | None = None) -> dict[str, Course]:
        """The courses of the clocks by name, up to `now`."""
        story, desk = self.story, desk or company()
        promise = promise_for(story.header, of, desk.zone)
        return {one.name.value: one for one in courses(story, promise, calendar(of, desk), operations, at(now))}

    def due(self, of: Contract, *operations: Any) -> datetime | None:
        """What a list shows."""
        promise = promise_for(self.story.header, of, "Europe/Paris")
        return next_due(self.story, promise, calendar(of), operations)

    def clocks(self, of: Contract, now: str, *operations: Any, desk: Company | None = None) -> dict[str, Clock]:
        """The clocks by name, as `now` shows them."""
        story, desk = self.story, desk or company()
        promise = promise_for(story.header, of, desk.zone)
        return {c.name.value: c for c in clocks(story, promise, calendar(of, desk), operations, at(now))}


def _visibility(*, public: bool) -> Visibility:
    return Visibility.PUBLIC if public else Visibility.INTERNAL

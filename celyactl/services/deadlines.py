"""What other hours or contracts do to the deadlines of open tickets: told before it is too late, never stored.

What takes effect on a day to come moves no deadline before that day; another old period moves all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from celyactl.domain.model import Model
from celyactl.domain.words import OPEN
from celyactl.errors import CelyactlError
from celyactl.i18n import ngettext
from celyactl.services.sla import Cases
from celyactl.store import layout
from celyactl.store.index.excluding import operations
from celyactl.store.index.index import asked
from celyactl.store.index.on_board import on_board
from celyactl.store.layout import FileKind, classify
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from celyactl.domain.ticket import Ticket
    from celyactl.domain.words import ClockName
    from celyactl.store.index.due import Operations
    from celyactl.store.index.index import Index
    from celyactl.store.records import Loaded
    from celyactl.store.repository import Repository

    Dues = Mapping[ClockName, datetime | None]

M = TypeVar("M", bound=Model)

MOST: Final = 3000
"""Open tickets that are compared: more would make a person wait for a warning."""
_NAMED: Final = 5


class Shift(NamedTuple):
    """One clock of an open ticket that gets another deadline; None for no deadline, before or after."""

    ticket: Ticket
    clock: ClockName
    before: datetime | None
    after: datetime | None


class Moved(NamedTuple):
    """The deadlines that become other ones, by ticket; `uncompared` tickets were too many to look at."""

    shifts: tuple[Shift, ...] = ()
    uncompared: int = 0

    @property
    def refs(self) -> tuple[str, ...]:
        """The tickets' references, each once."""
        return tuple(dict.fromkeys(shift.ticket.ref for shift in self.shifts))

    @property
    def sentence(self) -> str:
        """What a person should know before it is too late, and the way that leaves the past alone."""
        text = ngettext(
            "{n} open ticket gets another deadline ({refs}), and reports of the past may tell other figures; a period "
            "with a date of effect leaves both as they are: `since` in the contract's coverage and targets",
            "{n} open tickets get other deadlines ({refs}), and reports of the past may tell other figures; a period "
            "with a date of effect leaves both as they are: `since` in the contract's coverage and targets",
            len(self.refs),
        )
        shown = [*self.refs[:_NAMED], *["…"] * (len(self.refs) > _NAMED)]
        return text.format(n=len(self.refs), refs=", ".join(shown))


NOTHING: Final = Moved()


def moved(view: View, texts: Mapping[str, bytes], now: datetime) -> Moved:
    """What the texts, of files of these paths in the place of the committed ones, move; they are known to be good.

    A clock that is paused has the deadline that it would have if the pause ended `now`.
    """
    after = _Edited(view.repository, view.commit, texts)
    before = View(view.repository, view.commit)
    try:
        concerned = _concerned(before, after, texts)
    except CelyactlError:
        return NOTHING  # the committed file can't be read: nothing was computed from it
    if not concerned:
        return NOTHING
    tickets, excluding = asked(view.repository.place, _gathered)
    ruled = [ticket for ticket in tickets if ticket.status in OPEN and ticket.contract in concerned]
    was, will_be = (Cases(one, excluding=lambda client: excluding.get(client, ())) for one in (before, after))
    shifts = (shift for ticket in ruled[:MOST] for shift in _shifts(ticket, was, will_be, now))
    return Moved(tuple(sorted(shifts, key=lambda shift: shift.ticket.ref)), max(0, len(ruled) - MOST))


class _Edited(View):
    """A commit with some texts in the place of its own."""

    def __init__(self, repository: Repository, commit: str, texts: Mapping[str, bytes]) -> None:
        super().__init__(repository, commit)
        self._texts = texts

    def _record(self, path: str, load: Callable[[bytes, str], Loaded[M]]) -> M:
        return load(self._texts[path], path).model if path in self._texts else super()._record(path, load)


def _gathered(index: Index) -> tuple[list[Ticket], Operations]:
    return on_board(index), operations(index.connection)


def _concerned(before: View, after: View, texts: Mapping[str, bytes]) -> set[str]:
    """The slugs of the contracts from which deadlines may be computed otherwise."""
    if layout.DESK in texts and (before.company.coverages, before.company.zone) != (
        after.company.coverages,
        after.company.zone,
    ):
        return set(before.contract_slugs())
    found = (where.name for path in texts if (where := classify(path)) and where.kind is FileKind.CONTRACT)
    known = set(before.contract_slugs())
    return {slug for slug in found if slug in known and _terms(before, slug) != _terms(after, slug)}


def _terms(view: View, slug: str) -> tuple[Any, ...]:
    contract = view.contract(slug)
    return contract.coverage, contract.targets, contract.holidays, contract.sla


def _shifts(ticket: Ticket, was: Cases, will_be: Cases, now: datetime) -> Iterator[Shift]:
    before, after = _dues(was, ticket, now), _dues(will_be, ticket, now)
    for clock in dict.fromkeys((*before, *after)):
        if before.get(clock) != after.get(clock):
            yield Shift(ticket, clock, before.get(clock), after.get(clock))


def _dues(cases: Cases, ticket: Ticket, now: datetime) -> Dues:
    """The deadlines of the clocks that are not met."""
    try:
        clocks = cases.of(ticket).clocks(now)
    except CelyactlError:
        return {}
    return {clock.name: clock.due_at or clock.due_if_resumed for clock in clocks if clock.met_at is None}

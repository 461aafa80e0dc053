"""What an edit of desk.yaml or of contracts does to the deadlines of open tickets: told with it, never stored.

An edit that takes effect on a day to come moves no deadline before that day; one of an old period moves all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from celyactl.domain.model import Model
from celyactl.domain.next_due import next_due
from celyactl.domain.words import OPEN
from celyactl.errors import CelyactlError
from celyactl.i18n import ngettext
from celyactl.services.sla import Cases
from celyactl.store import layout
from celyactl.store.index.index import asked
from celyactl.store.index.on_board import on_board
from celyactl.store.layout import FileKind, classify
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from celyactl.domain.ticket import Ticket
    from celyactl.store.records import Loaded
    from celyactl.store.repository import Repository

M = TypeVar("M", bound=Model)

MOST: Final = 3000
"""Open tickets that are compared: more would make a person wait for a warning."""
_NAMED: Final = 5


class Moved(NamedTuple):
    """The references of the open tickets whose next deadline becomes another one."""

    refs: tuple[str, ...] = ()

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


def moved(view: View, texts: Mapping[str, bytes]) -> Moved:
    """What the texts, of files of these paths in the place of the committed ones, move; they are known to be good."""
    after = _Edited(view.repository, view.commit, texts)
    before = View(view.repository, view.commit)
    try:
        concerned = _concerned(before, after, texts)
    except CelyactlError:
        return NOTHING  # the committed file can't be read: nothing was computed from it
    if not concerned:
        return NOTHING
    was, will_be = Cases(before, excluding=_nothing), Cases(after, excluding=_nothing)
    found = [ticket.ref for ticket in _open(before, concerned) if _due(was, ticket) != _due(will_be, ticket)]
    return Moved(tuple(sorted(found)))


class _Edited(View):
    """A commit with some texts in the place of its own."""

    def __init__(self, repository: Repository, commit: str, texts: Mapping[str, bytes]) -> None:
        super().__init__(repository, commit)
        self._texts = texts

    def _record(self, path: str, load: Callable[[bytes, str], Loaded[M]]) -> M:
        return load(self._texts[path], path).model if path in self._texts else super()._record(path, load)


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


def _open(view: View, contracts: set[str]) -> Iterator[Ticket]:
    tickets = asked(view.repository.place, on_board)[:MOST]
    return (ticket for ticket in tickets if ticket.status in OPEN and ticket.contract in contracts)


def _due(cases: Cases, ticket: Ticket) -> datetime | None:
    try:
        case = cases.of(ticket)
        return next_due(case.story, case.promise, case.calendar)
    except CelyactlError:
        return None


def _nothing(_client: str) -> tuple[()]:
    """Operations exclude the same time before and after."""
    return ()

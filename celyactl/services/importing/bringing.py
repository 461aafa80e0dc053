"""The act of bringing a table of tickets in: all that are new, or none when a line is wrong.

Idempotent by `external_id`: a line whose ticket is there already is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, field

from celyactl.errors import importing as say
from celyactl.errors.base import Fault
from celyactl.errors.importing import BadTable
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.services.hands import each
from celyactl.services.importing import days
from celyactl.services.importing.judging import Judge
from celyactl.services.importing.making import OP, Made, Maker
from celyactl.services.recording import noticed
from celyactl.store.commits import Ident
from celyactl.store.index.elsewhere import external_ids, references
from celyactl.store.index.index import asked_of
from celyactl.store.message import Trailers, message
from celyactl.store.yaml.values import nfc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from celyactl.services.acting import Acting
    from celyactl.services.importing.days import Order
    from celyactl.services.importing.mapping import Mapping
    from celyactl.services.importing.sheet import Sheet
    from celyactl.store.many import Addition
    from celyactl.store.store import Store
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]

_PART: Final = 100
"""Rows that are worked on at a time."""
_DATES: Final = ("opened_at", "acknowledged_at", "restored_at", "resolved_at", "closed_at")


class Ticket(NamedTuple):
    """A line and the ticket that it became."""

    line: int
    external_id: str
    ref: str


class Wanted(Struct, frozen=True):
    """What is to be brought in and how: one commit a ticket, or one for all (`together`); `order` as it was given."""

    sheet: Sheet
    mapping: Mapping
    together: bool = False
    order: Order | None = None


class Brought(Struct):
    """What came of it: the new tickets, how many were there before, the last commit (None: nothing, or a trial)."""

    tickets: list[Ticket] = field(default_factory=list)
    known: int = 0
    order: Order | None = None
    commit: str | None = None
    warnings: list[str] = field(default_factory=list)


class _Line(NamedTuple):
    """A row in our words."""

    line: int
    row: dict[str, str]


def bring(store: Store, acting: Acting, wanted: Wanted, progress: Progress) -> Brought:
    """Bring the table in as one act, durable at its end; `progress` gets (done, total).

    Raises BadTable with every fault, ColumnsMissing, and what `Transaction.add` raises; then nothing was recorded.
    """
    if acting.dry_run:
        task = _Task(store.view(), acting, wanted, progress)
        for _addition in task.additions():
            pass
        return task.brought
    with store.writing() as writing:
        writing.require_signature()
        task = _Task(writing.view, acting, wanted, progress)
        author = Ident(acting.name, acting.email)
        recorded = writing.transaction.add(
            task.additions(),
            subject="import tickets",
            together=task.message() if wanted.together else None,
            author=author,
            committer=author,
            when=acting.now,
        )
        repaired = writing.transaction.repaired
    if recorded:
        task.brought.commit = recorded.commit
        task.brought.warnings += noticed(recorded)
    task.brought.warnings += [repaired.sentence] if repaired else []
    return task.brought


class _Task:
    """One table on its way into one commit's desk."""

    def __init__(self, view: View, acting: Acting, wanted: Wanted, progress: Progress) -> None:
        self.brought = Brought()
        self._acting = acting
        self._path = wanted.sheet.path
        self._progress = progress
        self._faults: list[Fault] = []
        self._ids, self._refs = asked_of(
            view.repository.place, view.commit, lambda index: (external_ids(index), references(index))
        )
        places = wanted.mapping.places(wanted.sheet)
        lines = [_Line(row.line, wanted.mapping.read(row.cells, places)) for row in wanted.sheet.rows]
        self.brought.order = wanted.order or days.order_of(cell for one in lines for cell in _dates(one.row))
        self._judge = Judge(view, acting.now, self._path, self.brought.order)
        self._maker = Maker(view, acting)
        self.brought.warnings += view.left_out
        self._lines = list(self._new(lines))

    def message(self) -> str:
        """The message of the one commit for all."""
        count = len(self._lines)
        return message(f"import {count} tickets", Trailers(OP, None, self._acting.by, self._acting.channel))

    def additions(self) -> Iterator[Addition]:
        """The files to be; BadTable at the end when a line is wrong, so that all such lines are told."""
        parts = [self._lines[at : at + _PART] for at in range(0, len(self._lines), _PART)]
        for number, part in enumerate(each(self._work, parts), start=1):
            for one in part:
                if isinstance(one, Made):
                    yield from self._taken(one)
                else:
                    self._faults += one
            self._progress(min(number * _PART, len(self._lines)), len(self._lines))
        if self._faults:
            raise BadTable(self._path, sorted(self._faults, key=lambda fault: fault.line))

    def _taken(self, made: Made) -> Iterator[Addition]:
        """A ticket under a reference that nobody has; nothing any more once a line was found to be wrong."""
        if self._faults:
            return
        while made.ref in self._refs:
            line = next(one for one in self._lines if one.line == made.line)
            made = next(again for again in self._work([line]) if isinstance(again, Made))
        self._refs.add(made.ref)
        self.brought.tickets.append(Ticket(made.line, made.external_id, made.ref))
        yield made.addition

    def _work(self, lines: Sequence[_Line]) -> list[Made | list[Fault]]:
        """Tickets of some lines, or what is wrong with them; the first one's file is compared."""
        judged = [self._judge.judge(one.line, one.row) for one in lines]
        return [
            one if isinstance(one, list) else self._maker.make(one, compare=not number)
            for number, one in enumerate(judged)
        ]

    def _new(self, lines: Iterable[_Line]) -> Iterator[_Line]:
        """The lines whose ticket is not there; those that are told twice are faults."""
        seen: dict[str, int] = {}
        for one in lines:
            ident = nfc(" ".join(one.row.get("external_id", "").split()))
            if ident in self._ids:
                self.brought.known += 1
            elif ident in seen:
                fault = say.twice(ident, seen[ident])
                self._faults.append(Fault(self._path, one.line, "external_id", "twice", fault))
            else:
                seen |= {ident: one.line} if ident else {}
                yield one


def _dates(row: dict[str, str]) -> Iterator[str]:
    return (row[column] for column in _DATES if column in row)


def how_read(sheet: Sheet, order: Order | None) -> list[str]:
    """What was found out about the file, where it is not the usual: for whoever gave it."""
    said = []
    if sheet.encoding != "utf-8":
        said.append(_("read as {encoding}").format(encoding=sheet.encoding))
    if sheet.separator != ",":
        name = _("tabs") if sheet.separator == "\t" else f'"{sheet.separator}"'
        said.append(_("cells separated by {separator}").format(separator=name))
    if order:
        said.append(_("dates as day/month/year") if order == "dmy" else _("dates as month/day/year"))
    return said


def came_of_it(brought: Brought) -> str:
    """What was brought in, in a line."""
    count = len(brought.tickets)
    said = ngettext("{n} ticket brought in", "{n} tickets brought in", count).format(n=count)
    if brought.known:
        more = ngettext("{n} was there already", "{n} were there already", brought.known)
        said = f"{said}, {more.format(n=brought.known)}"
    return f"{said}."

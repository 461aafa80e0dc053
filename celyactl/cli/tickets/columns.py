"""The columns of a list of tickets: what each needs of the index, what people read in it, what a CSV file gets."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall, age

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Value = str | int | None
    Row = Mapping[str, Value]
    Cell = Callable[[Row, datetime], str]

DEFAULT: Final = ("ref", "priority", "status", "due", "client", "assignee", "age", "title")
_SPARE: Final = ("age", "assignee", "client")
"""The columns that a narrow terminal goes without, when nobody asked for them."""
# As `celyactl.render.words` has them, whose enumerations take longer to import than the whole list.
_WORDS: Final = {
    "new": marked("new"),
    "assigned": marked("assigned"),
    "in_progress": marked("in progress"),
    "pending": marked("waiting"),
    "resolved": marked("resolved"),
    "closed": marked("closed"),
    "cancelled": marked("cancelled"),
    "client": marked("waits for the client"),
    "third-party": marked("waits for a third party"),
    "internal": marked("put aside"),
    "incident": marked("incident"),
    "request": marked("request"),
    "problem": marked("problem"),
    "operation": marked("planned operation"),
    "preventive": marked("preventive visit"),
    "update": marked("update"),
    "training": marked("training"),
    "phone": marked("by telephone"),
    "email": marked("by e-mail"),
    "extranet": marked("on the extranet"),
    "monitoring": marked("by the monitoring"),
    "onsite": marked("on site"),
}


class Column(NamedTuple):
    """`fields` are columns of the index; a file gets the first one."""

    heading: str
    fields: tuple[str, ...]
    cell: Cell


def _text(row: Row, name: str) -> str:
    return str(row[name]).replace("\n", ", ") if row[name] else "-"


def _plain(heading: str, name: str) -> Column:
    return Column(heading, (name,), lambda row, _now: _text(row, name))


def _word(heading: str, *names: str) -> Column:
    return Column(heading, names, lambda row, _now: _(_WORDS[str(_first(row, names))]))


def _first(row: Row, names: Sequence[str]) -> Value:
    return next((row[name] for name in names if row[name] is not None), None)


def _due(row: Row, now: datetime) -> str:
    """When it is due on the desk's wall clock: the offset that is written tells the zone's time."""
    if row["due_at"] is None:
        return _("not known") if row["unknown"] else "-"
    due = datetime.fromisoformat(str(row["due_at"]))
    if due < now:
        return _("late by {age}").format(age=age(now - due))
    return Wall(now.astimezone(due.tzinfo)).ahead(due)


def _instant(heading: str, name: str) -> Column:
    def cell(row: Row, now: datetime) -> str:
        if row[name] is None:
            return "-"
        at = datetime.fromisoformat(str(row[name]))
        return Wall(now.astimezone(at.tzinfo)).moment(at)

    return Column(heading, (name,), cell)


def _age(row: Row, now: datetime) -> str:
    return age(max(now - datetime.fromisoformat(str(row["opened_at"])), timedelta(0)))


COLUMNS: Final[Mapping[str, Column]] = {
    "ref": _plain(marked("Reference"), "ref"),
    "priority": Column(marked("Prio"), ("priority",), lambda row, _now: f"P{row['priority']}"),
    "status": _word(marked("Status"), "pending", "status"),
    "due": Column(marked("Due"), ("due_at", "unknown"), _due),
    "client": _plain(marked("Client"), "client"),
    "assignee": _plain(marked("Assignee"), "assignee"),
    "age": Column(marked("Age"), ("opened_at",), _age),
    "title": _plain(marked("Title"), "title"),
    "contract": _plain(marked("Contract"), "contract"),
    "kind": _word(marked("Kind"), "kind"),
    "level": _plain(marked("Level"), "level"),
    "site": _plain(marked("Site"), "site"),
    "components": _plain(marked("Components"), "components"),
    "labels": _plain(marked("Labels"), "labels"),
    "requester": _plain(marked("Requester"), "requester"),
    "caller": _plain(marked("Caller"), "caller"),
    "origin": _word(marked("Origin"), "origin"),
    "party": _plain(marked("Third party"), "party"),
    "back": _instant(marked("Back"), "pending_until"),
    "opened": _instant(marked("Opened"), "opened_at"),
    "updated": _instant(marked("Updated"), "last_at"),
    "severity": _plain(marked("Severity"), "severity"),
}


def fields(names: Iterable[str]) -> tuple[str, ...]:
    """What these columns need of the index, each once."""
    return tuple(dict.fromkeys(field for name in names for field in COLUMNS[name].fields))


def headings(names: Iterable[str]) -> list[str]:
    """What people read above the columns."""
    return [_(COLUMNS[name].heading) for name in names]


def cells(row: Row, names: Iterable[str], now: datetime) -> list[str]:
    """What people read of a ticket."""
    return [COLUMNS[name].cell(row, now) for name in names]


def values(row: Row, names: Iterable[str], now: datetime) -> list[str]:
    """What a file gets of a ticket: ids and instants as they are written."""
    return [_value(row, name, now) for name in names]


def _value(row: Row, name: str, now: datetime) -> str:
    if name == "priority":
        return COLUMNS[name].cell(row, now)
    found = row["status"] if name == "status" else row[COLUMNS[name].fields[0]]
    return "" if found is None else str(found).replace("\n", " ")


def spare(names: Sequence[str]) -> list[int]:
    """Which of the columns a narrow terminal goes without: none that somebody asked for."""
    return [names.index(name) for name in _SPARE] if tuple(names) == DEFAULT else []

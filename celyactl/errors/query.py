"""What is wrong with a query: the place (columns count from 1), a caret under it, and the words that are allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class WrongQuery(Usage):
    """A query that can't be answered; the sentence ends with the query and a caret below the place."""

    def __init__(self, what: str, query: str, column: int, todo: str) -> None:
        self.query = query
        self.column = column
        line = "".join(character if character.isprintable() else " " for character in query)
        caret = f"\n  {line}\n  {' ' * (column - 1)}^"
        where = _("column {column} of the query").format(column=column)
        super().__init__(what, where=where, todo=todo + caret)


class UnknownField(WrongQuery):
    """A word before a colon that is no field; `near` are fields that look like it."""

    def __init__(self, query: str, column: int, name: str, fields: Sequence[str], near: Sequence[str] = ()) -> None:
        what = _("There is no field {name}").format(name=name)
        if near:
            what = _("There is no field {name}: did you mean {near}?").format(name=name, near=", ".join(near))
        todo = _("Fields: {fields}. To search the text itself, put it in double quotes.")
        super().__init__(what, query, column, todo.format(fields=", ".join(fields)))


class UnknownValue(WrongQuery):
    """A value that its field can't have."""

    def __init__(self, query: str, column: int, field: str, value: str, allowed: Sequence[str]) -> None:
        what = _("{field} can't be {value}").format(field=field, value=value)
        todo = _("Allowed: {words}.").format(words=", ".join(allowed)) if allowed else _("None is known yet.")
        super().__init__(what, query, column, todo)


class NotAnInstant(WrongQuery):
    """A value of a date field that is no date."""

    def __init__(self, query: str, column: int, field: str, value: str) -> None:
        what = _("{field} needs a date or an instant, not {value}").format(field=field, value=value)
        todo = _("Allowed: today, tomorrow, 2026-11-20, +30m, +4h, -2d, +1w, none.")
        super().__init__(what, query, column, todo)


class NotComparable(WrongQuery):
    """A field without order."""

    def __init__(self, query: str, column: int, field: str, comparable: Sequence[str]) -> None:
        what = _("{field} has no order: it takes a colon only").format(field=field)
        todo = _("Fields that compare: {fields}.").format(fields=", ".join(comparable))
        super().__init__(what, query, column, todo)


class MissingValue(WrongQuery):
    """A field with nothing after it."""

    def __init__(self, query: str, column: int, field: str) -> None:
        todo = _("Write it without a space, like {example}.").format(example="client:acme")
        super().__init__(_("{field} has no value").format(field=field), query, column, todo)


class QuoteNotClosed(WrongQuery):
    """A double quote that opens and does not close."""

    def __init__(self, query: str, column: int) -> None:
        super().__init__(_("This quote is not closed"), query, column, _('Close it with ".'))


class OptionInQuery(WrongQuery):
    """A word that looks like an option that the command does not have."""

    def __init__(self, query: str, column: int, option: str) -> None:
        what = _("There is no option {option}").format(option=option)
        todo = _("See --help; to search the text itself, put it in double quotes.")
        super().__init__(what, query, column, todo)


class UnknownView(WrongQuery):
    """A view that neither the desk nor the program has."""

    def __init__(self, query: str, column: int, name: str, known: Sequence[str]) -> None:
        what = _("There is no view @{name}").format(name=name)
        todo = _("Views: {names}. To search the text itself, put it in double quotes.")
        super().__init__(what, query, column, todo.format(names=", ".join(f"@{one}" for one in known)))


class ViewInItself(WrongQuery):
    """A view whose query comes back to it."""

    def __init__(self, query: str, column: int, name: str) -> None:
        what = _("The view @{name} stands in its own query").format(name=name)
        super().__init__(what, query, column, _("Take it out with `celyactl view save NAME QUERY`."))


class ViewNegated(WrongQuery):
    """A view can't be turned round as a whole: its parts can."""

    def __init__(self, query: str, column: int, name: str) -> None:
        what = _("A view can't be negated: @{name}").format(name=name)
        todo = _("See its parts with `celyactl view show {name}`, and negate those.").format(name=name)
        super().__init__(what, query, column, todo)


class QueryTooLong(Usage):
    """A query beyond what anybody types."""

    def __init__(self, limit: int) -> None:
        what = _("The query is too long")
        super().__init__(what, todo=_("Keep it under {limit} characters.").format(limit=limit))

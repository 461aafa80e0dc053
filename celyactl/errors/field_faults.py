"""The faults of a file's fields, one function each: what was found, what is allowed, what to do.

Messages are clauses without a final full stop, like those of `file_faults`; lines count from 1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from celyactl.errors.base import Fault
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from celyactl.errors.base import CelyactlError

_LONGEST: Final = 60


def shown(value: object) -> str:
    """What was found, short and without control characters: it may come from a stranger. Texts are quoted."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict | list):
        return _("a mapping") if isinstance(value, dict) else _("a list")
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(value)[:_LONGEST])
    return _('"{text}"').format(text=text) if isinstance(value, str) else text


def unknown_field(path: str, line: int, field: str, known: Collection[str]) -> Fault:
    """A key that the format does not know."""
    near = nearest(re.split(r"[.\]]", field)[-1], known)
    if near:
        message = _('unknown field "{field}": did you mean "{near}"?').format(field=field, near=near)
    else:
        message = _('unknown field "{field}": remove it; possible here are {known}')
        message = message.format(field=field, known=", ".join(known))
    return Fault(path, line, field, "unknown_field", message)


def missing_field(path: str, line: int, field: str) -> Fault:
    """A required field; the line is that of what should hold it."""
    return Fault(path, line, field, "missing_field", _('the field "{field}" is missing: add it').format(field=field))


def no_null(path: str, line: int, field: str) -> Fault:
    """`null` where a value is needed."""
    message = _('"{field}" may not be null: give it a value').format(field=field)
    return Fault(path, line, field, "null", message)


def not_allowed(path: str, line: int, field: str, value: object, allowed: Iterable[object]) -> Fault:
    """A word that is not one of a declared set."""
    message = _('{value} is not allowed for "{field}": write one of {allowed}')
    words = ", ".join(map(str, allowed))
    return Fault(path, line, field, "not_allowed", message.format(value=shown(value), field=field, allowed=words))


def unknown_entry_type(path: str, line: int, field: str, value: object, known: Collection[str]) -> Fault:
    """A journal entry of a type that the format does not have."""
    if near := nearest(str(value), known):
        message = _('{value} is not a type of entry: did you mean "{near}"?').format(value=shown(value), near=near)
    else:
        message = _("{value} is not a type of entry: write one of {known}")
        message = message.format(value=shown(value), known=", ".join(known))
    return Fault(path, line, field, "unknown_entry_type", message)


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that was probably meant."""
    from difflib import get_close_matches  # only needed to word an error

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), None)


def mapping_expected(path: str, line: int, field: str, value: object) -> Fault:
    """Something else than `key: value` lines."""
    message = _('{value} stands where "{field}" needs `key: value` lines')
    return Fault(path, line, field, "mapping_expected", message.format(value=shown(value), field=field))


def list_expected(path: str, line: int, field: str, value: object) -> Fault:
    """Something else than a list."""
    message = _('{value} stands where "{field}" needs a list: write one `- ` line an item')
    return Fault(path, line, field, "list_expected", message.format(value=shown(value), field=field))


def text_expected(path: str, line: int, field: str, value: object) -> Fault:
    """A collection where a text belongs."""
    message = _('{value} stands where "{field}" needs a text').format(value=shown(value), field=field)
    return Fault(path, line, field, "text_expected", message)


def not_a_text_date(path: str, line: int, field: str, value: object) -> Fault:
    """A number or a collection where an instant or a date belongs."""
    message = _('{value} stands where "{field}" needs a date between quotes')
    return Fault(path, line, field, "text_expected", message.format(value=shown(value), field=field))


def number_expected(path: str, line: int, field: str, value: object) -> Fault:
    """Something else than a whole number; a text of digits only lost its quotes' sense."""
    message = _('{value} is not allowed for "{field}": write a whole number, without quotes')
    return Fault(path, line, field, "number_expected", message.format(value=shown(value), field=field))


def boolean_expected(path: str, line: int, field: str, value: object) -> Fault:
    """Something else than `true` and `false`."""
    message = _('{value} is not allowed for "{field}": write true or false, without quotes')
    return Fault(path, line, field, "boolean_expected", message.format(value=shown(value), field=field))


def calendar(path: str, line: int, field: str, error: CelyactlError) -> Fault:
    """An instant or a date that the domain refused, in its own words; the code is the error's."""
    advice = error.todo.rstrip(".")
    message = error.what[:1].lower() + error.what[1:]  # a fault goes on from the name of its field
    if advice:
        message = _("{what}: {advice}").format(what=message, advice=advice[:1].lower() + advice[1:])
    return Fault(path, line, field, error.code(), message)


def date_out_of_range(path: str, line: int, field: str, value: str) -> Fault:
    """A date so far off that it must be a mistake."""
    message = _("{value} is out of range: give a date from 1900 to the end of 2199").format(value=shown(value))
    return Fault(path, line, field, "date_out_of_range", message)


def too_long(path: str, line: int, field: str, length: int, maximum: int) -> Fault:
    """Lengths in characters."""
    message = _('"{field}" has {length} characters, and may have {maximum}: shorten it')
    return Fault(path, line, field, "too_long", message.format(field=field, length=length, maximum=maximum))


def empty_text(path: str, line: int, field: str) -> Fault:
    """A text that may not be empty."""
    message = _('"{field}" is empty: write it, or remove the field').format(field=field)
    return Fault(path, line, field, "empty_text", message)


def empty_list(path: str, line: int, field: str) -> Fault:
    """A list that needs an item."""
    message = _('"{field}" is empty: it needs one item at least').format(field=field)
    return Fault(path, line, field, "empty_list", message)


def out_of_range(path: str, line: int, field: str, value: int, bounds: tuple[int | None, int | None]) -> Fault:
    """A number outside the bounds, both inclusive."""
    lowest, highest = bounds
    if highest is None:
        message = _('{value} is too low for "{field}": {lowest} at least')
    elif lowest is None:
        message = _('{value} is too high for "{field}": {highest} at most')
    else:
        message = _('{value} is out of range for "{field}": from {lowest} to {highest}')
    message = message.format(value=value, field=field, lowest=lowest, highest=highest)
    return Fault(path, line, field, "out_of_range", message)


def window_turned(path: str, line: int, field: str, window: str) -> Fault:
    """A window that closes when or before it opens."""
    message = _(
        "the window {window} closes before it opens: write a night as two windows, one until 24:00 and, on the next"
        " day, one from 00:00"
    )
    return Fault(path, line, field, "window_turned", message.format(window=window))


def format_missing(path: str, number: int) -> Fault:
    """A file without its format's number."""
    message = _('the field "format" is missing: write `format: {number}` as the first line').format(number=number)
    return Fault(path, 1, "format", "missing_field", message)


def format_wrong(path: str, line: int, value: object, number: int) -> Fault:
    """A format that never was."""
    message = _("{value} is not a format of files: write `format: {number}`").format(value=shown(value), number=number)
    return Fault(path, line, "format", "not_allowed", message)


def unusable(path: str, line: int, field: str, value: object) -> Fault:
    """What the models refuse for a reason that has no sentence of its own."""
    message = _('{value} is not allowed for "{field}"').format(value=shown(value), field=field)
    return Fault(path, line, field, "unusable", message)

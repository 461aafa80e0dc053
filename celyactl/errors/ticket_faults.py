"""The faults of a ticket beyond its fields: its name, the order of its journal, its header against the fold.

Messages are clauses without a final full stop, like those of `file_faults`; lines count from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import Fault
from celyactl.errors.field_faults import shown
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Iterable

_REFUSALS = {
    "resume_before_wait": marked("it resumes before the wait began"),
    "impossible_transition": marked("the ticket's status does not allow it"),
    "resolution_incomplete": marked("a cause or a restoration is missing"),
}


def reference_differs(path: str, line: int, inside: str, name: str) -> Fault:
    """The file's reference and the file's name."""
    message = _("the reference in the file is {inside}, and the file's name says {name}: correct one of them")
    return Fault(path, line, "ref", "reference_differs", message.format(inside=inside, name=name))


def month_differs(path: str, line: int, month: str, belongs: str) -> Fault:
    """The folder, and the one of `opened_at` in the desk's zone."""
    message = _("the file is in {month}, and `opened_at` belongs to {belongs}: move the file to tickets/{belongs}")
    return Fault(path, line, "opened_at", "month_differs", message.format(month=month, belongs=belongs))


def reference_month(path: str, line: int, ref: str, month: str) -> Fault:
    """A reference carries the month of its opening, by which the ticket is found."""
    message = _(
        "the reference {ref} does not carry the month of its opening, {month}: nobody finds it by its reference"
    )
    return Fault(path, line, "ref", "reference_month", message.format(ref=ref, month=month))


def duplicate_entry(path: str, line: int, field: str, ident: str, first: int) -> Fault:
    """A second entry with one id; `first` is the line of the first."""
    message = _("the entry {ident} is there twice, first on line {first}: remove one")
    return Fault(path, line, field, "duplicate_entry", message.format(ident=ident, first=first))


def unknown_entry(path: str, line: int, field: str, ident: str) -> Fault:
    """An `after` or a retraction that names an entry which is not in the journal."""
    message = _("there is no entry {ident} in this journal: an entry is missing, or its id was changed")
    return Fault(path, line, field, "unknown_entry", message.format(ident=ident))


def circle(path: str, line: int, field: str, ident: str) -> Fault:
    """An entry that comes after itself."""
    message = _("the entry {ident} comes after itself: correct its `after`")
    return Fault(path, line, field, "circle", message.format(ident=ident))


def not_opened(path: str, line: int) -> Fault:
    """A journal that does not begin with `open`."""
    message = _("the journal does not begin with an entry of type open: put it back, with an empty `after`")
    return Fault(path, line, "journal", "not_opened", message)


def not_clearable(path: str, line: int, field: str, name: str, allowed: Iterable[str]) -> Fault:
    """A name in `cleared` that is no field, or one that always has a value."""
    message = _("{name} can't be cleared: possible are {allowed}")
    message = message.format(name=shown(name), allowed=", ".join(allowed))
    return Fault(path, line, field, "not_clearable", message)


def header_differs(path: str, line: int, field: str, stored: object, told: object) -> Fault:
    """A header field and what the journal makes of it."""
    message = _('"{field}" is {stored}, and the journal says {told}: `celyactl adopt {path}` makes an entry of it')
    return Fault(path, line, field, "header_differs", message.format(field=field, stored=stored, told=told, path=path))


def refused(path: str, line: int, field: str, act: str, code: str) -> Fault:
    """An entry that the lifecycle can't apply where the causal order puts it; `code` is the fold's."""
    reason = _(_REFUSALS.get(code, code))
    message = _("the entry `{act}` was not applied: {reason}; look at it and act anew").format(act=act, reason=reason)
    return Fault(path, line, field, code, message)


def before_opening(path: str, line: int, field: str) -> Fault:
    """An act dated before the ticket was opened."""
    return Fault(path, line, field, "before_opening", _("the entry is dated before the ticket was opened: check `at`"))


def end_before_start(path: str, line: int, field: str) -> Fault:
    """A window that ends before it starts."""
    return Fault(path, line, field, "end_before_start", _("the end is before the start: swap them, or correct one"))


def check_character(path: str, line: int, ref: str, expected: str) -> Fault:
    """A reference whose last character does not fit; `expected` would."""
    message = _("the check character of {ref} is wrong, {expected} is expected: the reference was changed by hand")
    return Fault(path, line, "ref", "check_character", message.format(ref=ref, expected=expected))


def two_tickets(path: str, uid: str, other: str) -> Fault:
    """One file for two tickets, which two clones gave one reference."""
    message = _("two tickets got this reference, {uid} and {other}: `celyactl sync` renumbers the younger")
    return Fault(path, 0, "uid", "two_tickets", message.format(uid=uid, other=other))

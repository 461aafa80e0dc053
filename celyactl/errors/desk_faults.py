"""The faults of a desk beyond one file: modes and names of files, and names in a file that lead nowhere.

Messages are clauses without a final full stop, like those of `file_faults`; lines count from 1, 0 is the whole file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors.base import Fault
from celyactl.errors.field_faults import shown
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_NAMES: Final = 8
_UNKNOWN: Final = {
    "client": marked("unknown client {name}: known are {known}"),
    "contract": marked("unknown contract {name}: known are {known}"),
    "component": marked("unknown component {name}: known are {known}"),
    "site": marked("unknown site {name}: known are {known}"),
    "contact": marked("unknown contact {name}: known are {known}"),
    "member": marked("{name} is not in the team: known are {known}"),
    "actor": marked("{name} is neither in the team nor a contact: known are {known}"),
    "coverage": marked("unknown coverage {name}: known are {known}"),
    "service": marked("unknown service {name}: known are {known}"),
    "supplier": marked("unknown supplier {name}: known are {known}"),
}


def not_plain(path: str, kind: str) -> Fault:
    """A symbolic link, a submodule, an executable; `kind` is a translated noun."""
    message = _("this is {kind}, and only plain files belong here: put a plain file (mode 0644) in its place")
    return Fault(path, 0, "", "not_a_plain_file", message.format(kind=kind))


def unexpected(path: str) -> Fault:
    """A file under the layout that does not fit it."""
    message = _("the file does not belong to the layout of a desk: move it elsewhere in the repository, or remove it")
    return Fault(path, 0, "", "unexpected_file", message)


def same_name(path: str, other: str) -> Fault:
    """Two names that a disk without case or with another Unicode form takes for one."""
    message = _('"{path}" and "{other}" are one name on some disks: rename one')
    return Fault(path, 0, "", "same_name", message.format(path=path, other=other))


def no_desk(path: str) -> Fault:
    """A desk without its company's file."""
    message = _("the file is missing: `git checkout -- {path}` brings it back, `celyactl init` makes a new desk")
    return Fault(path, 0, "", "no_desk", message.format(path=path))


def unknown(path: str, line: int, field: str, name: str, what: str, known: Iterable[str]) -> Fault:  # noqa: PLR0913, PLR0917 - a place and three facts
    """A name that leads nowhere; `what` is a key of the sentences, the known ones are told nearest first."""
    message = _(_UNKNOWN[what]).format(name=shown(name), known=_nearest_first(name, known) or "-")
    return Fault(path, line, field, f"unknown_{what}", message)


def duplicate(path: str, line: int, field: str, name: str, first: int) -> Fault:
    """An id that a list of the file has twice; `first` is the line of the first."""
    message = _('"{name}" is there twice, first on line {first}: give one another name')
    return Fault(path, line, field, "duplicate_id", message.format(name=name, first=first))


def differs_from_path(path: str, line: int, field: str, inside: str, outside: str) -> Fault:
    """A name in the file and in its path."""
    message = _('"{field}" is {inside} in the file, and its path says {outside}: correct one of them')
    message = message.format(field=field, inside=inside, outside=outside)
    return Fault(path, line, field, "path_differs", message)


def used_elsewhere(path: str, line: int, field: str, name: str, other: str) -> Fault:
    """A name that must be unique in the desk, and the other file that has it."""
    message = _("{name} is used in {other} too: it must be unique in the desk")
    return Fault(path, line, field, "not_unique", message.format(name=name, other=other))


def other_client(path: str, line: int, contract: str, theirs: str, ours: str) -> Fault:
    """A ticket on a contract of another client."""
    message = _("the contract {contract} is {theirs}'s, and the ticket {ours}'s: correct one of them")
    message = message.format(contract=contract, theirs=theirs, ours=ours)
    return Fault(path, line, "contract", "other_client", message)


def latest_end_missing(path: str, line: int) -> Fault:
    """Tacit renewal without bound, with a public buyer."""
    message = _("a public buyer's contract can't renew tacitly for ever: add `latest_end` or `max_renewals`")
    return Fault(path, line, "renewal", "latest_end_missing", message)


def example_contradicted(path: str, line: int, field: str, text: str, signed: str, found: str | None) -> Fault:  # noqa: PLR0913, PLR0917 - a place and three facts
    """A worked example that the contract's coverage and targets do not make; `found` is None without a target."""
    if found is None:
        message = _("{text}: signed is {signed}, and the contract has no target for it")
    else:
        message = _("{text}: signed is {signed}, and the contract makes {found}: one of them is wrong")
    message = message.format(text=shown(text), signed=signed, found=found)
    return Fault(path, line, field, "example_contradicted", message)


def report_named(path: str, line: int, name: str, expected: str) -> Fault:
    """A report whose file is not named after its period and contract."""
    message = _("the file's name is {name}, and its period and contract make {expected}: rename it, or correct them")
    return Fault(path, line, "start", "path_differs", message.format(name=name, expected=expected))


def empty_period(path: str, line: int, field: str) -> Fault:
    """A period of days that holds none."""
    message = _("the period ends when or before it begins: `end` is the first day after it")
    return Fault(path, line, field, "empty_period", message)


def recommendation_untold(path: str, line: int, field: str, decision: str) -> Fault:
    """A recommendation in a manager's own words, without them."""
    message = _("a recommendation that is `{decision}` needs its words: add `text`").format(decision=decision)
    return Fault(path, line, field, "missing_field", message)


def note(path: str, message: str) -> Fault:
    """What a reader said of a file that it accepted."""
    return Fault(path, 0, "", "note", message)


def _nearest_first(name: str, known: Iterable[str]) -> str:
    from difflib import SequenceMatcher  # only needed to word an error

    names = sorted(set(known), key=lambda other: (-SequenceMatcher(None, name, other).ratio(), other))
    more = ["…"] * (len(names) > _MOST_NAMES)
    return ", ".join([*names[:_MOST_NAMES], *more])

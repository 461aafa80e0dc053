"""Plain data of a file to its model: quickly when it is well, else with every fault of the file at once.

`quick` takes what the bulk reader read; `careful` takes a strictly read document and names each fault with its line. A
newer format is read as far as known: what is unknown or unusable is left out, and warned of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from msgspec import Struct, ValidationError, convert

from celyactl.domain.model import FORMAT, Model
from celyactl.errors import field_faults as say
from celyactl.errors.file import BadFile
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from celyactl.errors.base import Fault
    from celyactl.store.yaml.nodes import Document
    from celyactl.store.yaml.values import Value

M = TypeVar("M", bound=Model)

# An instant or a date that msgspec takes and the calendar may not: far off (in a year that an offset may leave), or
# with an offset like +0100.
_UNUSUAL: Final = re.compile(
    rb'"(?=\d{4}-\d\d-\d\d["Tt ])'
    rb'(?!(?:19(?:7[1-9]|[89]\d)|20\d\d|21(?:[0-8]\d|9[0-8])).{6}(?:"|T\d\d:\d\d:\d\d(?:\.\d{6})?[+-]\d\d:\d\d"))'
)


class Shaped(Struct, Generic[M], frozen=True):
    """A model, what was odd but harmless, and whether its file is of a newer format and so is never written."""

    model: M
    warnings: tuple[str, ...] = ()
    newer: bool = False


def is_usual(blob: bytes) -> bool:
    """Whether `quick` may judge this canonical text: no instant or date in it needs a closer look."""
    return _UNUSUAL.search(blob) is None


def quick(data: dict[str, Value], kind: type[M]) -> M | None:
    """The model; None when anything is wrong, or might be, for `careful` to say what."""
    number = data.get("format")
    if type(number) is not int or number != FORMAT:
        return None
    try:
        return convert(data, kind, strict=True, str_keys=True)
    except ValidationError:
        return None


def careful(document: Document, kind: type[M], path: str, zone: ZoneInfo) -> Shaped[M]:
    """The model; raises BadFile with every fault. `zone` serves to say which offset an instant lacks."""
    from celyactl.store.walk import Walk, shape_of  # only needed for a file that is not quickly well

    number = document.data.get("format")
    newer = type(number) is int and number > FORMAT
    data = {**document.data, "format": FORMAT} if newer else document.data
    walk = Walk(path, document.line, zone)
    read = walk.value(shape_of(kind), data, ())
    faults = [*_format_faults(document, path), *(fault for fault in walk.faults if fault.field != "format")]
    if not isinstance(read, dict) or (faults and not newer):
        raise BadFile(path, sorted(faults, key=lambda fault: fault.line))
    warnings = (*document.warnings, *_newer_warnings(path, number, faults)) if newer else document.warnings
    return Shaped(_converted(read, kind, document, path), warnings, newer=newer)


def _format_faults(document: Document, path: str) -> list[Fault]:
    number = document.data.get("format")
    if number is None:
        return [say.format_missing(path, FORMAT)]
    if type(number) is not int or number < FORMAT:
        return [say.format_wrong(path, document.line(("format",)), number, FORMAT)]
    return []


def _newer_warnings(path: str, number: Value, faults: list[Fault]) -> list[str]:
    message = _("{path} has format {number}, newer than this program: it is read as far as known and not written")
    left_out = _("{path}:{line}: left out: {message}")
    return [
        message.format(path=path, number=number),
        *(left_out.format(path=path, line=fault.line, message=fault.message) for fault in faults),
    ]


def _converted(data: dict[str, Value], kind: type[M], document: Document, path: str) -> M:
    """The model of data that the walk found good; should msgspec know better, it is still the file's fault."""
    try:
        return convert(data, kind, strict=True, str_keys=True)
    except ValidationError:
        raise BadFile(path, [say.unusable(path, document.root.line, "", dict(data))]) from None

"""Single values beside the type that a model wants: the value as it is taken, or what to say of it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, inspect

from celyactl.domain.rfc3339 import read_date, read_instant
from celyactl.errors import field_faults as say
from celyactl.errors.calendar import CalendarError
from celyactl.errors.file_faults import ambiguous
from celyactl.store import patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from zoneinfo import ZoneInfo

    from celyactl.errors.base import Fault
    from celyactl.store.yaml.values import Value

EARLIEST: Final = date(1900, 1, 1)
END: Final = date(2200, 1, 1)


class Wrong(Struct, frozen=True):
    """A value that can't be used: the fault to make of it, and the facts after path, line and field."""

    fault: Callable[..., Fault]
    facts: tuple[Any, ...] = ()


def leaf(kind: inspect.Type, value: Value, zone: ZoneInfo) -> Value | Wrong:
    """The value as the model takes it, instants with seconds; or what is wrong with it."""
    reader = _READERS.get(type(kind))
    return reader(kind, value, zone) if reader else value


def _text(kind: inspect.StrType, value: Value, _zone: ZoneInfo) -> Value | Wrong:
    if isinstance(value, int):
        return Wrong(ambiguous, (str(value).lower(),))
    if not isinstance(value, str):
        return Wrong(say.text_expected, (value,))
    if not value and kind.min_length:
        return Wrong(say.empty_text)
    if kind.max_length is not None and len(value) > kind.max_length:
        return Wrong(say.too_long, (len(value), kind.max_length))
    if kind.pattern is not None and not re.search(kind.pattern, value):
        return Wrong(patterns.fault, (value, kind.pattern))
    return value


def _number(kind: inspect.IntType, value: Value, _zone: ZoneInfo) -> Value | Wrong:
    if isinstance(value, bool) or not isinstance(value, int):
        return Wrong(say.number_expected, (value,))
    too_low = kind.ge is not None and value < kind.ge
    too_high = kind.le is not None and value > kind.le
    return Wrong(say.out_of_range, (value, (kind.ge, kind.le))) if too_low or too_high else value


def _bool(_kind: inspect.BoolType, value: Value, _zone: ZoneInfo) -> Value | Wrong:
    return value if isinstance(value, bool) else Wrong(say.boolean_expected, (value,))


def _enum(kind: inspect.EnumType, value: Value, _zone: ZoneInfo) -> Value | Wrong:
    return _one_of([member.value for member in kind.cls], value)


def _literal(kind: inspect.LiteralType, value: Value, _zone: ZoneInfo) -> Value | Wrong:
    return _one_of(kind.values, value)


def _one_of(allowed: Iterable[object], value: Value) -> Value | Wrong:
    words = list(allowed)
    known = any(type(word) is type(value) and word == value for word in words)
    return value if known else Wrong(say.not_allowed, (value, words))


def _instant(_kind: inspect.DateTimeType, value: Value, zone: ZoneInfo) -> Value | Wrong:
    if not isinstance(value, str):
        return Wrong(say.not_a_text_date, (value,))
    try:
        return read_instant(value, zone).isoformat()
    except CalendarError as error:
        return Wrong(say.calendar, (error,))


def _date(_kind: inspect.DateType, value: Value, _zone: ZoneInfo) -> Value | Wrong:
    if not isinstance(value, str):
        return Wrong(say.not_a_text_date, (value,))
    try:
        day = read_date(value)
    except CalendarError as error:
        return Wrong(say.calendar, (error,))
    return value if EARLIEST <= day < END else Wrong(say.date_out_of_range, (value,))


_READERS: Final[dict[type[inspect.Type], Callable[[Any, Value, ZoneInfo], Value | Wrong]]] = {
    inspect.StrType: _text,
    inspect.IntType: _number,
    inspect.BoolType: _bool,
    inspect.EnumType: _enum,
    inspect.LiteralType: _literal,
    inspect.DateTimeType: _instant,
    inspect.DateType: _date,
}

"""JSON of what services return: instants RFC 3339 with offset, days ISO, durations in seconds, sets sorted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Final

from celyactl.cli.terminal import UNSAFE

_ESCAPES: Final = {char: f"\\u{char:04x}" for char in UNSAFE}
"""What JSON leaves as it is and a terminal may obey: it stands in texts only, where its escape means the same."""


class NaiveInstantError(ValueError):
    """An instant without offset would mean another instant elsewhere."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(f"instant without offset: {instant!r}")


def as_json(value: object) -> str:
    """One line of JSON, the same for the same value; raises TypeError for what has no plain form."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain).translate(_ESCAPES)


def _plain(value: object) -> object:
    match value:
        case date():
            return _moment(value)
        case timedelta():
            return _seconds(value)
        case Enum():
            return value.value
        case Path():
            return str(value)
        case AbstractSet():
            return sorted(value)
    return _structure(value)


def _structure(value: object) -> object:
    if names := getattr(value, "__struct_fields__", None):
        return {name: getattr(value, name) for name in names}
    if isinstance(value, Mapping):
        return dict(value)
    msg = f"no plain form for {type(value).__name__}"
    raise TypeError(msg)


def _moment(value: date) -> str:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise NaiveInstantError(value)
    return value.isoformat()


def _seconds(value: timedelta) -> float:
    seconds = value.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds

"""What was verified before, beside the clone: it spares work, and proves nothing to whoever may write there.

It counts only for a history that still holds the commit, and as long as the keys are those by which it was judged.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct, to_builtins

from celyactl.services.auditing.findings import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from celyactl.store.place import Place

_VERSION: Final = "1"
_LIMIT: Final = 64 << 20


class Verified(Struct, frozen=True):
    """The last commit that was verified, when, by which keys, and what was found up to it."""

    commit: str
    at: datetime
    keys: str
    language: str
    findings: tuple[Finding, ...]


def recalled(place: Place) -> Verified | None:
    """What was verified last; None when nothing was, or it can't be read."""
    try:
        path = _path(place)
        if path.is_symlink() or path.stat().st_size > _LIMIT:
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            return None
        found = tuple(Finding(**one) for one in data["findings"])
        at = datetime.fromisoformat(data["at"])
        return Verified(str(data["commit"]), at, str(data["keys"]), str(data["language"]), found)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def remember(place: Place, verified: Verified) -> None:
    """Keep it for the next time; a disk that refuses costs that only."""
    data = {"version": _VERSION, **to_builtins(verified)}
    path = _path(place)
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        new = path.with_name(f"{path.name}.{os.getpid()}")
        new.write_text(json.dumps(data), encoding="utf-8")
        new.replace(path)


def _path(place: Place) -> Path:
    return place.git_dir / "celyactl" / "audit.json"

"""A journal that only grew: its new entries are put at the end of the text, and what stands there is not written again.

So an act on a long ticket costs what the act adds. Only in texts that the bulk reader takes, and whose journal is last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from celyactl.domain.model import Model, plain
from celyactl.store.yaml.canonical import block
from celyactl.store.yaml.values import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

_JOURNAL: Final = b"\njournal:\n"
_ANOTHER_KEY: Final = re.compile(rb"^[^ \n]", re.MULTILINE)


def appended(old: bytes, before: Model, after: Model) -> bytes | None:
    """The plain text `old`, which says `before`, with the entries that `after` has more; None when more differs.

    Whoever calls reads the text back and compares, as for any text that is written.
    """
    entries = _new_entries(before, after)
    _head, found, tail = old.partition(_JOURNAL)
    if not entries or not found or _ANOTHER_KEY.search(tail):
        return None
    added: Any = plain(replace(after, journal=entries))["journal"]
    text = old + "".join(f"{line}\n" for line in block(added, 2)).encode()
    return text if len(text) <= MAX_BYTES else None


def _new_entries(before: Model, after: Model) -> Sequence[Any]:
    """What was added at the end of a journal; nothing when anything else differs too."""
    had, has = getattr(before, "journal", None), getattr(after, "journal", None)
    if not had or not has or type(before) is not type(after) or has[: len(had)] != had:
        return ()
    if replace(before, journal=()) != replace(after, journal=()):
        return ()
    return tuple(has[len(had) :])

"""A journal that only grew: its new entries are put at the end of the text, and what stands there is not written again.

So an act on a long ticket costs what the act adds. Only in texts that the bulk reader takes, and whose journal is last.
A header that says something else by then is written anew, where it stood as the program itself writes it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from celyactl.domain.model import Model, plain
from celyactl.store import scribe
from celyactl.store.yaml.canonical import block
from celyactl.store.yaml.values import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

_JOURNAL: Final = b"\njournal:\n"
_NO_JOURNAL: Final = "journal: []"
_ANOTHER_KEY: Final = re.compile(rb"^[^ \n]", re.MULTILINE)


def appended(old: bytes, before: Model, after: Model) -> bytes | None:
    """The plain text `old`, which says `before`, with the header of `after` and its new entries; None when it can't be.

    Whoever calls reads the text back and compares, as for any text that is written.
    """
    entries = _new_entries(before, after)
    header, found, tail = old.partition(_JOURNAL)
    if not entries or not found or _ANOTHER_KEY.search(tail):
        return None
    if _fields(before) != _fields(after):
        first, _end, fields = header.partition(b"\n")
        if fields != _written(before):
            return None  # a person laid it out
        header = first + b"\n" + _written(after)
    added: Any = [plain(entry) for entry in entries]
    text = header + found + tail + "".join(f"{line}\n" for line in block(added, 2)).encode()
    return text if len(text) <= MAX_BYTES else None


def _fields(model: Model) -> Model:
    """What there is beside the journal."""
    return replace(model, journal=())


def _written(model: Model) -> bytes:
    return "\n".join(line for line in scribe.fields(_fields(model)) if line != _NO_JOURNAL).encode()


def _new_entries(before: Model, after: Model) -> Sequence[Any]:
    """What was added at the end of a journal; nothing when it changed otherwise."""
    had, has = getattr(before, "journal", None), getattr(after, "journal", None)
    if not had or not has or type(before) is not type(after) or has[: len(had)] != had:
        return ()
    return tuple(has[len(had) :])

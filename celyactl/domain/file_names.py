"""Names of files as people may see and keep them: one visible part, without a path, a leading dot or what hides."""

from __future__ import annotations

import unicodedata
from mimetypes import guess_type
from typing import Final

LARGEST: Final = 20_000_000
"""Bytes of the largest file that a ticket takes."""
_LONGEST: Final = 150
_NEVER: Final = frozenset('<>:"|?*')
_UNKNOWN: Final = "application/octet-stream"


def cleaned(name: str) -> str:
    """The name without folders, characters that can't be seen or that turn a line round, and dots at its start.

    What is left may be empty: then it is `file`. The end with its extension stays when it is too long.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(character for character in last if character.isprintable() and character not in _NEVER)
    visible = " ".join("".join(one for one in seen if unicodedata.category(one)[0] != "C").split())
    plain = visible.lstrip(". ").rstrip(". ")
    stem, dot, extension = plain.rpartition(".")
    if len(plain) > _LONGEST and dot and len(extension) < _LONGEST:
        plain = stem[: _LONGEST - len(extension) - 1] + dot + extension
    return plain[:_LONGEST] or "file"


def media_type(name: str) -> str:
    """What a file probably is, by the end of its name."""
    return guess_type(name)[0] or _UNKNOWN

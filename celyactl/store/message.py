"""Commit messages: one line for people, then the trailers from which the history is read, never from prose.

Values are single lines of visible text, so that nothing that somebody typed can add or end a trailer.
"""

from __future__ import annotations

import os
from typing import Final

from msgspec import Struct, field

_PREFIX: Final = "Celyactl-"
_KEYS: Final = {"op": "Op", "ref": "Ticket", "actor": "Actor", "channel": "Channel", "op_id": "Op-Id"}
_FIELDS: Final = {f"{_PREFIX}{key}": name for name, key in _KEYS.items()}
_LONGEST: Final = 500


def _fresh_id() -> str:
    return os.urandom(16).hex()


class Trailers(Struct, frozen=True):
    """What a commit says of its act: the operation, the ticket if it has one, who, through which door, a unique id."""

    op: str
    ref: str | None
    actor: str
    channel: str
    op_id: str = field(default_factory=_fresh_id)


def message(subject: str, trailers: Trailers) -> str:
    """The whole message of a commit."""
    values = {key: getattr(trailers, name) for name, key in _KEYS.items()}
    lines = [f"{_PREFIX}{key}: {line(value)}" for key, value in values.items() if value is not None]
    return "\n".join([line(subject), "", *lines]) + "\n"


def parse(text: str) -> Trailers | None:
    """The trailers of a message; None when it has none, or not each one once: then it was not made by this program."""
    paragraphs = text.rstrip("\n").split("\n\n")
    if len(paragraphs) == 1:
        return None  # git takes the subject for no trailer either
    found: dict[str, str] = {}
    for written in paragraphs[-1].split("\n"):
        key, colon, value = written.partition(": ")
        name = _FIELDS.get(key)
        if not colon or name is None:
            continue
        if name in found or not value:
            return None
        found[name] = value
    if found.keys() | {"ref"} != _KEYS.keys():
        return None
    return Trailers(ref=found.pop("ref", None), **found)


def line(text: str) -> str:
    """The text on one line: runs of white space are one space, what can't be seen is U+FFFD, 500 characters at most."""
    words = " ".join(text.split())
    visible = words
    if not words.isprintable():
        visible = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in words)
    return visible[:_LONGEST].rstrip() or "-"

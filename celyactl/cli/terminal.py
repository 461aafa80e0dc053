"""What the reader's terminal can show: width in columns, bold, and which characters are safe to send to it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from celyactl.store.preferences import preferences

if TYPE_CHECKING:
    from typing import TextIO

_SAFE: Final = {9, 10}
_CONTROLS: Final = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
_REORDERING: Final = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
UNSAFE: Final = frozenset(_CONTROLS + _REORDERING) - _SAFE
"""Characters that could command a terminal, or show a line in another order than it has."""
_VISIBLE: Final = dict.fromkeys(UNSAFE, "\N{REPLACEMENT CHARACTER}")


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person reads this stream (standard output by default) on a terminal."""
    stream = stream or sys.stdout
    return bool(stream) and stream.isatty() and os.environ.get("TERM") != "dumb"


def can_ask() -> bool:
    """Whether a question can be put to a person."""
    return bool(sys.stdin) and sys.stdin.isatty() and is_terminal(sys.stderr)


def has_colour() -> bool:
    """Whether standard output takes styles: a terminal, no `NO_COLOR`, and a reader who wants them."""
    return is_terminal() and not os.environ.get("NO_COLOR") and preferences.get().colour != "never"


def width() -> int:
    """Columns of the terminal; 80 when unknown."""
    from shutil import get_terminal_size  # only asked for on a terminal

    return get_terminal_size().columns


def bold(text: str) -> str:
    """The text, bold when standard output takes styles."""
    return f"\x1b[1m{text}\x1b[0m" if has_colour() else text


def visible(text: str) -> str:
    """The text without what could command a terminal or reorder a line: files and mails are other people's words."""
    return text.translate(_VISIBLE)

"""The colours of xterm on a white and on a black background: purer than most, so what shows here shows elsewhere."""

from __future__ import annotations

from typing import Final

from rich.terminal_theme import TerminalTheme

_NORMAL: Final = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
]
THEMES: Final = {
    "light": TerminalTheme((255, 255, 255), (0, 0, 0), _NORMAL),
    "dark": TerminalTheme((0, 0, 0), (229, 229, 229), _NORMAL),
}

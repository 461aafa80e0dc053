"""Pictures of a terminal's screens, light and dark, to be looked at: what a person with xterm's colours would see."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

from chromium import browser
from palettes import THEMES
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.terminal_theme import TerminalTheme

_PAGE: Final = """<!doctype html><meta charset="utf-8"><style>
body {{ color: {foreground}; background: {background}; margin: 8px; }}
pre {{ font: 15px/1.25 "DejaVu Sans Mono", monospace; margin: 0; }}
</style><pre>{code}</pre>"""


def page(screens: Iterable[str], columns: int, theme: TerminalTheme) -> str:
    """Coloured screens under each other, as a page in these colours."""
    console = Console(
        file=StringIO(), record=True, width=columns, force_terminal=True, color_system="truecolor", highlight=False
    )
    for screen in screens:
        console.print(Text.from_ansi(screen.rstrip("\n")), soft_wrap=True)
        console.print("─" * columns, style="dim", soft_wrap=True)
    return console.export_html(theme=theme, code_format=_PAGE, inline_styles=True)


def take(screens: list[str], columns: int, folder: Path, name: str, at_once: int = 6) -> None:
    """Keep pictures of these screens in a folder, a few a picture, in both colours."""
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as chromium:
        sheet = chromium.new_page(viewport={"width": columns * 10, "height": 400})
        for colours, theme in THEMES.items():
            for start in range(0, len(screens), at_once):
                sheet.set_content(page(screens[start : start + at_once], columns, theme))
                path = folder / f"{name}-{colours}-{start // at_once + 1}.png"
                sheet.screenshot(path=str(path), full_page=True)

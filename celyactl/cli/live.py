"""A page that follows the desk: drawn again when git's files say that something was recorded, and as time passes.

The system tells of changes (inotify through watchfiles); between them the program sleeps. However large the desk, a
rest after each drawing keeps it far below a fiftieth of a core.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.live import Live
from watchfiles import watch

from celyactl.cli.pages import STYLES
from celyactl.cli.terminal import has_colour, visible
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.terminal.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rich.text import Text
    from watchfiles import Change

    from celyactl.desk import Desk
    from celyactl.render.terminal.page import Page, Span

_TICK: Final = 60.0
"""Seconds after which the page is drawn again though nothing changed: its clocks go on."""
_REST: Final = 90.0
"""Seconds of rest for each of work: what is left of a fiftieth of a core is for the git that stays, and for waiting."""
_LONGEST: Final = 60.0
"""Seconds of rest after which the page is too old, however long it took to draw."""


def follow(desk: Desk, page: Callable[[], Page]) -> None:
    """Show the page until Ctrl-C, which is the way to end it and no error."""
    console = Console(file=sys.stdout, highlight=False, no_color=not has_colour())
    with suppress(KeyboardInterrupt), Live(console=console, screen=True, auto_refresh=False) as live:
        screen = _Screen(console, live)
        with suppress(ValueError):  # another thread than the main one gets no signals
            signal.signal(signal.SIGWINCH, lambda *_: screen.draw())
        for _moment in _moments(desk):
            screen.show(page())


class _Screen:
    """What is on the terminal, drawn anew when its size changes."""

    def __init__(self, console: Console, live: Live) -> None:
        self._console = console
        self._live = live
        self._page: Page | None = None

    def show(self, page: Page) -> None:
        """Draw another page."""
        self._page = page
        self.draw()

    def draw(self) -> None:
        """Draw the page as far as the terminal has room for it."""
        if self._page is not None:
            size = self._console.size
            rows = list(lay_out(self._page, size.width))
            self._live.update(_text(_fitted(rows, size.height)), refresh=True)


def _fitted(rows: list[list[Span]], height: int) -> list[list[Span] | str]:
    """The rows that fit above a last line that says how to end, and whether there is more."""
    room = max(height - 1, 1)
    last = _("Ctrl-C: end")
    if len(rows) > room:
        more = len(rows) - room
        text = ngettext("… and {n} more line: --once shows all", "… and {n} more lines: --once shows all", more)
        last = f"{text.format(n=more)} · {last}"
    return [*rows[:room], *[""] * (room - len(rows)), last]


def _text(rows: list[list[Span] | str]) -> Text:
    from rich.text import Text as Rich  # beside the type of the same name

    text = Rich(no_wrap=True, overflow="crop")
    for number, row in enumerate(rows):
        text.append("\n" if number else "")
        if isinstance(row, str):
            text.append(row, style="dim")
            continue
        for span in row:
            text.append(visible(span.text), style=STYLES[span.style])
    return text


def _moments(desk: Desk) -> Iterator[None]:
    """When to draw: at once, after each change of the history, and once a minute; rested after each drawing."""
    changes = watch(
        *_folders(desk),
        watch_filter=_tells_of_history,
        recursive=False,
        yield_on_timeout=True,
        rust_timeout=int(_TICK * 1000),
        debounce=200,
        raise_interrupt=True,
    )
    yield  # imports much and may fill the index, which is not done again: nothing to rest from
    for _names in changes:
        began = _taken()
        yield
        time.sleep(min(_LONGEST, (_taken() - began) * _REST))


def _taken() -> float:
    """The processor's seconds that this process and each git that ended have taken."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _folders(desk: Desk) -> list[Path]:
    """Where git notes a new commit and a fetch: its folder, that of a linked work tree, and the branch's own."""
    place = desk.repository.place
    branch = desk.repository.head().branch or ""
    folders = {place.git_dir, place.common_dir, (place.common_dir / branch).parent}
    return [folder for folder in folders if folder.is_dir()]


def _tells_of_history(_change: Change, path: str) -> bool:
    """Whether a file of git's says that the branch moved or that others were heard."""
    name = path.rpartition("/")[2]
    return name in {"HEAD", "FETCH_HEAD", "packed-refs"} or ("/refs/heads/" in path and not name.endswith(".lock"))

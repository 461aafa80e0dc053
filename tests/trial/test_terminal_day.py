"""A technician's day in a real terminal (tmux): each screen is compared with what it was.

Run by `make trial-terminal`; after a change that is meant, look at the screens and add `--snapshot-update`. With
TRIAL_PICTURES=FOLDER the screens are also kept there as pictures, light and dark.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from pictures import take
from tmux import terminal

pytestmark = [
    pytest.mark.trial,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

ONE, TWO = "4F7K2QE", "C8K2J42"
MADE_UP = re.compile(r"\((?:[0-9A-Z]{6}|[0-9a-f]{12})\)")
"""Ends of ids and commits, which each run draws anew."""
DAY = (
    ("09:00", "who '04 67 00 00 01'"),
    ("09:00", "call '04 67 00 00 01' 'Plus aucun appel entrant' --component trunk -1"),
    ("09:05", f"ticket wait {ONE} --for third-party --party Opérateur --their-ref 'OP 4412' --until 11:00"),
    ("09:10", "ticket new --contract acme-2026 --kind request --title 'Nouveau poste, bureau 12' --requester claire"),
    ("09:11", "ticket list"),
    ("09:20", f"ticket chase {ONE} 'Relance par téléphone' --promised 09:25 --until 11:00"),
    ("09:27", f"ticket ack {TWO} --how 'rappel au standard'"),
    ("09:30", "board --once"),
    ("09:40", f"ticket resume {ONE}"),
    ("09:41", f"ticket note {ONE} 'L’opérateur a trouvé la panne.' --public"),
    ("09:42", f"ticket resolve {ONE} 'Les appels passent.'"),
    ("09:45", f"ticket done {ONE} --cause 'Trunk migré.' --restored 09:44 --time 25m --public 'Les appels passent.'"),
    ("09:46", f"ticket show {ONE}"),
    ("09:47", f"ticket summary {ONE}"),
    ("09:50", f"sla explain {ONE} --clock restoration"),
    ("10:00", f"ticket escalate {TWO} --to 3 --reason 'À câbler' --handover 'Prise 12 à tirer'"),
    ("10:01", f"intervention plan {TWO} --mode onsite --start 'mardi 14:00' --end 15:30 --site siege --public"),
    ("10:02", "intervention list --planned"),
    ("10:05", f"ticket priority {TWO} P2"),
    ("10:06", "undo"),
    ("17:00", f"ticket close {ONE}"),
    ("17:01", "ticket list 'client:acme status:closed appel'"),
    ("17:02", f"ticket sho {ONE}"),
)
"""The acts, at their local hours: an acknowledgement comes late, the resolution before its cause and the last one are
refused."""


def office(desk):
    """A client with a trunk at a site, under a contract."""
    desk.sell(
        "acme-2026", "--start", "2026-01-01", "--target", "P1:30m:4h", "--target", "P3:15m:2d", "--coverage", "extended"
    )
    desk.ask("client", "site", "add", "acme", "siege", "--name", "Siège")
    desk.ask("component", "add", "acme", "trunk", "--kind", "trunk", "--name", "Trunk SIP", "--site", "siege")


def board_beside_the_work(desk, shell, columns):
    """A board that stays: a colleague's act is on it at once, and Ctrl-C gives the shell back without a trace."""
    desk.now = desk.now.replace(hour=17, minute=5)
    shell.typed("clear", "17:05", TWO)
    seen = shell.live("celyactl board", "17:05", "Ctrl-C", lambda: desk.ask("ticket", "priority", TWO, "P1"))
    assert shell.prompted() == "$ celyactl board"
    assert all(len(row) <= columns for screen in seen for row in screen.splitlines())
    return [f"[17:05 live]\n{screen}" for screen in seen]


@pytest.mark.parametrize("look", [("fr", 80, 24), ("en", 120, 40)], ids=["fr-80-24", "en-120-40"])
def test_each_screen_is_as_it_was(desk, tmp_path, snapshot, look):
    language, columns, rows = look
    office(desk)
    screens, coloured = [], []
    with terminal(desk.path, tmp_path, (columns, rows), language) as shell:
        for hour, words in DAY:
            code = ONE if hour < "09:10" else TWO
            shell.typed("clear", hour, code)
            screen = shell.typed(f"celyactl {words}", hour, code)
            assert "Traceback" not in screen
            assert all(len(row) <= columns for row in screen.splitlines())
            screens.append(f"[{hour}]\n{MADE_UP.sub('(…)', screen)}")
            coloured.append(shell.coloured())
        screens += board_beside_the_work(desk, shell, columns)
    if folder := os.environ.get("TRIAL_PICTURES"):
        take(coloured, columns, Path(folder), language)
    assert "\n\n".join(screens) == snapshot

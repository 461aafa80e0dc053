"""After an act on a terminal: an exchange begins by itself in the background, so that the act leaves this machine.

For acts that others wait for, the command waits too, a little, and says whether the act is over there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from celyactl.cli import session
from celyactl.cli.output import say_more
from celyactl.cli.terminal import is_terminal
from celyactl.errors.base import CelyactlError
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext

if TYPE_CHECKING:
    from celyactl.desk import Desk

AT_ONCE: Final = "CELYACTL_AT_ONCE"
"""Tells the background exchange that somebody waits for it."""
URGENT: Final = 3.0
"""Seconds for which an urgent act is waited for."""
_GLANCE: Final = 0.05


def send() -> None:
    """Begin an exchange if something waits, the desk wants it and a person is there; never an error."""
    now = session.current()
    if now.json or now.dry_run or now.own_desk is None or not (is_terminal() and is_terminal(sys.stderr)):
        return
    with suppress(CelyactlError, OSError):
        _begin(now.own_desk, urgent=now.is_urgent)


def _begin(desk: Desk, *, urgent: bool) -> None:
    from celyactl.services.syncing.planning import is_waiting, waiting  # for terminals only
    from celyactl.services.syncing.remotes import rules
    from celyactl.store.remote.address import of_remote

    how = rules(desk.view)
    if not how.auto or not is_waiting(desk.repository, how.remote):
        return
    of_remote(desk.repository, how.remote)  # without one there is nothing to say: many desks are one person's
    line = [sys.executable, "-m", "celyactl", "sync", "--auto"]
    place = desk.repository.place
    subprocess.Popen(  # noqa: S603  # ourselves
        line,
        cwd=place.work_tree or place.git_dir,
        env=os.environ | ({AT_ONCE: "1"} if urgent else {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if urgent:
        until = time.monotonic() + URGENT
        while is_waiting(desk.repository, how.remote) and time.monotonic() < until:
            time.sleep(_GLANCE)
        left = waiting(desk.repository, how.remote)
        say_more(ngettext("waiting ({n})", "waiting ({n})", left).format(n=left) if left else _("sent"))

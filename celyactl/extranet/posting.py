"""Mails of the extranet itself, sent beside the requests: whoever asks waits no longer for a known address.

A link is a secret, so it goes by no journal: it is made here, sent once, and asked for again when it got lost.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from queue import Full, Queue
from threading import Thread
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.errors.base import CelyactlError
from celyactl.extranet.links import LASTS
from celyactl.extranet.logs import LOG
from celyactl.mail.message import composed
from celyactl.mail.server import server_at
from celyactl.mail.smtp import Smtp
from celyactl.services.clients.lost_code import letter_to, losers
from celyactl.store.machine import machine

if TYPE_CHECKING:
    from celyactl.extranet.links import Links
    from celyactl.extranet.rooms import Rooms
    from celyactl.extranet.site import Settings

_WAITING: Final = 100
_LAST: Final = 5.0
"""Seconds."""


class _Wish(NamedTuple):
    typed: str
    links: Links


class Post:
    """Takes wishes at once, and grants them in a thread of its own."""

    def __init__(self, rooms: Rooms, settings: Settings) -> None:
        self._rooms = rooms
        self._settings = settings
        self._wishes: Queue[_Wish | None] = Queue(_WAITING)
        self._thread: Thread | None = None

    def link_for(self, typed: str, links: Links) -> None:
        """Send a link to whoever has this address, known or not; what is too much at once is dropped."""
        if self._thread is None:
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()
        try:
            self._wishes.put_nowait(_Wish(typed, links))
        except Full:
            LOG.warning("too many links are waiting")

    def close(self) -> None:
        """Send what was asked for, and end; a server that does not answer holds nobody up for long."""
        if self._thread is not None:
            with suppress(Full):
                self._wishes.put(None, timeout=_LAST)
            self._thread.join(_LAST)
            self._thread = None

    def _run(self) -> None:
        while (wish := self._wishes.get()) is not None:
            try:
                self._grant(wish)
            except (CelyactlError, OSError) as error:
                code = error.code() if isinstance(error, CelyactlError) else type(error).__name__
                LOG.warning("a link could not be sent: %s", code)

    def _grant(self, wish: _Wish) -> None:
        with self._rooms.room() as room:
            now = room.desk.now
            for who in losers(room.view, wish.typed, now.date()):
                secret = wish.links.make(who.client.id, who.contact.id, int(now.timestamp()))
                link = f"{self._settings.address}/lost/{secret}"
                letter = letter_to(room.view, who, link, (now, now + timedelta(seconds=LASTS)))
                with Smtp(server_at(os.environ.get("CELYACTL_SMTP") or machine().smtp)) as smtp:
                    smtp.hand(composed(letter), letter.sender.addr_spec, tuple(to.addr_spec for to in letter.to))

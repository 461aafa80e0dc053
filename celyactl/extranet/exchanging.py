"""The exchange with the other clone while the extranet serves: at once after a write, every few seconds otherwise.

It runs beside the requests and never holds them up: with the other side gone, writing goes on, and it tries again.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Self

from msgspec.structs import replace

from celyactl.desk import Desk
from celyactl.errors.base import CelyactlError
from celyactl.errors.syncing import NoRemote
from celyactl.extranet import logs
from celyactl.services.syncing.exchange import Exchange
from celyactl.services.syncing.planning import is_waiting
from celyactl.services.syncing.remotes import remote_of, rules
from celyactl.services.syncing.watching import Watch
from celyactl.services.team.instances import extranet_service

if TYPE_CHECKING:
    from celyactl.extranet.site import Settings
    from celyactl.services.acting import Acting
    from celyactl.services.syncing.outcome import Outcome

_LAST: Final = 5.0
"""Seconds for one more exchange when the server ends."""


class Exchanging:
    """Use it in a `with`: it exchanges until the block ends, and once more then if something waits."""

    def __init__(self, settings: Settings, *, wanted: bool = True) -> None:
        self._settings = settings
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True) if wanted else None
        self._said = ""

    def __enter__(self) -> Self:
        if self._thread is not None:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join(2 * _LAST)

    def _run(self) -> None:
        with Desk.open(self._settings.folder, clock=self._settings.clock) as desk:
            how = rules(desk.view)
            try:
                remote = remote_of(desk.repository, how.remote)
            except NoRemote:
                return  # many a desk is on one machine only
            except CelyactlError as error:
                self._failed(error)
                return
            exchange = Exchange(remote, how.remote, lambda: _courier(desk))
            Watch(exchange, self._told, self._failed).run(self._over.is_set)
            if is_waiting(desk.repository, how.remote):
                with suppress(CelyactlError):
                    self._told(replace(exchange, patience=_LAST).run())

    def _told(self, outcome: Outcome) -> None:
        self._said = ""
        logs.tell("exchanged", fetched=outcome.fetched, pushed=outcome.pushed, conflicts=len(outcome.conflicts))

    def _failed(self, error: CelyactlError) -> None:
        if self._said != error.code():  # the same one again and again is told once
            self._said = error.code()
            logs.LOG.warning("exchange failed", extra={"facts": {"code": error.code()}})


def _courier(desk: Desk) -> Acting:
    """The extranet itself carries what its clients wrote."""
    return desk.courier(extranet_service(desk.view.company, desk.clock().date()).id)

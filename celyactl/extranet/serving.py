"""The server: one process or several that share a socket, and the exchange with the other clone beside them.

It ends on SIGTERM and Ctrl-C once the requests under way are answered. What was acknowledged is in the history by then.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from functools import partial
from multiprocessing import parent_process
from threading import Thread, Timer
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from msgspec import Struct
from uvicorn.supervisors import Multiprocess

from celyactl.extranet import logs
from celyactl.extranet.app import application
from celyactl.extranet.exchanging import Exchanging

if TYPE_CHECKING:
    from celyactl.extranet.logs import Receive, Scope, Send
    from celyactl.extranet.site import Settings

GRACE: Final = 20
"""Seconds that requests under way have when the server ends."""
LEAVE: Final = 15
"""Seconds after those in which a process that is still held by a request is left: systemd's patience is 45."""


class Listening(Struct, frozen=True):
    """Where to listen, with how many processes, whether to log requests and to exchange with the other clone."""

    host: str
    port: int
    workers: int = 1
    logged: bool = False
    exchanged: bool = True


def serve(settings: Settings, listening: Listening) -> None:
    """Serve until somebody ends it."""
    several = listening.workers > 1
    made = partial(worker if several else served, settings, logged=listening.logged)
    config = uvicorn.Config(
        made,
        factory=True,
        host=listening.host,
        port=listening.port,
        workers=listening.workers,
        access_log=False,
        server_header=False,
        proxy_headers=settings.secure,
        log_config=None,
        log_level="warning",
        timeout_graceful_shutdown=GRACE,
    )
    logs.begin()
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn raises it again once it has ended: we have more to do
    with Exchanging(settings, wanted=listening.exchanged), suppress(KeyboardInterrupt):
        if several:
            Multiprocess(config, sockets=[config.bind_socket()]).run()
        else:
            uvicorn.Server(config).run()


def served(settings: Settings, *, logged: bool) -> Any:
    """The application, with a line for each request where they are logged."""
    app = application(settings)
    return Leaving(logs.Counted(app) if logged else app)


def worker(settings: Settings, *, logged: bool) -> Any:
    """The same in a process of its own, which ends when the one that began it is no more."""
    logs.begin()
    Thread(target=_end_with_parent, daemon=True).start()
    return served(settings, logged=logged)


class Leaving:
    """An application whose process ends some time after its server did, whatever a thread still waits for.

    Python would wait for the threads that answer requests. What was not acknowledged by then is not owed to anybody.
    """

    def __init__(self, app: Any, patience: float = LEAVE) -> None:
        self._app = app
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As the application; the call that lives as long as the server is followed by the end."""
        await self._app(scope, receive, send)
        if scope["type"] == "lifespan":
            timer = Timer(self._patience, os._exit, (os.EX_OK,))
            timer.daemon = True
            timer.start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

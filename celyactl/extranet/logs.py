"""What the server writes on stderr: a JSON object a line, for a service's journal, without personal data.

A request is known by its route (`/tickets/{ref}`), never by what was asked of it; an error by its class and the
places that it went through, never by its words. No address, name, reference or text of anybody is written.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Scope]]
    Send = Callable[[Scope], Awaitable[None]]

LOG: Final = logging.getLogger("celyactl.extranet")
_UNKNOWN: Final = "-"


def begin() -> None:
    """Write what is told from here on to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    LOG.setLevel(logging.INFO)


def tell(event: str, **facts: object) -> None:
    """Something that belongs to normal life."""
    LOG.info(event, extra={"facts": facts})


class Lines(logging.Formatter):
    """A record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with what `facts` says."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()}
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= _where(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _where(error: BaseException) -> dict[str, Any]:
    places = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "places": [f"{Path(place.filename).name}:{place.lineno} {place.name}" for place in places],
    }


class Counted:
    """The application, with one line for each request: its route, how it ended and how long it took."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def noting(message: Scope) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = str(scope.get("path_template") or _UNKNOWN)
            took = round((time.perf_counter() - began) * 1000, 1)
            tell("request", method=scope["method"], route=route, status=status, ms=took)

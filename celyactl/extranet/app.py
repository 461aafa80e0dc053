"""The web application: turns requests into plain values and answers into responses, with the headers of safety.

Annotations are read while the program runs, by litestar: this module postpones none.
"""

import logging
import sqlite3
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from litestar import Litestar, Request, Response
from litestar.datastructures import Cookie
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.static_files import create_static_files_router
from litestar.types import Message, Scope

from celyactl.extranet import reading
from celyactl.extranet.asked import Answer, Asked, Refused
from celyactl.extranet.routes import ROUTES, Route
from celyactl.extranet.site import Settings, Site, knock

_HASHES_AT_ONCE: Final = 2
_PAGES_AT_ONCE: Final = 4
"""More would only hold each other up: making a page is Python's work, one thread at a time."""
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_SAFE: Final = tuple((name.lower().encode(), value.encode()) for name, value in _HEADERS.items())
_ALWAYS_HTTPS: Final = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_NOT_KEPT: Final = (b"cache-control", b"no-store")

_LOG: Final = logging.getLogger("celyactl.extranet")

AnyRequest = Request[Any, Any, Any]


def application(settings: Settings) -> Litestar:
    """The extranet of a clone, ready to be served."""
    site, writing, making = Site(settings), CapacityLimiter(1), CapacityLimiter(_PAGES_AT_ONCE)
    static = create_static_files_router(
        "/static", directories=[Path(__file__).parent / "static"], include_in_schema=False
    )
    return Litestar(
        [*(_handler(site, route, writing if _writes(route) else making) for route in ROUTES), static],
        before_send=[partial(_harden, settings.secure)],
        exception_handlers={Exception: partial(_failed, site)},
        logging_config=None,
        on_shutdown=[site.close],
        openapi_config=None,
        request_max_body_size=reading.MOST_TEXT,
    )


def _handler(site: Site, route: Route, turn: CapacityLimiter) -> HTTPRouteHandler:
    """Who waits for a turn holds no thread: those that write must not keep out those that read."""
    limiter = CapacityLimiter(_HASHES_AT_ONCE) if route.door is knock else turn

    async def serve(request: AnyRequest) -> Response[str | bytes]:
        if not route.any_host and request.headers.get("host", "").lower() != site.settings.host:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST)
        form = await _form(site, route, request)
        try:
            asked = _asked(site, request, form)
            answer = site.known(route, asked)
            if answer is None:
                answer = await to_thread.run_sync(site.answer, route, asked, limiter=limiter)
        finally:
            form.close()
        return _response(site, answer)

    most = reading.MOST_WITH_FILES if route.files else reading.MOST_TEXT
    made = HTTPRouteHandler(
        route.path,
        http_method=["GET", "HEAD"] if route.method == "GET" else ["POST"],
        include_in_schema=False,
        request_max_body_size=most,
    )
    return made(serve)


def _writes(route: Route) -> bool:
    return route.method == "POST" and route.page is not None


async def _form(site: Site, route: Route, request: AnyRequest) -> reading.Form:
    if request.method != "POST":
        return reading.Form()
    kind = request.headers.get("content-type", "")
    match kind.partition(";")[0].strip().lower():
        case reading.PLAIN:
            return await reading.plain(request.stream())
        case reading.WITH_FILES if route.files:
            known = site.knows(request.cookies.get(_name(site, "session"), ""))
            return await reading.with_files(kind, request.stream(), keep=known)
        case _:
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def _asked(site: Site, request: AnyRequest, form: reading.Form) -> Asked:
    return Asked(
        method=request.method,
        where=request.url.path,
        path={name: str(value) for name, value in request.path_params.items()},
        query={name: str(value) for name, value in request.query_params.items()},
        form=form.fields,
        session=request.cookies.get(_name(site, "session"), ""),
        door=request.cookies.get(_name(site, "door"), ""),
        origin=request.headers.get("origin", ""),
        site=request.headers.get("sec-fetch-site", ""),
        address=request.client.host if request.client else "",
        languages=request.headers.get("accept-language", ""),
        files=tuple(form.files),
        too_much=form.too_much,
    )


def _response(site: Site, answer: Answer) -> Response[str | bytes]:
    given = {"session": answer.session, "door": answer.door}
    cookies = [_cookie(site, name, value) for name, value in given.items() if value is not None]
    return Response(
        answer.body, status_code=answer.status, media_type=answer.kind, headers=_headers(answer), cookies=cookies
    )


def _headers(answer: Answer) -> dict[str, str]:
    headers = {}
    if answer.location:
        headers["Location"] = answer.location
    if answer.saved_as:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(answer.saved_as, safe='')}"
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = "900"
    return headers


def _name(site: Site, name: str) -> str:
    """`__Host-` has browsers take the cookie by https only, from this host only."""
    return f"__Host-{name}" if site.settings.secure else f"celyactl-{name}"


def _cookie(site: Site, name: str, value: str) -> Cookie:
    return Cookie(
        key=_name(site, name),
        value=value,
        path="/",
        httponly=True,
        secure=site.settings.secure,
        samesite="lax",
        max_age=None if value else 0,
    )


def _failed(site: Site, request: AnyRequest, error: Exception) -> Response[str | bytes]:
    """A page with a way back; what went wrong inside is for the log of the server."""
    code = _code(error)
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("a page failed", exc_info=error)
    languages, session = request.headers.get("accept-language", ""), request.cookies.get(_name(site, "session"), "")
    return _response(site, site.refusal(HTTPStatus(code), languages, session))


def _code(error: Exception) -> int:
    match error:
        case Refused():
            return error.status
        case HTTPException():
            return error.status_code
        case sqlite3.Error():  # the disk, or another process, is in the way
            return HTTPStatus.SERVICE_UNAVAILABLE
        case _:
            return HTTPStatus.INTERNAL_SERVER_ERROR


async def _harden(secure: bool, message: Message, scope: Scope) -> None:  # noqa: FBT001 - bound, never typed
    if message["type"] != "http.response.start":
        return
    more = (_ALWAYS_HTTPS,) if secure else ()
    kept = () if scope["path"].startswith("/static/") else (_NOT_KEPT,)
    message["headers"] = (*message["headers"], *_SAFE, *more, *kept)

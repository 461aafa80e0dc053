"""The web application: turns requests into plain values and answers into responses, with the headers of safety.

Annotations are read while the program runs, by litestar: this module postpones none.
"""

import logging
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from litestar import Litestar, Request, Response
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.static_files import create_static_files_router
from litestar.types import Message, Scope

from celyactl.extranet.asked import Answer, Asked
from celyactl.extranet.routes import ROUTES, Route
from celyactl.extranet.site import Settings, Site, knock

MOST_BYTES: Final = 128 * 1024
_FIELDS: Final = 40
_HASHES_AT_ONCE: Final = 2
_FORM: Final = "application/x-www-form-urlencoded"
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_LOG: Final = logging.getLogger("celyactl.extranet")

AnyRequest = Request[Any, Any, Any]


def application(settings: Settings) -> Litestar:
    """The extranet of a clone, ready to be served."""
    site = Site(settings)
    static = create_static_files_router(
        "/static", directories=[Path(__file__).parent / "static"], include_in_schema=False
    )
    return Litestar(
        [*(_handler(site, route) for route in ROUTES), static],
        allowed_hosts=AllowedHostsConfig(allowed_hosts=[settings.host]),
        before_send=[partial(_harden, settings.secure)],
        exception_handlers={Exception: partial(_failed, site)},
        openapi_config=None,
        request_max_body_size=MOST_BYTES,
    )


def _handler(site: Site, route: Route) -> HTTPRouteHandler:
    hashing = CapacityLimiter(_HASHES_AT_ONCE) if route.door is knock else None

    async def serve(request: AnyRequest) -> Response[str]:
        asked = await _asked(site, request)
        answer = await to_thread.run_sync(site.answer, route, asked, limiter=hashing)
        return _response(site, answer)

    return HTTPRouteHandler(route.path, http_method=route.method, include_in_schema=False)(serve)  # type: ignore[arg-type]  # GET or POST


async def _asked(site: Site, request: AnyRequest) -> Asked:
    form: dict[str, str] = {}
    if request.method == "POST":
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            raise HTTPException(status_code=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            text = (await request.body()).decode("ascii", "replace")
            form = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS))
        except ValueError:
            raise HTTPException(status_code=HTTPStatus.BAD_REQUEST) from None
    return Asked(
        method=request.method,
        path={name: str(value) for name, value in request.path_params.items()},
        query={name: str(value) for name, value in request.query_params.items()},
        form=form,
        session=request.cookies.get(_name(site, "session"), ""),
        door=request.cookies.get(_name(site, "door"), ""),
        origin=request.headers.get("origin", ""),
        site=request.headers.get("sec-fetch-site", ""),
        address=request.client.host if request.client else "",
        languages=request.headers.get("accept-language", ""),
    )


def _response(site: Site, answer: Answer) -> Response[str]:
    given = {"session": answer.session, "door": answer.door}
    cookies = [_cookie(site, name, value) for name, value in given.items() if value is not None]
    headers = {"Location": answer.location} if answer.location else {}
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = "900"
    return Response(
        answer.body,
        status_code=answer.status,
        media_type=f"{answer.kind}; charset=utf-8",
        headers=headers,
        cookies=cookies,
    )


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


def _failed(site: Site, request: AnyRequest, error: Exception) -> Response[str]:
    """A page with a way back; what went wrong inside is for the log of the server."""
    code = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("a page failed", exc_info=error)
    languages = request.headers.get("accept-language", "")
    return _response(site, site.refusal(HTTPStatus(code), languages))


async def _harden(secure: bool, message: Message, scope: Scope) -> None:  # noqa: FBT001 - bound, never typed
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in _HEADERS.items():
        headers[name] = value
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if not scope["path"].startswith("/static/"):
        headers["Cache-Control"] = "no-store"

"""The extranet of one clone: opens the desk for a request, lets in whom it may, and finds the page.

A desk is opened for each request, so that everything a request sees is of one commit, and a revocation holds at once.
"""

from __future__ import annotations

import secrets
from contextlib import nullcontext
from dataclasses import dataclass, replace
from hashlib import sha256
from hmac import compare_digest
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from celyactl.desk import Desk
from celyactl.domain.access import public_part
from celyactl.extranet import door, drafts, showing, slots
from celyactl.extranet.asked import Answer, Refused, next_page
from celyactl.extranet.drafts import Drafts
from celyactl.extranet.limits import Limits
from celyactl.extranet.sessions import Sessions
from celyactl.extranet.showing import Door
from celyactl.extranet.state import State
from celyactl.extranet.visit import Visit
from celyactl.i18n import LANGUAGES, use
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from celyactl.extranet.asked import Asked
    from celyactl.extranet.routes import Route
    from celyactl.i18n import Language
    from celyactl.store.view import View

_STATE: Final = "extranet.sqlite3"
_SAME: Final = frozenset({"", "same-origin", "none"})


@dataclass(frozen=True)
class Settings:
    """The clone's folder, the address that people type (`https://…`, or of this machine), and the clock."""

    folder: Path
    address: str
    clock: Callable[[], datetime]

    @property
    def secure(self) -> bool:
        """Whether browsers come by https."""
        return self.address.startswith("https://")

    @property
    def host(self) -> str:
        """The one host that is answered, with its port as browsers send it."""
        return urlsplit(self.address).netloc


class Site:
    """One extranet; its methods may be called by several threads at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        with Desk.open(settings.folder, clock=settings.clock) as desk:
            self.state = State(desk.repository.place.common_dir / "celyactl" / _STATE)
        self.sessions = Sessions(self.state)
        self.limits = Limits(self.state)
        self._writing = Lock()

    def answer(self, route: Route, asked: Asked) -> Answer:
        """What a route answers; a refusal is a page too. Who writes sees what was written before, by waiting for it."""
        writes = asked.method == "POST" and route.page is not None
        with (
            self._writing if writes else nullcontext(),
            Desk.open(self.settings.folder, clock=self.settings.clock) as desk,
        ):
            use(_spoken(asked.languages, desk.view))
            try:
                return self._answer(desk, route, asked)
            except Refused as refused:
                return showing.failed(desk.view, refused.status)

    def refusal(self, status: HTTPStatus, languages: str) -> Answer:
        """The page for what no route answers."""
        with Desk.open(self.settings.folder, clock=self.settings.clock) as desk:
            use(_spoken(languages, desk.view))
            return showing.failed(desk.view, status)

    def knows(self, session: str) -> bool:
        """Whether there is such a session, before a large form is read."""
        return bool(session) and self.sessions.of(session, int(self.settings.clock().timestamp())) is not None

    def _answer(self, desk: Desk, route: Route, asked: Asked) -> Answer:
        if asked.method == "POST":
            self._require_same_origin(asked)
        if route.door is not None:
            return route.door(self, desk, asked)
        visit = self._visit(desk, asked)
        if visit is None or route.page is None:
            return _ask_again(desk, asked) or next_page("/sign-in", session="" if asked.session else None)
        person = visit.actor.contact
        use(person.language or desk.view.client(visit.actor.client).language or desk.view.company.language)
        if asked.method != "POST":
            return route.page(visit, asked)
        if not compare_digest(asked.form.get("token", "").encode(), visit.session.token.encode()):
            raise Refused(HTTPStatus.FORBIDDEN)
        return route.page(visit, asked)

    def _visit(self, desk: Desk, asked: Asked) -> Visit | None:
        session = self.sessions.of(asked.session, _seconds(desk)) if asked.session else None
        if session is None:
            return None
        actor = door.still_in(desk.view, session, desk.now.date())
        if actor is None:
            self.sessions.end(asked.session)
            return None
        return Visit(desk, session, actor, Drafts(self.state, asked.session))

    def _require_same_origin(self, asked: Asked) -> None:
        """Beside the token of the form: browsers say where a form was."""
        if asked.site not in _SAME or asked.origin not in {"", self.settings.address}:
            raise Refused(HTTPStatus.FORBIDDEN)


def show_door(_site: Site, desk: Desk, asked: Asked) -> Answer:
    """The form that asks for the code; its token is made from a cookie that only this browser has."""
    secret = asked.door or secrets.token_urlsafe(32)
    return replace(showing.sign_in(desk.view, Door(_door_token(secret))), door=None if asked.door else secret)


def _ask_again(desk: Desk, asked: Asked) -> Answer | None:
    """The door for a form that was sent too late; it carries what was typed. None when nothing was."""
    draft = drafts.interrupted(asked) if asked.method == "POST" else None
    if draft is None:
        return None
    secret = asked.door or secrets.token_urlsafe(32)
    problem = _("You had been signed out. Sign in again: what you wrote is not lost.")
    shown = showing.sign_in(desk.view, Door(_door_token(secret), problem, draft), HTTPStatus.UNAUTHORIZED)
    return replace(shown, door=None if asked.door else secret, session="" if asked.session else None)


def knock(site: Site, desk: Desk, asked: Asked) -> Answer:
    """Let in whose code it is: a new session, whatever was there before. 401 for any other code, 429 after too many."""
    token = asked.form.get("token", "")
    if not asked.door or not compare_digest(token.encode(), _door_token(asked.door).encode()):
        raise Refused(HTTPStatus.FORBIDDEN)
    typed, now, draft = asked.form.get("code", ""), _seconds(desk), drafts.carried(asked)
    attempt = site.limits.begin(public_part(typed), asked.address, now)
    if attempt is None:
        problem = _("Too many attempts. Please wait a quarter of an hour, or call us.")
        return showing.sign_in(desk.view, Door(token, problem, draft), HTTPStatus.TOO_MANY_REQUESTS)
    with slots.hashing(desk.repository.place.common_dir):
        held = door.opened(desk.view, typed, desk.now.date())
    if held is None:
        problem = _("This code opens nothing. Please check it, or call us.")
        return showing.sign_in(desk.view, Door(token, problem, draft), HTTPStatus.UNAUTHORIZED)
    site.limits.forgive(attempt)
    if asked.session:
        site.sessions.end(asked.session)
    ident = site.sessions.begin(held.code.lookup, held.client.id, held.contact.id, now)
    if draft is not None:
        Drafts(site.state, ident).keep(draft)
    return next_page(draft.page if draft else "/", session=ident)


def leave(site: Site, desk: Desk, asked: Asked) -> Answer:
    """Sign out."""
    session = site.sessions.of(asked.session, _seconds(desk)) if asked.session else None
    if session is not None:
        if not compare_digest(asked.form.get("token", "").encode(), session.token.encode()):
            raise Refused(HTTPStatus.FORBIDDEN)
        site.sessions.end(asked.session)
    return next_page("/sign-in", session="")


def brand(_site: Site, desk: Desk, _asked: Asked) -> Answer:
    """The company's colour."""
    return showing.style(desk.view.company)


def health(_site: Site, desk: Desk, _asked: Asked) -> Answer:
    """That the server answers, and can read its desk."""
    return Answer("ok" if desk.view.commit else "", kind="text/plain; charset=utf-8")


def _door_token(secret: str) -> str:
    return sha256(b"celyactl door " + secret.encode("utf-8", "replace")).hexdigest()


def _seconds(desk: Desk) -> int:
    return int(desk.now.timestamp())


def _spoken(languages: str, view: View) -> Language:
    """English for a browser that asks for it first, else the company's language."""
    first = languages.strip().lower()[:2]
    return next((known for known in LANGUAGES if known == first), view.company.language)

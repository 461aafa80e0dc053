"""The extranet of one clone: opens the desk for a request, lets in whom it may, and finds the page.

Each request sees one commit, the last one when it began: everything fits together, and a revocation holds at once.
"""

from __future__ import annotations

from contextlib import nullcontext
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.access import public_part
from celyactl.domain.language import language_for
from celyactl.extranet import door, drafts, showing, slots
from celyactl.extranet.asked import Answer, Refused, next_page
from celyactl.extranet.door import at_the_door, is_same, require_door
from celyactl.extranet.drafts import Drafts
from celyactl.extranet.feeds import Feeds
from celyactl.extranet.limits import MOST, Limits
from celyactl.extranet.links import MOST_LINKS, Links
from celyactl.extranet.pages_kept import Pages
from celyactl.extranet.posting import Post
from celyactl.extranet.rooms import Rooms
from celyactl.extranet.rows import Rows
from celyactl.extranet.sessions import Sessions, hashed
from celyactl.extranet.showing import Door
from celyactl.extranet.state import Forgotten, State
from celyactl.extranet.visit import Visit
from celyactl.i18n import LANGUAGES, use
from celyactl.i18n import gettext as _
from celyactl.store.head import read_head
from celyactl.store.machine import machine

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from celyactl.extranet.asked import Asked
    from celyactl.extranet.pages_kept import Key
    from celyactl.extranet.rooms import Room
    from celyactl.extranet.routes import Page, Route
    from celyactl.i18n import Language
    from celyactl.store.view import View

_STATE: Final = "extranet.sqlite3"
_SAME: Final = frozenset({"", "same-origin", "none"})


class Settings(Struct, frozen=True):
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
        return urlsplit(self.address).netloc.lower()


class Site:
    """One extranet; its methods may be called by several threads at once. Raises MachineFileWrong when it is made."""

    def __init__(self, settings: Settings) -> None:
        most = {**MOST, **machine().failures}
        self.settings = settings
        self.rooms = Rooms(settings.folder, settings.clock)
        with self.rooms.room() as room:
            self._place = room.desk.repository.place
        self.state = State(self._place.common_dir / "celyactl" / _STATE)
        self.sessions = Sessions(self.state)
        self.limits = Limits(self.state, most)
        self.feeds = Feeds(self.state)
        self.links = Links(self.state)
        self.asking = Limits(self.state, MOST_LINKS, "link ")
        self.post = Post(self.rooms, settings)
        self.rows = Rows()
        self.pages = Pages()
        self.documents: dict[tuple[str, str, str], bytes] = {}
        self.setting = Lock()
        self._writing = Lock()

    def answer(self, route: Route, asked: Asked) -> Answer:
        """What a route answers; a refusal is a page too. Who writes sees what was written before, by waiting for it."""
        writes = asked.method == "POST" and route.page is not None
        with self._writing if writes else nullcontext(), self.rooms.room() as room:
            use(_spoken(asked.languages, room.view))
            try:
                return self._surely(room, route, asked)
            except Refused as refused:
                return showing.failed(room, refused.status, self._reader(room, asked.session))

    def known(self, route: Route, asked: Asked) -> Answer | None:
        """A page that was made a moment ago: nothing is opened, written or waited for. None where that must be."""
        if not (route.is_kept and asked.session):
            return None
        now = int(self.settings.clock().timestamp())
        commit = read_head(self._place).commit
        page = self.pages.known(_key(asked, commit, now))
        try:
            return page if page and self.sessions.goes_on(asked.session, now, is_live=route.is_live) else None
        except Forgotten:
            return None

    def refusal(self, status: HTTPStatus, languages: str, session: str) -> Answer:
        """The page for what no route answers."""
        with self.rooms.room() as room:
            use(_spoken(languages, room.view))
            if status is HTTPStatus.MISDIRECTED_REQUEST:
                return showing.elsewhere(room, self.settings.address)
            return showing.failed(room, status, self._reader(room, session))

    def knows(self, session: str) -> bool:
        """Whether there is such a session, before a large form is read."""
        try:
            return bool(session) and self.sessions.of(session, int(self.settings.clock().timestamp())) is not None
        except Forgotten:
            return False

    def close(self) -> None:
        """End what is held between requests."""
        self.post.close()
        self.rooms.close()
        self.state.close()

    def _surely(self, room: Room, route: Route, asked: Asked) -> Answer:
        """The answer; that for somebody who is not signed in, where the sessions were lost on the way."""
        try:
            return self._answer(room, route, asked)
        except Forgotten:
            return self._answer(room, route, asked)

    def _answer(self, room: Room, route: Route, asked: Asked) -> Answer:
        if asked.method == "POST":
            self._require_same_origin(asked)
        if route.door is not None:
            return route.door(self, room, asked)
        visit = self._visit(room, asked.session, is_live=route.is_live)
        if visit is None or route.page is None:
            return self._turned_away(room, route, asked)
        _speak_to(visit)
        if asked.method == "POST" and not is_same(asked.form.get("token", ""), visit.session.token):
            raise Refused(HTTPStatus.FORBIDDEN)
        return self._page(visit, route.page, asked) if route.is_kept else route.page(visit, asked)

    def _page(self, visit: Visit, page: Page, asked: Asked) -> Answer:
        key = _key(asked, visit.view.commit, int(visit.desk.now.timestamp()))
        return self.pages.get(key, lambda: page(visit, asked))

    def _turned_away(self, room: Room, route: Route, asked: Asked) -> Answer:
        if route.is_live:  # what asks is a page that is open, not a person
            return Answer(status=HTTPStatus.NO_CONTENT)
        return _ask_again(room, asked) or next_page("/sign-in", session="" if asked.session else None)

    def _visit(self, room: Room, ident: str, *, is_live: bool) -> Visit | None:
        session = self.sessions.of(ident, _seconds(room), goes_on=not is_live) if ident else None
        if session is None:
            return None
        actor = door.holder(room.view, session.client, session.contact, room.desk.now.date(), session.public)
        if actor is None:
            self.sessions.end(ident)
            return None
        return Visit(self, room, session, actor, Drafts(self.state, ident))

    def _reader(self, room: Room, ident: str) -> Visit | None:
        """Who reads that something did not work; nobody where that can't be told."""
        try:
            visit = self._visit(room, ident, is_live=True)
            if visit is not None:
                _speak_to(visit)
        except Exception:  # noqa: BLE001 - what failed may be just this, and the page must not fail of it again
            return None
        return visit

    def _require_same_origin(self, asked: Asked) -> None:
        """Beside the token of the form: browsers say where a form was."""
        if asked.site not in _SAME or asked.origin not in {"", self.settings.address}:
            raise Refused(HTTPStatus.FORBIDDEN)


def show_door(_site: Site, room: Room, asked: Asked) -> Answer:
    """The form that asks for the code."""
    return at_the_door(asked, lambda token: showing.sign_in(room, Door(token)))


def _ask_again(room: Room, asked: Asked) -> Answer | None:
    """The door for a form that was sent too late, or that a label opens; it carries what is in it. None without."""
    draft = drafts.interrupted(asked)
    if draft is None:
        return None
    is_late = asked.method == "POST"
    problem = _("You had been signed out. Sign in again: what you wrote is not lost.") if is_late else ""
    shown = at_the_door(
        asked, lambda token: showing.sign_in(room, Door(token, problem, draft), HTTPStatus.UNAUTHORIZED)
    )
    return replace(shown, session="" if asked.session else None)


def knock(site: Site, room: Room, asked: Asked) -> Answer:
    """Let in whose code it is: a new session, whatever was there before. 401 for any other code, 429 after too many."""
    require_door(asked)
    token, typed = asked.form["token"], asked.form.get("code", "")
    now, draft = _seconds(room), drafts.carried(asked)
    attempt = site.limits.begin(public_part(typed), asked.address, now)
    if attempt is None:
        problem = _("Too many attempts. Please wait a quarter of an hour, or call us.")
        return showing.sign_in(room, Door(token, problem, draft), HTTPStatus.TOO_MANY_REQUESTS)
    with slots.hashing(room.desk.repository.place.common_dir):
        held = door.opened(room.view, typed, room.desk.now.date())
    if held is None:
        problem = _("This code opens nothing. Please check it, or call us.")
        return showing.sign_in(room, Door(token, problem, draft), HTTPStatus.UNAUTHORIZED)
    site.limits.forgive(attempt)
    if asked.session:
        site.sessions.end(asked.session)
    ident = site.sessions.begin(held.code.lookup, held.client.id, held.contact.id, now)
    if draft is not None:
        Drafts(site.state, ident).keep(draft)
    return next_page(draft.page if draft else "/", session=ident)


def leave(site: Site, room: Room, asked: Asked) -> Answer:
    """Sign out."""
    session = site.sessions.of(asked.session, _seconds(room)) if asked.session else None
    if session is not None:
        if not is_same(asked.form.get("token", ""), session.token):
            raise Refused(HTTPStatus.FORBIDDEN)
        site.sessions.end(asked.session)
    return next_page("/sign-in", session="")


def brand(_site: Site, room: Room, _asked: Asked) -> Answer:
    """The company's colour."""
    return showing.style(room.view.company)


def health(_site: Site, room: Room, _asked: Asked) -> Answer:
    """That the server answers, and can read its desk."""
    return Answer("ok" if room.view.commit else "", kind="text/plain")


def _key(asked: Asked, commit: str | None, now: int) -> Key:
    """What a page is made of; the language is that of the session's person, in that commit."""
    return (hashed(asked.session), commit, now // 60, asked.where, *sorted(asked.query.items()))


def _speak_to(visit: Visit) -> None:
    """In the person's language, else the client's, else the company's."""
    use(language_for(visit.view.company, visit.client, visit.actor.contact))


def _seconds(room: Room) -> int:
    return int(room.desk.now.timestamp())


def _spoken(languages: str, view: View) -> Language:
    """English for a browser that asks for it first, else the company's language."""
    first = languages.strip().lower()[:2]
    return next((known for known in LANGUAGES if known == first), view.company.language)

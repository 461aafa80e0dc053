"""An extranet in use: two clients, their people and codes, and browsers that speak to the real application."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from shutil import copytree, rmtree
from typing import Any
from urllib.parse import urlsplit

import pytest
from anyio.from_thread import start_blocking_portal
from litestar.testing import TestClient

from celyactl.domain.access import public_part
from celyactl.extranet.app import application
from celyactl.extranet.site import Settings, Site

ADDRESS = "https://support.celya.example"
SESSION = "__Host-session"
TOKEN = re.compile(r'name="token" value="([^"]*)"')
NUMBER = re.compile(r'name="number" value="([^"]*)"')


@dataclass
class Browser:
    """One person's browser: cookies, and the forms of the page it is on."""

    http: TestClient
    page: Any = None
    seen: list[str] = field(default_factory=list)

    def get(self, path: str, **settings: Any) -> Any:
        return self._at(self.http.get(path, follow_redirects=False, **settings))

    def post(self, path: str, *, token: str | None = None, **fields: str) -> Any:
        data = {"token": self.token if token is None else token, **fields}
        return self._at(self.http.post(path, data=data, follow_redirects=False))

    def send(self, path: str, *files: tuple[str, bytes], **fields: str) -> Any:
        """A form with files, as a browser sends it."""
        sent = [("files", (name, content)) for name, content in files] or [("files", ("", b""))]
        data = {"token": self.token, **fields}
        return self._at(self.http.post(path, data=data, files=sent, follow_redirects=False))

    def sign_in(self, code: str) -> Any:
        self.get("/sign-in")
        return self.post("/sign-in", code=code)

    @property
    def token(self) -> str:
        return TOKEN.search(self.page.text)[1]

    @property
    def number(self) -> str:
        return NUMBER.search(self.page.text)[1]

    @property
    def text(self) -> str:
        return unescape(self.page.text)

    def _at(self, answer: Any) -> Any:
        self.seen.append(f"{answer.headers}{answer.text}")
        if answer.text and "html" in answer.headers.get("content-type", ""):
            self.page = answer
        return answer


@dataclass
class Extranet:
    """The desk, its application, and the codes of its people by `client:contact`."""

    desk: Any
    codes: dict[str, str]
    app: Any
    portal: Any

    def begun_anew(self) -> None:
        """The application ends, and begins again on what the desk is now."""
        self.close()
        self.app = begun(self.desk, self.app)

    def close(self) -> None:
        for end in self.app.on_shutdown:
            end()

    def browser(self, who: str | None = None, language: str = "fr", **settings: Any) -> Browser:
        """A new one; somebody's is signed in as if by a code, but for the hash of it, which takes longer than pages."""
        made = Browser(TestClient(self.app, base_url=ADDRESS, **settings))
        made.http.blocking_portal = self.portal
        made.http.headers["accept-language"] = language
        if who is not None:
            made.http.cookies.set(SESSION, self._begun(who), urlsplit(ADDRESS).netloc, "/")
        return made

    def _begun(self, who: str) -> str:
        """The session of somebody whose code opens; nobody else's shows a page."""
        client, _, contact = who.partition(":")
        site = self.app.on_shutdown[0].__self__
        return site.sessions.begin(public_part(self.codes[who]), client, contact, int(self.desk.now.timestamp()))


def begun(desk: Any, before: Any = None) -> Any:
    """The application of a desk, with the routes of one that has ended: all that is kept in between is in its site."""
    settings = Settings(desk.path, ADDRESS, lambda: desk.now)
    if before is None:
        return application(settings)
    Site.__init__(before.on_shutdown[0].__self__, settings)
    return before


@pytest.fixture(scope="session")
def routed():
    """An application that was made before, once there is one: its routes take longer than most tests."""
    return []


@pytest.fixture(scope="session")
def sold(tmp_path_factory):
    """Where the desk of all these tests is kept once it was made, and its codes."""
    return tmp_path_factory.mktemp("sold") / "desk", {}


@pytest.fixture(scope="package")
def portal():
    """One event loop for all clients: each of their requests would start one, which takes three times as long."""
    with start_blocking_portal() as started:
        yield started


@pytest.fixture
def extranet(desk, sold, routed, portal):
    """Acme and Bach with a manager (claire, berta) and a requester (paul, boris) each."""
    kept, codes = sold
    if not codes:
        codes |= _sell(desk)
        copytree(desk.path, kept)
    else:
        rmtree(desk.path)
        copytree(kept, desk.path)
        desk.settle()
    routed[:] = [begun(desk, *routed)]
    made = Extranet(desk, dict(codes), *routed, portal)
    yield made
    made.close()


def _sell(desk):
    desk.ask("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example")
    codes = {}
    for client, manager, requester in (("acme", "claire", "paul"), ("bach", "berta", "boris")):
        people = [
            f"{manager}:{manager.title()} Chef:{manager}@{client}.example:manager",
            f"{requester}:{requester.title()} Noir:{requester}@{client}.example:requester",
        ]
        words = [word for person in people for word in ("--contact", person)]
        targets = ("--target", "P1:30m:4h", "--target", "P3:4h:2d")
        desk.ask("contract", "new", f"{client}-2026", "--client", client.title(), *words, *targets)
        for who in (manager, requester):
            codes[f"{client}:{who}"] = desk.ask("access", "create", f"{client}-2026", "--contact", who)["code"]
    return codes

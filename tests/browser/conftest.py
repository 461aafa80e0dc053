"""The sample desk's extranet, served by the real program on loopback, and people who use it in the system's Chromium.

With EXTRANET_SCREENSHOTS=FOLDER the pages are also kept as pictures there.
"""

from __future__ import annotations

import os
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sample_desk
from desks import DeskInUse
from running import invoked
from served import served

from celyactl.extranet.links import Links
from celyactl.extranet.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PATIENCE_MS = 30_000


@dataclass
class Place:
    """A served desk, and the codes of its people by `slug:contact`."""

    desk: Any
    address: str
    codes: dict[str, str] = field(default_factory=dict)

    def code(self, who: str) -> str:
        """Somebody's code, made when it is asked for first."""
        if who not in self.codes:
            slug, _, contact = who.partition(":")
            self.codes[who] = self.desk.ask("access", "create", slug, "--contact", contact)["code"]
        return self.codes[who]

    def link(self, who: str) -> str:
        """The secret of a link that was sent to somebody who lost a code."""
        slug, _, contact = who.partition(":")
        client = self.desk.ask("contract", "show", slug)["client"]
        links = Links(State(self.desk.path / ".git" / "celyactl" / "extranet.sqlite3"))
        return links.make(client, contact, int(self.desk.now.timestamp()))


class Today(DeskInUse):
    """A desk at the hour of the machine, as the served program has it."""

    def run(self, *words: str, **settings: Any) -> Any:
        with chdir(self.path):
            return invoked(*words, env={"CELYACTL_ACTOR": "ines"}, **settings)


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The sample desk, served."""
    desk = Today(sample_desk.lay_out(tmp_path_factory.mktemp("sample")), invoked)
    desk.now = datetime.now(UTC)
    desk.edit("contracts/grand-large/client.yaml", '  - id: "pascal"\n', '  - id: "pascal"\n    language: en\n')
    with served(desk.path) as server:
        yield Place(desk, server.address)


@dataclass
class Person:
    """Somebody at a browser window."""

    page: Page
    place: Place

    def go(self, path: str) -> Page:
        """Open an address of the extranet."""
        self.page.goto(self.place.address + path)
        return self.page

    def sign_in(self, who: str) -> Page:
        """Come in with a code."""
        self.go("/sign-in").locator("#code").fill(self.place.code(who))
        self.page.locator("form[action='/sign-in'] button").click()
        return self.page

    @property
    def text(self) -> str:
        """What the page says, as it is seen."""
        return self.page.locator("body").inner_text()

    def kept(self, name: str) -> None:
        """Keep a picture of the whole page, where a folder for it was named."""
        if folder := os.environ.get("EXTRANET_SCREENSHOTS"):
            self.page.screenshot(path=str(Path(folder, f"{name}.png")), full_page=True)


@pytest.fixture
def person(chromium: Browser, place: Place) -> Iterator[Any]:
    """Opens a window: `person(java_script_enabled=False, locale="en-GB", viewport=…)`."""
    opened = []

    def at_a_window(**settings: Any) -> Person:
        context = chromium.new_context(**{"locale": "fr-FR", "viewport": {"width": 1100, "height": 800}, **settings})
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return Person(context.new_page(), place)

    yield at_a_window
    for context in opened:
        context.close()

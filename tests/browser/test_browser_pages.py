"""Every page, made from the route table, in both languages and colour schemes: axe, 320 px, nothing broken."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from celyactl.extranet.routes import ROUTES

READERS = {"fr": "grand-large-2025:noemie", "en": "grand-large-2025:pascal"}
OUTSIDE = ("/sign-in", "/lost")
"""Pages for whoever is not signed in."""
EXPECTED = ("[DOM] Password forms should have", "Failed to load resource: the server responded with a status of 404")
"""What the console may say: a code needs no name of a user; one page is asked for that is not there."""
NARROW = {"width": 320, "height": 640}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def addresses(somebody, place):
    """Where every page is: a ticket that has much to show, and one place that is not there."""
    ref = place.desk.ask("ticket", "list", "client:grand-large status:any", "--limit", "1")[0]["ref"]
    paths = {route.path.replace("{ref:str}", ref) for route in ROUTES if route.method == "GET" and route.page}
    return [*sorted(path for path in paths if "{" not in path and is_page(somebody, path)), "/rien"]


def is_page(somebody, path):
    """Whether it is read in the browser, not saved, and whole."""
    answer = somebody.page.request.get(somebody.place.address + path)
    return "html" in answer.headers["content-type"] and "<html" in answer.text()


@pytest.mark.parametrize("language", READERS)
def test_every_page_is_fit_for_everybody(person, place, language):
    somebody = person(locale=language, color_scheme="light", reduced_motion="reduce")
    faults, noise = [], []
    page = somebody.page
    page.on("console", lambda message: noise.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    for path in OUTSIDE:
        faults += looked_at(somebody, path, language)
    somebody.sign_in(READERS[language])
    for path in addresses(somebody, place):
        faults += looked_at(somebody, path, language)
    assert faults == []
    assert [line for line in noise if not line.partition(": ")[2].startswith(EXPECTED)] == []


def looked_at(somebody, path, language):
    """What is wrong with a page."""
    page, name = somebody.go(path), f"{language}{path.replace('/', '-')}"
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    somebody.kept(f"{name}-light")
    page.evaluate(Axe().axe_script)
    found = judged(page, path, {})
    page.emulate_media(color_scheme="dark")
    somebody.kept(f"{name}-dark")
    found += judged(page, f"{path} dark", {"runOnly": ["color-contrast"]})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    wide = page.viewport_size
    page.set_viewport_size(NARROW)
    if (beyond := page.evaluate(TOO_WIDE)) > 0:
        found.append(f"{path}: {beyond} px too wide at 320")
    somebody.kept(f"{name}-narrow")
    page.set_viewport_size(wide)
    return found


def judged(page, where, more):
    """The violations that axe finds."""
    options = {"resultTypes": ["violations"], **more}
    violations = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{where}: {one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]]

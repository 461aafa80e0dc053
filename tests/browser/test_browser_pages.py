"""Every page, made from the route table, in both languages and colour schemes: axe, 320 px, nothing broken.

Contrast is nine tenths of axe's time, and no colour depends on the language: every day it is looked at in French, by
day on every page and by night on those of the route table; `-m soak` looks at every page in every way.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from celyactl.extranet.routes import ROUTES

READERS = {"fr": "grand-large-2025:noemie", "en": "grand-large-2025:pascal"}
EXPECTED = ("[DOM] Password forms should have", "Failed to load resource: the server responded with a status of 4")
"""What the console may say: a code needs no name of a user; some pages are refusals."""
NARROW = {"width": 320, "height": 640}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => [...document.querySelectorAll('.table th, .table td')].flatMap(cell => {
  const text = cell.firstChild, found = [];
  for (const word of (text?.nodeType === 3 ? text.data : '').matchAll(/[^\\s-]+/g)) {
    const range = new Range();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    if (range.getClientRects().length > 1) found.push(word[0]);
  }
  return found;
})"""
"""The words of tables that stand on two lines."""
ALL: dict = {}
CONTRAST = {"runOnly": ["color-contrast"]}
ALL_BUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
STATES = ("status:pending", "status:resolved", "status:closed")
"""In each of these a ticket's page offers something else."""


@pytest.fixture(scope="module")
def axe():
    return Axe().axe_script


def outside(somebody, place, who):
    """What is shown to whoever is not signed in, one page after the other; at the end somebody is, by a new code."""
    page, button = somebody.page, somebody.page.locator("main form button")
    somebody.go("/sign-in")
    yield "/sign-in"
    page.locator("#code").fill("0" * 28)
    button.click()
    yield "/sign-in, wrong"
    somebody.go("/lost")
    yield "/lost"
    page.locator("#email").fill("inconnu@grand-large.example")
    button.click()
    yield "/lost, asked"
    somebody.go("/lost/perdu")
    yield "/lost/perdu"
    somebody.go(f"/lost/{place.link(who)}")
    yield "/lost/SECRET"
    button.click()
    place.codes[who] = page.locator(".code").inner_text()
    yield "/lost/SECRET, used"
    page.goto(place.address.replace("127.0.0.1", "localhost") + "/tickets")
    yield "/tickets, another host"
    somebody.sign_in(who)


def inside(somebody, place):
    """Every page of whoever is signed in, those that tell of a mistake, and what is left when the session is over."""
    page = somebody.page
    for path in addresses(somebody, place):
        somebody.go(path)
        yield path
    somebody.go("/new").locator("[name=title]").fill("   ")
    page.locator("form[action='/new'] button").click()
    yield "/new, refused"
    somebody.go("/planned").locator("form[action='/planned/calendar'] button").click()
    yield "/planned, address"
    somebody.go("/new").locator("[name=title]").fill("Écho")
    page.context.clear_cookies()
    page.locator("form[action='/new'] button").click()
    yield "/new, too late"


def addresses(somebody, place):
    """Where every page is: tickets in all states, and one place that is not there."""
    refs = [place.desk.ask("ticket", "list", "client:grand-large", one, "--limit", "1") for one in STATES]
    tickets = [f"/tickets/{rows[0]['ref']}" for rows in refs if rows]
    paths = [route.path for route in ROUTES if route.method == "GET" and route.page and "{" not in route.path]
    return [*sorted(path for path in paths if is_page(somebody, path)), *tickets, "/rien"]


def is_page(somebody, path):
    """Whether it is read in the browser, not saved, and whole."""
    answer = somebody.page.request.get(somebody.place.address + path)
    return "html" in answer.headers["content-type"] and "<html" in answer.text()


@pytest.mark.parametrize("language", READERS)
def test_every_page_is_fit_for_everybody(person, place, axe, language):
    walked(
        person, place, language, lambda somebody, where: looked_at(somebody, axe, where, *every_day(language, where))
    )


@pytest.mark.soak
@pytest.mark.parametrize("language", READERS)
def test_every_page_is_fit_for_everybody_by_day_and_by_night(person, place, axe, language):
    walked(person, place, language, lambda somebody, where: looked_at(somebody, axe, where, ALL, CONTRAST))


def every_day(language, where):
    """The passes of axe, by day and perhaps by night."""
    is_state = "," in where
    if language != "fr":
        return [] if is_state else [ALL_BUT_CONTRAST]
    return [ALL] if is_state else [ALL, CONTRAST]


def walked(person, place, language, look):
    """Go through all pages, and look at each."""
    somebody, who = person(locale=language, color_scheme="light", reduced_motion="reduce"), READERS[language]
    faults, noise = [], []
    page = somebody.page
    page.on("console", lambda message: noise.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    for pages in (outside(somebody, place, who), inside(somebody, place)):
        for where in pages:
            assert page.locator("html").get_attribute("lang") == language
            faults += look(somebody, where)
    assert faults == []
    assert [line for line in noise if not line.partition(": ")[2].startswith(EXPECTED)] == []


def looked_at(somebody, axe, where, by_day=None, by_night=None):
    """What is wrong with the page that is open: by day, by night, and on the narrowest screen."""
    page = somebody.page
    name = f"{page.locator('html').get_attribute('lang')}{where.replace('/', '-').replace(', ', '_')}"
    assert page.locator("h1").count() == 1
    somebody.kept(f"{name}-light")
    found = []
    if by_day is not None:
        page.evaluate(axe)
        found += judged(page, where, by_day)
    if by_night is not None:
        page.emulate_media(color_scheme="dark")
        somebody.kept(f"{name}-dark")
        found += judged(page, f"{where} dark", by_night)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
    wide = page.viewport_size
    page.set_viewport_size(NARROW)
    if (beyond := page.evaluate(TOO_WIDE)) > 0:
        found.append(f"{where}: {beyond} px too wide at 320")
    somebody.kept(f"{name}-narrow")
    page.set_viewport_size(wide)
    return found


def judged(page, where, rules):
    """The violations that axe finds; the stylesheets are loaded once more only for a rule that is off."""
    options = {"resultTypes": ["violations"], "preload": False, **rules}
    violations = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{where}: {one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]]


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("path", ["/contract", "/availability"])
def test_a_telephone_cuts_no_word_of_a_table(person, language, path):
    somebody = person(locale=language, viewport=NARROW)
    somebody.sign_in(READERS[language])
    page = somebody.go(path)
    assert page.locator(".table td").count() > 2
    assert page.evaluate(CUT) == []
    assert page.evaluate(TOO_WIDE) <= 0


def test_paper_shows_what_is_read_and_nothing_that_is_pressed(person, place):
    somebody = person(locale="fr")
    somebody.sign_in("grand-large-2025:noemie")
    [ticket] = place.desk.ask("ticket", "list", "client:grand-large", "status:resolved", "--limit", "1")
    page = somebody.go(f"/tickets/{ticket['ref']}")
    page.emulate_media(media="print")
    somebody.kept("fr-ticket-print")
    assert page.locator(".exchange li").first.is_visible()
    assert page.locator(".standing").is_visible()
    assert [one for one in page.locator("form, nav, button, .write h2").all() if one.is_visible()] == []

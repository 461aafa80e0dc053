"""A client's day in a real browser: with scripts, without them, and without a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

WHO = "montfleuri-2025:yann"
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
WAYS = {"scripts": {}, "no-scripts-narrow": {"java_script_enabled": False, "viewport": {"width": 320, "height": 640}}}


def entered(page, title):
    """Fill the form of a new ticket and send it; gives the reference."""
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill("Depuis ce matin, poste 12.\nLe voisin fonctionne.")
    page.locator("[name=files]").set_input_files({"name": "poste 12.png", "mimeType": "image/png", "buffer": PHOTO})
    page.locator("main form[action='/new'] button[type=submit], main form[action='/new'] button:not([type])").click()
    page.wait_for_url("**/tickets/CEL-*")
    return page.url.rpartition("/")[2]


def settled(desk, ref):
    """What a technician types to settle an incident."""
    desk.ask("ticket", "cause", ref, "Câble débranché")
    desk.ask("ticket", "restore", ref)
    desk.ask("ticket", "resolve", ref, "Câble rebranché")


def saved(page, name):
    """What the browser saves by a link of this name."""
    with page.expect_download() as begun:
        page.get_by_role("link", name=name).click()
    assert begun.value.suggested_filename == name
    return Path(begun.value.path()).read_bytes()


@pytest.mark.parametrize("way", WAYS)
def test_a_ticket_from_the_first_word_to_the_last(person, place, way):
    yann = person(**WAYS[way])
    page = yann.sign_in(WHO)
    page.locator("main a[href='/new']").first.click()
    ref = entered(page, "Plus de tonalité à l'accueil")
    assert "Plus de tonalité à l'accueil" in yann.text
    assert saved(page, "poste 12.png") == PHOTO
    assert [one["name"] for one in place.desk.ask("ticket", "file", ref)] == ["poste 12.png"]
    place.desk.ask("ticket", "note", ref, "Nous regardons votre poste.", "--public")
    place.desk.ask("ticket", "note", ref, "mot interne : alimentation douteuse")
    page.reload()
    assert "Nous regardons votre poste." in yann.text
    assert "alimentation" not in yann.text
    page.locator(f"form[action='/tickets/{ref}/reply'] [name=text]").fill("Merci, cela marche.")
    page.locator(f"form[action='/tickets/{ref}/reply'] button").click()
    page.get_by_text("Merci, cela marche.").wait_for()
    settled(place.desk, ref)
    page.reload()
    with page.expect_navigation():
        page.locator(f"form[action='/tickets/{ref}/confirm'] button").click()
    found = place.desk.ask("ticket", "show", ref)
    assert (found["status"], found["requester"]) == ("closed", "yann")
    assert "Merci, cela marche." in [entry.get("text") for entry in found["journal"]]
    page.locator("form[action='/sign-out'] button").click()
    yann.go("/")
    assert page.url.endswith("/sign-in")


class Keyboard:
    """Hands that never touch a mouse."""

    def __init__(self, page):
        self.page, self.keys = page, page.keyboard

    def reach(self, selector):
        """Go on to an element by Tab; fails when the whole page was walked without meeting it."""
        for _ in range(80):
            self.keys.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                self._see()
                return
        pytest.fail(f"{selector} is out of reach of the keyboard")

    def _see(self):
        """What has the focus shows it."""
        look = "getComputedStyle(document.activeElement)"
        seen = self.page.evaluate(f"{look}.outlineStyle != 'none' || {look}.boxShadow != 'none'")
        assert seen, self.page.evaluate("document.activeElement.outerHTML")

    def type_at(self, selector, text):
        self.reach(selector)
        self.keys.type(text)

    def press_at(self, selector):
        """Press Enter there, and wait for the page that comes."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.keys.press("Enter")


def test_the_same_by_keyboard_alone(person, place):
    yann = person()
    hands = Keyboard(yann.go("/sign-in"))
    hands.type_at("#code", place.code(WHO))
    hands.press_at("form[action='/sign-in'] button")
    hands.press_at(".skip")
    hands.press_at("main a[href='/new']")
    hands.type_at("[name=title]", "Écho au poste 7")
    hands.reach("[name=priority]")
    hands.keys.press("ArrowDown")
    hands.type_at("[name=text]", "Depuis lundi")
    hands.press_at("form[action='/new'] button")
    ref = yann.page.url.rpartition("/")[2]
    settled(place.desk, ref)
    yann.page.reload()
    hands.press_at(f"form[action='/tickets/{ref}/confirm'] button")
    hands.type_at(f"form[action='/tickets/{ref}/reopen'] [name=text]", "Cela recommence")
    hands.press_at(f"form[action='/tickets/{ref}/reopen'] button")
    found = place.desk.ask("ticket", "show", ref)
    assert (found["title"], found["status"], found["priority"]) == ("Écho au poste 7", "in_progress", "P2")
    hands.press_at("form[action='/sign-out'] button")
    assert yann.page.url.endswith("/sign-in")

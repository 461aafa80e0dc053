"""A session that ends while somebody writes: what was written is there again after signing in, without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta

FIELDS = {
    "title": "Écho <b>partout</b>",
    "kind": "request",
    "priority": "P2",
    "contract": "acme-2026",
    "text": "Long\ntexte",
}
KEPT = re.compile(r'name="(kept[^"]*)" value="([^"]*)"')


def carried(browser):
    return dict(KEPT.findall(browser.page.text.replace("&lt;", "<").replace("&gt;", ">")))


def signed_in_again(extranet, browser, who="acme:paul"):
    kept = carried(browser)
    assert kept
    wrong = browser.post("/sign-in", code="0" * 28, **kept)
    assert (wrong.status_code, carried(browser)) == (401, kept)
    return browser.post("/sign-in", code=extranet.codes[who], **kept)


def test_a_new_ticket_survives_the_end_of_the_session_and_is_still_one(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    paul.get("/new")
    number = paul.number
    desk.now += timedelta(hours=1)
    assert paul.send("/new", ("a.txt", b"x"), number=number, **FIELDS).status_code == 401
    assert desk.ask("ticket", "list") == []
    assert signed_in_again(extranet, paul).headers["location"] == "/new"
    paul.get("/new")
    assert paul.number == number
    assert 'value="Écho <b>partout</b>"' in paul.text
    assert "Long\ntexte" in paul.text
    assert re.search(r'value="P2" selected', paul.page.text)
    first = paul.send("/new", number=number, **FIELDS).headers["location"]
    assert paul.send("/new", number=number, **FIELDS).headers["location"] == first
    assert len(desk.ask("ticket", "list")) == 1
    paul.get("/new")
    assert "Écho" not in paul.text


def test_a_reply_survives_too_and_goes_only_to_who_may_see_the_ticket(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    paul.get("/new")
    page = paul.send("/new", number=paul.number, **FIELDS).headers["location"]
    paul.get(page)
    desk.now += timedelta(hours=1)
    assert paul.send(f"{page}/reply", text="Ma réponse").status_code == 401
    assert signed_in_again(extranet, paul).headers["location"] == page
    paul.get(page)
    assert "Ma réponse" in paul.text
    assert paul.send(f"{page}/reply", text="Ma réponse").status_code == 303
    assert paul.get(page).text.count("Ma réponse") == 1
    other = extranet.browser()
    other.get("/sign-in")
    kept = {"kept": f"{page}/reply", "kept.text": "x"}
    assert other.post("/sign-in", code=extranet.codes["bach:boris"], **kept).headers["location"] == page
    assert other.get(page).status_code == 404


def test_a_door_leads_nowhere_else(extranet):
    browser = extranet.browser()
    for place in ("https://evil.example", "//evil.example", "/tickets/../x", "/sign-out", "/new/x"):
        browser.get("/sign-in")
        answer = browser.post("/sign-in", code=extranet.codes["acme:paul"], kept=place, **{"kept.text": "x"})
        assert answer.headers["location"] == "/"


def test_the_form_that_a_label_opens_is_filled_in_after_signing_in_too(extranet):
    extranet.desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    visitor = extranet.browser()
    assert visitor.get("/new?component=ipbx").status_code == 401
    assert dict(carried(visitor)) == {"kept": "/new", "kept.component": "ipbx"}
    assert "signed out" not in visitor.text
    assert 'role="alert"' not in visitor.text
    assert signed_in_again(extranet, visitor).headers["location"] == "/new"
    visitor.get("/new")
    assert re.search(r'value="ipbx" selected', visitor.page.text)
    number = visitor.number
    assert visitor.send("/new", number=number, component="ipbx", **FIELDS).status_code == 303
    visitor.get("/new")
    assert not re.search(r'value="ipbx" selected', visitor.page.text)

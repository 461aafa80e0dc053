"""A client enters a ticket, is answered, replies, confirms: without JavaScript, there is none."""

from __future__ import annotations

import re
from datetime import timedelta

from celyactl.extranet import entering

SINCE = re.compile(r'name="since" value="([^"]*)"')


def entered(browser, **fields):
    browser.get("/new")
    form = {"number": browser.number, "title": "Plus de tonalité", "kind": "incident", "priority": "P1"}
    return browser.post("/new", **{**form, "contract": "acme-2026", "text": "Depuis ce matin", **fields})


def test_from_the_first_call_for_help_to_the_confirmation(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    answer = entered(paul)
    assert answer.status_code == 303
    ref = answer.headers["location"].rpartition("/")[2]
    assert desk.git("log", "-1", "--format=%an <%ae> %cn <%ce>") == (
        "Paul Noir <paul@acme.example> portail <portail@celya.example>"
    )
    assert (desk.trailer("Celyactl-Actor"), desk.trailer("Celyactl-Channel")) == ("acme:paul", "extranet")
    made = desk.ask("ticket", "show", ref)
    assert (made["requester"], made["channel"] if "channel" in made else made["origin"]) == ("paul", "extranet")

    desk.now += timedelta(minutes=10)
    desk.ask("ticket", "note", ref, "Nous regardons.", "--public")
    desk.ask("ticket", "note", ref, "SECRET interne")
    paul.get(f"/tickets/{ref}")
    assert "Nous regardons." in paul.text
    assert "SECRET" not in paul.text
    assert paul.post(f"/tickets/{ref}/reply", text="Merci, poste 12 aussi").status_code == 303
    assert desk.ask("ticket", "show", ref)["journal"][-1]["text"] == "Merci, poste 12 aussi"

    desk.ask("ticket", "cause", ref, "Carte en panne")
    desk.ask("ticket", "restore", ref)
    desk.ask("ticket", "resolve", ref, "Réparé")
    desk.now += timedelta(minutes=10)
    paul.get(f"/tickets/{ref}")
    assert "Tout va bien" in paul.text
    assert paul.post(f"/tickets/{ref}/confirm").status_code == 303
    assert desk.ask("ticket", "show", ref)["status"] == "closed"
    paul.get(f"/tickets/{ref}")
    assert paul.post(f"/tickets/{ref}/reopen", text="Cela recommence").status_code == 303
    assert desk.ask("ticket", "show", ref)["status"] == "in_progress"
    assert desk.ask("check")["findings"] == []


def test_a_form_that_is_sent_twice_makes_one_ticket(extranet):
    paul = extranet.browser("acme:paul")
    paul.get("/new")
    number = paul.number
    first = entered(paul, number=number).headers["location"]
    extranet.desk.now += timedelta(minutes=5)
    assert entered(paul, number=number).headers["location"] == first
    assert entered(paul).headers["location"] != first
    assert len(extranet.desk.ask("ticket", "list")) == 2


def test_what_is_sent_twice_from_a_ticket_is_told_once(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    ref = entered(paul).headers["location"].rpartition("/")[2]

    def twice(act, **fields):
        paul.get(f"/tickets/{ref}")
        sent = {"token": paul.token, "since": SINCE.search(paul.text)[1], **fields}
        for _ in range(2):
            desk.now += timedelta(minutes=1)
            assert paul.post(f"/tickets/{ref}/{act}", **sent).status_code == 303
        return [entry["type"] for entry in desk.ask("ticket", "show", ref)["journal"]]

    assert twice("reply", text="Toujours rien") == ["open", "message"]
    assert twice("reply", text="Toujours rien") == ["open", "message", "message"]
    desk.ask("ticket", "cause", ref, "Carte en panne")
    desk.ask("ticket", "restore", ref)
    desk.ask("ticket", "resolve", ref, "Réparé")
    assert twice("confirm").count("confirm") == 1
    assert twice("rate", score="4").count("rate") == 1
    assert twice("reopen", text="Cela recommence").count("reopen") == 1
    paul.get(f"/tickets/{ref}")
    since = SINCE.search(paul.text)[1]
    for text in ("Un", "Deux", "Un"):
        assert paul.post(f"/tickets/{ref}/reply", text=text, since=since).status_code == 303
    assert [entry["text"] for entry in desk.ask("ticket", "show", ref)["journal"][-2:]] == ["Un", "Deux"]


def test_a_file_that_is_sent_twice_is_there_once(extranet):
    paul = extranet.browser("acme:paul")
    ref = entered(paul).headers["location"].rpartition("/")[2]
    paul.get(f"/tickets/{ref}")
    since = SINCE.search(paul.text)[1]
    for _ in range(2):
        sent = paul.send(f"/tickets/{ref}/reply", ("note.txt", b"un"), text="", since=since)
        assert sent.status_code == 303
        paul.get(f"/tickets/{ref}")
    assert [entry["type"] for entry in extranet.desk.ask("ticket", "show", ref)["journal"]] == ["open", "attach"]


def test_two_processes_that_get_the_same_form_at_once_make_one_ticket(extranet, monkeypatch):
    paul = extranet.browser("acme:paul")
    paul.get("/new")
    number = paul.number
    first = entered(paul, number=number).headers["location"]
    monkeypatch.setattr(entering, "_sent_before", lambda *_: None)  # the other process had not recorded it yet
    assert entered(paul, number=number).headers["location"] == first
    assert len(extranet.desk.ask("ticket", "list")) == 1


def test_a_form_that_is_sent_again_in_the_next_month_makes_one_ticket(extranet):
    extranet.desk.now = extranet.desk.now.replace(day=30, hour=23, minute=59)
    paul = extranet.browser("acme:paul")
    paul.get("/new")
    number = paul.number
    first = entered(paul, number=number).headers["location"]
    extranet.desk.now += timedelta(minutes=5)
    assert entered(paul, number=number).headers["location"] == first


def test_home_list_and_search_show_what_is_theirs(extranet):
    desk, paul, claire = extranet.desk, extranet.browser("acme:paul"), extranet.browser("acme:claire")
    entered(paul)
    desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho au poste 7", "--requester", "claire")
    for path in ("/", "/tickets"):
        paul.get(path)
        assert ("Plus de tonalité" in paul.text, "Écho" in paul.text) == (True, False)
        claire.get(path)
        assert ("Plus de tonalité" in claire.text, "Écho" in claire.text) == (True, True)
    claire.get("/tickets?q=ÉCHO")
    assert ("Plus de tonalité" in claire.text, "Écho au poste 7" in claire.text) == (False, True)
    claire.get("/")
    assert "Ouvert en ce moment, jusqu’à" in claire.text


def test_what_lacks_is_asked_for_and_nothing_is_lost(extranet):
    paul = extranet.browser("acme:paul")
    answer = entered(paul, title="  ", text="Une longue explication")
    assert answer.status_code == 422
    assert "Une longue explication" in paul.text
    assert entered(paul, kind="operation").status_code == 422
    assert extranet.desk.ask("ticket", "list") == []


def test_markup_is_text(extranet):
    paul = extranet.browser("acme:paul")
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
    answer = entered(paul, title=evil[:150], text=f"{evil}\x00\x1b[31m\u202e")
    paul.get(answer.headers["location"])
    paul.post(f"{answer.headers['location']}/reply", text=evil)
    for path in ("/", "/tickets?q=%3Cscript%3E", answer.headers["location"]):
        raw = paul.get(path).text.replace('<script src="/static/htmx.js" defer></script>', "")
        assert "<script" not in raw
        assert "<img" not in raw
        assert "49" not in raw.partition("alert(1)")[2][:80]
    assert "\x1b" not in paul.text


def test_english_for_who_asks_for_it(extranet):
    browser = extranet.browser(language="en-GB")
    browser.get("/sign-in")
    assert "Your access code" in browser.text
    assert '<html lang="en">' in browser.text


def test_after_signing_out_nothing_opens(extranet):
    paul = extranet.browser("acme:paul")
    paul.get("/")
    cookies = dict(paul.http.cookies)
    assert paul.post("/sign-out").headers["location"] == "/sign-in"
    other = extranet.browser()
    other.http.cookies.update(cookies)
    assert other.get("/").headers["location"] == "/sign-in"

"""Sixty hostile texts through every way in, looked for at every way out: each is a text there, and nothing else."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

import icalendar
import pikepdf
import pytest
from letters import letter
from markup import Page
from payloads import FORMULAS, PAYLOADS, lines

from celyactl.extranet.routes import ROUTES

LINES = lines(180)
NAMES = lines(480)
ALL = "\n".join(PAYLOADS)
COMPUTED = str(7 * 7 * 191)
SPEAKS = ("client", "mail", "person")


@pytest.fixture
def poisoned(extranet):
    """A desk where every word that somebody else may choose is hostile; gives the references by the way they came."""
    desk = extranet.desk
    _by_hand(desk)
    return {
        "form": _entered(extranet.browser("acme:paul")),
        "mail": [_written(desk, number, line) for number, line in enumerate(LINES)],
        "yaml": [_told(desk, number) for number in range(len(NAMES))],
    }


def _by_hand(desk):
    """Names of people, components, sites and contracts, as an editor leaves them."""
    people = "".join(f"  - id: p{n}\n    name: {json.dumps(line)}\n" for n, line in enumerate(NAMES))
    things = "".join(f"  - id: c{n}\n    kind: other\n    name: {json.dumps(line)}\n" for n, line in enumerate(NAMES))
    desk.edit("contracts/acme/client.yaml", "contacts:\n", f"contacts:\n{people}")
    with (desk.path / "contracts/acme/client.yaml").open("a", encoding="utf-8") as file:
        file.write(f"components:\n{things}")
    path = desk.path / "contracts/acme/acme-2026.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"title: {json.dumps(LINES[5])}\n", encoding="utf-8")
    desk.git("commit", "-qam", "by hand")


def _entered(paul):
    refs = []
    for line in LINES:
        paul.get("/new")
        fields = {"number": paul.number, "kind": "incident", "priority": "P3", "contract": "acme-2026"}
        answer = paul.send("/new", (f"{line}.txt", b"x"), title=line, text="" if refs else ALL, **fields)
        assert answer.status_code == 303
        refs.append(answer.headers["location"].rpartition("/")[2])
    paul.get(f"/tickets/{refs[0]}")
    assert paul.post(f"/tickets/{refs[0]}/reply", text=ALL).status_code == 303
    return refs


def _written(desk, number, line):
    quoted = line.replace("\\", "\\\\").replace('"', '\\"')
    raw = letter(
        "x" if number else ALL,
        sender=f'"{quoted}" <paul@acme.example>',
        subject=line,
        message_id=f"<{number}@acme.example>",
    )
    return desk.ask("mail", "receive", input=raw)["ref"]


def _told(desk, number):
    words = ("--contract", "acme-2026", "--requester", f"p{number}", "--component", f"c{number}")
    ref = desk.ask("ticket", "new", "--title", f"Nom {number}", *words)["ref"]
    if number == 0:
        desk.ask("ticket", "note", ref, ALL, "--public")
    return ref


def test_hostile_texts_stay_texts_wherever_they_come_out(extranet, poisoned, tmp_path):
    desk = extranet.desk
    browser = extranet.browser("acme:claire")
    shown = {way: _pages(browser, refs) for way, refs in poisoned.items()}
    for way, text in shown.items():
        assert [payload for payload in PAYLOADS if " ".join(payload.split()) not in text] == [], way
    _frames(browser)
    for refs in poisoned.values():
        _mails(desk, refs[:1])
    _tables(desk)
    _calendar(desk, poisoned["form"], tmp_path / "planned.ics")
    _taken_away(browser)
    _report(desk, tmp_path)


def _judged(html, *folders):
    page = Page(html, folders or ("extranet",))
    assert sorted(set(page.faults)) == []
    assert COMPUTED not in html
    return page.text


def _pages(browser, refs):
    """What the pages of some tickets say."""
    return " ".join(_judged(browser.get(f"/tickets/{ref}").text) for ref in refs)


def _frames(browser):
    """Every page without a name in its address, and what comes back of what was typed."""
    for route in ROUTES:
        if route.method == "GET" and route.page is not None and "{" not in route.path:
            answer = browser.get(route.path)
            if "html" in answer.headers["content-type"]:
                _judged(answer.text)
    for line in LINES:
        _judged(browser.http.get("/tickets", params={"q": line}).text)
    browser.get("/new")
    typed = dict.fromkeys(("number", "text", "kind", "priority", "contract"), ALL)
    _judged(browser.post("/new", title="", **typed).text)
    browser.get("/new")
    _judged(browser.http.get("/rien/" + LINES[4].replace("/", "")).text)


def _mails(desk, refs):
    for ref in refs:
        made = desk.ask("mail", "summary", ref)
        _judged(made["html"], "mail", "summary")
        assert "\n" not in made["subject"]
        assert COMPUTED not in made["message"]


def _cells(text):
    """The cells of a table, of which no spreadsheet computes any."""
    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))] == []
    return cells


def _tables(desk):
    for words in (["ticket", "list", "status:any", "--csv"], ["export", "tickets"], ["export", "contracts"]):
        cells = _cells(desk.say(*words))
        assert words[1] == "contracts" or all(any(formula in cell for cell in cells) for formula in FORMULAS)


def _calendar(desk, refs, path):
    for ref in refs[::9]:
        when = ("--start", "2026-11-25 14:00", "--end", "15:30")
        desk.ask("intervention", "plan", ref, "--mode", "remote", *when, "--summary", ALL, "--public")
    desk.say("intervention", "list", "--planned", "--ics", str(path))
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len(events) == len(refs[::9])
    text = " ".join(str(value) for event in events for value in event.values())
    assert [payload for payload in PAYLOADS if payload not in text] == []


def _taken_away(browser):
    """What clients save: the table of their tickets, and the calendar of their visits."""
    cells = _cells(browser.get("/tickets.csv").text.lstrip("\ufeff"))
    assert all(any(formula in cell for cell in cells) for formula in FORMULAS)
    browser.get("/planned")
    browser.post("/planned/calendar")
    feed = re.search(r'https://[^"<\s]+/calendar/[^"<\s]+', browser.text)[0]
    calendar = icalendar.Calendar.from_ical(browser.http.get(feed).content)
    assert calendar.walk("VEVENT")
    assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


def _report(desk, folder):
    words = ("report", "annual", "acme-2026", "--from", "2026-11-01", "--to", "2026-11-30")
    page, paper = folder / "rapport.html", folder / "rapport.pdf"
    desk.say(*words, "--format", "html", "--output", str(page))
    _judged(page.read_text(encoding="utf-8"), "report")
    desk.say(*words, "--format", "pdf", "--output", str(paper))
    with pikepdf.open(paper) as document:
        objects = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        assert [one for one in objects if {"/JS", "/JavaScript", "/Launch", "/SubmitForm"} & set(one.keys())] == []
        assert [str(one["/URI"]) for one in objects if "/URI" in one and "evil" in str(one["/URI"])] == []

"""Every route for two clients, two roles and a stranger: made from the route table; one without a row fails."""

from __future__ import annotations

from hashlib import sha256
from shutil import copytree, rmtree

import pytest

from celyactl.extranet.routes import ROUTES

OWNERS = {"acme:claire": "claire", "acme:paul": "paul", "bach:berta": "berta", "bach:boris": "boris"}
REACH = {
    "acme:claire": {"claire", "paul"},
    "acme:paul": {"paul"},
    "bach:berta": {"berta", "boris"},
    "bach:boris": {"boris"},
}
REPORTS = {"acme:claire": ["acme"], "acme:paul": [], "bach:berta": ["bach"], "bach:boris": []}
"""Whose approved report somebody may save."""
SIGNED_IN = "signed in"
"""Anybody with a session, nobody else."""
ANYBODY = "anybody"
THEIRS = "theirs"
"""Whoever may see the ticket."""
WHOLE = "whole"
"""Whoever sees all of its company."""
ROWS = {
    ("GET", "/sign-in"): ANYBODY,
    ("POST", "/sign-in"): ANYBODY,
    ("POST", "/sign-out"): ANYBODY,
    ("GET", "/brand.css"): ANYBODY,
    ("GET", "/health"): ANYBODY,
    ("GET", "/ready"): ANYBODY,
    ("GET", "/calendar/{secret:str}"): ANYBODY,
    ("GET", "/lost"): ANYBODY,
    ("POST", "/lost"): ANYBODY,
    ("GET", "/lost/{secret:str}"): ANYBODY,
    ("POST", "/lost/{secret:str}"): ANYBODY,
    ("GET", "/"): SIGNED_IN,
    ("GET", "/tickets"): SIGNED_IN,
    ("GET", "/tickets.csv"): SIGNED_IN,
    ("GET", "/planned"): SIGNED_IN,
    ("POST", "/planned/calendar"): SIGNED_IN,
    ("POST", "/planned/calendar/end"): SIGNED_IN,
    ("GET", "/contract"): SIGNED_IN,
    ("GET", "/components"): SIGNED_IN,
    ("GET", "/availability"): SIGNED_IN,
    ("GET", "/reports"): SIGNED_IN,
    ("GET", "/reports/{report:str}"): WHOLE,
    ("GET", "/people"): SIGNED_IN,
    ("POST", "/people/language"): SIGNED_IN,
    ("GET", "/new"): SIGNED_IN,
    ("POST", "/new"): SIGNED_IN,
    ("GET", "/tickets/{ref:str}"): THEIRS,
    ("GET", "/tickets/{ref:str}/standing"): THEIRS,
    ("POST", "/tickets/{ref:str}/rate"): THEIRS,
    ("GET", "/tickets/{ref:str}/files/{file:str}"): THEIRS,
    ("POST", "/tickets/{ref:str}/reply"): THEIRS,
    ("POST", "/tickets/{ref:str}/confirm"): THEIRS,
    ("POST", "/tickets/{ref:str}/reopen"): THEIRS,
}


def test_every_route_has_its_row():
    assert {(route.method, route.path) for route in ROUTES} == set(ROWS)


def attached(desk, ref, name, text, *words):
    (desk.path.parent / name).write_text(text)
    desk.ask("ticket", "attach", ref, str(desk.path.parent / name), *words)


def place_of(path, ref, name):
    """The address of a route for the ticket of somebody, and the file that its client may read."""
    return path.replace("{ref:str}", ref).replace("{file:str}", sha256(f"FILE-{name}".encode()).hexdigest())


def report_of(client):
    """The name of the approved report of a client."""
    return f"2026-11-01_2026-11-23.{client}-2026.pdf"


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Where the desk of these tests is kept once it was made, and its references."""
    return tmp_path_factory.mktemp("marked") / "desk", {}


@pytest.fixture
def marked(extranet, made):
    """A ticket of each person, with words that mark whose they are and what is internal; a report of each client."""
    (kept, refs), desk = made, extranet.desk
    if not refs:
        refs |= {name: _ticket_of(desk, who.partition(":")[0], name) for who, name in OWNERS.items()}
        for client in ("acme", "bach"):
            desk.ask("report", "approve", f"{client}-2026", "--from", "2026-11-01", "--to", "2026-11-23")
        copytree(desk.path, kept)
    else:
        rmtree(desk.path)
        copytree(kept, desk.path)
        desk.settle()
        extranet.begun_anew()
    return dict(refs)


def _ticket_of(desk, client, name):
    words = ("--contract", f"{client}-2026", "--title", f"MARK-{name}", "--requester", name)
    ref = desk.ask("ticket", "new", *words)["ref"]
    desk.ask("ticket", "note", ref, f"INTERNAL-{name}")
    attached(desk, ref, f"photo-{name}.txt", f"FILE-{name}", "--public")
    attached(desk, ref, f"interne-{name}.txt", f"INTERNAL-FILE-{name}")
    desk.ask("ticket", "note", ref, f"PUBLIC-{name}", "--public")
    return ref


@pytest.mark.parametrize("who", OWNERS)
def test_the_matrix(extranet, marked, who):
    browser, head = extranet.browser(who), extranet.desk.git("rev-parse", "HEAD")
    hold(browser, marked, who)
    assert extranet.desk.git("rev-parse", "HEAD") == head
    for path in ("/", "/tickets", "/reports", "/tickets?q=MARK", *(f"/tickets?q={ref}" for ref in marked.values())):
        browser.get(path)
    everything = "\n".join(browser.seen)
    assert "INTERNAL" not in everything
    hidden = {name for name in marked if name not in REACH[who]}
    assert not [name for name in hidden if f"MARK-{name}" in everything or f"PUBLIC-{name}" in everything]
    assert all(f"MARK-{name}" in everything for name in REACH[who])
    assert [client for client in ("acme", "bach") if report_of(client) in everything] == REPORTS[who]


@pytest.mark.parametrize("module", ["visit", "figures"])
def test_the_matrix_fails_where_a_page_lets_anybody_do_anything(extranet, marked, module, monkeypatch):
    """Lists, files and forms would not be open either: what is read for them, and the act, refuse a second time."""
    browser = extranet.browser("acme:paul")
    hold(browser, marked, "acme:paul")
    monkeypatch.setattr(f"celyactl.extranet.{module}.may", lambda *_: True)
    extranet.desk.ask("client", "edit", "acme", "--set", "name=Acme SA")  # pages that were made are not given again
    with pytest.raises(AssertionError):
        hold(browser, marked, "acme:paul")


def hold(browser, marked, who):
    """Everything that is somebody's, asked for by somebody: theirs opens, anything else looks as if not there."""
    browser.get("/new")
    token, number = browser.token, browser.number
    nothing = browser.get("/tickets/CEL-2611-0000000")
    for method, path in (key for key, reach in ROWS.items() if reach == THEIRS):
        for name, ref in marked.items():
            where = place_of(path, ref, name)
            if name in REACH[who]:
                assert method == "POST" or browser.get(where).status_code == 200
                continue
            answer = browser.get(where) if method == "GET" else browser.post(where, token=token, text="x")
            assert answer.status_code == 404, (who, where)
            assert answer.text == nothing.text
    for client in ("acme", "bach"):
        answer = browser.get(f"/reports/{report_of(client)}")
        assert answer.status_code == (200 if client in REPORTS[who] else 404), (who, client)
        assert answer.status_code == 200 or answer.text == nothing.text
    other = "bach-2026" if who.startswith("acme") else "acme-2026"
    form = {"token": token, "number": number, "title": "x", "kind": "incident", "priority": "P3"}
    assert browser.post("/new", contract=other, **form).status_code == 404
    assert browser.post("/new", contract="nulle-part", **form).status_code == 404
    hidden_file = sha256(b"INTERNAL-FILE-paul").hexdigest()
    assert browser.get(f"/tickets/{marked['paul']}/files/{hidden_file}").status_code == 404


def test_an_approved_report_is_saved_as_it_was_approved(extranet, marked):
    claire = extranet.browser("acme:claire")
    claire.get("/reports")
    assert "du 1er nov. 2026 au 22 nov. 2026" in claire.text
    answer = claire.get(f"/reports/{report_of('acme')}")
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{report_of('acme')}"
    extranet.desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus tard", "--at", "2026-11-22 10:00")
    extranet.begun_anew()
    assert extranet.browser("acme:claire").get(f"/reports/{report_of('acme')}").content == answer.content


def test_a_stranger_is_sent_to_the_door(extranet, marked):
    stranger, head = extranet.browser(), extranet.desk.git("rev-parse", "HEAD")
    stranger.get("/sign-in")
    token = stranger.token
    for method, path in (key for key, reach in ROWS.items() if reach != ANYBODY):
        where = place_of(path, marked["paul"], "paul").replace("{report:str}", report_of("acme"))
        answer = stranger.get(where) if method == "GET" else stranger.post(where, token=token, text="x")
        if answer.status_code == 401:  # a form on which something was written: the door, which carries it
            assert method == "POST"
            assert 'action="/sign-in"' in answer.text
            assert "paul" not in answer.text
        elif path.endswith("/standing"):  # what asks is a page that is open
            assert (answer.status_code, answer.text) == (204, "")
        else:
            assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/sign-in", ""), where
    assert extranet.desk.git("rev-parse", "HEAD") == head


@pytest.mark.parametrize("path", ["/tickets/..%2f..%2fdesk.yaml", "/tickets/x", "/rien", "/static/..%2fapp.py"])
def test_what_is_not_there_has_a_way_back(extranet, path):
    browser = extranet.browser("acme:claire")
    answer = browser.get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text

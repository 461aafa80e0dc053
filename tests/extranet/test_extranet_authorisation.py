"""Every route for two clients, two roles and a stranger: made from the route table; one without a row fails."""

from __future__ import annotations

from hashlib import sha256

import pytest

from celyactl.extranet.routes import ROUTES

OWNERS = {"acme:claire": "claire", "acme:paul": "paul", "bach:berta": "berta", "bach:boris": "boris"}
REACH = {
    "acme:claire": {"claire", "paul"},
    "acme:paul": {"paul"},
    "bach:berta": {"berta", "boris"},
    "bach:boris": {"boris"},
}
SIGNED_IN = "signed in"
"""Anybody with a session, nobody else."""
ANYBODY = "anybody"
THEIRS = "theirs"
"""Whoever may see the ticket."""
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
    ("GET", "/reports/{report:str}"): SIGNED_IN,
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


@pytest.fixture
def marked(extranet):
    """A ticket of each person, with words that mark whose they are and what is internal."""
    refs = {}
    for who, name in OWNERS.items():
        slug = f"{who.partition(':')[0]}-2026"
        words = ("--contract", slug, "--title", f"MARK-{name}", "--requester", name)
        ref = extranet.desk.ask("ticket", "new", *words)["ref"]
        extranet.desk.ask("ticket", "note", ref, f"INTERNAL-{name}")
        attached(extranet.desk, ref, f"photo-{name}.txt", f"FILE-{name}", "--public")
        attached(extranet.desk, ref, f"interne-{name}.txt", f"INTERNAL-FILE-{name}")
        extranet.desk.ask("ticket", "note", ref, f"PUBLIC-{name}", "--public")
        refs[name] = ref
    return refs


@pytest.mark.parametrize("who", OWNERS)
def test_the_matrix(extranet, marked, who):
    browser, head = extranet.browser(who), extranet.desk.git("rev-parse", "HEAD")
    browser.get("/")
    token = browser.token
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
    other = "bach-2026" if who.startswith("acme") else "acme-2026"
    browser.get("/new")
    form = {"number": browser.number, "title": "x", "kind": "incident", "priority": "P3"}
    assert browser.post("/new", contract=other, **form).status_code == 404
    assert browser.post("/new", token=token, contract="nulle-part", **form).status_code == 404
    hidden_file = sha256(b"INTERNAL-FILE-paul").hexdigest()
    assert browser.get(f"/tickets/{marked['paul']}/files/{hidden_file}").status_code == 404
    assert extranet.desk.git("rev-parse", "HEAD") == head
    for path in ("/", "/tickets", "/tickets?q=MARK", *(f"/tickets?q={ref}" for ref in marked.values())):
        browser.get(path)
    everything = "\n".join(browser.seen)
    assert "INTERNAL" not in everything
    hidden = {name for name in marked if name not in REACH[who]}
    assert not [name for name in hidden if f"MARK-{name}" in everything or f"PUBLIC-{name}" in everything]
    assert all(f"MARK-{name}" in everything for name in REACH[who])


@pytest.mark.parametrize(("method", "path"), [key for key, reach in ROWS.items() if reach != ANYBODY])
def test_a_stranger_is_sent_to_the_door(extranet, marked, method, path):
    stranger = extranet.browser()
    stranger.get("/sign-in")
    where, head = place_of(path, marked["paul"], "paul"), extranet.desk.git("rev-parse", "HEAD")
    answer = stranger.get(where) if method == "GET" else stranger.post(where, text="x")
    if answer.status_code == 401:  # a form on which something was written: the door, which carries it
        assert method == "POST"
        assert 'action="/sign-in"' in answer.text
        assert "paul" not in answer.text
    elif path.endswith("/standing"):  # what asks is a page that is open
        assert (answer.status_code, answer.text) == (204, "")
    else:
        assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/sign-in", "")
    assert extranet.desk.git("rev-parse", "HEAD") == head


@pytest.mark.parametrize("path", ["/tickets/..%2f..%2fdesk.yaml", "/tickets/x", "/rien", "/static/..%2fapp.py"])
def test_what_is_not_there_has_a_way_back(extranet, path):
    browser = extranet.browser("acme:claire")
    answer = browser.get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text

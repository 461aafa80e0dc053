"""Files of clients: sent with a ticket and a reply, saved from a page, refused by size, number and kind."""

from __future__ import annotations

from hashlib import sha256

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
FIELDS = {"title": "Écran noir", "kind": "incident", "priority": "P3", "contract": "acme-2026", "text": "Voir la photo"}


def sent(browser, *files, **fields):
    browser.get("/new")
    return browser.send("/new", *files, **{"number": browser.number, **FIELDS, **fields})


def test_a_photo_goes_with_the_ticket_and_comes_back_as_it_was(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    answer = sent(paul, ("../é  cran\u202e.png", PNG))
    assert answer.status_code == 303
    page = answer.headers["location"]
    paul.get(page)
    assert "é cran.png" in paul.text
    assert paul.send(f"{page}/reply", ("journal.txt", b"vide")).status_code == 303
    assert paul.send(f"{page}/reply", ("suite.txt", b"encore"), text="Et la suite").status_code == 303
    ref = page.rpartition("/")[2]
    assert [one["name"] for one in desk.ask("ticket", "file", ref)] == ["é cran.png", "journal.txt", "suite.txt"]
    got = paul.get(f"{page}/files/{sha256(PNG).hexdigest()}")
    assert got.content == PNG
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''%C3%A9%20cran.png"
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "no-store"
    assert desk.ask("check")["findings"] == []


@pytest.mark.parametrize(
    "file",
    [
        ("virus.exe", b"MZ\x90"),
        ("page.html", b"<script>"),
        ("image.svg", b"<svg/>"),
        ("photo.png", b"MZ\x90 not a picture"),
        ("note.txt", b"zero \0 byte"),
        ("sans-fin", b"x"),
        ("vide.png", b""),
        ("gros.txt", b"x" * 20_000_001),
    ],
)
def test_what_is_not_what_it_says_or_too_large_is_refused_and_the_text_stays(extranet, file):
    paul, head = extranet.browser("acme:paul"), extranet.desk.git("rev-parse", "HEAD")
    assert sent(paul, file).status_code == 422
    assert "Voir la photo" in paul.text
    assert file[0].rpartition(".")[0] in paul.text
    assert extranet.desk.git("rev-parse", "HEAD") == head


@pytest.mark.parametrize("files", [[(f"{n}.txt", b"x") for n in range(6)], [("a.txt", b"a" * 13_000_000)] * 2])
def test_too_many_or_too_much_together_is_refused_and_the_text_stays(extranet, files):
    paul = extranet.browser("acme:paul")
    assert sent(paul, *files).status_code == 422
    assert "Voir la photo" in paul.text
    assert extranet.desk.ask("ticket", "list") == []


def test_a_stranger_leaves_no_file_and_a_broken_form_no_trace(extranet):
    stranger, paul = extranet.browser(), extranet.browser("acme:paul")
    stranger.get("/sign-in")
    assert stranger.send("/new", ("a.txt", b"x" * 1000), **FIELDS).status_code == 401
    kind = {"content-type": "multipart/form-data; boundary=x"}
    for body in (b"--x\r\nContent-Disposition: form-data; name=", b"--y\r\n", b""):
        assert paul.http.post("/new", content=body, headers=kind).status_code in {400, 403}
    assert paul.http.post("/new", content=b"x", headers={"content-type": "multipart/form-data"}).status_code == 400
    paul.get("/")
    assert paul.send("/sign-out").status_code == 415
    assert paul.http.post("/new", content=b"x", headers={**kind, "content-length": "99999999"}).status_code == 413


def test_an_erased_file_says_so(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    page = sent(paul, ("a.txt", b"secret")).headers["location"]
    desk.ask("privacy", "erase", "acme:paul")
    claire = extranet.browser("acme:claire")
    answer = claire.get(f"{page}/files/{sha256(b'secret').hexdigest()}")
    assert (answer.status_code, "effacé" in claire.text) == (410, True)

"""A lost code: one link, once, for 15 minutes, to the known address; strangers get the same page and no mail."""

from __future__ import annotations

import re
import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

LINK = re.compile(r"https://support\.celya\.example(/lost/[\w-]{40,})")
CODE = re.compile(r'class="code">([0-9A-Z-]{32})<')


class Box:
    """What a real server on loopback was handed."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 taken"


@pytest.fixture
def box(monkeypatch):
    kept = Box()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    monkeypatch.setenv("CELYACTL_SMTP", f"smtp://127.0.0.1:{port}")
    yield kept
    server.stop()


def asked(extranet, *addresses):
    """The pages for these addresses; every mail is out when the site is closed, and it opens again by itself."""
    pages = []
    for address in addresses:
        browser = extranet.browser()
        browser.get("/lost")
        answer = browser.post("/lost", email=address)
        assert answer.status_code == 200
        pages.append(re.sub(r'value="[^"]*"', "", answer.text))
    extranet.app.on_shutdown[0].__self__.post.close()
    return pages


def test_a_link_makes_a_new_code_once_and_the_old_one_ends(extranet, box):
    desk = extranet.desk
    pages = asked(extranet, "Paul@acme.example", "inconnu@acme.example", "", "<script>@x")
    assert len(set(pages)) == 1
    [(to, mail)] = box.mails
    assert to == ["paul@acme.example"]
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_body(("plain",)).get_content()
    link = LINK.search(text)[1]
    assert link in mail.get_body(("html",)).get_content()
    assert link.rpartition("/")[2] not in desk.git("log", "-p", "--all")
    state = desk.path / ".git" / "celyactl" / "extranet.sqlite3"
    assert link.rpartition("/")[2].encode() not in state.read_bytes()
    browser = extranet.browser()
    for _ in range(2):  # programs that look at mails follow links, and use nothing up
        assert browser.get(link).status_code == 200
    assert browser.post(link, token="x").status_code == 403
    browser.get(link)
    assert browser.post(link).status_code == 200
    code = CODE.search(browser.page.text)[1]
    assert desk.trailer("Celyactl-Actor") == "acme:paul"
    assert browser.sign_in(extranet.codes["acme:paul"]).status_code == 401
    assert browser.sign_in(code).status_code == 303
    late = extranet.browser()
    assert late.get(link).status_code == 404
    late.get("/lost")
    assert late.post(link).status_code == 404
    assert extranet.browser("acme:claire").get("/").status_code == 200
    assert desk.ask("check")["findings"] == []


def test_a_link_ends_after_a_quarter_of_an_hour_and_with_who_left(extranet, box):
    desk = extranet.desk
    asked(extranet, "paul@acme.example", "claire@acme.example")
    links = {to[0]: LINK.search(mail.get_body(("plain",)).get_content())[1] for to, mail in box.mails}
    desk.now += timedelta(minutes=14, seconds=59)
    browser = extranet.browser()
    assert browser.get(links["paul@acme.example"]).status_code == 200
    desk.now += timedelta(seconds=1)
    assert browser.post(links["paul@acme.example"]).status_code == 404
    assert browser.get(links["claire@acme.example"]).status_code == 404


def test_nobody_is_flooded_and_without_a_server_nothing_is_told(extranet, box, monkeypatch):
    asked(extranet, *["paul@acme.example"] * 6)
    assert len(box.mails) == 3
    monkeypatch.delenv("CELYACTL_SMTP")
    assert len({*asked(extranet, "claire@acme.example", "inconnu@acme.example")}) == 1
    assert len(box.mails) == 3

"""Signing in: TLS by a certificate authority of the test's own, a password given once, and a refusal told at once."""

from __future__ import annotations

import json
import socket
import ssl
import time
from email.message import EmailMessage

import keyring
import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked as Locked

from celyactl.errors.mail import KeyringLocked, MailServerGone, NoPassword, PasswordRefused
from celyactl.mail.handing import Fate
from celyactl.mail.server import Server, server_at
from celyactl.mail.smtp import Smtp

PASSWORD = "déjà-vu"


class Door:
    """A server that lets one password in; `given` are those that were tried."""

    def __init__(self):
        self.given = []
        self.taken = 0

    def __call__(self, _server, _session, _envelope, _mechanism, word):
        self.given.append(word.password.decode())
        return AuthResult(success=self.given[-1] == PASSWORD, handled=False)  # else aiosmtpd says nothing

    async def handle_DATA(self, _server, _session, _envelope):  # noqa: N802 - aiosmtpd's name
        self.taken += 1
        return "250 Taken"


class Guarded(Controller):
    """Asks for a password under TLS: from the first byte, or by STARTTLS; `mechanisms` are those it hides."""

    def __init__(self, door, context, *, implicit, hidden=()):
        self.hidden = hidden
        self.starttls = None if implicit else context
        super().__init__(door, hostname="127.0.0.1", port=0, ssl_context=context if implicit else None)

    def factory(self):
        settings = {"tls_context": self.starttls, "require_starttls": True} if self.starttls else {}
        required = self.starttls is not None
        return SMTP(
            self.handler,
            authenticator=self.handler,
            auth_require_tls=required,
            auth_exclude_mechanism=self.hidden,
            **settings,
        )

    def _trigger_server(self):
        """The port is known once it listens; a connection has the server make what aiosmtpd waits for."""
        self.port = self.server.sockets[0].getsockname()[1]
        socket.create_connection(("127.0.0.1", self.port)).close()


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def door():
    return Door()


@pytest.fixture
def guarded(door, authority):
    """Starts a guarded server; its port."""
    started = []

    def start(**settings):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        controller = Guarded(door, context, **settings)
        controller.start()
        started.append(controller)
        return controller.port

    yield start
    for controller in started:
        controller.stop()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    """This machine trusts the authority, and takes no server for its own."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setattr("celyactl.mail.server._LOOPBACK", frozenset())


@pytest.fixture
def trusted_port(guarded, trusted):
    return guarded(implicit=False)


def hand(port, *, implicit=False, password=PASSWORD):
    message = EmailMessage()
    message.set_content("x")
    with Smtp(Server("localhost", port, implicit=implicit, user="celyactl", password=password)) as smtp:
        return smtp.hand(message, "support@celya.example", ("claire@acme.example",))


@pytest.mark.parametrize("implicit", [True, False])
@pytest.mark.parametrize("hidden", [(), ("PLAIN",)])
def test_the_password_goes_under_tls_once(guarded, trusted, door, implicit, hidden):
    assert hand(guarded(implicit=implicit, hidden=hidden), implicit=implicit).fate is Fate.SENT
    assert (door.given, door.taken) == ([PASSWORD], 1)


@pytest.mark.parametrize("implicit", [True, False])
def test_a_certificate_of_an_unknown_authority_gets_no_password(guarded, door, monkeypatch, implicit):
    monkeypatch.setattr("celyactl.mail.server._LOOPBACK", frozenset())
    with pytest.raises(MailServerGone, match="CERTIFICATE_VERIFY_FAILED"):
        hand(guarded(implicit=implicit), implicit=implicit)
    assert door.given == []


def test_a_refused_password_is_told_at_once_and_tried_once(guarded, trusted, door):
    port, begun = guarded(implicit=False), time.monotonic()
    with pytest.raises(PasswordRefused, match="535"):
        hand(port, password="wrong")
    assert time.monotonic() - begun < 5
    assert door.given == ["wrong"]


def test_a_server_that_offers_no_known_way_in_is_tried_again_later(guarded, trusted, door):
    with pytest.raises(MailServerGone, match="no AUTH PLAIN or LOGIN"):
        hand(guarded(implicit=True, hidden=("PLAIN", "LOGIN")), implicit=True)
    assert door.given == []


def test_a_flush_says_that_the_password_is_refused_and_keeps_what_is_queued(
    sender, ticket, trusted_port, door, monkeypatch
):
    address = f"smtp://celyactl@localhost:{trusted_port}"
    sender.config.write_text(f'instance = "bureau-1"\n[mail]\nsmtp = "{address}"\n')
    monkeypatch.setenv("CELYACTL_SMTP_PASSWORD", "wrong")
    refused = sender.run("mail", "flush", "--json")
    assert (refused.exit_code, json.loads(refused.stderr)["error"]["code"]) == (78, "password_refused")
    monkeypatch.setenv("CELYACTL_SMTP_PASSWORD", PASSWORD)
    assert sender.run("mail", "flush").exit_code == 0
    assert (door.given, door.taken) == (["wrong", PASSWORD], 1)
    assert [entry["type"] for entry in sender.ask("ticket", "show", ticket)["journal"]].count("mail_queued") == 1


class Drawer(KeyringBackend):
    """A keyring of the test's own; `refusal` is what it raises."""

    priority = 1
    refusal = None

    def __init__(self):
        super().__init__()
        self.words = {}

    def get_password(self, service, username):
        if self.refusal:
            raise self.refusal
        return self.words.get((service, username))

    def set_password(self, service, username, password):
        self.words[service, username] = password


@pytest.fixture
def drawer():
    before, mine = keyring.get_keyring(), Drawer()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_the_keyring_holds_the_password_where_nothing_else_does(drawer, monkeypatch):
    address = "smtps://celyactl@mail.celya.example"
    with pytest.raises(NoPassword):
        server_at(address)
    keyring.set_password("celyactl", "smtp-password", "kept")
    assert server_at(address).password == "kept"
    monkeypatch.setenv("CELYACTL_SMTP_PASSWORD", "given")
    assert server_at(address).password == "given"


def test_a_locked_keyring_is_said_and_not_taken_for_an_empty_one(drawer):
    drawer.refusal = Locked("no prompt here")
    with pytest.raises(KeyringLocked, match="no prompt here"):
        server_at("smtps://celyactl@mail.celya.example")

"""A desk that receives mail: Acme with its contact Claire, Garonne with its contact Paul."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest
from furnishing import done_once
from mailboxes import HOST, PASSWORD, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desks import DeskInUse
    from mailboxes import Server

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
@done_once
def office(desk) -> DeskInUse:
    """A desk with two clients and a service that takes mail in."""
    desk.sell("acme-2026")
    paul = "paul:Paul Roy:paul@garonne.example:manager"
    desk.ask("contract", "new", "garonne-2026", "--client", "Garonne", "--contact", paul)
    return desk


@pytest.fixture
def take(office) -> Callable[[bytes], Any]:
    """Pipe a message into the desk: the outcome, of a command that must succeed."""
    return lambda raw: office.ask("mail", "receive", input=raw)


@pytest.fixture
def key(monkeypatch) -> bytes:
    """The desk's secret, in the environment."""
    monkeypatch.setenv("CELYACTL_MAIL_KEY", KEY)
    return KEY.encode()


@pytest.fixture(scope="session")
def listening(tmp_path_factory) -> Iterator[Server]:
    """An IMAP server, which takes a second to start."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port = one.getsockname()[1]
    with running(tmp_path_factory.mktemp("imap"), port) as server:
        yield server


@pytest.fixture
def imap(listening, monkeypatch) -> Server:
    """An IMAP server with an empty mailbox, from which this machine fetches."""
    listening.empty()
    monkeypatch.setenv("CELYACTL_IMAP", listening.address)
    monkeypatch.setenv("CELYACTL_IMAP_PASSWORD", PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", str(listening.certificate))
    return listening

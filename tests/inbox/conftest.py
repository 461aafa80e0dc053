"""A desk that receives mail: Acme with its contact Claire, Garonne with its contact Paul."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from desks import DeskInUse

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
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

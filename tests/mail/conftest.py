"""A desk that writes to its clients: Claire asked for something, and the machine is the one that sends."""

from __future__ import annotations

import pytest

ADDRESS = "support@celya.example"


@pytest.fixture
def ticket(desk):
    """The reference of a ticket that was just opened."""
    desk.sell("acme-2026", "--target", "P3:2h:8h")
    words = ("ticket", "new", "--contract", "acme-2026", "--requester", "claire", "--title", "Plus de tonalité")
    return desk.ask(*words)["ref"]


@pytest.fixture
def addressed(desk):
    """`desk`, with an address of its own."""
    desk.edit("desk.yaml", "mail:\n", f'mail:\n  address: "{ADDRESS}"\n  sender_name: "Support CELYA"\n')
    return desk

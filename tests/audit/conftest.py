from __future__ import annotations

import pytest
from furnishing import done_once
from tampering import Git


@pytest.fixture
def history(desk, keys, sign_as):
    """A desk of three: Nadia and Léa, who sign, and the extranet; a ticket with the words of both, and of a client."""
    _told(desk, keys, sign_as)
    sign_as("lea", "lea")
    return desk


@done_once
def _told(desk, keys, sign_as):
    sign_as("nadia", "nadia")
    desk.ask("team", "key", "add", "nadia", keys.public("nadia"))
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    desk.ask("team", "key", "add", "lea", keys.public("lea"))
    words = ("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example")
    desk.ask(*words, "--key", keys.public("portail"))
    desk.sell("acme-2026")
    desk.ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
    desk.path_of = f"tickets/2026/11/{desk.ref}.yaml"
    desk.ask("ticket", "ack", desk.ref, "--how", "rappel au standard")
    sign_as("lea", "lea")
    desk.ask("ticket", "note", desk.ref, "vu avec le client")


@pytest.fixture
def git(history, keys):
    return Git(history, keys)

"""A desk that writes to its clients: Claire asked for something, and the machine is the one that sends."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from mailbox import Maildir

import pytest
from furnishing import done_once

ADDRESS = "support@celya.example"


@pytest.fixture
@done_once
def ticket(desk):
    """The reference of a ticket that was just opened."""
    desk.sell("acme-2026", "--target", "P3:2h:8h")
    words = ("ticket", "new", "--contract", "acme-2026", "--requester", "claire", "--title", "Plus de tonalité")
    return desk.ask(*words)["ref"]


@pytest.fixture
@done_once
def addressed(desk):
    """`desk`, with an address of its own."""
    desk.edit("desk.yaml", "mail:\n", f'mail:\n  address: "{ADDRESS}"\n  sender_name: "Support CELYA"\n')
    return desk


@pytest.fixture
def config(tmp_path, monkeypatch):
    """What the machine `bureau-1` knows of itself."""
    path = tmp_path / "config.toml"
    path.write_text('instance = "bureau-1"\n')
    path.chmod(0o644)
    monkeypatch.setenv("CELYACTL_CONFIG", str(path))
    return path


@pytest.fixture
@done_once
def taken_over(desk, addressed, config, tmp_path):
    """`desk`, on the machine that sends; nobody asked for anything yet, so that nothing is sent."""
    done = desk.ask("mail", "flush", "--take-over", "--to-maildir", tmp_path / "box")
    assert done["sent"] == []
    return desk


@pytest.fixture
def sender(taken_over, config, tmp_path):
    """`desk`, on the machine `bureau-1`, which is the one that sends, and its empty maildir."""
    taken_over.config = config
    Maildir(tmp_path / "box")
    return taken_over


@pytest.fixture
def box(tmp_path):
    """Flush into a maildir, so much later: the messages that came into it since the last time, oldest first."""
    folder, known = tmp_path / "box" / "new", set()

    def flushed(desk, **later):
        desk.now += timedelta(**later)
        answer = desk.run("mail", "flush", "--to-maildir", folder.parent, "--json")
        assert answer.exit_code == 0, answer.stderr
        new = [path for path in folder.iterdir() if path.name not in known]
        known.update(path.name for path in new)
        messages = [message_from_bytes(path.read_bytes(), policy=default) for path in new]
        return sorted(messages, key=lambda message: message["Date"].datetime)

    return flushed

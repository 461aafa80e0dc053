"""On a terminal an act leaves this machine by itself; where others wait for it, the command says whether it has."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest
from forked import Forked

from celyactl.errors.syncing import RemoteUnreachable
from celyactl.store.remote import transport
from celyactl.store.repository import Repository


@pytest.fixture
def typed():
    """Run a command on a terminal; what it showed there."""

    def run(desk, *words):
        ours, theirs = os.openpty()
        env = os.environ | {"TERM": "xterm"}
        with (
            Path(os.devnull).open() as nothing,
            Forked(*words, cwd=desk.path, env=env, streams=(nothing.fileno(), theirs, theirs)) as process,
        ):
            os.close(theirs)
            shown = b""
            with suppress(OSError):  # a terminal that nobody writes to any more is an input error
                while part := os.read(ours, 1 << 16):
                    shown += part
        os.close(ours)
        assert process.returncode == 0, shown
        return shown.decode()

    return run


def _lands(office, desk):
    until = time.monotonic() + 30
    while office.head() != desk.git("rev-parse", "HEAD") and time.monotonic() < until:
        time.sleep(0.1)
    return office.head() == desk.git("rev-parse", "HEAD")


def test_an_act_on_a_terminal_leaves_by_itself(office, pair, typed):
    lea, _karim = pair
    shown = typed(lea, "ticket", "note", office.ref, "interne")
    assert "transmis" not in shown
    assert _lands(office, lea)


def test_an_urgent_act_says_that_it_is_over_there_or_waits(office, pair, typed):
    lea, _karim = pair
    shown = typed(lea, "ticket", "ack", office.ref, "--how", "rappel")
    assert "transmis" in shown or "en attente (1)" in shown
    assert _lands(office, lea)


@pytest.mark.parametrize("progress", [None, lambda _done, _total: None])
def test_who_does_not_answer_in_time_is_not_awaited_whatever_holds_the_pipes(office, monkeypatch, progress):
    hook = office.hub / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nsleep 20\n")
    hook.chmod(0o755)
    monkeypatch.setattr(transport, "PATIENCE", 0.2)
    began = time.monotonic()
    with Repository.open(office.hub) as repository:
        remote = transport.Remote(repository, str(office.hub), progress=progress)
        with pytest.raises(RemoteUnreachable):
            remote.push({"refs/heads/other": (None, office.head())})
    assert time.monotonic() - began < 10


def test_an_urgent_act_without_a_network_says_what_waits(office, pair, typed):
    lea, _karim = pair
    office.hub.rename(office.folder / "unplugged")
    assert "en attente (1)" in typed(lea, "ticket", "restore", office.ref)


def test_nothing_leaves_without_a_terminal_or_where_the_desk_says_so(office, pair, typed):
    lea, _karim = pair
    lea.run("ticket", "note", office.ref, "dans un tuyau")
    lea.edit("desk.yaml", "  auto: true\n", "  auto: false\n")
    typed(lea, "ticket", "note", office.ref, "au terminal")
    time.sleep(2)
    assert office.head() != lea.git("rev-parse", "HEAD")
    assert lea.git("rev-list", "--count", "origin/main..HEAD") == "3"


def test_a_list_on_a_terminal_says_how_old_it_may_be(pair, typed):
    lea, _karim = pair
    lea.ask("sync")
    assert "échange" not in typed(lea, "ticket", "list")
    then = time.time() - 12 * 60
    os.utime(lea.path / ".git/celyactl/remote.json", (then, then))
    assert "Dernier échange il y a 12 minutes." in typed(lea, "ticket", "list")
    assert "échange" not in lea.say("ticket", "list")


def test_the_doctor_names_the_driver_where_it_is_missing(pair):
    lea, _karim = pair
    lea.git("config", "--remove-section", "merge.celyactl")
    codes = {one["code"]: one["repaired"] for one in lea.ask("doctor")["findings"]}
    assert codes["no_merge_driver"] is False
    assert {one["code"]: one["repaired"] for one in lea.ask("doctor", "--fix")["findings"]}["no_merge_driver"] is True
    assert "no_merge_driver" not in {one["code"] for one in lea.ask("doctor")["findings"]}

"""An exchange over a real ssh on loopback, and each way in which a server says no, told apart by its exit code.

ssh reads its settings from the home of the system's user, not from `$HOME`: a file called `ssh`, first on the path,
gives it those of the test and nothing else.
"""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

_SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
_READS_ONLY = """case $SSH_ORIGINAL_COMMAND in
git-upload-pack*) exec sh -c "$SSH_ORIGINAL_COMMAND";;
*) echo 'You are not allowed to push' >&2; exit 1;;
esac
"""

_ROOM = Path("/run/sshd")
"""Where sshd locks itself up when root starts it; the system's service makes it."""

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(os.getuid() == 0 and not _ROOM.is_dir(), reason=f"needs mkdir {_ROOM}"),
    pytest.mark.skipif(_SSHD is None, reason="needs sshd: apt-get install openssh-server"),
]


class Server:
    """A real sshd on loopback; `use` gives ssh one of the keys `lea`, `reader` (may not write) and `stranger`."""

    def __init__(self, folder, path):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        for name in ("host", "lea", "reader", "stranger"):
            self._run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
        reading = folder / "reads-only"
        reading.write_text(f"#!/bin/sh\n{_READS_ONLY}")
        reading.chmod(0o755)
        keys = [self._key("lea"), f'command="{reading}" {self._key("reader")}']
        (folder / "authorized").write_text("\n".join(keys) + "\n")
        host = " ".join(self._key("host").split()[:2])
        (folder / "known").write_text(f"[127.0.0.1]:{self.port} {host}\n")
        wrapper = folder / "bin/ssh"
        wrapper.parent.mkdir()
        wrapper.write_text(f'#!/bin/sh\nexec {shutil.which("ssh", path=path)} -F {folder}/client "$@"\n')
        wrapper.chmod(0o755)
        self.process = None
        self.use("lea")

    def _key(self, name):
        return (self.folder / f"{name}.pub").read_text().strip()

    def _run(self, *words):
        subprocess.run(words, check=True, capture_output=True)

    def use(self, key, known="known"):
        lines = (
            "Host *",
            f"IdentityFile {self.folder}/{key}",
            "IdentitiesOnly yes",
            "IdentityAgent none",
            f"UserKnownHostsFile {self.folder}/{known}",
            "GlobalKnownHostsFile /dev/null",
        )
        (self.folder / "client").write_text("\n".join(lines) + "\n")

    def start(self):
        settings = {
            "ListenAddress": "127.0.0.1",
            "Port": self.port,
            "HostKey": self.folder / "host",
            "AuthorizedKeysFile": self.folder / "authorized",
            "PidFile": "none",
            "StrictModes": "no",
            "UsePAM": "no",
            "PasswordAuthentication": "no",
            "PermitRootLogin": "prohibit-password",
        }
        options = [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen([_SSHD, "-D", "-e", "-f", os.devnull, *options], stderr=log)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def address(self, path):
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{path}"


@pytest.fixture
def server(tmp_path, monkeypatch):
    folder = tmp_path / "server"
    folder.mkdir()
    made = Server(folder, os.environ["PATH"])
    monkeypatch.setenv("PATH", f"{folder}/bin:{os.environ['PATH']}")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def far(office, pair, server):
    """Two clones that reach their hub over ssh."""
    for clone in pair:
        clone.git("remote", "set-url", "origin", server.address(office.hub))
    return pair


def test_a_clone_is_made_and_exchanges_both_ways(office, server, tmp_path, run, far):
    lea, karim = far
    assert run("clone", server.address(office.hub), str(tmp_path / "new")).exit_code == 0
    karim.ask("ticket", "note", office.ref, "de Karim")
    assert karim.ask("sync")["pushed"] == 1
    lea.ask("ticket", "note", office.ref, "de Léa")
    done = lea.ask("sync")
    assert (done["fetched"], done["merged"], done["pushed"]) == (1, 1, 1)
    assert lea.git("rev-parse", "HEAD") == office.head()


@pytest.mark.parametrize(
    ("key", "known"),
    [
        pytest.param("stranger", "known", id="a key that the server does not know"),
        pytest.param("lea", "nobody", id="a server that this machine does not know"),
        pytest.param("reader", "known", id="a key that may read and not write"),
    ],
)
def test_who_is_not_let_in_or_may_not_write_is_denied(office, server, far, key, known):
    lea, _karim = far
    lea.ask("ticket", "note", office.ref, "de Léa")
    server.use(key, known)
    error = lea.refused("sync")
    assert (error["code"], error["exit"]) == ("remote_denied", 77)
    server.use("lea")
    assert lea.ask("sync")["pushed"] == 1


def test_what_a_hook_refuses_is_no_matter_of_rights(office, far):
    lea, _karim = far
    office.hook("echo 'Permission denied, pas le vendredi' >&2; exit 1")
    lea.ask("ticket", "note", office.ref, "de Léa")
    error = lea.refused("sync")
    assert (error["code"], error["exit"]) == ("push_refused", 65)
    assert "pas le vendredi" in error["message"]


def test_a_server_that_does_not_answer_is_offline(office, server, far):
    lea, _karim = far
    server.stop()
    lea.ask("ticket", "note", office.ref, "de Léa")
    error = lea.refused("sync")
    assert (error["code"], error["exit"]) == ("remote_unreachable", 75)
    server.start()
    assert lea.ask("sync")["pushed"] == 1

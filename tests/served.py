"""`celyactl extranet serve` as a process of its own on loopback, for the length of a `with`.

with served(desk.path) as server:
    httpx.get(f"{server.address}/health")
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 120


@dataclass
class Server:
    """A server that answers at `address`; what it said on stderr is there once it has ended."""

    address: str
    process: subprocess.Popen[bytes]
    log: BinaryIO
    said: str = ""

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What it logged."""
        return [json.loads(line) for line in self.said.splitlines()]

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it, and give its exit code."""
        if how is signal.SIGKILL:
            os.killpg(self.process.pid, how)  # its workers with it, as a machine does that loses power
        else:
            self.process.send_signal(how)
        code = self.process.wait(_PATIENCE)
        self.log.seek(0)
        self.said = self.log.read().decode()
        return code


@contextmanager
def served(desk: Path, *words: str, port: int | None = None, **environment: str) -> Iterator[Server]:
    """The extranet of a desk, until the block ends."""
    port = port or free_port()
    line = [sys.executable, "-m", "celyactl", "extranet", "serve", "--port", str(port), *words]
    surroundings = os.environ | {"PYTHONUTF8": "1"} | environment
    # A file: a pipe that nobody reads is full after some hundred requests, and the server waits for ever.
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(line, cwd=desk, env=surroundings, stderr=log, start_new_session=True)
        server = Server(f"http://127.0.0.1:{port}", process, log)
        try:
            await_answer(server.address)
            yield server
        finally:
            if process.poll() is None:
                server.end()


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def await_answer(address: str) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            assert httpx.get(f"{address}/health", trust_env=False, verify=False).text == "ok"
        except httpx.TransportError:
            assert time.monotonic() < until, f"nobody answers at {address}"
            time.sleep(0.05)
        else:
            return


def field(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


class Visitor(httpx.Client):
    """A client of the extranet at the level of HTTP: signs in, enters tickets."""

    def __init__(self, address: str) -> None:
        super().__init__(base_url=address, trust_env=False, timeout=30, verify=False)

    def sign_in(self, code: str) -> None:
        token = field(self.get("/sign-in").text, "token")
        assert self.post("/sign-in", data={"token": token, "code": code}).status_code == 303

    def form(self, title: str, contract: str) -> dict[str, str]:
        """The form of a new ticket, filled."""
        page = self.get("/new").text
        fields = {"title": title, "kind": "incident", "priority": "P3", "contract": contract}
        return fields | {name: field(page, name) for name in ("token", "number")}

    def enter(self, form: dict[str, str]) -> str | None:
        """The reference of the ticket that a form made; None when it was not acknowledged."""
        answer = self.post("/new", data=form)
        return answer.headers["location"].rpartition("/")[2] if answer.status_code == 303 else None

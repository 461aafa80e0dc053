"""A server that is told to end does end, also while a request is stuck in a thread that nothing can stop."""

from __future__ import annotations

import subprocess
import sys
import time

import httpx
from served import free_port

STUCK = """
import signal, sys, time
import uvicorn
from anyio import to_thread
from celyactl.extranet.serving import Leaving

async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})
    else:
        await to_thread.run_sync(time.sleep, 600)

signal.signal(signal.SIGTERM, lambda *_: None)  # as the server has it
uvicorn.run(Leaving(app, 0.2), port=int(sys.argv[1]), timeout_graceful_shutdown=1)
"""


def test_a_stuck_request_does_not_hold_the_process():
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", STUCK, str(port)], stderr=subprocess.DEVNULL)
    try:
        _ask_in_vain(f"http://127.0.0.1:{port}/")
        server.terminate()
        assert server.wait(timeout=30) == 0
    finally:
        server.kill()


def _ask_in_vain(address):
    """Wait for the server, and leave it with a request that it can't answer."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(address, timeout=0.5, trust_env=False, verify=False)
        except httpx.ConnectError:
            time.sleep(0.05)
        except httpx.ReadTimeout:
            return
    raise AssertionError(address)

"""A server's pre-receive hook in a fork of a process that has celyactl imported: a push waits for no start of Python.

`judging.py SOCKET` answers there until its input ends. Who asks sends the three streams, and as JSON `at`, `cwd` and
`env`; the answer is the exit code. `ASK` is the program of the hook, with the socket and the instant as arguments.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from datetime import datetime
from select import select
from typing import Any, NoReturn

from settling import called, settle

from celyactl.cli import check, main, session
from celyactl.services.pre_receive import push

ASK = """
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as judge:
    judge.connect(sys.argv[1])
    asked = json.dumps({"at": sys.argv[2], "cwd": os.getcwd(), "env": dict(os.environ)}).encode()
    socket.send_fds(judge, [asked], [0, 1, 2])
    sys.exit(int(judge.recv(10)))
"""
_LONGEST = 1 << 18
_WARM = (check, push)


def _serve(path: str) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(path)
        door.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while sys.stdin not in select([sys.stdin, door], [], [])[0]:
            asking, _address = door.accept()
            with asking:
                _answer(asking)


def _answer(asking: socket.socket) -> None:
    asked, streams, _flags, _address = socket.recv_fds(asking, _LONGEST, 3)
    child = os.fork()
    if not child:
        _judge(json.loads(asked), streams)
    for stream in streams:
        os.close(stream)
    asking.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _judge(asked: dict[str, Any], streams: list[int]) -> NoReturn:
    settle(streams, asked["cwd"], asked["env"])
    at = datetime.fromisoformat(asked["at"])
    with session.clock_at(lambda: at):
        os._exit(called(main.main, ["celyactl", "check", "--receive", "--lang", "en"]))


if __name__ == "__main__":
    _serve(sys.argv[1])

"""A process that has everything imported and forks a child for each command, which it follows and strikes.

So a strike costs what the command costs, without the start of an interpreter and of all that it imports. It reads one
request a line (a `Request` as JSON) on its standard input and answers with one line on its standard output.
"""

from __future__ import annotations

import fcntl
import gc
import importlib
import json
import os
import pkgutil
import signal
import sys
import tempfile
from contextlib import chdir, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, NoReturn, TypedDict

from settling import called, settle
from tracer import Tracer, be_traced

if TYPE_CHECKING:
    from collections.abc import Callable

_TOO_LONG = 120
"""Seconds after which a command counts as hung: this process dies of it, and what it follows with it."""

_MOST_SAID = 1 << 20
"""Bytes; a command that says more hangs."""


class Request(TypedDict):
    """`words` is a command line; `@NAME …` calls `NAME.main()`, or `celyactl.__main__.main()`, in a fork of ours.

    It reads the file `stdin`. Without a plan nobody follows the command.
    """

    words: list[str]
    plan: dict[str, object]
    cwd: str
    stdin: str
    env: dict[str, str]


def _warm() -> None:
    """Import what the commands would import, so that a fork of this process finds it."""
    import celyactl  # noqa: PLC0415 - after the modules that are needed in any case

    for found in pkgutil.walk_packages(celyactl.__path__, "celyactl."):
        if found.name != "celyactl.__main__":
            importlib.import_module(found.name)
    for name in ("_strptime", "act", "holidays", "rich.console", "ruamel.yaml", "shutil", "sqlite3", "taking_over"):
        importlib.import_module(name)
    _rehearse()
    gc.collect()
    gc.freeze()


def _rehearse() -> None:
    """Play a little, so that what is made at its first use is made once, and not by each child."""
    from celyactl.cli.main import run  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place, chdir(place), redirect_stdout(StringIO()) as said:
        run(["init", place, "--company", "CELYA"])
        run(["contract", "new", "acme", "--client", "Acme"])
        said.truncate(said.seek(0))
        run(["ticket", "new", "--contract", "acme", "--title", "Répétition", "--json"])
        reference = json.loads(said.getvalue())["data"]["ref"]
        for words in (["note", reference, "Répétition"], ["list"], ["list", "--json"], ["show", reference]):
            run(["ticket", *words])


def _become(request: Request, said: int, complained: int) -> NoReturn:
    """In the child: the command itself, with its own streams, folder and surroundings."""
    given = os.open(request["stdin"], os.O_RDONLY)
    settle((given, said, complained), request["cwd"], request["env"])
    if request["plan"]:
        be_traced()
    name, *rest = request["words"]
    if not name.startswith("@"):
        os.execvp(name, [name, *rest])  # the command line of a test
    name = name.removeprefix("@")
    module = importlib.import_module("celyactl.cli.main" if name == "celyactl" else name)
    os._exit(called(module.main, [name, *rest]))


def _strike(request: Request) -> dict[str, object]:
    (said, to_say), (complained, to_complain) = _pipe(), _pipe()
    tracer = Tracer(request["plan"])
    status = (tracer.run if request["plan"] else _unharmed)(lambda: _become(request, to_say, to_complain))
    os.close(to_say)
    os.close(to_complain)
    with os.fdopen(said) as out, os.fdopen(complained) as err:
        return {
            "mutations": tracer.mutations,
            "struck": tracer.struck,
            "status": status,
            "stdout": out.read(),
            "stderr": err.read(),
        }


def _pipe() -> tuple[int, int]:
    """It holds all that a command may say, for nobody reads before its end."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _MOST_SAID)
    return reading, writing


def _unharmed(become: Callable[[], NoReturn]) -> int:
    """Run a child that nobody follows."""
    child = os.fork()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if child else become()


def _serve() -> None:
    _warm()
    for line in sys.stdin:
        signal.alarm(_TOO_LONG)
        answer = _strike(json.loads(line))
        signal.alarm(0)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()

"""`celyactl extranet serve`: the extranet of this clone, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import say_more
from celyactl.cli.progress import Bar
from celyactl.cli.terminal import is_terminal
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.store.index.index import asked
from celyactl.store.machine import machine
from celyactl.store.place import find

app = Commands()

_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@app.command(example="celyactl extranet serve --address https://support.celya.example")
def serve(
    host: Annotated[
        str, typer.Option("--host", metavar=marked("ADDRESS"), help=marked("Where to listen."))
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=marked("At which port."))] = 8080,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="URL",
            help=marked("What people type; a proxy there serves https. Without it, only this machine is served."),
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help=marked("How many processes; one a core is enough."))
    ] = 1,
    sync: Annotated[
        bool, typer.Option("--sync/--no-sync", help=marked("Exchange with the other clones by itself."))
    ] = True,
) -> None:
    """Serve the extranet: clients enter and follow their tickets."""
    from celyactl.extranet.serving import Listening  # 300 ms, for the server only
    from celyactl.extranet.serving import serve as begin
    from celyactl.extranet.site import Settings
    from celyactl.services.team.instances import extranet_service

    shown = _safe(host, port, address)
    now = session.current()
    extranet_service(now.desk.view.company, now.desk.now.date())
    machine()  # what is wrong in it is told here, not by each worker
    with Bar(_("Indexing")) as bar:  # once, before many ask for it at the same time
        asked(find(now.start), lambda _index: None, bar)
    say_more(_("The extranet is at {address}; Ctrl-C ends it.").format(address=shown))
    sys.stdout.flush()  # a pipe or a journal would learn it at the end only
    logged = not is_terminal(sys.stderr)
    begin(Settings(now.start, shown, now.clock), Listening(host, port, workers, logged=logged, exchanged=sync))


def _safe(host: str, port: int, address: str | None) -> str:
    """The address that people type. Raises AddressNotSafe."""
    from urllib.parse import urlsplit

    from celyactl.errors.access import AddressNotSafe

    plain = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    given = (address or plain).rstrip("/")
    parts = urlsplit(given)
    local = parts.scheme == "http" and parts.hostname in _HERE and host in _HERE
    if not parts.hostname or parts.path or not (parts.scheme == "https" or local):
        raise AddressNotSafe(given[:200])
    return given

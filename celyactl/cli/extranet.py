"""`celyactl extranet serve`: the extranet of this clone, until Ctrl-C or SIGTERM."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import say_more
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

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
) -> None:
    """Serve the extranet: clients enter and follow their tickets."""
    import uvicorn  # noqa: PLC0415 - 150 ms, for the server only

    from celyactl.extranet.app import application  # noqa: PLC0415
    from celyactl.extranet.site import Settings  # noqa: PLC0415
    from celyactl.services.extranet_service import extranet_service  # noqa: PLC0415

    shown = _safe(host, port, address)
    now = session.current()
    extranet_service(now.desk.view.company, now.desk.now.date())
    settings = Settings(now.start, shown, now.clock)
    say_more(_("The extranet is at {address}; Ctrl-C ends it.").format(address=shown))
    behind = shown.startswith("https://")
    uvicorn.run(
        application(settings),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        proxy_headers=behind,
        log_level="warning",
        timeout_graceful_shutdown=20,
    )


def _safe(host: str, port: int, address: str | None) -> str:
    """The address that people type. Raises AddressNotSafe."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - help needs none of it

    from celyactl.errors.access import AddressNotSafe  # noqa: PLC0415

    plain = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    given = (address or plain).rstrip("/")
    parts = urlsplit(given)
    local = parts.scheme == "http" and parts.hostname in _HERE and host in _HERE
    if not parts.hostname or parts.path or not (parts.scheme == "https" or local):
        raise AddressNotSafe(given[:200])
    return given

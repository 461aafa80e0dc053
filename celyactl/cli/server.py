"""`celyactl doctor --server`: one line for a monitoring system, in the words and exit codes of Nagios' plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

from celyactl.cli import session
from celyactl.cli.output import Verbatim, show
from celyactl.errors import CelyactlError
from celyactl.services.doctoring import server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.services.doctoring.server import Probe


def watch() -> NoReturn:
    """Measure, tell, and exit 0 (OK), 1 (WARNING), 2 (CRITICAL) or 3 (UNKNOWN)."""
    try:
        desk = session.current().desk
        probes = server.examine(desk.view, desk.now)
    except CelyactlError as error:
        said = error.sentence
        show({"state": "unknown", "probes": [], "error": said}, lambda: Verbatim(f"UNKNOWN - {said}"))
        raise typer.Exit(server.RANKS["unknown"]) from None
    state = server.worst(probes)
    show({"state": state, "probes": probes}, lambda: _line(state.upper(), probes), warnings=desk.view.warnings)
    raise typer.Exit(server.RANKS[state])


def _line(state: str, probes: Sequence[Probe]) -> Verbatim:
    bad = [probe.text for probe in probes if probe.state != "ok"]
    good = [probe.text for probe in probes if probe.state == "ok"]
    figures = " ".join(
        f"{probe.name}={probe.value}{probe.unit};{probe.warning};{probe.critical}"
        for probe in probes
        if probe.value is not None
    )
    return Verbatim(f"{state} - {', '.join([*bad, *good])} | {figures}")

"""`celyactl monitor receive`: a notification of the monitoring on standard input; exit 75 asks it to try again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.domain.words import Priority, ServiceKind
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from celyactl.services.monitoring.alarm import Place
    from celyactl.services.monitoring.receiving import Outcome, Watch

app = Commands()

_SAID = {
    "opened": marked("{ref}: opened, {title}"),
    "joined": marked("{ref}: the alert is back, {title}"),
    "reopened": marked("{ref}: opened again, {title}"),
    "settled": marked("{ref}: the monitoring sees it settled, {title}"),
    "duplicate": marked("{ref}: known already, {title}"),
    "unknown": marked("no ticket is about it: {title}"),
    "unplaced": marked("nothing says whose it is: {title}"),
}


@app.write(example="celyactl monitor receive --contract acme-2026 < alert.json")
def receive(
    contract: Annotated[
        str | None,
        typer.Option("--contract", metavar="SLUG", help=marked("Under which contract, where an alert names none.")),
    ] = None,
    client: Annotated[
        str | None, typer.Option("--client", metavar="ID", help=marked("Of which client, where an alert names none."))
    ] = None,
    component: Annotated[
        str | None,
        typer.Option("--component", metavar="ID", help=marked("On which component, where an alert names none.")),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option(
            "--service", metavar="ID", help=marked("Which shared service is down, where an alert names none.")
        ),
    ] = None,
    priority: Annotated[
        Priority | None, typer.Option("--priority", help=marked("How urgent, whatever the alert says."))
    ] = None,
) -> None:
    """Take in a notification of Alertmanager, Icinga or Nagios from standard input: one ticket an incident.

    A repeated one changes nothing; recovery ends the outage.
    """
    from celyactl.errors.monitoring import AlertsUnplaced
    from celyactl.services.monitoring.alarm import Place
    from celyactl.services.monitoring.reading import LARGEST, read
    from celyactl.services.monitoring.receiving import receive as taken

    alarms = read(sys.stdin.buffer.read(LARGEST + 1))
    place = _known(Place(contract, client, component, service))
    done = list(taken(_watch(place, priority), alarms))
    outcomes = [one.answer for one in done]
    unplaced = [one.title for one in outcomes if one.what == "unplaced"]
    if unplaced:
        raise AlertsUnplaced(unplaced)
    warnings = dict.fromkeys(warning for one in done for warning in one.warnings)
    show([_data(one) for one in outcomes], lambda: _words(outcomes), warnings=list(warnings))


def _known(place: Place) -> Place:
    """The place as typed. Raises UnknownContract, UnknownClient for what the desk does not know."""
    view = session.current().desk.view
    if place.contract is not None:
        view.contract(place.contract)
    if place.client is not None:
        view.client(place.client)
    return place


def _watch(place: Place, priority: Priority | None) -> Watch:
    from celyactl.services.monitoring.receiving import Watch

    now = session.current()
    desk = now.desk
    service = desk.view.company.service(ServiceKind.MONITOR, desk.now.date())
    if service is None:
        now.warn(
            _("desk.yaml has no service of kind `monitor`: you record for it; `celyactl team service add` makes one")
        )
    return Watch(desk.store, desk.now, place, priority, None if service else acting(), now.dry_run)


def _data(one: Outcome) -> dict[str, Any]:
    return {"what": one.what, "ref": one.ref, "fingerprint": one.fingerprint, "title": one.title}


def _words(outcomes: list[Outcome]) -> str:
    if not outcomes:
        return _("Nothing to record.")
    return done_or_tried("\n".join(_(_SAID[one.what]).format(ref=one.ref, title=one.title) for one in outcomes))

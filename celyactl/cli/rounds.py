"""One round of a service on its machine: who acts, on which instance, and the mark that says when it ended well."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.output import say_more
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.team import instances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.desk import Desk
    from celyactl.domain.words import ServiceKind
    from celyactl.services.acting import Acting
    from celyactl.store.machine import Machine

TakeOver = Annotated[
    bool, typer.Option("--take-over", help=marked("Make this machine the one that does it; an act of its own."))
]


class Round(NamedTuple):
    """What a round has: the desk, this machine, and the service as the actor."""

    desk: Desk
    here: Machine
    service: Acting


@contextmanager
def one_round(kind: ServiceKind, *, take_over: bool) -> Iterator[Round]:
    """A round of the service of this kind; monitoring sees when it ended without an error.

    Raises what `instances.acting_service` raises, and the errors of the machine's own settings.
    """
    from celyactl.store import marks

    now = service_here(kind, take_over=take_over)
    yield now
    if not now.service.dry_run:
        marks.leave(now.desk.repository.place, kind, now.desk.now)


def service_here(kind: ServiceKind, *, take_over: bool = False) -> Round:
    """The service of this kind on this machine. Raises as `one_round`."""
    from celyactl.store.machine import machine

    desk, here = session.current().desk, machine()
    if take_over:
        _take_over(desk, here, kind)
    company, trial = desk.store.view().company, session.current().dry_run
    return Round(desk, here, instances.acting_service(company, kind, here.instance, desk.now, dry_run=trial))


def _take_over(desk: Desk, here: Machine, kind: ServiceKind) -> None:
    """Make this machine the one, and say so at once: that holds however the round ends."""
    now = session.current()
    done = instances.take_over(desk.store, acting(), here.instance, kind)
    for warning in done.warnings:
        now.warn(warning)
    if done.commit and not now.json:
        said = _("{service}: from now on this machine, {instance}, is the one")
        say_more(said.format(service=kind, instance=here.instance))

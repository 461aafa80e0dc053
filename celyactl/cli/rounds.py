"""One round of a service on its machine: who acts, on which instance, and the mark that says when it ended well."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, done_or_tried
from celyactl.cli.output import say_more
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.services.acting import by_service
from celyactl.services.team import instances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.desk import Desk
    from celyactl.domain.words import ServiceKind
    from celyactl.services.acting import Acting
    from celyactl.services.recording import Done
    from celyactl.services.team.instances import TakenOver
    from celyactl.store.machine import Machine

TakeOver = Annotated[
    bool, typer.Option("--take-over", help=marked("Make this machine the one that does it; an act of its own."))
]


class Round(NamedTuple):
    """What a round has: the desk, this machine, the service as the actor, and what this machine took over by it."""

    desk: Desk
    here: Machine
    service: Acting
    taken: Done[TakenOver] | None = None

    @property
    def data(self) -> dict[str, Any]:
        """For programs: this machine; which one it relieved, and by which commit, or nothing."""
        taken = self.taken and {"previous": self.taken.answer.previous, "commit": self.taken.commit}
        return {"instance": self.here.instance, "took_over": taken}


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
    taken = _take_over(desk, here, kind) if take_over else None
    trial = session.current().dry_run
    if taken and trial:  # nothing of it is recorded
        return Round(desk, here, by_service(taken.answer.service, desk.now, dry_run=True), taken)
    company = desk.store.view().company
    return Round(desk, here, instances.acting_service(company, kind, here.instance, desk.now, dry_run=trial), taken)


def _take_over(desk: Desk, here: Machine, kind: ServiceKind) -> Done[TakenOver] | None:
    """Make this machine the one, and say so at once: that holds however the round ends. None where it was the one."""
    now = session.current()
    done = instances.take_over(desk.store, acting(), here.instance, kind)
    for warning in done.warnings:
        now.warn(warning)
    if not done.answer.is_new:
        return None
    if not now.json:
        said = _("{service}: from now on this machine, {instance}, is the one")
        say_more(done_or_tried(said.format(service=kind, instance=here.instance)))
    return done

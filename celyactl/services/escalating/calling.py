"""Calls people by the machine's own program: it gets JSON on standard input, once what it is about is recorded.

The program starts the call and ends; who answers is told by `celyactl escalation answer`. One that fails counts as a
call that nobody answered, so that the next person is called.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from celyactl.domain.entries.delivery import NoticeAnswered
from celyactl.domain.escalation.steps import StepKind
from celyactl.errors.system import reason
from celyactl.i18n import gettext as _
from celyactl.i18n import spoken
from celyactl.render import escalation as say
from celyactl.services.tickets.telling import Telling, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.company import Company
    from celyactl.domain.escalation.steps import Step
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.escalating.run import Run
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View

_PATIENCE: Final = 30.0
_LONGEST: Final = 300


class Failed(NamedTuple):
    """A call that could not be started, and why."""

    ref: str
    who: str
    why: str


def call_all(store: Store, acting: Acting, ran: Run, command: tuple[str, ...]) -> list[Failed]:
    """Make the calls of a run; the failures are recorded. Without a program every call fails."""
    failed = []
    for ticket, step in _calls(ran):
        why = start(command, _facts(store, ticket, step))
        if why is not None:
            tell(store, acting, ticket.ref, _unreached(step, why))
            failed.append(Failed(ticket.ref, step.to[0] if step.to else "", why))
    return failed


def _calls(ran: Run) -> Iterator[tuple[Ticket, Step]]:
    for outcome in ran.outcomes:
        yield from ((outcome.ticket, step) for step in outcome.steps if step.kind is StepKind.CALL)


def start(command: tuple[str, ...], facts: dict[str, Any]) -> str | None:
    """Have the program call somebody: why it failed, None when it did not."""
    if not command:
        return _("this machine's configuration names no program that calls")
    try:
        end = subprocess.run(  # noqa: S603 - the machine's administrator names it, no desk does
            command, input=msgspec.json.encode(facts), capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return _("the program did not end within {seconds} s").format(seconds=int(_PATIENCE))
    except OSError as error:
        return reason(error)
    if end.returncode == 0:
        return None
    said = end.stderr.decode(errors="replace").strip().rpartition("\n")[2][:_LONGEST]
    return _("the program ended with {code}: {said}").format(code=end.returncode, said=said or "-")


def _facts(store: Store, ticket: Ticket, step: Step) -> dict[str, Any]:
    view, about = store.view(), step.about
    subject = spoken(view.company.language, lambda: say.subject(step))
    told = {
        "ref": ticket.ref,
        "title": ticket.title,
        "priority": ticket.priority,
        "clock": about.clock,
        "threshold": about.percent,
        "target": about.target,
    }
    return facts(view, ticket.client, (step.notice, step.to[0] if step.to else "", subject)) | told


def facts(view: View, client: str, call: tuple[str, str, str]) -> dict[str, Any]:
    """What the program gets of a call (notice, who, subject) that is about no ticket.

    Everything in it is somebody's text: it is for saying, never for running.
    """
    company, (notice, who, subject) = view.company, call
    return {
        "v": 1,
        "notice": notice,
        "ref": "",
        "title": subject,
        "priority": None,
        "client": client,
        "client_name": view.client(client).name if client in view.client_ids() else client,
        "clock": None,
        "threshold": None,
        "target": None,
        "subject": subject,
        "language": company.language,
        "person": _person(company, who),
        "desk": str(view.repository.place.work_tree or view.repository.place.git_dir),
    }


def not_made(view: View, why: str) -> str:
    """What a journal keeps of a call that could not be made."""
    return spoken(view.company.language, lambda: _("The call could not be made: {why}").format(why=why))


def _person(company: Company, ident: str) -> dict[str, Any]:
    found = next((one for one in company.team if one.id == ident), None)
    name, email, phones = (found.name, found.email, found.phones) if found else ("", None, ())
    return {"id": ident, "name": name, "email": email, "phones": phones}


def _unreached(step: Step, why: str) -> Telling:
    def make(scene: Scene) -> list[NoticeAnswered]:
        text = not_made(scene.view, why)
        return [NoticeAnswered(**scene.stamp(), notice=step.notice, answer="no-answer", text=text)]

    return Telling("escalation.unreached", make, prose="the call failed")

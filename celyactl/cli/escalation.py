"""`celyactl escalation run|answer`: tells who must be told, in time; run each minute by a timer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.options import Ref, WhyInternal
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.cli.rounds import TakeOver, one_round, service_here
from celyactl.cli.table import Table
from celyactl.domain.words import ServiceKind
from celyactl.errors import Unavailable
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.cli.rounds import Round
    from celyactl.desk import Desk
    from celyactl.domain.escalation.steps import Step
    from celyactl.services.acting import Acting
    from celyactl.services.escalating.calling import Failed
    from celyactl.services.escalating.messages import MessageCall
    from celyactl.services.escalating.run import Run

app = Commands()

_NEGATIVE = 1


@app.write(example="celyactl escalation run --dry-run")
def run(take_over: TakeOver = False) -> None:
    """Tell who must be told of the thresholds that were passed, remind of waits, close what nobody reopened."""
    from celyactl.services.escalating.calling import call_all  # an answer needs none of it
    from celyactl.services.escalating.messages import call_about_messages
    from celyactl.services.escalating.run import run as escalate

    with one_round(ServiceKind.ESCALATION, take_over=take_over) as now:
        with Bar(_("Indexing")) as bar:
            ran = escalate(now.desk.store, now.service, bar)
        failed = [] if now.service.dry_run else call_all(now.desk.store, now.service, ran, now.here.command)
        calls, missed = call_about_messages(now.desk.store, now.service, now.here.command)
    _answer(now, _Done(ran, [*failed, *missed], calls))


class _Done(NamedTuple):
    """What a run did: of tickets, which calls failed, and who was called about messages that wait."""

    ran: Run
    failed: list[Failed]
    calls: list[MessageCall]


def _answer(now: Round, done: _Done) -> None:
    """Show what was done; what monitoring must know of is in the exit code."""
    ran, failed = done.ran, done.failed
    warnings = [*ran.warnings, *ran.skipped, *(_unreached(one) for one in failed)]
    show(_data(now, done), lambda: _words(now.desk, done), warnings=warnings)
    if failed:
        raise typer.Exit(Unavailable.exit_code)
    if ran.skipped:
        raise typer.Exit(_NEGATIVE)


def _data(now: Round, done: _Done) -> dict[str, Any]:
    ran = done.ran
    return {
        **now.data,
        "commits": ran.commits,
        "steps": [
            {"ref": outcome.ticket.ref, **_step_data(step)} for outcome in ran.outcomes for step in outcome.steps
        ],
        "failed_calls": [{"ref": one.ref, "who": one.who, "reason": one.why} for one in done.failed],
        "message_calls": [{"client": one.client, "who": one.who, "notice": one.notice} for one in done.calls],
        "skipped": ran.skipped,
    }


def _step_data(step: Step) -> dict[str, Any]:
    about = step.about
    return {
        "kind": step.kind,
        "notice": step.notice or None,
        "clock": about.clock,
        "threshold": about.percent,
        "target": about.target,
        "at": about.at,
        "to": step.to,
        "via": step.via or None,
        "level": step.level,
    }


def _words(desk: Desk, done: _Done) -> str | list[str | Table]:
    names = {member.id: member.name for member in desk.view.company.team}
    calls = [
        _("{client}: {who} is called about a message that waits").format(
            client=one.client, who=names.get(one.who, one.who)
        )
        for one in done.calls
    ]
    said = [*_escalated(done.ran, names), *(done_or_tried(one) for one in calls)]
    return said or _("Nothing is due.")


def _escalated(ran: Run, names: Mapping[str, str]) -> list[str | Table]:
    from celyactl.render.escalation import step_words  # not for --json

    if not ran.outcomes:
        return []
    rows = [
        [outcome.ticket.ref, str(outcome.ticket.priority), step_words(step, lambda ident: names.get(ident, ident))]
        for outcome in ran.outcomes
        for step in outcome.steps
    ]
    count = len(ran.outcomes)
    said = ngettext("{n} ticket escalated", "{n} tickets escalated", count).format(n=count)
    line = done_or_tried(said)
    return [line, Table([_("Reference"), _("Priority"), _("What")], rows, flexible=(2,))]


def _unreached(failed: Failed) -> str:
    return _("{ref}: {who} could not be called: {why}").format(ref=failed.ref, who=failed.who or "-", why=failed.why)


class Reply(StrEnum):
    """What somebody who is called may say."""

    TAKEN = "taken"
    DECLINED = "declined"


@app.write(example="celyactl escalation answer 4F7K2QE taken")
def answer(
    ref: Ref,
    reply: Annotated[Reply, typer.Argument(metavar=marked("ANSWER"), help=marked("`taken` or `declined`."))],
    notice: Annotated[
        str | None, typer.Option("--notice", metavar="ID", help=marked("Which call; the last one that waits, else."))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar=marked("WHO"), help=marked("Who said it to the telephone; you by default.")),
    ] = None,
    text: WhyInternal = None,
) -> None:
    """Record what somebody who was called says: takes it on, or declines, so that the next one is called."""
    from celyactl.cli.tickets.telling import answer as shown  # a run needs none of it
    from celyactl.cli.tickets.telling import happened
    from celyactl.services.escalating.answering import answer as answered
    from celyactl.services.tickets.telling import tell

    desk = session.current().desk
    who = acting() if by is None else _by_telephone(desk, by)
    telling = answered(reply.value, notice, text)
    shown(tell(desk.store, who, ref, telling), lambda ticket: happened(ticket, None))


def _by_telephone(desk: Desk, who: str) -> Acting:
    """Somebody whose answer the service records. Raises NotInTheTeam, NoService, NotTheInstance."""
    from celyactl.services.acting import in_the_name_of  # hardly anybody answers for another

    person = desk.acting(who, dry_run=session.current().dry_run)
    return in_the_name_of(person, service_here(ServiceKind.ESCALATION).service)

"""`celyactl contract advise`: a history replayed under another coverage or other targets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import day, today
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.options import Slug
from celyactl.cli.options import OpenedSince, UntilTomorrow
from celyactl.cli.output import show
from celyactl.cli.pages import Sheet
from celyactl.cli.progress import Bar
from celyactl.domain.agreed import read_targets
from celyactl.domain.model import plain
from celyactl.domain.terms import add_months
from celyactl.errors.command_line import PeriodTurnedRound
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.terminal.advice import advice_page
from celyactl.services.contracts.advising import Proposal
from celyactl.services.contracts.advising import advise as compared

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.advice import Advice, Pace, Tally

app = Commands()

_MONTHS: Final = 12
_A_DAY: Final = timedelta(days=1)


@app.command(example="celyactl contract advise acme-2026 --coverage extended --target P1:30m:4h")
def advise(
    slug: Slug,
    coverage: Annotated[
        str | None, typer.Option("--coverage", metavar=marked("NAME"), help=marked("Under another coverage."))
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(
            "--target",
            metavar=marked("PRIORITY:RESPONSE:RESTORATION"),
            help=marked("With another target for a priority; repeatable."),
        ),
    ] = None,
    like: Annotated[
        str | None, typer.Option("--like", metavar="SLUG", help=marked("As under that contract: coverage and targets."))
    ] = None,
    since: OpenedSince = None,
    until: UntilTomorrow = None,
) -> None:
    """Replay the history under another coverage or other targets; say whether a pack is outgrown."""
    desk = session.current().desk
    proposal = Proposal(*_period(since, until), coverage, read_targets(target or []), like)
    with Bar(_("Indexing")) as bar:
        found = compared(desk.view, slug, proposal, desk.now, bar)
    show(_data(found), lambda: Sheet(advice_page(found)), warnings=desk.view.warnings)


def _period(since: str | None, until: str | None) -> tuple[date, date]:
    end = day(until, upcoming=True) or today() + _A_DAY
    start = day(since) or add_months(end, -_MONTHS)
    if start >= end:
        raise PeriodTurnedRound(start, end)
    return start, end


def _data(found: Advice) -> dict[str, Any]:
    """`end` is exclusive; `proposal` and `proposed` are null when nothing was proposed."""
    proposal = {"coverage": found.coverage, "targets": [plain(one) for one in found.targets]}
    return {
        "contract": found.contract.slug,
        "start": found.start,
        "end": found.end,
        "tickets": found.tickets,
        "proposal": proposal if found.proposed else None,
        "actual": _tally(found.actual),
        "proposed": _tally(found.proposed) if found.proposed else None,
        "pack": _pace(found.pace) if found.pace else None,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "missed": tally.missed,
        "clocks": {
            str(name): {"count": one.promised, "missed": list(one.missed)} for name, one in tally.clocks.items()
        },
        "out_of_hours": list(tally.out_of_hours),
        "out_of_contract": list(tally.out_of_contract),
        "billed_seconds": tally.billed_seconds,
    }


def _pace(pace: Pace) -> dict[str, Any]:
    """In tickets or seconds."""
    return {
        "unit": pace.unit,
        "drawn": pace.drawn,
        "a_year": pace.a_year,
        "size": pace.size,
        "over": list(pace.over),
        "outgrown": list(pace.outgrown),
    }

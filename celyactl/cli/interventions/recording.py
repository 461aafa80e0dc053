"""`celyactl intervention add|done`: work that was done, on the telephone, by e-mail, remotely or on site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.interventions import options as of
from celyactl.cli.options import Public, Ref
from celyactl.cli.tickets.telling import answer
from celyactl.domain.agreed import read_check
from celyactl.domain.durations import format_duration, parse_duration
from celyactl.domain.entries.base import Check
from celyactl.domain.entries.field import Intervention
from celyactl.i18n import gettext as _
from celyactl.render.words import word
from celyactl.services.interventions.doing import Work, add_intervention, finish_intervention
from celyactl.services.tickets.telling import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.ticket import Ticket

app = Commands()

_AT_SITE: Final = ("arrival", "departure")


@app.write(
    example="celyactl intervention add 4F7K2QE --mode remote --start 10:20 --end 11:45 --summary 'Registrar refait'"
)
def add(
    ref: Ref,
    mode: of.HowDone,
    start: of.Start,
    end: of.End,
    summary: of.Summary,
    technician: of.Technician = None,
    site: of.Site = None,
    travel: of.Travel = None,
    arrival: of.Arrival = None,
    departure: of.Departure = None,
    part: of.Parts = None,
    test: of.Passed = None,
    failed: of.Failed = None,
    public: Public = False,
    agreed_by: of.AgreedBy = None,
    agreed_how: of.AgreedHow = None,
) -> None:
    """Record work that was done; out of hours it is marked, and billable."""
    work = _work(
        start,
        end,
        summary=summary,
        technician=technician,
        site=site,
        travel=travel,
        arrival=arrival,
        departure=departure,
        parts=part,
        tests=_tests(test, failed),
        public=public,
        agreed_by=agreed_by,
        agreed_how=agreed_how,
    )
    answer(tell(session.current().desk.store, acting(), ref, add_intervention(work, mode)), _worked)


@app.write(
    example="celyactl intervention done 4F7K2QE --start 14:05 --end 15:40 --arrival 14:00 --travel 45m "
    "--part ipbx=A123/B456 --test 'Appel entrant' --summary 'Carte remplacée'"
)
def done(
    ref: Ref,
    start: of.Start,
    end: of.End,
    summary: of.Summary,
    which: of.Which = None,
    mode: of.HowMade = None,
    technician: of.WhoCame = None,
    site: of.WhereMade = None,
    travel: of.Travel = None,
    arrival: of.Arrival = None,
    departure: of.Departure = None,
    part: of.Parts = None,
    test: of.Passed = None,
    failed: of.Failed = None,
    public: Public = False,
    agreed_by: of.AgreedBy = None,
    agreed_how: of.AgreedHow = None,
) -> None:
    """Record that a planned intervention was made.

    Mode, technician and site are as planned unless said.
    """
    work = _work(
        start,
        end,
        summary=summary,
        mode=mode,
        technician=technician,
        site=site,
        travel=travel,
        arrival=arrival,
        departure=departure,
        parts=part,
        tests=_tests(test, failed),
        public=public,
        agreed_by=agreed_by,
        agreed_how=agreed_how,
    )
    answer(tell(session.current().desk.store, acting(), ref, finish_intervention(work, which)), _worked)


def _work(start: str, end: str, **said: Any) -> Work:
    """The work, its hours at the site counted from its beginning as its end is."""
    began, ended = of.window(start, end)
    at_site: dict[str, Any] = {name: of.window(start, said.pop(name))[1] for name in _AT_SITE if said.get(name)}
    road, parts = said.pop("travel"), said.pop("parts") or ()
    travel = int(parse_duration(road).total_seconds()) if road else 0
    known = {name: value for name, value in said.items() if value is not None}
    return Work(began, ended, travel_seconds=travel, parts=parts, **at_site, **known)


def _tests(passed: Sequence[str] | None, failed: Sequence[str] | None) -> tuple[Check, ...]:
    wrong = (read_check(text) for text in failed or ())
    return (
        *(read_check(text) for text in passed or ()),
        *(Check(item=one.item, done=False, result=one.result) for one in wrong),
    )


def _worked(ticket: Ticket) -> str:
    """The last intervention of the journal, and what will be asked for it."""
    *_others, work = (entry for entry in ticket.journal if isinstance(entry, Intervention))
    said = _("{ref}: {mode}, {length}")
    line = said.format(ref=ticket.ref, mode=word(work.mode), length=format_duration(work.end - work.start))
    if work.out_of_hours:
        return _("{line}; outside service hours, billable").format(line=line)
    if work.billable and ticket.out_of_contract is None:
        return _("{line}; billable as agreed").format(line=line)
    return _("{line}; out of contract, billable").format(line=line) if work.billable else line

"""`celyactl contract coverage`: open or closed at an instant, why, and when that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.options import Slug
from celyactl.cli.output import show
from celyactl.domain.in_force import in_force, term_of
from celyactl.domain.openness import openness
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, pgettext
from celyactl.render.coverages import coverage_name, holiday_on, why_words
from celyactl.render.moments import Wall
from celyactl.render.terms import until
from celyactl.render.words import term_state_words

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract
    from celyactl.domain.openness import Openness

app = Commands()


@app.command(example="celyactl contract coverage acme-2026 --at 'sam 10:00'")
def coverage(
    slug: Slug,
    at: Annotated[
        str | None, typer.Option("--at", metavar=marked("INSTANT"), help=marked("At that instant; now by default."))
    ] = None,
) -> None:
    """Say whether people work for a contract, why not, and when that changes."""
    desk = session.current().desk
    view = desk.view
    contract = view.contract(slug)
    found = openness(view.calendar_of(contract), desk.instant(at, upcoming=True) or desk.now)
    data = _data(contract, found)
    warnings = [*view.warnings, *([] if data["in_force"] else [_not_in_force(contract, found)])]
    show(data, lambda: _said(contract, found) if data["in_force"] else _hours_only(contract, found), warnings=warnings)


def _data(contract: Contract, found: Openness) -> dict[str, Any]:
    return {
        "contract": contract.slug,
        "at": found.at,
        "coverage": found.coverage,
        "open": found.open,
        "why": found.why,
        "holiday": holiday_on(contract, found),
        "changes_at": found.changes_at,
        "in_force": in_force(contract, found.day),
    }


def _not_in_force(contract: Contract, found: Openness) -> str:
    term = term_of(contract, found.day)
    said = _("{slug} is not in force then: {state}, {until}")
    return said.format(slug=contract.slug, state=term_state_words(term.state), until=until(term))


def _said(contract: Contract, found: Openness) -> str:
    wall = Wall(session.current().desk.now)
    first = _("{slug}, {moment}: {hours}").format(
        slug=contract.slug, moment=wall.moment(found.at), hours=_hours(contract, found)
    )
    if found.changes_at is None:
        return first
    following = _("Closes: {moment}") if found.open else _("Opens: {moment}")
    return f"{first}\n{following.format(moment=wall.moment(found.changes_at))}"


def _hours(contract: Contract, found: Openness) -> str:
    return _("{state}, {why} ({coverage}, public holidays {zone})").format(
        state=pgettext("hours", "open") if found.open else pgettext("hours", "closed"),
        why=why_words(contract, found),
        coverage=coverage_name(found.coverage),
        zone=contract.holidays,
    )


def _hours_only(contract: Contract, found: Openness) -> str:
    """Of a contract that does not run then: nothing is covered, whatever its hours say."""
    said = _("{slug}, {moment}: out of contract. Its hours would be: {hours}")
    moment = Wall(session.current().desk.now).moment(found.at)
    return said.format(slug=contract.slug, moment=moment, hours=_hours(contract, found))

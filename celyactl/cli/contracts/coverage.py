"""`celyactl contract coverage`: open or closed at an instant, why, and when that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.options import Slug
from celyactl.cli.output import show
from celyactl.domain.in_force import term_of
from celyactl.domain.openness import Openness, openness
from celyactl.domain.promises import in_force
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked, pgettext
from celyactl.render.coverages import coverage_name
from celyactl.render.moments import Wall
from celyactl.render.terms import until
from celyactl.render.words import term_state_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.domain.contract import Contract
from celyactl.domain.openness import Why

app = Commands()

_REASONS: Final[Mapping[Why, str]] = {
    "window": marked("within its hours"),
    "night": marked("outside its hours of that day"),
    "weekend": marked("that day of the week is not covered"),
    "holiday": marked("public holiday"),
    "exception": marked("closed that day by exception"),
}


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
    show(data, lambda: _said(contract, found, data["holiday"]), warnings=warnings)


def _data(contract: Contract, found: Openness) -> dict[str, Any]:
    return {
        "contract": contract.slug,
        "at": found.at,
        "coverage": found.coverage,
        "open": found.open,
        "why": found.why,
        "holiday": _holiday(contract, found),
        "changes_at": found.changes_at,
        "in_force": in_force(contract, found.day),
    }


def _holiday(contract: Contract, found: Openness) -> str | None:
    """What the closed day is called."""
    if found.why != "holiday":
        return None
    from celyactl.domain.holiday_names import holiday_name  # noqa: PLC0415 - it loads all countries

    return holiday_name(contract.holidays, found.day, language())


def _not_in_force(contract: Contract, found: Openness) -> str:
    term = term_of(contract, found.day)
    said = _("{slug} is not in force then: {state}, {until}")
    return said.format(slug=contract.slug, state=term_state_words(term.state), until=until(term))


def _said(contract: Contract, found: Openness, holiday: str | None) -> str:
    wall = Wall(session.current().desk.now)
    state = pgettext("hours", "open") if found.open else pgettext("hours", "closed")
    why = f"{_(_REASONS[found.why])} ({holiday})" if holiday else _(_REASONS[found.why])
    first = _("{slug}, {moment}: {state}, {why} ({coverage}, public holidays {zone})").format(
        slug=contract.slug,
        moment=wall.moment(found.at),
        state=state,
        why=why,
        coverage=coverage_name(found.coverage),
        zone=contract.holidays,
    )
    if found.changes_at is None:
        return first
    following = _("Closes: {moment}") if found.open else _("Opens: {moment}")
    return f"{first}\n{following.format(moment=wall.moment(found.changes_at))}"

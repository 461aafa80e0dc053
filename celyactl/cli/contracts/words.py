"""What people read of contracts: the last day is included, unlike `end` in files and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.cli.acts import answer, today
from celyactl.cli.record_data import contract_data
from celyactl.domain.durations import format_target, parse_target
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.moments import full_date
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from celyactl.domain.contract import Contract, Scope, Target
    from celyactl.domain.terms import Term
    from celyactl.services.recording import Done


def contract_answer(done: Done[Contract], line: Callable[[], str]) -> None:
    """Show the contract that an act made or changed, as it is today."""
    answer(done, contract_data(done.answer, today()), line)


def until(term: Term) -> str:
    """The last day of a term, included."""
    return _("until {day} included").format(day=full_date(term.last_day))


def term_words(term: Term) -> str:
    """The first and the last day of a term."""
    return _("from {start} {until}").format(start=full_date(term.start), until=until(term))


def renewal_words(contract: Contract, term: Term) -> str:
    """How a contract goes on after its term, and until when notice may be given."""
    said = word(contract.renewal)
    if term.renews:
        months = ngettext("for {n} month", "for {n} months", contract.renewal_months)
        said = f"{said} {months.format(n=contract.renewal_months)}"
    return said


def promise(text: str | None) -> str:
    """A target as people read it."""
    return format_target(parse_target(text)) if text else "-"


def target_row(target: Target) -> list[str]:
    """A row of the table of targets."""
    return [target.priority.value, promise(target.response), promise(target.restoration), promise(target.onsite)]


def scope_words(scope: Scope) -> str:
    """What a contract covers."""
    parts = [
        *_listed(_("sites: {names}"), scope.sites),
        *_listed(_("components: {names}"), scope.components),
        *_listed(_("kinds: {names}"), [word(kind) for kind in scope.kinds]),
    ]
    return "; ".join(parts) or _("the whole installation")


def _listed(said: str, names: Iterable[str]) -> Iterable[str]:
    joined = ", ".join(names)
    return [said.format(names=joined)] if joined else []

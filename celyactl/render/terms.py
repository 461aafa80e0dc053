"""Terms, renewals and promises of a contract in words; people read the last day included, unlike `end` in the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.durations import format_target, parse_target
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.moments import full_date
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.domain.contract import Contract, Scope
    from celyactl.domain.terms import Term


def until(term: Term) -> str:
    """The last day of a term."""
    return _("until {day} included").format(day=full_date(term.last_day))


def term_words(term: Term) -> str:
    """The first and the last day of a term."""
    return _("from {start} {until}").format(start=full_date(term.start), until=until(term))


def renewal_words(contract: Contract, term: Term) -> str:
    """How a contract goes on after its term."""
    said = word(contract.renewal)
    if not term.renews:
        return said
    months = ngettext("for {n} month", "for {n} months", contract.renewal_months).format(n=contract.renewal_months)
    return f"{said} {months}"


def promise(text: str | None) -> str:
    """A target as people read it."""
    return format_target(parse_target(text)) if text else "-"


def scope_words(scope: Scope) -> str:
    """What a contract covers."""
    parts = [
        *_named(_("sites: {names}"), scope.sites),
        *_named(_("components: {names}"), scope.components),
        *_named(_("kinds: {names}"), map(word, scope.kinds)),
    ]
    return _("; ").join(parts) or _("the whole installation")


def _named(said: str, names: Iterable[str]) -> Iterable[str]:
    joined = ", ".join(names)
    return [said.format(names=joined)] if joined else []

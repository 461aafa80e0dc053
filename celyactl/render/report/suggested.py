"""Recommendations in words: those that the figures suggest, as the manager left them, and the manager's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.domain.figures.recommending import Suggested
    from celyactl.domain.report import Recommendation, Report
    from celyactl.render.names import Names

_WORDS: Final = {
    "end-of-life": marked("Plan the update or the replacement of {about}: its maker's support ends on {day}."),
    "no-longer-supported": marked("Plan the replacement of {about}: its maker no longer supports it."),
    "closing": marked("Move {about} to another technology: its network closes area by area, by {day} at the latest."),
    "expires": marked("Renew {about} before it expires on {day}."),
    "training-untrained": marked("Train {about}, the on-site contact: no training is on record."),
    "training-expired": marked("Renew the training of {about}: it ran out on {day}."),
    "training-expiring": marked("Renew the training of {about} before {day}."),
    "repeated-incidents": marked("Look into {about}: {count} incidents over the period."),
    "third-party-delays": marked(
        "Review with the operator what it promises you: {count} deadlines were missed because of it."
    ),
    "wider-hours": marked("Consider wider service hours: {count} of your requests came outside of them."),
    "findings-left": marked("Decide on what the preventive visits found (open points: {count})."),
    "pack-nearly-used": marked("Renew your pack: {count} % of it is used."),
}
_CONTACTS: Final = frozenset({"training-untrained", "training-expired", "training-expiring"})


class Decided(NamedTuple):
    """One recommendation as it stands: `key` is `rule` or `rule:about`; `decision` is None while there is none.

    `reason` says why it was rejected, for the company.
    """

    key: str
    text: str
    decision: str | None
    reason: str | None = None


def decided(suggested: Sequence[Suggested], report: Report | None, names: Names) -> tuple[Decided, ...]:
    """All recommendations, those that were rejected too, the manager's own last."""
    known = {(one.rule, one.about): one for one in report.recommendations} if report else {}
    drawn = tuple(_decided(one, known.get((one.rule, one.about)), names) for one in suggested)
    return (*drawn, *_own(report))


def to_show(recommendations: Sequence[Decided]) -> list[str]:
    """What a client reads: all but what was rejected."""
    return [one.text for one in recommendations if one.decision != "rejected"]


def key_of(rule: str, about: str | None) -> str:
    """How a recommendation is named on a command line."""
    return f"{rule}:{about}" if about else rule


def _decided(one: Suggested, decision: Recommendation | None, names: Names) -> Decided:
    said = _said(one, names)
    if decision is None:
        return Decided(key_of(one.rule, one.about), said, None)
    text = decision.text if decision.decision == "edited" and decision.text else said
    reason = decision.text if decision.decision == "rejected" else None
    return Decided(key_of(one.rule, one.about), text, decision.decision, reason)


def _own(report: Report | None) -> Iterator[Decided]:
    for one in report.recommendations if report else ():
        if one.decision == "added":
            yield Decided(key_of(one.rule, one.about), one.text or "", "added")


def _said(one: Suggested, names: Names) -> str:
    about = one.about or ""
    named = names.contact(about) if one.rule in _CONTACTS else names.component(about)
    day = full_date(one.day) if one.day else ""
    return _(_WORDS[one.rule]).format(about=named, day=day, count=one.count)

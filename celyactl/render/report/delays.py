"""How fast it went: delays where something was promised and where nothing was, each miss with its reason, waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.report.amounts import hours
from celyactl.render.report.blocks import section, table, text
from celyactl.render.report.cover import all_clocks, named_clocks
from celyactl.render.report.targets import duration_words

if TYPE_CHECKING:
    from celyactl.domain.figures.kept import ClockFigures, Miss, Observed
    from celyactl.render.report.blocks import Block
    from celyactl.render.report.matter import Matter

_WAITING: Final = {
    "client": marked("for your answer"),
    "third-party": marked("for an operator or a supplier"),
    "internal": marked("on our side"),
}
_REASONS: Final = {
    "company": marked("our doing"),
    "client": marked("waiting on your side"),
    "third-party": marked("operator or supplier"),
    "force-majeure": marked("force majeure"),
}


def delays(matter: Matter) -> dict[str, Any]:
    """The part, without blocks where nothing was counted."""
    clocks = named_clocks(matter)
    ended = [(name, clock.ended, clock) for name, clock in clocks if clock.ended]
    observed = [
        (name, clock.observed.count, clock.observed) for name, clock in all_clocks(matter) if clock.observed.count
    ]
    waited = [(_(_WAITING[name]), hours(length)) for name, length in matter.figures.waiting.items() if length]
    return section(
        _("How fast it went"),
        text(_("Durations count your service hours only.")) if clocks or observed else None,
        _lengths(_("Delays"), ended),
        *(_misses(name, clock) for name, clock in clocks),
        _lengths(_("Observed where no delay was promised"), observed),
        table(_("Time spent waiting"), [_("Waiting"), _("Elapsed time")], waited, [3, 1], [1]),
    )


def _lengths(
    caption: str, clocks: list[tuple[str, int, ClockFigures]] | list[tuple[str, int, Observed]]
) -> Block | None:
    rows = [
        [name, str(count), hours(clock.median_seconds), hours(clock.p95_seconds), hours(clock.max_seconds)]
        for name, count, clock in clocks
    ]
    headings = [_("Delay"), _("Cases"), _("Half within"), _("19 of 20 within"), _("Longest")]
    return table(caption, headings, rows, [2, 0.8, 1, 1, 1], [1, 2, 3, 4])


def _misses(name: str, clock: ClockFigures) -> Block | None:
    caption = _("Missed: {promise}").format(promise=name)
    headings = [_("Request"), _("Promised"), _("Late by"), _("Why")]
    return table(caption, headings, (_miss(miss) for miss in clock.misses), [2.1, 0.9, 1.2, 2.2])


def _miss(miss: Miss) -> list[str]:
    why = _("still to be told")
    if miss.reason:
        why = _("{reason}: {text}").format(reason=_(_REASONS[miss.reason.because.value]), text=miss.reason.text)
    late = hours(miss.late_seconds)
    if miss.met is None:
        late = _("{late} so far").format(late=late)
    return [f"{miss.title}\n{miss.ref}", duration_words(miss.target), late, why]

"""An operation in words and as data: its window, whether the client knows, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.durations import format_duration
from celyactl.domain.local_time import to_utc
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.deeds.base import span

if TYPE_CHECKING:
    from celyactl.domain.operations import Operation
    from celyactl.render.moments import Wall

_OUTCOMES: Final = {
    "respected": marked("took place in its window"),
    "overrun": marked("took place outside of its window"),
    "cancelled": marked("called off"),
}


def operation_line(operation: Operation, wall: Wall) -> str:
    """`mar. 24/11 12:00-14:00, announced on …`, or what became of it."""
    when = span(operation.start, operation.end, wall)
    return _("{when}, {what}").format(when=when, what=outcome_words(operation, wall))


def outcome_words(operation: Operation, wall: Wall) -> str:
    """Where an operation stands."""
    if operation.outcome == "open":
        if operation.end <= wall.now:
            return _("not recorded yet")
        if operation.announced is None:
            return _("not announced")
        return _("announced {when}").format(when=wall.moment(operation.announced))
    text = _(_OUTCOMES[operation.outcome]) + (
        _(", and undone") if operation.done and operation.done.rolled_back else ""
    )
    late = to_utc(operation.done.end) - to_utc(operation.end) if operation.done else None
    if late and late.total_seconds() > 0:
        return _("{text}, {late} late").format(text=text, late=format_duration(late))
    return text


def operation_data(operation: Operation) -> dict[str, Any]:
    """The same for programs."""
    return {
        "start": operation.start,
        "end": operation.end,
        "components": operation.components,
        "risk": operation.risk,
        "rollback": operation.rollback,
        "announced": operation.announced,
        "done_start": operation.done.start if operation.done else None,
        "done_end": operation.done.end if operation.done else None,
        "rolled_back": operation.done.rolled_back if operation.done else False,
        "outcome": operation.outcome,
    }

"""What ends of a component, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from celyactl.domain.end_of_life import End

_WHAT: Final = {
    "end_of_life": marked("end of its maker's support"),
    "expires": marked("expiry"),
    "closing": marked("closing of the line"),
}


def end_words(end: End) -> str:
    """What it is; of a line also since when nobody can have another one."""
    if end.sold_until is not None:
        return _("closing of the line, not sold since {day}").format(day=full_date(end.sold_until))
    return _(_WHAT[end.what])


def end_day(end: End) -> str:
    """When it is; what is known instead of a day."""
    if end.on is not None:
        return full_date(end.on)
    if end.latest is not None:
        return _("announced by area, by {day}").format(day=full_date(end.latest))
    return _("no longer supported")

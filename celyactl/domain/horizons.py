"""How far ahead somebody looks: `12m` is twelve months (nobody looks twelve minutes ahead), `90d`, `2y`, or a day."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.instants import parse_date
from celyactl.domain.terms import add_months
from celyactl.errors.calendar import DateNotUnderstood
from celyactl.errors.components import HorizonNotUnderstood, TooFarAhead

if TYPE_CHECKING:
    from datetime import date

_AHEAD: Final = re.compile(r"([0-9]{1,4})(d|j|m|y|a)")
_YEAR: Final = 12
MOST_MONTHS: Final = 600


def horizon(text: str, today: date) -> date:
    """The first day that is no longer looked at. Raises TooFarAhead, HorizonNotUnderstood."""
    found = _AHEAD.fullmatch(text.strip().lower())
    if found is None:
        try:
            return parse_date(text, today, upcoming=True)
        except DateNotUnderstood:
            raise HorizonNotUnderstood(text) from None
    count = int(found[1])
    if found[2] in "dj":
        return today + timedelta(days=count)
    months = count if found[2] == "m" else count * _YEAR
    if months > MOST_MONTHS:
        raise TooFarAhead(text)
    return add_months(today, months)

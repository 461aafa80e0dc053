"""What makers announced, read from the dated file that the program ships; nothing is asked of any network."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from celyactl.domain.end_of_life import STALE_DAYS, Announced
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@cache
def announced() -> Announced:
    """All that is known."""
    text = (files("celyactl") / "data" / "end_of_life.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Announced)


def remarks(today: date) -> Iterator[str]:
    """What there is to say of its age."""
    known = announced()
    if known.is_stale(today):
        said = _("What makers announce was last checked on {day}, more than {n} days ago: update celyactl or ask them.")
        yield said.format(day=full_date(known.checked), n=STALE_DAYS)

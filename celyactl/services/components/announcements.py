"""What makers announced, read from the dated file that the program ships; nothing is asked of any network."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from celyactl.domain.end_of_life import STALE_DAYS, Announced
from celyactl.i18n import gettext as _
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


_FILE: Final = Path(__file__).parents[2] / "data" / "end_of_life.toml"


@cache
def announced() -> Announced:
    """All that is known."""
    import tomllib  # not before somebody asks

    return msgspec.convert(tomllib.loads(_FILE.read_text(encoding="utf-8")), Announced)


def remarks(today: date) -> Iterator[str]:
    """What there is to say of its age."""
    known = announced()
    if known.is_stale(today):
        said = _("What makers announce was last checked on {day}, more than {n} days ago: update celyactl or ask them.")
        yield said.format(day=full_date(known.checked), n=STALE_DAYS)

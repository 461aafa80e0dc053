"""Who else is at work on a ticket, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from celyactl.domain.presence import Presence
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names


def at_work_words(colleague: Presence, names: Names, wall: Wall) -> str:
    """`En cours par Léa Martin depuis 4 min`."""
    who, age = names.person(colleague.who), wall.age(colleague.since)
    return _("{who} has been at work on it for {age}").format(who=who, age=age)

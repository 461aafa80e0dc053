"""What each entry of a journal says, as a technician reads it: a sentence, and the texts that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.render.deeds import conversation, delivery, field, lifecycle
from celyactl.render.deeds.base import Deed, files_said

if TYPE_CHECKING:
    from celyactl.domain.entries.base import Entry
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names

_TELLERS = {**conversation.TELLERS, **lifecycle.TELLERS, **field.TELLERS, **delivery.TELLERS}


def deed(entry: Entry, names: Names, wall: Wall) -> Deed:
    """The sentence of an entry, without who and when, and its texts."""
    told = _TELLERS[type(entry)](entry, names, wall)
    return Deed(told.sentence, (*told.texts, *files_said(getattr(entry, "files", ()))))


__all__ = ["Deed", "deed"]

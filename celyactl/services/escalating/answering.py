"""What somebody who was called says: takes it on, or declines. As a telling, by that person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from celyactl.domain.entries.delivery import NoticeAnswered
from celyactl.domain.entries.lifecycle import Assign
from celyactl.domain.escalation.notices import COMMAND, given
from celyactl.errors.escalation import AlreadyTaken, NoCall
from celyactl.services.texts import perhaps_said
from celyactl.services.tickets.telling import Telling

if TYPE_CHECKING:
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.escalation.notices import Given
    from celyactl.services.tickets.telling import Scene

Said = Literal["taken", "declined"]


def answer(said: Said, notice: str | None = None, text: str | None = None) -> Telling:
    """The answer to a call, the last one that waits for one unless its notice is named.

    Whoever takes on a ticket that is nobody's has it. Telling it raises NoCall, AlreadyTaken, EmptyText.
    """
    words = perhaps_said(text, "--text")

    def make(scene: Scene) -> list[Entry]:
        found = given(scene.story.entries)
        name = _call(found, scene.ticket.ref, notice)
        entries: list[Entry] = [NoticeAnswered(**scene.stamp(), notice=name, answer=said, text=words)]
        if said == "taken" and scene.ticket.assignee is None:
            entries.append(Assign(**scene.stamp(), assignee=scene.acting.by))
        return entries

    return Telling(f"escalation.answer {said}", make, prose=f"call {said}")


def _call(found: Given, ref: str, notice: str | None) -> str:
    """The name of the call that is meant; one that nobody answered in time may still be taken on."""
    calls = [name for name, entry in found.notices.items() if entry.via == COMMAND]
    if notice is None:
        waiting = [name for name in calls if name not in found.answers]
        if not waiting:
            raise NoCall(ref, None)
        return waiting[-1]
    if notice not in calls:
        raise NoCall(ref, notice)
    before = found.answers.get(notice)
    if before is not None and before.answer == "taken":
        raise AlreadyTaken(ref, before.by)
    return notice

"""Which notices a ticket has had: each has a name of its own, the hash of what it is about, so that it is given once.

Two clones that gave the same notice gave it the same name: their joined journal counts it once.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.entries.delivery import Notice, NoticeAnswered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.thresholds import Threshold

COMMAND: Final = "command"
_LENGTH: Final = 32


def notice_of_threshold(uid: str, threshold: Threshold) -> str:
    """The name of a threshold's notice: ticket, clock, threshold and target make it."""
    return _hash(uid, threshold.clock.value, str(threshold.percent), threshold.target)


def notice_of_call(first: str, step: int) -> str:
    """The name of a call about the notice `first`: the n-th person, from 0, that is called about it."""
    return _hash(first, COMMAND, str(step))


def notice_of_wait(uid: str, until: datetime) -> str:
    """The name of the reminder that a wait is over; a wait that is prolonged is reminded of again."""
    return _hash(uid, "wait", str(int(until.timestamp())))


def notice_of_opening(uid: str) -> str:
    """The name of the notice that an urgent ticket is out of contract (docs/sla.md rule 13)."""
    return _hash(uid, "out_of_contract")


def notice_of_pack(contract: str, bought: int, percent: int) -> str:
    """The name of the notice that prepaid packs are used up to a share; another pack that is bought begins anew."""
    return _hash(contract, "pack", str(bought), str(percent))


def notice_of_pack_end(contract: str, expires: date) -> str:
    """The name of the notice that a pack expires on a day before it is used up."""
    return _hash(contract, "pack_end", expires.isoformat())


def _hash(*facts: str) -> str:
    return sha256("\0".join(facts).encode()).hexdigest()[:_LENGTH]


class Call(NamedTuple):
    """Somebody was called, and what came of it: the last word counts, no word is None."""

    notice: Notice
    answer: NoticeAnswered | None

    @property
    def who(self) -> str:
        """The id of the person who was called; empty for nobody."""
        return self.notice.to[0] if self.notice.to else ""


class Given(NamedTuple):
    """The notices of a ticket by name, and the answers by the name of their notice, in causal order."""

    notices: dict[str, Notice]
    answers: dict[str, NoticeAnswered]

    def calls(self, first: str) -> list[Call]:
        """The calls about a notice, in the order in which people were called."""
        return list(self._calls(first))

    def _calls(self, first: str) -> Iterator[Call]:
        for step in range(len(self.notices)):
            name = notice_of_call(first, step)
            if name not in self.notices:
                return
            yield Call(self.notices[name], self.answers.get(name))

    def has(self, first: str) -> bool:
        """Whether a notice was given, by whatever channel."""
        return first in self.notices or notice_of_call(first, 0) in self.notices


def given(entries: Iterable[Entry]) -> Given:
    """What the entries that count say of notices."""
    found = Given({}, {})
    for entry in entries:
        if isinstance(entry, Notice):
            found.notices[entry.notice] = entry
        elif isinstance(entry, NoticeAnswered):
            found.answers[entry.notice] = entry
    return found

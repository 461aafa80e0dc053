"""Keeps the answers of a round until they are recorded: many by one act, and none for long (seconds).

A kill loses what is kept: those messages go again, as the same ones.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final, Self

from celyactl.errors import BadData, NotFound
from celyactl.services.mailing.sending import Answered, record_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.services.mailing.flushing import Flushed
    from celyactl.services.mailing.sending import Holder, Round, Sent

MOST: Final = 50
"""How much one act of a round records: others wait so long for the desk, as many messages go again after a kill."""
LONGEST: Final = 5.0
"""Seconds after which an answer waits for no other one."""


class Answers:
    """What was answered and is not recorded yet. Use it in a `with`: it is recorded whatever ends the round."""

    def __init__(self, now: Round, done: Flushed, clock: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._done = done
        self._clock = clock
        self._kept: dict[str, Answered] = {}
        self._since = 0.0

    def add(self, holder: Holder, sent: Sent) -> None:
        """Keep an answer, and record what is kept when that is much or old. Raises what `record` raises."""
        kept = self._kept.get(holder.name)
        if kept and kept.holder is not holder:
            self.record()  # two files of one client may prove notices of one contract
        if not self._kept:
            self._since = self._clock()
        self._kept.setdefault(holder.name, Answered(holder, [])).sent.append(sent)
        if sum(len(one.sent) for one in self._kept.values()) >= MOST:
            self.record()
        self.record_old()

    def record_old(self) -> None:
        """Record what is kept when the first of it is old. Raises as `add`."""
        if self._kept and self._clock() - self._since >= LONGEST:
            self.record()

    def record(self) -> None:
        """Record what is kept; where a file refuses, each on its own, so that it holds up no other. Raises as `add`."""
        kept, self._kept = [*self._kept.values()], {}
        try:
            self._record(kept)
        except (BadData, NotFound):
            for one in kept:
                with self._done.each():
                    self._record([one])

    def _record(self, kept: Sequence[Answered]) -> None:
        record_answers(self._now, kept)
        self._done.sent += [sent for one in kept for sent in one.sent]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.record()

"""What a command gets of its surroundings: where, when, who, in what form; one object an invocation."""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from celyactl.errors.machine import FolderNotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from celyactl.desk import Desk

    Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC, to the second's fraction that the system gives."""
    return datetime.now(UTC)


class Session:
    """The surroundings of one invocation.

    `json`: the answer is for a program. `dry_run`: say what would be done, do nothing. `clock` is the only source of
    now. `is_writing`: what was typed is to be kept when the disk refuses it.
    `is_urgent`: others wait for the act. `warnings` are shown with the answer.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.json = False
        self.dry_run = False
        self.is_writing = False
        self.is_urgent = False
        self.warnings: list[str] = []
        self._desk: Desk | None = None

    @property
    def start(self) -> Path:
        """The folder from which the desk is looked for: the current one, moved by `-C`."""
        try:
            return Path.cwd()
        except FileNotFoundError:
            raise FolderNotFound(".") from None

    @property
    def actor(self) -> str | None:
        """Who `CELYACTL_ACTOR` says is acting: a team id or an e-mail; git's identity is asked of the desk."""
        return os.environ.get("CELYACTL_ACTOR") or None

    @property
    def author_email(self) -> str | None:
        """`GIT_AUTHOR_EMAIL`, which counts when git is configured with no identity."""
        return os.environ.get("GIT_AUTHOR_EMAIL") or None

    def warn(self, message: str) -> None:
        """Have a warning shown with the answer, once."""
        if message not in self.warnings:
            self.warnings.append(message)

    @property
    def desk(self) -> Desk:
        """The desk around `start`, opened at its first use; raises the errors of `Desk.open`."""
        if self._desk is None:
            from celyactl.desk import Desk  # commands without a desk do not pay for one

            self._desk = Desk.open(self.start, clock=self.clock)
            if self._desk.repaired:
                self.warn(self._desk.repaired)
        return self._desk

    @property
    def own_desk(self) -> Desk | None:
        """The desk, if the command has opened one."""
        return self._desk

    def put_right(self) -> None:
        """Complete or forget what a killed command left: opening the desk does, for commands that need none."""
        _ = self.desk

    def close(self) -> None:
        """Close the desk, if one was opened."""
        if self._desk is not None:
            self._desk.close()


_clock: ContextVar[Clock] = ContextVar("celyactl_clock", default=system_clock)
_session: ContextVar[Session] = ContextVar("celyactl_session")


def current() -> Session:
    """The session of the running command."""
    return _session.get()


def begin() -> Session:
    """Start the session of one invocation, in this context."""
    session = Session(_clock.get())
    _session.set(session)
    return session


@contextmanager
def clock_at(clock: Clock) -> Iterator[None]:
    """Let commands run in this process tell the time from `clock`: for the demo and for tests."""
    token = _clock.set(clock)
    try:
        yield
    finally:
        _clock.reset(token)

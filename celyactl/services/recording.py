"""One act, one commit: runs a plan under the desk's lock and records what it writes, with the trailers of the act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from celyactl.store.message import Trailers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from celyactl.domain.model import Model
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View

T = TypeVar("T")


@dataclass(frozen=True)
class Act(Generic[T]):
    """What a plan decided: the operation's name, one line for people, the files as they shall be, and the answer."""

    op: str
    subject: str
    files: Mapping[str, Model | bytes | None]
    answer: T
    ref: str | None = None


@dataclass(frozen=True)
class Done(Generic[T]):
    """An act that was recorded: `commit` is None on a dry run, and when nothing had to change."""

    answer: T
    commit: str | None
    warnings: tuple[str, ...] = field(default=())


def record(store: Store, acting: Acting, plan: Callable[[View], Act[T]]) -> Done[T]:
    """Read, decide and write as one: the plan sees the desk as it is while nobody else writes.

    Raises what the plan raises, and the errors of `Store.write`; then nothing was recorded.
    """
    if acting.dry_run:
        return Done(plan(store.view()).answer, None)
    with store.writing() as writing:
        act = plan(writing.view)
        trailers = Trailers(act.op, act.ref, acting.by, acting.channel)
        written = writing.commit(act.files, act.subject, trailers, acting.name, acting.email, acting.now)
    return Done(act.answer, written.commit, written.warnings)

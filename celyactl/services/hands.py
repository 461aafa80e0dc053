"""Work on many parts in several processes; the answers come in the order of the parts.

A child inherits its parts, and the desk's lock where that is held; it ends when its parent does, as its pipe breaks.
One that is lost makes the work fail as a whole.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from celyactl.errors.importing import HandLost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

P = TypeVar("P")
R = TypeVar("R")

_WORTH_IT: Final = 4
"""Parts below which starting processes costs more than it saves."""
_MOST: Final = 4


def each(work: Callable[[P], R], parts: Sequence[P]) -> Iterator[R]:
    """`work` of each part, in order; where it pays in several processes, which pickle the answers.

    Raises HandLost when a child was killed. What fails in a child is done again here, and fails as it would have.
    """
    count = _processes(len(parts))
    if count == 1:
        yield from map(work, parts)
        return
    from multiprocessing import get_context  # little work starts no process

    context = get_context("fork")
    pipes: list[Connection] = []
    children = []
    gc.freeze()  # what is there already is not looked at again, here nor in a child: no page of it is copied
    try:
        for number in range(count):
            ours, theirs = context.Pipe(duplex=False)
            pipes.append(ours)
            share = (work, parts[number::count], theirs, list(pipes))
            children.append(context.Process(target=_work, args=share, daemon=True))
            children[-1].start()
            theirs.close()
        for number, part in enumerate(parts):
            answers: list[R] = _received(pipes[number % count])
            yield answers[0] if answers else work(part)
    finally:
        gc.unfreeze()
        for child in children:
            child.terminate()
            child.join()


def all_of(work: Callable[[P], R], parts: Sequence[P]) -> list[R]:
    """As `each`, at once; when a child was killed all of it is done again here."""
    try:
        return list(each(work, parts))
    except HandLost:
        return list(map(work, parts))


def _processes(parts: int) -> int:
    """One for little work, in a program with threads, which does not survive a fork, and in one process of several."""
    if parts < _WORTH_IT or threading.active_count() > 1:
        return 1
    from multiprocessing.process import parent_process  # little work starts no process

    if parent_process() is not None:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def _received(pipe: Connection) -> list[R]:
    """One answer; none when making it failed."""
    try:
        return pipe.recv()  # type: ignore[no-any-return]  # what `_work` sends
    except EOFError:
        raise HandLost from None


def _work(work: Callable[[P], R], parts: Sequence[P], pipe: Connection, others: Sequence[Connection]) -> None:
    """Run in a child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    for other in others:
        other.close()
    gc.disable()
    with suppress(BrokenPipeError, OSError), pipe:
        for part in parts:
            try:
                answers = [work(part)]
            except Exception:  # noqa: BLE001 - the parent does it again, and meets it
                answers = []
            pipe.send(answers)

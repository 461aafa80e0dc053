"""Reads many tickets in several processes, each with its own git; the parent gets the rows in batches.

A child ends when its parent does: the pipe breaks. One that is lost makes the reading fail as a whole.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from celyactl.store.index.due import NO_OPERATIONS, Deadlines
from celyactl.store.index.reading import read_tickets
from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from celyactl.store.index.due import Operations
    from celyactl.store.index.reading import Read
    from celyactl.store.trees import Entry

WORTH_IT: Final = 64
"""Below this many tickets starting processes costs more than it saves."""
_MOST: Final = 4
_BATCH: Final = 400


class ReaderLost(OSError):
    """A process that read tickets ended before its work did."""


def read_in_parallel(
    repository: Repository,
    commit: str,
    entries: Sequence[Entry],
    operations: Operations = NO_OPERATIONS,
    *,
    alone: bool = False,
) -> Iterator[list[Read]]:
    """What the tickets say, in batches, in no order; `alone` starts no process. Raises ReaderLost."""
    count = 1 if alone else _processes(len(entries))
    if count == 1:
        yield from _batches(repository, commit, entries, operations)
    else:
        yield from _from_children(repository, commit, entries, operations, count)


def _processes(tickets: int) -> int:
    """One for little work; one in a program with threads, which does not survive a fork."""
    if tickets < WORTH_IT or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def _batches(
    repository: Repository, commit: str, entries: Sequence[Entry], operations: Operations
) -> Iterator[list[Read]]:
    deadlines = Deadlines(repository, commit, operations)
    for start in range(0, len(entries), _BATCH):
        yield [read for _entry, read in read_tickets(repository, entries[start : start + _BATCH], deadlines)]


def _from_children(
    repository: Repository, commit: str, entries: Sequence[Entry], operations: Operations, count: int
) -> Iterator[list[Read]]:
    from multiprocessing import get_context  # a refresh starts no process

    context = get_context("fork")
    share = -(-len(entries) // count)
    pipes: list[Connection] = []
    children = []
    try:
        for start in range(0, len(entries), share):
            ours, theirs = context.Pipe(duplex=False)
            pipes.append(ours)
            part = entries[start : start + share]
            work = (repository, commit, part, operations, theirs, list(pipes))
            child = context.Process(target=_read_and_send, args=work, daemon=True)
            child.start()
            children.append(child)
            theirs.close()
        yield from _received(pipes)
    finally:
        for child in children:
            child.terminate()
            child.join()


def _received(pipes: list[Connection]) -> Iterator[list[Read]]:
    from multiprocessing.connection import Connection, wait

    waiting: list[Connection] = list(pipes)
    while waiting:
        for pipe in wait(waiting):
            if not isinstance(pipe, Connection):
                continue
            try:
                batch = pipe.recv()
            except EOFError:
                raise ReaderLost from None
            if batch is None:
                waiting.remove(pipe)
            else:
                yield batch


def _read_and_send(  # noqa: PLR0913, PLR0917 - what a new process is given
    repository: Repository,
    commit: str,
    entries: Sequence[Entry],
    operations: Operations,
    pipe: Connection,
    others: Sequence[Connection],
) -> None:
    """Run in a child: read a share of the tickets; None is the end of the work. What fails here fails in the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    for other in others:
        other.close()
    gc.disable()
    with suppress(Exception), Repository(repository.place) as own, pipe:
        for batch in _batches(own, commit, entries, operations):
            pipe.send(batch)
        pipe.send(None)

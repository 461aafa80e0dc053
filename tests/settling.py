"""A command in a fork of a process that has everything imported: its streams, folder, surroundings and exit code."""

from __future__ import annotations

import os
import sys
import time
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def settle(streams: Sequence[int], cwd: str, env: Mapping[str, str]) -> None:
    """In the child: what the command reads and writes (three descriptors), where it runs, and what it finds there."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, 64)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)


def called(main: Callable[[], None], words: Sequence[str]) -> int:
    """In the settled child: the exit code of an entry that is called with these words, as the interpreter gives it."""
    sys.argv = list(words)
    # New streams: those of this process know another file.
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    try:
        main()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
        code = 1
    else:
        code = 0
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else 0

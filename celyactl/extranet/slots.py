"""At most two hashes of a secret at once in a clone, however many processes serve it: each takes 19 MiB and a core."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import DeskBusy
from celyactl.extranet.asked import Refused
from celyactl.store import lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMES: Final = ("hash-lock-1", "hash-lock-2")
_WAIT: Final = 10.0
_GLANCE: Final = 0.01


@contextmanager
def hashing(common_dir: Path) -> Iterator[None]:
    """Hold one of the two places. Raises Refused (503) when both are taken for ten seconds."""
    until = time.monotonic() + _WAIT
    with ExitStack() as held:
        while not _took(common_dir, held):
            if time.monotonic() > until:
                raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
            time.sleep(_GLANCE)
        yield


def _took(common_dir: Path, held: ExitStack) -> bool:
    for name in _NAMES:
        try:
            held.enter_context(lock.hold(common_dir, 0, name))
        except DeskBusy:
            continue
        return True
    return False

"""Ctrl-C, dropped where it would come too late: the act is recorded."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def too_late_to_interrupt() -> Iterator[None]:
    """Drop a Ctrl-C that comes while the branch moves: the act is recorded. Only the main thread ever gets one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)

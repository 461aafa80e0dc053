"""Which files of correspondence may hold a message that still has to go: told from their text, in microseconds.

A round of the mail service asks this of every client each minute; only those files are read as records.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.view import View

_LINE: Final = re.compile(rb"^[ -]*(type|message_id): *(.+?) *$", re.MULTILINE)


def files_that_wait(view: View) -> Iterator[tuple[str, str]]:
    """Path and client of each such file; now and then of one where nothing waits."""
    return ((path, client) for path, client in view.letter_files() if may_wait(view.text_at(path)))


def may_wait(text: bytes) -> bool:
    """Whether a message was queued that no `mail_sent` names. An entry's type stands before its Message-ID."""
    queued, sent, kind = set(), set(), b""
    for name, value in _LINE.findall(text):
        if name == b"type":
            kind = value
        elif kind == b"mail_queued":
            queued.add(value)
        elif kind == b"mail_sent":
            sent.add(value)
    return bool(queued - sent)

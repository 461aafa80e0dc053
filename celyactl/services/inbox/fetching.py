"""Messages of a mailbox, each marked only once it is durable here; what can't be taken now stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.errors import BadData, NotFound
from celyactl.services.inbox.receiving import LARGEST, receive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.mail.boxes import Box
    from celyactl.services.inbox.receiving import Gateway
    from celyactl.services.inbox.taking import Outcome


class Fetched(NamedTuple):
    """What became of one message; without an outcome it stays in the box, and `why` is the sentence that says so."""

    name: str
    outcome: Outcome | None
    why: str = ""


def fetch(gateway: Gateway, box: Box) -> Iterator[Fetched]:
    """Take in what is new, the oldest first; one that can't be taken holds none of the others up.

    Raises what the box raises, and what `receive` raises of the desk itself: what was taken in before stays so.
    """
    for name in box.names():
        raw = box.read(name, LARGEST + 1)
        if raw is not None:
            yield _taken(gateway, box, name, raw)


def _taken(gateway: Gateway, box: Box, name: str, raw: bytes) -> Fetched:
    try:
        outcome = receive(gateway, raw)
    except (BadData, NotFound) as refused:
        return Fetched(name, None, refused.sentence)
    if not gateway.dry_run:
        box.mark(name)
    return Fetched(name, outcome)

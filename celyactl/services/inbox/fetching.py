"""Messages of a maildir, each marked as read only once it is durable here; what can't be taken now stays new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.inbox import MaildirNotFound, MailTooLarge
from celyactl.services.inbox.receiving import LARGEST, receive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from celyactl.services.inbox.receiving import Gateway
    from celyactl.services.inbox.taking import Outcome

_SEEN = ":2,S"


def fetch(gateway: Gateway, maildir: Path) -> Iterator[tuple[str, Outcome]]:
    """Take in what is new, oldest name first; a file that is too large is left where it is.

    Raises MaildirNotFound, and what `receive` raises: what was taken in before stays so.
    """
    new, cur = maildir / "new", maildir / "cur"
    if not (new.is_dir() and cur.is_dir()):
        raise MaildirNotFound(str(maildir))
    for path in sorted(new.iterdir()):
        if path.name.startswith(".") or path.is_symlink() or not path.is_file():
            continue
        try:
            with path.open("rb") as file:
                outcome = receive(gateway, file.read(LARGEST + 1))
        except MailTooLarge:
            continue
        path.rename(cur / f"{path.name.partition(':')[0]}{_SEEN}")
        yield path.name, outcome

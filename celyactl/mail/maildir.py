"""Files messages in a maildir, for who sends them by another way; the same message is the same file."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from celyactl.mail.handing import Fate, Outcome

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path


class Maildir:
    """A folder with `tmp`, `new` and `cur`, made where it is not there. Raises OSError as the system does."""

    def __init__(self, path: Path) -> None:
        self._path = path
        for name in ("tmp", "new", "cur"):
            (path / name).mkdir(mode=0o700, parents=True, exist_ok=True)

    def hand(self, message: EmailMessage, sender: str, to: tuple[str, ...]) -> Outcome:
        """Write the message whole, then show it in `new`."""
        del sender, to  # they are in the message
        name = f"{sha256(str(message['Message-ID']).encode()).hexdigest()[:32]}.celyactl"
        unfinished = self._path / "tmp" / name
        with unfinished.open("wb") as file:
            file.write(message.as_bytes(policy=message.policy.clone(linesep="\n")))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._path / "new" / name)
        _sync(self._path / "new")
        return Outcome(Fate.SENT, f"maildir {name}")


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

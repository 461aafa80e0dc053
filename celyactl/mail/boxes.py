"""Where messages come in: a box names what is new, gives its bytes, and marks what was taken. Oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from celyactl.errors.inbox import MaildirNotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SEEN: Final = ":2,S"


class Box(Protocol):
    """New messages, by names that hold while the box is open."""

    def names(self) -> Sequence[str]:
        """What is new."""

    def read(self, name: str, most: int) -> bytes | None:
        """The first bytes of a message, at most so many; None when it is gone."""

    def mark(self, name: str) -> None:
        """Have a message be new no longer: it is recorded."""


class MaildirBox:
    """A maildir: what is taken moves from `new` to `cur`. Raises OSError as the system does."""

    def __init__(self, path: Path) -> None:
        self._new, self._cur = path / "new", path / "cur"
        if not (self._new.is_dir() and self._cur.is_dir()):
            raise MaildirNotFound(str(path))

    def names(self) -> Sequence[str]:
        """The files in `new`, by name, which begins with the second of the delivery."""
        found = (path for path in self._new.iterdir() if not path.name.startswith("."))
        return sorted(path.name for path in found if path.is_file() and not path.is_symlink())

    def read(self, name: str, most: int) -> bytes | None:
        """The beginning of a file."""
        try:
            with (self._new / name).open("rb") as file:
                return file.read(most)
        except FileNotFoundError:
            return None

    def mark(self, name: str) -> None:
        """Move a file to `cur`, as read."""
        (self._new / name).rename(self._cur / f"{name.partition(':')[0]}{_SEEN}")

"""A folder of an IMAP mailbox: `imaps://user@host/FOLDER` (TLS), `imap://user@host/FOLDER` (STARTTLS).

What is taken is marked as read. With a folder to move to it goes there, and what people read meanwhile counts as well.
"""

from __future__ import annotations

import imaplib
import ssl
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxUnencrypted

from celyactl.errors.inbox import (
    MailboxAddressWrong,
    MailboxFolderNotFound,
    MailboxGone,
    MailboxRefused,
    NoMailbox,
    NoMailboxPassword,
)
from celyactl.mail.address import one_line
from celyactl.mail.secrets import password
from celyactl.mail.server import Server, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATIENCE: Final = 30.0
"""Seconds that a server may say nothing."""
_PORTS: Final = {"imap": 143, "imaps": 993}
_LONGEST: Final = 400
_FAILURES: Final = (ImapToolsError, imaplib.IMAP4.error, OSError)


class Folder(NamedTuple):
    """A folder of a mailbox, and the server that keeps it."""

    server: Server
    name: str


def folder_at(address: str) -> Folder:
    """The folder that an address means, INBOX if it names none.

    Raises NoMailbox, MailboxAddressWrong, NoMailboxPassword, and what `password` raises.
    """
    if not address:
        raise NoMailbox
    found = named(address, _PORTS)
    if found is None or not found.user:
        raise MailboxAddressWrong(address.rpartition("@")[2])
    word = password("imap-password")
    if word is None:
        raise NoMailboxPassword(found.user)
    server = Server(found.host, found.port, found.scheme == "imaps", found.user, word)
    return Folder(server, found.path or "INBOX")


class ImapBox:
    """A folder, for as long as the `with` lasts.

    Raises MailboxGone where the server does not answer, MailboxRefused for who may not come in, MailboxFolderNotFound.
    """

    def __init__(self, folder: Folder, move_to: str | None = None, patience: float = PATIENCE) -> None:
        self._folder, self._move_to, self._patience = folder, move_to, patience
        self._box: BaseMailBox | None = None
        self._is_made = False

    def __enter__(self) -> Self:
        try:
            with self._speaking():
                self._box = self._connected()
                self._admitted(self._box)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        box, self._box = self._box, None
        if box is not None:
            with suppress(*_FAILURES):
                box.logout()
            with suppress(*_FAILURES):
                box.client.shutdown()

    def names(self) -> Sequence[str]:
        """The ids of what is not read yet; with a folder to move to, of all that is there."""
        with self._speaking() as box:
            return sorted(box.uids("UNDELETED" if self._move_to else "UNSEEN UNDELETED", charset=None), key=int)

    def read(self, name: str, most: int) -> bytes | None:
        """The first bytes of a message, which stays unread."""
        with self._speaking() as box:
            _status, parts = box.client.uid("FETCH", name, f"(BODY.PEEK[]<0.{most}>)")
        found = (part[1] for part in parts if isinstance(part, tuple))
        return next((content for content in found if isinstance(content, bytes)), None)

    def mark(self, name: str) -> None:
        """Mark a message as read, or move it."""
        with self._speaking() as box:
            if self._move_to:
                self._made(box, self._move_to)
                box.move(name, self._move_to)
            else:
                _accepted(box.client.uid("STORE", name, "+FLAGS.SILENT", r"(\Seen)"))

    def _made(self, box: BaseMailBox, folder: str) -> None:
        """Make the folder to move to, before the first message needs it."""
        if not self._is_made and not box.folder.exists(folder):
            box.folder.create(folder)
        self._is_made = True

    @contextmanager
    def _speaking(self) -> Iterator[Any]:
        """The open box; what the connection says becomes an error of ours."""
        server = self._folder.server
        where = f"{server.host}:{server.port}"
        try:
            yield self._box
        except MailboxLoginError:
            raise MailboxRefused(where, server.user) from None
        except MailboxFolderSelectError:
            raise MailboxFolderNotFound(where, self._folder.name) from None
        except _FAILURES as problem:
            raise MailboxGone(where, one_line(str(problem))[:_LONGEST]) from None

    def _connected(self) -> BaseMailBox:
        server = self._folder.server
        if server.implicit:
            context = ssl.create_default_context()
            return MailBox(server.host, server.port, timeout=self._patience, ssl_context=context)
        return MailBoxUnencrypted(server.host, server.port, timeout=self._patience)

    def _admitted(self, box: BaseMailBox) -> None:
        """Nobody in between may read what is said next; on this machine alone TLS may be missing."""
        server = self._folder.server
        if not server.implicit and ("STARTTLS" in box.client.capabilities or not server.is_here):
            box.client.starttls(ssl.create_default_context())
        spoken = f"{server.user}{server.password}".isascii()
        try:
            (box.login if spoken else box.login_utf8)(server.user, server.password, None)
        except imaplib.IMAP4.error as problem:
            if isinstance(problem, imaplib.IMAP4.abort):
                raise
            raise MailboxRefused(f"{server.host}:{server.port}", server.user) from None
        box.folder.set(self._folder.name)


def _accepted(answer: tuple[str, object]) -> None:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(str(answer[1]))

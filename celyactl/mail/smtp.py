"""Hands messages to an SMTP server, over one connection; what the server says is kept.

A connection that breaks after the message went out leaves open whether it arrived: it is sent again, as the same one.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from celyactl.errors.mail import MailServerGone, PasswordRefused
from celyactl.mail.address import one_line
from celyactl.mail.admission import admit
from celyactl.mail.handing import Fate, Outcome

if TYPE_CHECKING:
    from email.message import EmailMessage

    from celyactl.mail.server import Server

PATIENCE: Final = 30.0
"""Seconds that a server may say nothing."""
_OK: Final = 250
_FORWARDED: Final = 251
_PERMANENT: Final = 500
_LONGEST: Final = 400


class _Said(NamedTuple):
    code: int
    text: bytes

    @property
    def is_good(self) -> bool:
        return self.code in {_OK, _FORWARDED}

    def __str__(self) -> str:
        return one_line(f"{self.code} {self.text.decode('utf-8', 'replace')}")[:_LONGEST]


class Smtp:
    """A connection that is made when the first message needs it. Close it, or use it in a `with`."""

    def __init__(self, server: Server, patience: float = PATIENCE) -> None:
        self._server = server
        self._patience = patience
        self._session: smtplib.SMTP | None = None

    def hand(self, message: EmailMessage, sender: str, to: tuple[str, ...]) -> Outcome:
        """Hand a message over. Raises MailServerGone when no server takes anything, PasswordRefused."""
        session = self._session = self._session or self._connected()
        try:
            return _handed(session, message.as_bytes(), sender, to)
        except (smtplib.SMTPServerDisconnected, OSError) as problem:
            self.close()
            return Outcome(Fate.LATER, one_line(str(problem))[:_LONGEST] or type(problem).__name__, lost=True)

    def close(self) -> None:
        """Take leave of the server, politely where it still listens."""
        session, self._session = self._session, None
        if session is not None:
            with suppress(smtplib.SMTPException, OSError):
                session.quit()
            session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        try:
            session = self._opened()
            try:
                self._admitted(session)
            except (smtplib.SMTPException, OSError, PasswordRefused):
                session.close()
                raise
        except (smtplib.SMTPException, OSError) as problem:
            raise MailServerGone(f"{server.host}:{server.port}", one_line(str(problem))[:_LONGEST]) from None
        return session

    def _opened(self) -> smtplib.SMTP:
        server = self._server
        if server.implicit:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._patience, context=context)
        return smtplib.SMTP(server.host, server.port, timeout=self._patience)

    def _admitted(self, session: smtplib.SMTP) -> None:
        """Nobody in between may read what is said next; then the server learns who sends."""
        server = self._server
        session.ehlo_or_helo_if_needed()
        if not server.implicit and (session.has_extn("starttls") or not server.is_here):
            session.starttls(context=ssl.create_default_context())
            session.ehlo_or_helo_if_needed()
        if server.user:
            admit(session, server)


def _handed(session: smtplib.SMTP, wire: bytes, sender: str, to: tuple[str, ...]) -> Outcome:
    said = _Said(*session.mail(sender))
    if not said.is_good:
        return _refused(session, said)
    answers = {address: _Said(*session.rcpt(address)) for address in to}
    bad = {address: said for address, said in answers.items() if not said.is_good}
    if len(bad) == len(to):
        return _refused(session, min(bad.values(), key=lambda said: said.code))
    try:
        said = _Said(*session.data(wire))
    except smtplib.SMTPDataError as problem:
        said = _Said(problem.smtp_code, _bytes(problem.smtp_error))
    if not said.is_good:
        return _refused(session, said)
    return Outcome(Fate.SENT, str(said), tuple(bad))


def _refused(session: smtplib.SMTP, said: _Said) -> Outcome:
    """A temporary refusal of one address is worth another try for all."""
    with suppress(smtplib.SMTPException, OSError):
        session.rset()
    return Outcome(Fate.REFUSED if said.code >= _PERMANENT else Fate.LATER, str(said))


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()

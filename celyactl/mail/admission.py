"""Tells an SMTP server who sends: the password is given once, by PLAIN or LOGIN, and a refusal is final at once.

smtplib tries each mechanism in turn: a wrong password counts three times, and some servers answer each more slowly.
"""

from __future__ import annotations

from base64 import b64encode
from smtplib import SMTPException
from typing import TYPE_CHECKING, Final

from celyactl.errors.mail import PasswordRefused
from celyactl.mail.address import one_line

if TYPE_CHECKING:
    from smtplib import SMTP

    from celyactl.mail.server import Server

_ADMITTED: Final = frozenset({235, 503})
_GO_ON: Final = 334
_PERMANENT: Final = 500
_LONGEST: Final = 400


def admit(session: SMTP, server: Server) -> None:
    """Sign in. Raises PasswordRefused, and SMTPException for what may go better later (RFC 4954)."""
    offered = session.esmtp_features.get("auth", "").upper().split()
    user, password = (text.encode("utf-8", "surrogateescape") for text in (server.user, server.password))
    if "PLAIN" in offered:
        code, said = session.docmd("AUTH", "PLAIN " + _spelt(b"\0".join((b"", user, password))))
    elif "LOGIN" in offered:
        code, said = _asked(session, user, password)
    else:
        raise SMTPException(f"no AUTH PLAIN or LOGIN, but {' '.join(offered) or '-'}")
    if code in _ADMITTED:
        return
    answer = one_line(f"{code} {said.decode('utf-8', 'replace')}")[:_LONGEST]
    if code >= _PERMANENT:
        raise PasswordRefused(f"{server.host}:{server.port}", server.user, answer)
    raise SMTPException(answer)


def _asked(session: SMTP, user: bytes, password: bytes) -> tuple[int, bytes]:
    """LOGIN: the server asks for the one, then for the other."""
    code, said = session.docmd("AUTH", "LOGIN")
    for word in (user, password):
        if code != _GO_ON:
            break
        code, said = session.docmd(_spelt(word))
    return code, said


def _spelt(word: bytes) -> str:
    return b64encode(word).decode()

"""The RFC 5322 message of a letter: text first, then HTML; the same letter gives the same bytes.

It says of itself that a program sent it, so that no other program answers.
"""

from __future__ import annotations

import re
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from celyactl.mail.address import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from email.headerregistry import Address
    from email.policy import EmailPolicy, Policy

_MOST_REFERENCES: Final = 20
_LONGEST_SUBJECT: Final = 200
_BOUNDARY: Final = 24


class _Idents(UnstructuredHeader, BaseHeader):
    """Message-IDs, a line each: the standard way would encode one that is too long for a line, and lose the thread."""

    def fold(self, *, policy: Policy) -> str:
        """The header with its name."""
        return f"{self.name}: {f'{policy.linesep} '.join(self.split())}{policy.linesep}"


def _policy() -> EmailPolicy[EmailMessage]:
    headers = HeaderRegistry()
    for name in ("in-reply-to", "references"):
        headers.map_to_type(name, _Idents)
    return SMTP.clone(header_factory=headers)


_POLICY: Final = _policy()
_IDENT: Final = re.compile(r"<[!-;=?-~]{1,900}>")
"""A Message-ID that may stand in a header: clients' programs write all sorts."""


class Invitation(NamedTuple):
    """A calendar file (RFC 5545) that asks for something: `REQUEST`, `CANCEL`."""

    method: str
    content: bytes


class Letter(Struct, frozen=True):
    """What is to be sent. `thread` are the Message-IDs before this one, oldest first; `commit` is the desk's state.

    Mail programs answer one invitation a message: the last is an alternative of the text too, all are attached.
    """

    message_id: str
    sender: Address
    to: tuple[Address, ...]
    date: datetime
    subject: str
    text: str
    html: str
    commit: str
    reply_to: Address | None = None
    thread: tuple[str, ...] = ()
    invitations: tuple[Invitation, ...] = ()


def composed(letter: Letter) -> EmailMessage:
    """The message, ready to be sent or filed."""
    message = EmailMessage(_POLICY)
    message["From"] = letter.sender
    message["To"] = letter.to
    if letter.reply_to is not None:
        message["Reply-To"] = letter.reply_to
    message["Subject"] = one_line(letter.subject)[:_LONGEST_SUBJECT]
    message["Date"] = letter.date
    message["Message-ID"] = letter.message_id
    _thread(message, letter.thread)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Celyactl-Commit"] = letter.commit
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    _invite(message, letter.invitations)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"{_boundary(letter)}{number or ''}")
    return message


def _invite(message: EmailMessage, invitations: tuple[Invitation, ...]) -> None:
    """As RFC 6047 has it, and once more as files, which some programs alone show."""
    for one in invitations[-1:]:
        text = one.content.decode()
        message.add_alternative(text, subtype="calendar", params={"method": one.method}, cte="base64")
    for number, one in enumerate(invitations):
        name = f"invitation{number + 1 if number else ''}.ics"
        message.add_attachment(one.content, maintype="application", subtype="ics", filename=name)


def printed(message: EmailMessage) -> str:
    """The message as a text for people and files, with the line ends of this system."""
    return message.as_string(policy=message.policy.clone(linesep="\n"))


def _thread(message: EmailMessage, thread: tuple[str, ...]) -> None:
    """The first message and the last ones: programs that gather a conversation need no more."""
    known = tuple(ident for ident in thread if _IDENT.fullmatch(ident))
    if known:
        message["In-Reply-To"] = known[-1]
        message["References"] = " ".join(known[:1] + known[1:][-_MOST_REFERENCES:])


def _boundary(letter: Letter) -> str:
    """A line that no part holds, made of what the letter says."""
    said = f"{letter.message_id}\0{letter.text}\0{letter.html}"
    digest = sha256(said.encode("utf-8", "replace"))
    return f"=_{digest.hexdigest()[:_BOUNDARY]}"

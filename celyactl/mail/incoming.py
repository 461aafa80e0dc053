"""One message as it came: plain words, files, who says to have sent it, and what it claims to answer."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.domain.rfc3339 import EARLIEST, END
from celyactl.errors.inbox import MailUnreadable
from celyactl.i18n import gettext as _
from celyactl.mail import plain
from celyactl.mail.automatic import Automatic, Failure, automatic, failure
from celyactl.mail.bounds import require_bounds
from celyactl.mail.quotes import split
from celyactl.mail.token import Proof, proofs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message

_MOST_FILES: Final = 50
_LONGEST: Final = 20_000
_LONGEST_TEXT: Final = 4 * plain.LONGEST
_RECIPIENTS: Final = ("Delivered-To", "X-Original-To", "To", "Cc")
_THREAD: Final = ("In-Reply-To", "References")


class File(Struct, frozen=True):
    """A file that came along: its name as it came, and its bytes."""

    name: str
    content: bytes


class Incoming(Struct, frozen=True):
    """A message that could be read; `sender` is the address in small letters, and only a claim.

    `received` is what the topmost `Received` says, which our own server wrote; None without one.
    """

    raw: bytes
    message_id: str
    sender: str
    sender_name: str
    subject: str
    said: str
    quoted: str
    files: tuple[File, ...]
    received: datetime | None
    claims: tuple[Proof, ...]
    results: tuple[str, ...]
    automatic: Automatic | None = None
    failure: Failure | None = None

    @property
    def domain(self) -> str:
        """The sender's, in small letters."""
        return self.sender.rpartition("@")[2]


def read(raw: bytes, own: str | None = None) -> Incoming:
    """Read a message; `own` is the desk's address. Raises MailUnreadable, and nothing else whatever the bytes are."""
    require_bounds(raw)
    try:
        return _read(raw, message_from_bytes(raw, policy=compat32), own)
    except MailUnreadable:
        raise
    except Exception as problem:  # the standard parser raises all sorts on what is no mail
        raise MailUnreadable(_("its form is broken ({name})").format(name=type(problem).__name__)) from problem


def _read(raw: bytes, message: Message, own: str | None) -> Incoming:
    name, sender = _sender(message)
    texts, files = _parts(message)
    said, quoted = split(plain.visible("\n\n".join(texts)))
    kind = automatic(message, sender, own)
    return Incoming(
        raw=raw,
        message_id=plain.header(message["Message-ID"]) or f"<{sha256(raw).hexdigest()}@no-message-id.invalid>",
        sender=sender,
        sender_name=name,
        subject=plain.header(message["Subject"]),
        said=said,
        quoted=quoted,
        files=tuple(files),
        received=_received(message),
        claims=tuple(_claims(message)),
        results=tuple(str(value) for value in message.get_all("Authentication-Results", [])[:_MOST_FILES]),
        automatic=kind,
        failure=failure(message) if kind == "bounce" else None,
    )


def _sender(message: Message) -> tuple[str, str]:
    """Name and address; nobody when there are several senders or none, because then any of them may be made up."""
    values = [plain.header(value) for value in message.get_all("From", [])[:2]]
    found = getaddresses([plain.spelt(message["From"])[:_LONGEST]]) if len(values) == 1 else []
    if len(found) != 1 or found[0][1].count("@") != 1:
        return "", ""
    name, address = found[0]
    return plain.header(name), plain.header(address).lower()


def _received(message: Message) -> datetime | None:
    _hops, semicolon, date = str(message["Received"] or "")[:_LONGEST].rpartition(";")
    try:
        moment = parsedate_to_datetime(date.strip()) if semicolon else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment is None or not moment.tzinfo:
        return None
    # A year that no file can hold is a clock gone mad, or a header that is not our server's.
    return moment if EARLIEST.year < moment.year < END.year else None


def _claims(message: Message) -> Iterator[Proof]:
    """What the message claims to answer: the address it was sent to first, then the thread, latest first."""
    for name in _RECIPIENTS:
        for value in message.get_all(name, [])[:_MOST_FILES]:
            yield from proofs(str(value)[:_LONGEST])
    for name in _THREAD:
        yield from reversed(list(proofs(str(message[name] or "")[-_LONGEST:])))


def _parts(message: Message) -> tuple[list[str], list[File]]:
    """The texts in their order, and the files; HTML counts where its alternative is not there as text."""
    texts: list[str] = []
    pages: list[str] = []
    files: list[File] = []
    for part in _leaves(message):
        kind, payload = part.get_content_type(), part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        name = part.get_filename()
        if name is None and part.get_content_disposition() != "attachment" and kind == "text/plain":
            texts.append(plain.decoded(content[:_LONGEST_TEXT], part.get_content_charset()))
        elif name is None and part.get_content_disposition() != "attachment" and kind == "text/html":
            pages.append(plain.decoded(content[:_LONGEST_TEXT], part.get_content_charset()))
        elif len(files) < _MOST_FILES and content:
            files.append(File(plain.header(name) or f"{kind.replace('/', '.')}", content))
    if not any(text.strip() for text in texts):
        texts = [plain.from_html(page) for page in pages]
    return texts, files


def _leaves(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if not part.is_multipart():
            yield part

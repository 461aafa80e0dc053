"""Messages that no person wrote: they are recorded and never answered (RFC 3834, RFC 3464)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from celyactl.mail.plain import header, visible

if TYPE_CHECKING:
    from email.message import Message

Automatic = Literal["vacation", "bounce", "list", "loop"]
_LISTS: Final = ("List-Id", "List-Unsubscribe", "List-Post")
_ROBOTS: Final = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre)@", re.IGNORECASE)
_PERMANENT: Final = re.compile(r"^status:\s*5\.", re.IGNORECASE | re.MULTILINE)
_ANSWER: Final = re.compile(r"^diagnostic-code:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_LONGEST: Final = 20_000


class Failure(NamedTuple):
    """What a report of non-delivery says: of which of our messages, for good or not, and the server's words."""

    message_id: str
    permanent: bool
    answer: str | None


def automatic(message: Message, sender: str, own: str | None) -> Automatic | None:
    """What kind of program wrote a message; None for a person. `own` is the desk's address."""
    if message.get_content_type() == "multipart/report" or _is_empty_path(message):
        return "bounce"
    if message["X-Celyactl-Commit"] is not None or (own and sender == own.lower()):
        return "loop"
    if any(message[name] is not None for name in _LISTS) or header(message["Precedence"]).lower() in {"list", "bulk"}:
        return "list"
    submitted = header(message["Auto-Submitted"]).partition(";")[0].strip().lower()
    if submitted not in {"", "no"} or message["X-Autoreply"] is not None or message["X-Autorespond"] is not None:
        return "vacation"
    if header(message["Precedence"]).lower() in {"junk", "auto_reply"} or _ROBOTS.match(sender):
        return "vacation"
    return "vacation" if _is_calendar_reply(message) else None


def _is_calendar_reply(message: Message) -> bool:
    """Whether a calendar program wrote that somebody accepts or declines (RFC 6047)."""
    parts = (part for part in message.walk() if part.get_content_type() == "text/calendar")
    return any(str(part.get_param("method")).upper() == "REPLY" for part in parts)


def _is_empty_path(message: Message) -> bool:
    return str(message["Return-Path"] or "").strip() == "<>" and message["Auto-Submitted"] is None


def failure(message: Message) -> Failure | None:
    """The failure that a report tells of; None when it names no message, or only that one is late or arrived."""
    status = original = ""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status = "\n".join(str(block)[:_LONGEST] for block in part.walk())
        elif kind in {"text/rfc822-headers", "message/rfc822"}:
            original = original or _message_id(part)
    if not original or not re.search(r"^action:\s*failed", status, re.IGNORECASE | re.MULTILINE):
        return None
    answer = _ANSWER.search(status)
    return Failure(original, bool(_PERMANENT.search(status)), visible(answer[1][:_LONGEST]) if answer else None)


def _message_id(part: Message) -> str:
    inner = part.get_payload()
    if isinstance(inner, list) and inner:
        return header(getattr(inner[0], "get", str)("Message-ID"))
    found = re.search(r"^message-id:\s*(<[^>\s]{1,300}>)", str(inner)[:_LONGEST], re.IGNORECASE | re.MULTILINE)
    return found[1] if found else ""

"""Messages as clients' programs send them, through a mail server that notes when it took them."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

BOUNCE = """Content-Type: multipart/report; report-type=delivery-status; boundary=b
From: MAILER-DAEMON@mx.celya.example
Message-ID: <bounce@mx.celya.example>

--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; claire@acme.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 Unknown user

--b
Content-Type: text/rfc822-headers

Message-ID: {ident}

--b--
"""
"""A report that the message called `ident` could not be delivered."""


def letter(
    text: str = "La tonalité est revenue.",
    *,
    sender: str = "Claire Vidal <claire@acme.example>",
    subject: str = "Plus de tonalité",
    message_id: str = "<1@acme.example>",
    received: str | None = "Mon, 23 Nov 2026 08:30:00 +0100",
    **headers: str,
) -> bytes:
    """The bytes; a header's `_` is a `-`."""
    message = EmailMessage(SMTP)
    if received:
        message["Received"] = f"from acme.example by mx.celya.example; {received}"
    message["From"] = sender
    message["To"] = headers.pop("to", "support@celya.example")
    message["Subject"] = subject
    message["Message-ID"] = message_id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()

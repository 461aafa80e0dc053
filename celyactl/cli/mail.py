"""`celyactl mail …`: what clients are written, and what they answer; each verb in a file of its own."""

from __future__ import annotations

from celyactl.cli.commands import Commands, noun, verb
from celyactl.i18n import marked

app = Commands(
    {
        "summary": verb(
            "celyactl.cli.mail_summary",
            marked("Show the mail that the client would get of a ticket now; nothing is recorded, nothing is sent."),
        ),
        "flush": verb(
            "celyactl.cli.mail_flush",
            marked("Queue what clients are to be told, send what is queued, and record what the server answers."),
        ),
        "digest": verb(
            "celyactl.cli.mail_digest",
            marked("Queue the digests of the week, or month, that ended last: once for each contact who wants one."),
        ),
        "receive": verb(
            "celyactl.cli.mail_in",
            marked("Take one message in from standard input, as the pipe of a mail server does."),
        ),
        "fetch": verb(
            "celyactl.cli.mail_in",
            marked("Take in the new messages of a mailbox; each is marked as read once it is recorded."),
        ),
        "quarantine": noun("celyactl.cli.mail_quarantine", marked("Messages that wait for a person to decide.")),
    }
)

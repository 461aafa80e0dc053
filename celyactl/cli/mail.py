"""`celyactl mail …`: what clients are written, and what they answer; each verb in a file of its own."""

from __future__ import annotations

from celyactl.cli.commands import Commands, noun, verb
from celyactl.i18n import marked

app = Commands(
    {
        "summary": verb(
            "celyactl.cli.mails.summary",
            marked("Show the mail that the client would get of a ticket now; nothing is recorded, nothing is sent."),
        ),
        "flush": verb(
            "celyactl.cli.mails.flush",
            marked("Queue what clients are to be told, send what is queued, and record what the server answers."),
        ),
        "digest": verb(
            "celyactl.cli.mails.digest",
            marked("Queue the digests of the week, or month, that ended last: once for each contact who wants one."),
        ),
        "receive": verb(
            "celyactl.cli.mails.taking_in",
            marked("Take one message in from standard input, as the pipe of a mail server does."),
        ),
        "fetch": verb(
            "celyactl.cli.mails.taking_in",
            marked("Take in the new messages of a mailbox; each is marked as read once it is recorded."),
        ),
        "quarantine": noun("celyactl.cli.mails.quarantine", marked("Messages that wait for a person to decide.")),
    }
)

"""`celyactl mail receive|fetch`: what clients write. `receive` speaks to a mail server: 0 taken, 75 try again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.errors import CelyactlError
from celyactl.errors.inbox import MailNotTaken, MailTooLarge
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.inbox import reason_words

if TYPE_CHECKING:
    from celyactl.services.inbox.receiving import Gateway
    from celyactl.services.inbox.taking import Outcome

app = Commands()


@app.command(example="celyactl mail receive < message.eml")
def receive() -> None:
    """Take one message in from standard input, as the pipe of a mail server does."""
    from celyactl.services.inbox.receiving import LARGEST  # noqa: PLC0415 - help needs none of it
    from celyactl.services.inbox.receiving import receive as taken  # noqa: PLC0415

    try:
        outcome = taken(gateway(), sys.stdin.buffer.read(LARGEST + 1))
    except (MailTooLarge, MailNotTaken):
        raise
    except (CelyactlError, OSError) as problem:
        raise MailNotTaken(str(problem)) from problem
    show(data_of(outcome), lambda: words_of(outcome))


@app.command(example="celyactl mail fetch --maildir /var/mail/support")
def fetch(
    maildir: Annotated[
        Path, typer.Option("--maildir", metavar=marked("FOLDER"), help=marked("Where the messages are delivered."))
    ],
) -> None:
    """Take in the new messages of a maildir; each is marked as read once it is recorded."""
    from celyactl.services.inbox.fetching import fetch as fetched  # noqa: PLC0415 - help needs none of it

    outcomes = [{"file": name, **data_of(outcome)} for name, outcome in fetched(gateway(), maildir)]
    count = len(outcomes)
    waiting = sum(one["what"] == "quarantined" for one in outcomes)
    said = ngettext(
        "{n} message taken in, {waiting} of them in quarantine",
        "{n} messages taken in, {waiting} of them in quarantine",
        count,
    )
    show(outcomes, lambda: said.format(n=count, waiting=waiting))


def gateway() -> Gateway:
    """Who takes messages in. Raises NoIdentity, NotInTheTeam where no service is there and nobody stands in."""
    from celyactl.mail.secrets import mail_key  # noqa: PLC0415 - help needs none of it
    from celyactl.services.inbox.receiving import Gateway, mail_service  # noqa: PLC0415

    desk = session.current().desk
    service = mail_service(desk.view.company, desk.now)
    if service is None:
        session.current().warn(
            _("desk.yaml has no service of kind `mail`: you record for it; `celyactl team service add` makes one")
        )
    return Gateway(desk.store, desk.now, mail_key(), None if service else acting())


def data_of(outcome: Outcome) -> dict[str, Any]:
    """An outcome as data."""
    return {
        "what": outcome.what,
        "ref": outcome.ref,
        "reason": outcome.reason,
        "id": outcome.id,
        "sender_verified": outcome.sender_verified,
    }


def words_of(outcome: Outcome) -> str:
    """An outcome in a line."""
    texts = {
        "answered": _("{ref}: the answer is added"),
        "opened": _("{ref}: opened"),
        "ignored": _("{ref}: an automatic answer, recorded"),
        "failed": _("{ref}: a message of ours came back, recorded"),
        "duplicate": _("{ref}: this message is there already"),
        "quarantined": _("In quarantine as {id}: {reason}"),
    }
    reason = reason_words(outcome.reason) if outcome.reason else ""
    return texts[outcome.what].format(ref=outcome.ref, id=outcome.id, reason=reason)

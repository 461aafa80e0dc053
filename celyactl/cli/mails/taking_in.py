"""`celyactl mail receive|fetch`: what clients write. `receive` speaks to a mail server: 0 taken, 75 try again."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.errors import CelyactlError
from celyactl.errors.inbox import MailNotTaken, MailTooLarge, TwoMailboxes
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.quarantine import reason_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractContextManager

    from celyactl.mail.boxes import Box
    from celyactl.services.inbox.receiving import Gateway
    from celyactl.services.inbox.taking import Outcome

app = Commands()

_NEGATIVE = 1


@app.write(example="celyactl mail receive < message.eml")
def receive() -> None:
    """Take one message in from standard input, as the pipe of a mail server does."""
    from celyactl.services.inbox.receiving import LARGEST
    from celyactl.services.inbox.receiving import receive as taken

    try:
        outcome = taken(gateway(), sys.stdin.buffer.read(LARGEST + 1))
    except (MailTooLarge, MailNotTaken):
        raise
    except (CelyactlError, OSError) as problem:
        raise MailNotTaken(str(problem)) from problem
    show(data_of(outcome), lambda: words_of(outcome))


@app.write(example="celyactl mail fetch --maildir /var/mail/support")
def fetch(
    maildir: Annotated[
        Path | None,
        typer.Option("--maildir", metavar=marked("FOLDER"), help=marked("From a maildir instead of the IMAP mailbox.")),
    ] = None,
    move_to: Annotated[
        str | None,
        typer.Option(
            "--move-to", metavar=marked("FOLDER"), help=marked("Move them there, instead of marking as read.")
        ),
    ] = None,
) -> None:
    """Take in the new messages of a mailbox; each is marked as read once it is recorded."""
    from celyactl.services.inbox.fetching import fetch as fetched

    with _box(maildir, move_to) as box:
        found = list(fetched(gateway(), box))
    left = [one.why for one in found if one.outcome is None]
    taken = {one.name: one.outcome for one in found if one.outcome is not None}
    show(
        [{"file": name, **data_of(outcome)} for name, outcome in taken.items()],
        lambda: _counted(taken.values()),
        warnings=left,
    )
    if left:
        raise typer.Exit(_NEGATIVE)


def _counted(found: Collection[Outcome]) -> str:
    count = len(found)
    if not count:
        return _("There is no new message.")
    waiting = sum(one.what == "quarantined" for one in found)
    said = ngettext(
        "{n} message taken in, {waiting} of them in quarantine",
        "{n} messages taken in, {waiting} of them in quarantine",
        count,
    )
    return done_or_tried(said.format(n=count, waiting=waiting))


def _box(maildir: Path | None, move_to: str | None) -> AbstractContextManager[Box]:
    """Where the messages are. Raises MaildirNotFound, NoMailbox, MailboxAddressWrong, NoMailboxPassword."""
    from celyactl.mail.boxes import MaildirBox
    from celyactl.store.machine import machine

    if maildir is not None:
        if move_to is not None:
            raise TwoMailboxes
        return nullcontext(MaildirBox(maildir))
    from celyactl.mail.imap import ImapBox, folder_at  # a maildir needs none of it

    return ImapBox(folder_at(os.environ.get("CELYACTL_IMAP") or machine().imap), move_to)


def gateway() -> Gateway:
    """Who takes messages in. Raises NoIdentity, NotInTheTeam where no service is there and nobody stands in."""
    from celyactl.domain.words import ServiceKind
    from celyactl.mail.secrets import mail_key
    from celyactl.services.inbox.receiving import Gateway

    desk = session.current().desk
    service = desk.view.company.service(ServiceKind.MAIL, desk.now.date())
    if service is None:
        session.current().warn(
            _("desk.yaml has no service of kind `mail`: you record for it; `celyactl team service add` makes one")
        )
    stand_in = None if service else acting()
    return Gateway(desk.store, desk.now, mail_key(), stand_in, dry_run=session.current().dry_run)


def data_of(outcome: Outcome) -> dict[str, Any]:
    """An outcome as data."""
    return {
        "what": outcome.what,
        "ref": outcome.ref,
        "client": outcome.client,
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
    return done_or_tried(texts[outcome.what].format(ref=outcome.ref or outcome.client, id=outcome.id, reason=reason))

"""`celyactl mail flush`: one round of the mail service; the exit code is for monitoring."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.cli.rounds import TakeOver, one_round
from celyactl.domain.words import ServiceKind
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.mail.secrets import mail_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.cli.rounds import Round
    from celyactl.desk import Desk
    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.mail.handing import Carrier, Outcome
    from celyactl.services.mailing.flushing import Flushed
    from celyactl.store.machine import Machine

app = Commands()

_NEGATIVE: Final = 1


@app.write(example="celyactl mail flush --dry-run")
def flush(
    maildir: Annotated[
        Path | None,
        typer.Option("--to-maildir", metavar="DIR", help=marked("File the messages in this folder instead.")),
    ] = None,
    take_over: TakeOver = False,
) -> None:
    """Queue what clients are to be told, send what is queued, and record what the server answers."""
    from celyactl.services.mailing.flushing import flush as sent
    from celyactl.services.mailing.sending import Round
    from celyactl.store.machine import machine

    if take_over:
        with _carrier(session.current().desk, machine(), maildir):
            pass  # what is missing here is told before the machine that sends by now is relieved
    with (
        one_round(ServiceKind.MAIL, take_over=take_over) as now,
        _carrier(now.desk, now.here, maildir) as carrier,
        Bar(_("Indexing")) as bar,
    ):
        done = sent(Round(now.desk.store, now.service, carrier, mail_key()), bar)
    warnings = [*done.skipped, *([done.gone.sentence] if done.gone else [])]
    show(_data(now, done), lambda: _words(done), warnings=warnings)
    if status := _status(done):
        raise typer.Exit(status)


@contextmanager
def _carrier(desk: Desk, here: Machine, maildir: Path | None) -> Iterator[Carrier]:
    """What takes the messages. Raises NoMailAddress, NoMailServer, MailServerWrong, NoPassword."""
    from celyactl.errors.mail import NoMailAddress
    from celyactl.mail.handing import Nobody
    from celyactl.mail.maildir import Maildir
    from celyactl.mail.server import server_at
    from celyactl.mail.smtp import Smtp

    if session.current().dry_run:
        yield Nobody()
    elif maildir is not None:
        yield Maildir(maildir)
    elif desk.store.view().company.mail.address is None:
        raise NoMailAddress
    else:
        with Smtp(server_at(os.environ.get("CELYACTL_SMTP") or here.smtp)) as smtp:
            yield smtp


def _data(now: Round, done: Flushed) -> dict[str, Any]:
    return {
        **now.data,
        "queued": [_mail_data(one.ref, one.mail) for one in done.queued],
        "sent": [_mail_data(one.ref, one.mail) | _outcome_data(one.outcome) for one in done.sent],
        "waiting": done.waiting,
        "unreachable": done.unreachable,
        "skipped": done.skipped,
    }


def _mail_data(ref: str, mail: MailQueued) -> dict[str, Any]:
    return {"ref": ref, "template": mail.template, "to": mail.to, "message_id": mail.message_id}


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    return {"outcome": outcome.fate, "answer": outcome.answer, "refused": outcome.refused}


def _words(done: Flushed) -> str | list[str]:
    said = [_outcome_words(one.ref, one.outcome) for one in done.sent]
    if session.current().dry_run:
        refs = [*(one.ref for one in done.queued), *(one.ref for one in done.sent)]
        said = [done_or_tried(_("{ref}: a mail is sent").format(ref=ref)) for ref in refs]
    if done.waiting:
        count = done.waiting
        said.append(ngettext("{n} mail is to be tried later", "{n} mails are to be tried later", count).format(n=count))
    said += [_("{ref}: nobody at the client has an address").format(ref=ref) for ref in done.unreachable]
    return said or _("Nothing is to be sent.")


def _outcome_words(ref: str, outcome: Outcome) -> str:
    texts = {
        "sent": _("{ref}: sent ({answer})"),
        "later": _("{ref}: not taken for now ({answer})"),
        "refused": _("{ref}: refused for good ({answer})"),
    }
    return texts[outcome.fate.value].format(ref=ref, answer=outcome.answer)


def _status(done: Flushed) -> int:
    """What monitoring must know: no server, somebody who gets nothing, something that waits."""
    from celyactl.errors import Busy, Unavailable

    fates = {one.outcome.fate.value for one in done.sent}
    if done.gone:
        return Unavailable.exit_code
    if "refused" in fates or done.skipped:
        return _NEGATIVE
    return Busy.exit_code if "later" in fates else 0

"""`celyactl mail summary|flush|receive|fetch|quarantine`: what clients are written, and what they answer."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, not_recorded
from celyactl.cli.commands import Commands, noun, verb
from celyactl.cli.options import Ref
from celyactl.cli.output import Verbatim, show
from celyactl.cli.progress import Bar
from celyactl.i18n import Language, marked, ngettext
from celyactl.i18n import gettext as _
from celyactl.mail.secrets import mail_key
from celyactl.services.mailing.writing import Post
from celyactl.services.sla import Cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.desk import Desk
    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.mail.handing import Carrier, Outcome
    from celyactl.mail.message import Letter
    from celyactl.services.acting import Acting
    from celyactl.services.mailing.flushing import Flushed
    from celyactl.store.machine import Machine

app = Commands(
    {
        "receive": verb(
            "celyactl.cli.mail_in",
            marked("Take one message in from standard input, as the pipe of a mail server does."),
        ),
        "fetch": verb(
            "celyactl.cli.mail_in",
            marked("Take in the new messages of a maildir; each is marked as read once it is recorded."),
        ),
        "quarantine": noun("celyactl.cli.mail_quarantine", marked("Messages that wait for a person to decide.")),
    }
)

_NEGATIVE = 1


@app.command(example="celyactl mail summary 4F7K2QE --dry-run")
def summary(
    ref: Ref,
    language: Annotated[
        Language | None, typer.Option("--language", help=marked("The language of the mail; the client's by default."))
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=marked("Print the whole message (RFC 5322) as it would be sent."))
    ] = False,
    browser: Annotated[bool, typer.Option("--open", help=marked("Open the page of HTML in a browser."))] = False,
) -> None:
    """Show the mail that the client would get of a ticket now; nothing is recorded, nothing is sent."""
    from celyactl.mail.message import composed, printed  # noqa: PLC0415 - a flush with nothing to send needs none of it
    from celyactl.services.mailing.showing import shown  # noqa: PLC0415

    desk = session.current().desk
    with Bar(_("Indexing")) as bar:
        cases = Cases(desk.view, bar)
        case = cases.named(ref)
    letter = shown(Post(desk.view, cases, mail_key()), case, desk.now, language)
    message = printed(composed(letter))
    if browser:
        _open(letter)
    data = {
        "ref": case.ticket.ref,
        "to": [str(one) for one in letter.to],
        "subject": letter.subject,
        "message_id": letter.message_id,
        "text": letter.text,
        "html": letter.html,
        "message": message,
    }
    show(data, lambda: Verbatim(message) if dry_run else _page(letter), warnings=desk.view.warnings)


def _page(letter: Letter) -> list[str]:
    to = _("To: {people}").format(people=", ".join(map(str, letter.to)))
    subject = _("Subject: {text}").format(text=letter.subject)
    return [to, subject, "\n", letter.text]


def _open(letter: Letter) -> None:
    """Show the page in a browser, from a file of this user's own. Raises NoBrowser."""
    import webbrowser  # noqa: PLC0415 - hardly ever asked for
    from tempfile import mkstemp  # noqa: PLC0415

    from celyactl.errors.mail import NoBrowser  # noqa: PLC0415

    file, name = mkstemp(prefix="celyactl-", suffix=".html")
    with os.fdopen(file, "w", encoding="utf-8") as page:
        page.write(letter.html)
    if not webbrowser.open(Path(name).as_uri()):
        raise NoBrowser(name)


@app.write(example="celyactl mail flush --dry-run")
def flush(
    maildir: Annotated[
        Path | None,
        typer.Option("--to-maildir", metavar="DIR", help=marked("File the messages in this folder instead.")),
    ] = None,
    take_over: Annotated[
        bool, typer.Option("--take-over", help=marked("Make this machine the one that sends; an act of its own."))
    ] = False,
) -> None:
    """Queue what clients are to be told, send what is queued, and record what the server answers."""
    from celyactl.services.mailing.flushing import flush as sent  # noqa: PLC0415 - a summary needs none of it
    from celyactl.services.mailing.sending import Round  # noqa: PLC0415
    from celyactl.store import marks  # noqa: PLC0415
    from celyactl.store.machine import machine  # noqa: PLC0415

    desk, here = session.current().desk, machine()
    if take_over:
        _take_over(desk, here)
    service = _service(desk, here)
    with _carrier(desk, here, maildir) as carrier, Bar(_("Indexing")) as bar:
        done = sent(Round(desk.store, service, carrier, mail_key()), bar)
    if not service.dry_run:
        marks.leave(desk.repository.place, "mail", desk.now)
    show(
        _data(here, done), lambda: _words(done), warnings=[*done.skipped, *([done.gone.sentence] if done.gone else [])]
    )
    if status := _status(done):
        raise typer.Exit(status)


def _take_over(desk: Desk, here: Machine) -> None:
    from celyactl.services.mailing.service import take_over  # noqa: PLC0415 - once in the life of a machine

    done = take_over(desk.store, acting(), here.instance)
    for warning in done.warnings:
        session.current().warn(warning)


def _service(desk: Desk, here: Machine) -> Acting:
    """The service as an actor. Raises NoMailService, NotTheMailInstance."""
    from celyactl.services.mailing.service import acting_service  # noqa: PLC0415

    return acting_service(desk.store.view().company, here.instance, desk.now, dry_run=session.current().dry_run)


@contextmanager
def _carrier(desk: Desk, here: Machine, maildir: Path | None) -> Iterator[Carrier]:
    """What takes the messages. Raises NoMailAddress, NoMailServer, MailServerWrong, NoPassword."""
    from celyactl.errors.mail import NoMailAddress  # noqa: PLC0415
    from celyactl.mail.handing import Nobody  # noqa: PLC0415
    from celyactl.mail.maildir import Maildir  # noqa: PLC0415
    from celyactl.mail.server import server_at  # noqa: PLC0415
    from celyactl.mail.smtp import Smtp  # noqa: PLC0415

    if session.current().dry_run:
        yield Nobody()
    elif maildir is not None:
        yield Maildir(maildir)
    elif desk.store.view().company.mail.address is None:
        raise NoMailAddress
    else:
        with Smtp(server_at(os.environ.get("CELYACTL_SMTP") or here.smtp)) as smtp:
            yield smtp


def _data(here: Machine, done: Flushed) -> dict[str, Any]:
    return {
        "instance": here.instance,
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
        said = [not_recorded(_("{ref}: a mail is sent").format(ref=ref)) for ref in refs]
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
    from celyactl.errors import Busy, Unavailable  # noqa: PLC0415

    fates = {one.outcome.fate.value for one in done.sent}
    if done.gone:
        return Unavailable.exit_code
    if "refused" in fates or done.skipped:
        return _NEGATIVE
    return Busy.exit_code if "later" in fates else 0

"""`celyactl mail digest`: queues what contacts get once a week or a month, or shows it; `mail flush` sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.mails.letter import show_letter
from celyactl.cli.output import show
from celyactl.cli.rounds import service_here
from celyactl.cli.table import Table
from celyactl.domain.words import ServiceKind
from celyactl.errors.mail import DigestOfWhom
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.mail.secrets import mail_key
from celyactl.render.moments import full_date, last_day
from celyactl.services.mailing.writing import Post
from celyactl.services.sla import Cases

if TYPE_CHECKING:
    from celyactl.domain.digests import Reader
    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.services.mailing.digesting import Prepared

app = Commands()

_NEGATIVE: Final = 1


@app.write(example="celyactl mail digest --dry-run")
def digest(
    client: Annotated[
        list[str] | None, typer.Option("--client", metavar="ID", help=marked("Of this client only; repeatable."))
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(
            "--show",
            metavar="CLIENT:CONTACT",
            help=marked("Only show the digest that this contact would get now; with --dry-run the whole message."),
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--open", help=marked("With --show: open the page of HTML in a browser."))
    ] = False,
) -> None:
    """Queue the digests of the week, or month, that ended last: once for each contact who wants one."""
    if reader is None:
        if browser:
            raise DigestOfWhom
        _queue(client or [])
    elif client:
        raise DigestOfWhom
    else:
        _show(reader, browser=browser)


def _queue(clients: list[str]) -> None:
    from celyactl.services.catalogue import client_named
    from celyactl.services.mailing.digesting import prepare

    now = service_here(ServiceKind.MAIL)
    only = [client_named(now.desk.view, name).id for name in clients]
    done = prepare(now.desk.store, now.service, mail_key(), only)
    data = [_data(reader, mail) for reader, mail in done.queued]
    show({"queued": data, "skipped": done.skipped}, lambda: _words(done), warnings=list(done.skipped))
    if done.skipped:
        raise typer.Exit(_NEGATIVE)


def _show(name: str, *, browser: bool) -> None:
    """Show what somebody would get: on any machine, as nothing is recorded or sent."""
    from celyactl.services.mailing.digest_showing import shown_digest  # a round needs none of it

    desk = session.current().desk
    reader, letter, has_news = shown_digest(Post(desk.view, Cases(desk.view), mail_key()), name, desk.now)
    about = {"reader": reader.ident, **reader.period._asdict(), "has_news": has_news}
    none = _("{reader} would get none: there is nothing to tell").format(reader=reader.ident)
    warnings = [*desk.view.warnings, *([] if has_news else [none])]
    show_letter(letter, about, whole=session.current().dry_run, browser=browser, warnings=warnings)


def _data(reader: Reader, mail: MailQueued) -> dict[str, Any]:
    start, end = reader.period
    return {"to": reader.ident, "start": start, "end": end, "language": mail.language, "message_id": mail.message_id}


def _words(done: Prepared) -> str | list[str | Table]:
    count = len(done.queued)
    if not count:
        return _("No digest is due.")
    counted = ngettext("{n} digest is queued", "{n} digests are queued", count).format(n=count)
    rows = [
        [reader.ident, full_date(reader.period.start), last_day(reader.period.end)] for reader, _mail in done.queued
    ]
    line = done_or_tried(counted)
    said: list[str | Table] = [line, Table([_("To"), _("From"), _("Until")], rows)]
    if session.current().dry_run:
        said.append(_("`celyactl mail digest --show {reader}` shows it.").format(reader=done.queued[0][0].ident))
    return said

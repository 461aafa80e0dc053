"""`celyactl mail digest`: queues what contacts get once a week or a month; `mail flush` sends it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import not_recorded
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.rounds import service_here
from celyactl.cli.table import Table
from celyactl.domain.words import ServiceKind
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.mail.secrets import mail_key
from celyactl.render.moments import full_date

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
) -> None:
    """Queue the digests of the week, or month, that ended last: once for each contact who wants one."""
    from celyactl.services.catalogue import client_named  # noqa: PLC0415 - help needs none of it
    from celyactl.services.mailing.digesting import prepare  # noqa: PLC0415

    now = service_here(ServiceKind.MAIL)
    only = [client_named(now.desk.view, name).id for name in client or ()]
    done = prepare(now.desk.store, now.service, mail_key(), only)
    data = [_data(reader, mail) for reader, mail in done.queued]
    show({"queued": data, "skipped": done.skipped}, lambda: _words(done), warnings=list(done.skipped))
    if done.skipped:
        raise typer.Exit(_NEGATIVE)


def _data(reader: Reader, mail: MailQueued) -> dict[str, Any]:
    start, end = reader.period
    return {"to": reader.ident, "start": start, "end": end, "language": mail.language, "message_id": mail.message_id}


def _words(done: Prepared) -> str | list[str | Table]:
    count = len(done.queued)
    if not count:
        return _("No digest is due.")
    said = ngettext("{n} digest is queued", "{n} digests are queued", count).format(n=count)
    rows = [
        [reader.ident, full_date(reader.period.start), full_date(reader.period.end - timedelta(days=1))]
        for reader, _mail in done.queued
    ]
    line = not_recorded(said) if session.current().dry_run else said
    return [line, Table([_("To"), _("From"), _("Until")], rows)]

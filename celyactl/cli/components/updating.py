"""`celyactl component update`: other versions, one or many at once, and what the annual report will list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.components.options import Client, Idents, OnTicket, Said, Where
from celyactl.cli.options import At, Public, Technician
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.services.components.choosing import Meant
from celyactl.services.components.updating import Change, Why, update_components

if TYPE_CHECKING:
    from celyactl.domain.client import Version
    from celyactl.services.components.updating import Updated
    from celyactl.services.recording import Done

app = Commands()

_TEXT = marked("TEXT")


@app.write(example="celyactl component update acme ipbx --version 22.6.0 --reason security --ticket 4F7K2QE")
def update(
    version: Annotated[str, typer.Option("--version", metavar=_TEXT, help=marked("The version that they have now."))],
    client: Client = None,
    ids: Idents = None,
    where: Where = None,
    reason: Annotated[Why | None, typer.Option("--reason", help=marked("Why the version changed."))] = None,
    old: Annotated[
        str | None,
        typer.Option("--from", metavar=_TEXT, help=marked("The version before, where none is on record.")),
    ] = None,
    ticket: OnTicket = None,
    text: Said = None,
    technician: Technician = None,
    public: Public = False,
    at: At = None,
) -> None:
    """Record that components got another version, all that did in one act; try it with --dry-run."""
    desk = session.current().desk
    meant = Meant(client, ids or (), where)
    change = Change(version, reason, old, ticket, text, technician, public)
    done = update_components(desk.store, acting(), meant, change, desk.instant(at))
    show(_data(done), lambda: list(_words(done)), warnings=done.warnings)


def _data(done: Done[tuple[Updated, ...]]) -> list[dict[str, Any]]:
    return [_row(one, one.component.versions[-1]) for one in done.answer]


def _row(one: Updated, new: Version) -> dict[str, Any]:
    what = {"client": one.client.id, "component": one.component.id, "old": one.old, "new": new.version}
    return {**what, "since": new.since, "reason": new.reason, "ref": new.ref, "by": new.by}


def _words(done: Done[tuple[Updated, ...]]) -> list[str | Table]:
    if not done.answer:
        return [_("Nothing changed.")]
    count = len(done.answer)
    line = ngettext("{n} component updated", "{n} components updated", count).format(n=count)
    headings = [_("Component"), _("Client"), _("Name"), _("Before"), _("After")]
    rows = [
        [one.component.id, one.client.id, one.component.name, one.old or "-", one.component.version or "-"]
        for one in done.answer
    ]
    said = done_or_tried(line)
    return [said, Table(headings, rows, spare=(1, 2), flexible=(1, 2))]

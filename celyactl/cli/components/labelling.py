"""`celyactl component labels`: sheets of labels whose code opens the extranet's form, site and component filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.components.options import Client, Idents, Where
from celyactl.cli.files import save
from celyactl.cli.output import show
from celyactl.errors.components import NoExtranetAddress
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.labels import A_SHEET, form_address, labels_pdf
from celyactl.render.pdf.document import Paper
from celyactl.services.components.choosing import Meant, installations

app = Commands()

_DEVICES = "state:in_service,loaned,spare -kind:certificate,trunk,line,operating-system"
"""What a label sticks to."""


@app.command(example="celyactl component labels acme --output etiquettes.pdf")
def labels(
    output: Annotated[Path, typer.Option("--output", metavar=marked("FILE"), help=marked("Where to write the PDF."))],
    client: Client = None,
    ids: Idents = None,
    where: Where = None,
    skip: Annotated[
        int,
        typer.Option("--skip", min=0, max=A_SHEET - 1, help=marked("So many labels of the first sheet are used.")),
    ] = 0,
) -> None:
    """Make sheets of labels, 24 a page of A4, whose code opens the extranet's form for that component."""
    desk = session.current().desk
    view = desk.view
    base = view.company.brand.extranet
    if not base:
        raise NoExtranetAddress
    meant = Meant(client, ids or (), where or (None if ids else _DEVICES))
    found = [(owner, one) for owner, components in installations(view, meant) for one in components]
    paper = Paper(view.company, _("Labels"), "", desk.now, view.commit)
    save(output, labels_pdf(paper, base, found, skip))
    data = [
        {"client": owner.id, "component": one.id, "site": one.site, "address": form_address(base, one)}
        for owner, one in found
    ]
    line = ngettext("{file}: {n} label", "{file}: {n} labels", len(found)).format(file=output, n=len(found))
    show(data, lambda: line, warnings=view.warnings)

"""`celyactl contract edit|end`."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, day
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.answering import contract_answer
from celyactl.cli.contracts.options import Slug, Text
from celyactl.cli.editing import File, Sets, edited
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import last_day
from celyactl.services.contracts.contracting import end_contract
from celyactl.services.editing import contract_file

app = Commands()


@app.write(example="celyactl contract edit acme-2026 --set title='Maintenance 2026'")
def edit(slug: Slug, sets: Sets = None, file: File = None) -> None:
    """Edit the file of a contract, by field or as a text."""
    subject = contract_file(session.current().desk.view, slug)
    done = edited(subject, f"celyactl contract edit {slug}", sets, file)
    contract_answer(done, lambda: _("{id}: recorded").format(id=slug))


@app.write(example="celyactl contract end acme-2026 --on 2026-12-31")
def end(
    slug: Slug,
    on: Annotated[
        str, typer.Option("--on", metavar=marked("DATE"), help=marked("The first day on which it does not run."))
    ],
    text: Text = None,
) -> None:
    """End a contract on a day."""
    last = day(on, upcoming=True)
    done = end_contract(session.current().desk.store, acting(), slug, last, text)
    said = _("{slug}: runs until {day} included")
    contract_answer(done, lambda: said.format(slug=slug, day=last_day(last)))

"""`celyactl mail summary`: the mail that a client would get, shown and not sent."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.mails.letter import show_letter
from celyactl.cli.options import Ref
from celyactl.cli.progress import Bar
from celyactl.i18n import Language, marked
from celyactl.i18n import gettext as _
from celyactl.mail.secrets import mail_key
from celyactl.services.mailing.writing import Post
from celyactl.services.sla import Cases

app = Commands()


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
    from celyactl.services.mailing.showing import shown

    desk = session.current().desk
    with Bar(_("Indexing")) as bar:
        cases = Cases(desk.view, bar)
        case = cases.named(ref)
    letter = shown(Post(desk.view, cases, mail_key()), case, desk.now, language)
    about = {"ref": case.ticket.ref}
    show_letter(letter, about, whole=dry_run, browser=browser, warnings=desk.view.warnings)

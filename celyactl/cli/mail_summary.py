"""`celyactl mail summary`: the mail that a client would get, shown and not sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.options import Ref
from celyactl.cli.output import Verbatim, show
from celyactl.cli.progress import Bar
from celyactl.i18n import Language, marked
from celyactl.i18n import gettext as _
from celyactl.mail.secrets import mail_key
from celyactl.services.mailing.writing import Post
from celyactl.services.sla import Cases

if TYPE_CHECKING:
    from celyactl.mail.message import Letter

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
    from celyactl.mail.message import composed, printed  # noqa: PLC0415 - help needs none of it
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

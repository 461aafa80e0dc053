"""How `celyactl mail summary` and `mail digest --show` show a message that is not sent: words, a page, or RFC 5322."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from celyactl.cli.output import Verbatim, show
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.mail.message import Letter


def show_letter(
    letter: Letter, about: dict[str, Any], *, whole: bool, browser: bool, warnings: Sequence[str] = ()
) -> None:
    """Show a message: `whole` with its headers, else its text; in the `browser` as well. Raises NoBrowser."""
    from celyactl.mail.message import composed, printed

    message = printed(composed(letter))
    if browser:
        _open(letter)
    data = {
        **about,
        "to": [str(one) for one in letter.to],
        "subject": letter.subject,
        "message_id": letter.message_id,
        "text": letter.text,
        "html": letter.html,
        "message": message,
    }
    show(data, lambda: Verbatim(message) if whole else _page(letter), warnings=warnings)


def _page(letter: Letter) -> list[str]:
    to = _("To: {people}").format(people=", ".join(map(str, letter.to)))
    subject = _("Subject: {text}").format(text=letter.subject)
    return [to, subject, "\n", letter.text]


def _open(letter: Letter) -> None:
    """Show the page in a browser, from a file of this user's own. Raises NoBrowser."""
    import webbrowser  # hardly ever asked for
    from tempfile import mkstemp

    from celyactl.errors.mail import NoBrowser

    file, name = mkstemp(prefix="celyactl-", suffix=".html")
    with os.fdopen(file, "w", encoding="utf-8") as page:
        page.write(letter.html)
    if not webbrowser.open(Path(name).as_uri()):
        raise NoBrowser(name)

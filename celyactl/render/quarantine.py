"""A message in quarantine: why it waits, and what the company is told of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.letterhead import as_of, letterhead

if TYPE_CHECKING:
    from celyactl.domain.company import Company
    from celyactl.render.jinja.environment import Workshop
    from celyactl.render.moments import Wall
    from celyactl.render.summary import Form

_REASONS: Final = {
    "unreadable": marked("nothing reads it safely"),
    "refuted": marked("our mail server says that the sender is not who they claim to be"),
    "token": marked("its token is not that of the ticket"),
    "reference": marked("it names a ticket of a client whose contact the sender is not"),
    "unproved": marked("the desk asks for more proof of who sent it"),
    "stranger": marked("the sender is no contact of any client"),
    "several": marked("the sender is a contact of several clients"),
    "sender": marked("it has no sender, or several"),
    "automatic": marked("a program wrote it, and no ticket is named"),
    "too_many": marked("too many messages within an hour"),
}
_IDENT: Final = re.compile(r"\b[0-9a-f]{12}\b")


def reason_words(reason: str) -> str:
    """The reason in words; one of another version is shown as it is."""
    text = _REASONS.get(reason)
    return _(text) if text else reason


def waiting_text(client: str, ident: str) -> str:
    """The sentence that is kept."""
    said = _("Somebody wrote from an address of {client} and is none of its contacts: {id} waits in quarantine.")
    return said.format(client=client, id=ident)


def waiting_subject(client: str) -> str:
    """What the mail is about."""
    return _("{client}: a message waits in quarantine").format(client=client)


def waiting_mail(company: Company, text: str, about: tuple[Wall, str], form: Form, templates: Workshop) -> str:
    """The body; `about` are now and the commit. Raises TemplateRefused, TemplateTooLarge for a desk's own template."""
    wall, commit = about
    data = letterhead(company) | as_of(wall, commit) | {"text": text, "command": _command(text)}
    return templates.render(f"mail/quarantine.{form}.j2", data)


def _command(text: str) -> str:
    """What shows the message: the sentence that is kept names it last."""
    named = _IDENT.findall(text)
    return f"celyactl mail quarantine show {named[-1]}" if named else "celyactl mail quarantine list"

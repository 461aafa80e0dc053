"""What the company is told of a message in quarantine: whose domain wrote, and where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _
from celyactl.render.moments import full_moment
from celyactl.render.summary import letterhead

if TYPE_CHECKING:
    from celyactl.domain.company import Company
    from celyactl.render.jinja.environment import Workshop
    from celyactl.render.moments import Wall
    from celyactl.render.summary import Form


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
    data = letterhead(company) | {
        "text": text,
        "command": "celyactl mail quarantine list",
        "made": {"when": full_moment(wall.now, wall), "commit": commit[:12]},
    }
    return templates.render(f"mail/quarantine.{form}.j2", data)

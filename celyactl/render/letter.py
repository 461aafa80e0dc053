"""A letter to a client, in the context's language: plain values for a template, as a text, a page or on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from celyactl.domain.words import Role
from celyactl.i18n import gettext as _
from celyactl.render.letterhead import letterhead
from celyactl.render.moments import full_date
from celyactl.render.names import address
from celyactl.render.pdf.document import Paper, pdf
from celyactl.render.ties import each_text, tied

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.client import Client
    from celyactl.render.jinja.environment import Overrides

Form = Literal["txt", "html", "pdf"]


class Letter(Struct, frozen=True):
    """What a letter says; `box` is what must be seen at once, `facts` are labels with their values."""

    client: Client
    subject: str
    about: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    box: str = ""


def written(letter: Letter, form: Form, paper: Paper, overrides: Overrides) -> bytes:
    """The letter in a form. Raises TemplateRefused, TemplateTooLarge for a desk's own template."""
    if form == "pdf":
        return pdf("letter", paper, _values(letter, paper))
    from celyactl.render.jinja.environment import render  # 43 ms

    return render(f"letters/letter.{form}.j2", _values(letter, paper) | _about(letter, paper), overrides).encode()


def _values(letter: Letter, paper: Paper) -> dict[str, Any]:
    values = {
        "recipient": list(_recipient(letter.client, paper.made.date())),
        "date": full_date(paper.made),
        "greeting": _("Dear Sir or Madam,"),
        "paragraphs": list(letter.paragraphs),
        "facts": [list(fact) for fact in letter.facts],
        "box": letter.box,
        "closing": _("Yours faithfully,"),
        "signed": paper.company.company,
    }
    tied_ones: dict[str, Any] = each_text(values, tied)
    return tied_ones


def _about(letter: Letter, paper: Paper) -> dict[str, Any]:
    return {
        **letterhead(paper.company),
        "subject": tied(letter.subject),
        "about": tied(letter.about),
        "commit": paper.commit[:12],
    }


def _recipient(client: Client, day: date) -> Iterator[str]:
    """The client, who signs for it, and where it is."""
    yield client.name
    for role in (Role.SIGNATORY, Role.MANAGER):
        if names := [one.name for one in client.contacts if role in one.roles and one.is_there(day)]:
            yield _("For the attention of {name}").format(name=names[0])
            break
    if client.sites:
        yield from filter(None, address(client.sites[0], "\n").split("\n"))

"""A page to pin on a client's wall: address, code, telephone, what to look at first. In the context's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.level1 import level1_checklists
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.letterhead import first_phone
from celyactl.render.pdf.document import Paper, pdf

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.domain.client import Client, Contact
    from celyactl.domain.company import Company

_FEW: Final = 3
_USUAL: Final = (
    marked("Is the telephone plugged in, and does its screen show a number?"),
    marked("Does the telephone beside it work?"),
    marked("Does the Internet work where you are?"),
)


def access_card(company: Company, client: Client, contact: Contact, code: str, when: tuple[datetime, str]) -> bytes:
    """The page as PDF; `when` is the instant and the commit at which it is made."""
    paper = Paper(company, _("Telephones out of order?"), f"{client.name}, {contact.name}", *when)
    urgent = company.out_of_hours_phone or ""
    usual = first_phone(company)
    numbers = [_("{phone} in our hours").format(phone=usual)] if usual and urgent else [usual]
    numbers += [_("{phone} at any hour").format(phone=urgent)] if urgent else []
    return pdf(
        "card",
        paper,
        {
            "phone_label": _("Nobody can call any more? Call us"),
            "phone": "\n".join(numbers) or "-",
            "address_label": _("For everything else, write on our pages"),
            "address": company.brand.extranet or "",
            "code_label": _("Your access code"),
            "code": code,
            "code_note": _("Whoever has this code writes in your name: pin it where visitors do not pass."),
            "checks_title": _("Three things to look at first"),
            "checks": first_checks(company, client),
        },
    )


def first_checks(company: Company, client: Client) -> list[str]:
    """What level 1 looks at first: the first points of the desk's lists for what the client has, else usual ones."""
    lists = level1_checklists(company.checklists, client.components)
    items = [item for one in lists for item in one.items][:_FEW]
    return items if len(items) == _FEW else [_(text) for text in _USUAL]

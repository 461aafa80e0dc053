"""Labels of components as sheets to print: each with a code that opens the extranet's form for that very device."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from celyactl.i18n import gettext as _
from celyactl.render.letterhead import first_phone
from celyactl.render.pdf.document import Paper, pdf
from celyactl.render.pdf.glyphs import Svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.client import Client, Component

A_SHEET: Final = 24
_LONGEST: Final = 60


def form_address(base: str, component: Component) -> str:
    """The page on which a client reports something of a component: `https://…/new?site=siege&component=ipbx`."""
    known = {"site": component.site, "component": component.id}
    return f"{base.rstrip('/')}/new?{urlencode({name: value for name, value in known.items() if value})}"


def code_of(address: str) -> Svg:
    """A QR code with its quiet zone, readable though a sixth of it is worn off."""
    import segno  # for labels only

    made = BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(made, kind="svg", xmldecl=False, omitsize=True)
    return Svg(made.getvalue().decode())


def labels_pdf(paper: Paper, base: str, found: Sequence[tuple[Client, Component]], skip: int = 0) -> bytes:
    """The sheets; `skip` labels of the first one are used already."""
    labels = [_label(base, client, component) for client, component in found]
    phone = first_phone(paper.company).replace(" ", "\N{NO-BREAK SPACE}")
    asked = _("A problem? Scan, or call {phone}.") if phone else _("A problem? Scan.")
    return pdf("labels", paper, {"labels": [None] * skip + labels, "asked": asked.format(phone=phone)})


def _label(base: str, client: Client, component: Component) -> dict[str, object]:
    address = form_address(base, component)
    site = next((one.name for one in client.sites if one.id == component.site), "")
    serial = _("Serial {number}").format(number=component.serial) if component.serial else ""
    lines = [_short(line) for line in (client.name, site, component.id, serial) if line]
    return {"name": _short(component.name), "lines": lines, "code": code_of(address), "alt": address}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

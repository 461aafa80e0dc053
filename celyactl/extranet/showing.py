"""Pages as HTML: the templates of `extranet/`, which a desk may override, with values only, all of them escaped."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from celyactl.domain.telephone import digits, normal
from celyactl.extranet.asked import Answer
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked
from celyactl.render.colours import NIGHT, WHITE, ink_on, readable_on
from celyactl.render.letterhead import first_phone
from celyactl.render.ties import each_text, tied

if TYPE_CHECKING:
    from celyactl.domain.company import Company
    from celyactl.extranet.drafts import Draft
    from celyactl.extranet.rooms import Room
    from celyactl.extranet.visit import Visit

_REASONS: Final = {
    HTTPStatus.FORBIDDEN: marked("This form could not be accepted. Open the page again and send it once more."),
    HTTPStatus.NOT_FOUND: marked("There is nothing here, or nothing that you may see."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: marked("This was too much at once. Please send a shorter text."),
    HTTPStatus.UNPROCESSABLE_ENTITY: marked("This is not possible as things stand. Look at the ticket again."),
    HTTPStatus.SERVICE_UNAVAILABLE: marked("We could not record this just now. Please try again in a minute."),
}

_ANY_REASON: Final = marked("This did not work. Please try again, or call us.")


_MENU: Final = (
    ("/", marked("Home"), {"home"}),
    ("/tickets", marked("Tickets"), {"tickets", "ticket"}),
    ("/planned", marked("Who comes, when"), {"planned"}),
    ("/components", marked("Installation"), {"components"}),
    ("/availability", marked("Availability"), {"availability"}),
    ("/contract", marked("Contract"), {"contract"}),
    ("/reports", marked("Reports"), {"reports"}),
    ("/people", marked("People"), {"people"}),
)


def page(visit: Visit, name: str, data: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page for somebody who is signed in."""
    frame = _frame(visit.view.company) | {
        "person": visit.actor.contact.name,
        "client": visit.client.name,
        "token": visit.session.token,
        "menu": [{"href": href, "text": _(text), "here": name in names} for href, text, names in _MENU],
    }
    return Answer(visit.room.render(name, frame | data), status)


def reading(visit: Visit, name: str, data: dict[str, Any]) -> Answer:
    """A page on which nothing is typed: its dates and hours stay on one line."""
    return page(visit, name, each_text(data, tied))


_NOBODY: Final[dict[str, Any]] = {"person": "", "client": "", "menu": [], "token": ""}


class Door(NamedTuple):
    """What the form of the door holds; `draft` is what was being written when a session ended."""

    token: str
    problem: str = ""
    draft: Draft | None = None


def outside(room: Room, name: str, data: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page for somebody who is not signed in."""
    return Answer(room.render(name, _frame(room.view.company) | _NOBODY | data), status)


def sign_in(room: Room, shown: Door, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """The door."""
    kept = shown.draft.hidden() if shown.draft else []
    data = {"title": _("Sign in"), "token": shown.token, "problem": shown.problem, "kept": kept}
    return outside(room, "sign-in", data, status)


def failed(room: Room, status: HTTPStatus, visit: Visit | None, reason: str = "") -> Answer:
    """A page that says that it did not work, and leads back; with the menu for somebody who is signed in."""
    data = {"title": _("Sorry"), "reason": reason or _(_REASONS.get(status, _ANY_REASON)), "back": "/"}
    return page(visit, "failed", data, status) if visit else outside(room, "failed", data, status)


def elsewhere(room: Room, address: str) -> Answer:
    """The page for whoever came by another name of this server: where these pages are."""
    reason = _("These pages are at {address}.").format(address=address)
    data = {"title": _("Sorry"), "reason": reason, "back": address}
    return outside(room, "failed", data, HTTPStatus.MISDIRECTED_REQUEST)


def style(company: Company) -> Answer:
    """The company's colour, as a stylesheet: pages hold no style of their own."""
    color = company.brand.color or "#0a5c8f"
    light = f":root{{--brand:{color};--brand-ink:{ink_on(color)};--brand-text:{readable_on(WHITE, color)}}}"
    dark = f"@media (prefers-color-scheme:dark){{:root{{--brand-text:{readable_on(NIGHT, color)}}}}}"
    return Answer(f"{light}\n{dark}\n", kind="text/css")


def _frame(company: Company) -> dict[str, Any]:
    phone = first_phone(company)
    urgent = company.out_of_hours_phone or phone
    return {
        "language": language(),
        "company": {
            "name": company.company,
            "phone": phone,
            "urgent": urgent,
            "dial": {number: f"tel:{normal(number) or digits(number)}" for number in (phone, urgent) if number},
        },
    }

"""Pages as HTML: the templates of `extranet/`, which a desk may override, with values only, all of them escaped."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from celyactl.domain.openness import openness
from celyactl.extranet.asked import Answer
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked
from celyactl.render.jinja.environment import render
from celyactl.render.moments import Wall, full_moment
from celyactl.services import catalogue

if TYPE_CHECKING:
    from celyactl.domain.company import Company
    from celyactl.extranet.drafts import Draft
    from celyactl.extranet.visit import Visit
    from celyactl.store.view import View

_REASONS: Final = {
    HTTPStatus.FORBIDDEN: marked("This form could not be accepted. Open the page again and send it once more."),
    HTTPStatus.NOT_FOUND: marked("There is nothing here, or nothing that you may see."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: marked("This was too much at once. Please send a shorter text."),
    HTTPStatus.UNPROCESSABLE_ENTITY: marked("This is not possible as things stand. Look at the ticket again."),
    HTTPStatus.SERVICE_UNAVAILABLE: marked("We could not record this just now. Please try again in a minute."),
}

_ANY_REASON: Final = marked("This did not work. Please try again, or call us.")


def page(visit: Visit, name: str, data: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page for somebody who is signed in."""
    frame = _frame(visit.view.company) | {
        "person": visit.actor.contact.name,
        "client": visit.view.client(visit.actor.client).name,
        "token": visit.session.token,
        "hours": _hours(visit),
    }
    return Answer(_rendered(visit.view, name, frame | data), status)


class Door(NamedTuple):
    """What the form of the door holds; `draft` is what was being written when a session ended."""

    token: str
    problem: str = ""
    draft: Draft | None = None


def sign_in(view: View, shown: Door, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """The door."""
    kept = shown.draft.hidden() if shown.draft else []
    data = {"title": _("Sign in"), "token": shown.token, "person": "", "problem": shown.problem, "kept": kept}
    return Answer(_rendered(view, "sign-in", _frame(view.company) | data), status)


def failed(view: View, status: HTTPStatus, reason: str = "") -> Answer:
    """A page that says that it did not work, and leads back."""
    told = reason or _(_REASONS.get(status, _ANY_REASON))
    data = {"title": _("Sorry"), "reason": told, "person": "", "token": ""}
    return Answer(_rendered(view, "failed", _frame(view.company) | data), status)


def style(company: Company) -> Answer:
    """The company's colour, as a stylesheet: pages hold no style of their own."""
    color = company.brand.color or "#0a5c8f"
    rule = f":root{{--brand:{color}}}\n"
    return Answer(rule, kind="text/css; charset=utf-8")


def _frame(company: Company) -> dict[str, Any]:
    phone = company.phones[0] if company.phones else ""
    return {
        "language": language(),
        "company": {"name": company.company, "phone": phone, "urgent": company.out_of_hours_phone or phone},
    }


def _rendered(view: View, name: str, data: dict[str, Any]) -> str:
    return render(f"extranet/{name}.html.j2", data, lambda path: view.repository.read(view.commit, f"templates/{path}"))


def _hours(visit: Visit) -> str:
    """Whether people work for the client now, by its first contract that is in force."""
    view, now = visit.view, visit.desk.now
    contract = next(iter(catalogue.in_force(view, visit.actor.client, now.date())), None)
    if contract is None:
        return ""
    found = openness(view.calendar_of(contract), now)
    if found.changes_at is None:
        return ""
    text = _("Open now, until {when}") if found.open else _("Closed now, open again {when}")
    return text.format(when=full_moment(found.changes_at, Wall(now)))

"""The statement of an installation taken over, in the context's language: plain values for a template, HTML or PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.letterhead import as_of, letterhead
from celyactl.render.lists import enumerated
from celyactl.render.moments import full_date, month_names
from celyactl.render.pdf.document import Paper, pdf
from celyactl.render.terms import reservation_words, state_words
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.domain.client import Client, Component
    from celyactl.domain.contract import Contract, PreventivePlan, Takeover, TakeoverItem
    from celyactl.render.jinja.environment import Overrides
    from celyactl.render.moments import Wall


def statement_pdf(paper: Paper, values: dict[str, Any]) -> bytes:
    """The statement on paper."""
    return pdf("takeover", paper, values)


def statement_html(paper: Paper, values: dict[str, Any], wall: Wall, overrides: Overrides) -> str:
    """The statement as a page. Raises TemplateRefused, TemplateTooLarge for a desk's own template."""
    from celyactl.render.jinja.environment import render  # 43 ms

    titles = {"title": paper.title, "subtitle": paper.subtitle}
    about = letterhead(paper.company) | as_of(wall, paper.commit) | titles
    return render("takeover/statement.html.j2", values | about, overrides)


def title() -> str:
    """What the statement is called."""
    return _("Takeover statement")


def subtitle(contract: Contract, client: Client) -> str:
    """Whose installation, under which contract."""
    return _("{client}, contract {slug}").format(client=client.name, slug=contract.slug)


def statement_values(contract: Contract, client: Client, takeover: Takeover, company: str, by: str) -> dict[str, Any]:
    """The values of the templates: texts, lists and dicts of them, an empty text where there is nothing.

    `by` is the name of whoever took the installation over.
    """
    contacts = {contact.id: contact.name for contact in client.contacts}
    return {
        "facts": [
            [_("Client"), client.name],
            [_("Taken over on"), full_date(takeover.on)],
            [_("By"), ", ".join(filter(None, (by, company)))],
            [_("Maintained before by"), takeover.previous or ""],
            [_("Level 1 held by"), ", ".join(contacts.get(name, name) for name in takeover.level1)],
            [_("Training planned on"), full_date(takeover.training_planned) if takeover.training_planned else ""],
            [_("Signed on"), full_date(takeover.signed) if takeover.signed else ""],
        ],
        "audit": takeover.audit or "",
        "components": {
            "headings": [_("Component"), _("Version"), _("End of life"), _("State"), _("Reservation")],
            "rows": _components(takeover.items, client),
        },
        "lists": [
            {"title": _("Reservations"), "points": list(takeover.reservations)},
            {"title": _("Credentials handed over"), "points": list(takeover.credentials)},
            {"title": _("Preventive visits"), "points": [plan_words(plan, client) for plan in contract.preventive]},
        ],
        "words": {
            "audit": _("What was found"),
            "components": _("Installation"),
            "signatures": _("Signatures"),
            "agreed": _("Both parties agree on the state of the installation and on the reservations above."),
        },
        "parties": [
            {"who": company, "asked": _("Name, date and signature")},
            {"who": client.name, "asked": _("Name, date, “read and approved”, signature")},
        ],
    }


def plan_words(plan: PreventivePlan, client: Client) -> str:
    """How often somebody comes, when, how and where: `2 visits a year, in March and November, on site (Hotel)`."""
    said = [ngettext("{n} visit a year", "{n} visits a year", plan.visits).format(n=plan.visits)]
    if plan.months:
        said.append(_("in {months}").format(months=enumerated(month_names(plan.months))))
    if plan.mode:
        said.append(word(plan.mode))
    places = {site.id: site.name for site in client.sites}
    if plan.site:
        said.append(places.get(plan.site, plan.site))
    return ", ".join(said)


def _components(items: Iterable[TakeoverItem], client: Client) -> list[list[str]]:
    known = {component.id: component for component in client.components}
    return [_component(item, known.get(item.component)) for item in items]


def _component(item: TakeoverItem, component: Component | None) -> list[str]:
    said = [state_words(item), reservation_words(item)]
    if component is None:
        return [item.component, "", "", *said]
    end = full_date(component.end_of_life) if component.end_of_life else ""
    return [component.name, component.version or "", end, *said]

"""What is planned, as appointments of a calendar: for the team with all it needs, for a client in everyday words.

A client is shown what it was told only: no reference but its own, no remark of a colleague, no way into the building.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.words import Mode
from celyactl.i18n import gettext as _
from celyactl.render.calendar import Appointment, uid_of
from celyactl.render.deeds.base import labelled
from celyactl.render.names import Names, address
from celyactl.render.words import word

if TYPE_CHECKING:
    from celyactl.domain.client import Client, Site
    from celyactl.domain.company import Company
    from celyactl.domain.entries.field import Intervention
    from celyactl.domain.operations import Operation
    from celyactl.domain.ticket import Header
    from celyactl.domain.visits import Visit


class About(NamedTuple):
    """What an appointment is about; `client` is None for one that the desk does not know."""

    header: Header
    company: Company
    client: Client | None

    def site(self, ident: str | None) -> Site | None:
        """A place of the client."""
        sites = self.client.sites if self.client else ()
        return next((site for site in sites if site.id == ident), None)


def visit_for_client(visit: Visit, about: About) -> Appointment:
    """An intervention that the client was told of."""
    title = _("{company}: intervention {mode}").format(company=about.company.company, mode=word(visit.mode))
    told = (about.header.title, visit.public_summary, labelled(_("Your reference"), about.header.ref))
    return _visit(visit, about)._replace(summary=title, description=_lines(*told))


def visit_for_team(visit: Visit, about: About) -> Appointment:
    """An intervention, with where to go and how to get in."""
    names, site = Names(about.company, about.client), about.site(visit.site)
    told = (
        about.header.ref,
        visit.summary,
        labelled(_("Technician"), names.person(visit.technician) if visit.technician else None),
        labelled(_("Access"), site.access if site and visit.mode is Mode.ONSITE else None),
        labelled(_("Telephone"), ", ".join(site.phones) if site else None),
    )
    return _visit(visit, about)._replace(summary=_headline(about, word(visit.mode)), description=_lines(*told))


def work_for_team(work: Intervention, about: About) -> Appointment:
    """Work that was done."""
    uid = uid_of(work.planned or work.id, "intervention")
    return Appointment(
        uid,
        work.start,
        work.end,
        _headline(about, word(work.mode)),
        work.recorded,
        description=_lines(about.header.ref, work.summary),
        location=_place(about, work.site) if work.mode is Mode.ONSITE else "",
    )


def operation_for_client(operation: Operation, about: About) -> Appointment:
    """An operation that the client was told of."""
    title = _("{company}: planned works").format(company=about.company.company)
    told = (about.header.title, labelled(_("Your reference"), about.header.ref))
    return _operation(operation)._replace(summary=title, description=_lines(*told))


def operation_for_team(operation: Operation, about: About) -> Appointment:
    """An operation, with its risk and the way back."""
    names = Names(about.company, about.client)
    told = (
        about.header.ref,
        labelled(_("On"), ", ".join(map(names.component, operation.components))),
        labelled(_("Risk"), operation.risk),
        labelled(_("Way back"), operation.rollback),
    )
    return _operation(operation)._replace(summary=_headline(about, _("planned operation")), description=_lines(*told))


def _visit(visit: Visit, about: About) -> Appointment:
    return Appointment(
        uid_of(visit.id, "intervention"),
        visit.start,
        visit.end,
        "",
        visit.said,
        visit.sequence,
        location=_place(about, visit.site) if visit.mode is Mode.ONSITE else "",
        is_cancelled=visit.standing == "cancelled",
    )


def _operation(operation: Operation) -> Appointment:
    return Appointment(
        uid_of(operation.id, "operation"),
        operation.start,
        operation.end,
        "",
        operation.said,
        operation.sequence,
        is_cancelled=operation.outcome == "cancelled",
    )


def _headline(about: About, what: str) -> str:
    client = about.client.name if about.client else about.header.client
    return _("{client}: {title} ({what})").format(client=client, title=about.header.title, what=what)


def _place(about: About, ident: str | None) -> str:
    """The address in a line."""
    site = about.site(ident)
    return ", ".join(filter(None, (site.name, address(site).replace("\n", ", ")))) if site else ""


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)

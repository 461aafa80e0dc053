"""What clients and contracts say of each other and of the desk."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import NONE, DayTarget, parse_target
from celyactl.domain.holiday_zones import holiday_zone, public_holidays
from celyactl.domain.in_force import terms_of
from celyactl.domain.local_time import opening
from celyactl.domain.renewals import renews_for_ever
from celyactl.domain.words import Legal
from celyactl.errors import desk_faults as say
from celyactl.render.moments import Wall, full_moment
from celyactl.services.checking.company import judged
from celyactl.services.checking.names import Names, each
from celyactl.services.sla import due
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from celyactl.domain.calendar import Calendar
    from celyactl.domain.client import Client
    from celyactl.domain.company import Company
    from celyactl.domain.contract import Contract
    from celyactl.domain.durations import Target
    from celyactl.errors.base import Fault
    from celyactl.services.checking.context import Context
    from celyactl.store.layout import Located
    from celyactl.store.records import Lines

_MANY: Final = 300
"""Hours, or days, of a target that is looked at."""


def client_faults(client: Client, where: Located, path: str, line: Lines, desk: Context) -> list[Fault]:
    """Every fault of a client's file beyond its fields."""
    names = Names(path, line)
    names.same_as_path(client.id, where.client, "id")
    names.unique(each((site.id for site in client.sites), "sites"))
    names.unique(each((contact.id for contact in client.contacts), "contacts"))
    names.unique(each((component.id for component in client.components), "components"))
    services = {service.id for service in desk.company.shared_services} if desk.company else None
    names.all_known(client.services, "service", services, ("services",))
    for index, site in enumerate(client.sites):
        if (zone := site.holidays) is not None:
            judged(names, ("sites", index, "holidays"), holiday_zone, zone)
    _contacts(client, names)
    _components(client, names, desk, services)
    return names.faults


def _contacts(client: Client, names: Names) -> None:
    sites = {site.id for site in client.sites}
    contacts = {contact.id for contact in client.contacts}
    for index, contact in enumerate(client.contacts):
        names.all_known(contact.sites, "site", sites, ("contacts", index, "sites"))
        for place, replacement in enumerate(contact.replaced_by):
            at = ("contacts", index, "replaced_by", place, "contact")
            names.known(replacement.contact, "contact", contacts, at)


def _components(client: Client, names: Names, desk: Context, services: set[str] | None) -> None:
    sites = {site.id for site in client.sites}
    components = {component.id for component in client.components}
    suppliers = {supplier.id for supplier in desk.company.suppliers} if desk.company else None
    for index, component in enumerate(client.components):
        at = ("components", index)
        names.known(component.site, "site", sites, (*at, "site"))
        names.known(component.service, "service", services, (*at, "service"))
        names.known(component.supplier, "supplier", suppliers, (*at, "supplier"))
        names.known(component.replaces, "component", components, (*at, "replaces"))


def contract_faults(contract: Contract, where: Located, path: str, line: Lines, desk: Context) -> list[Fault]:
    """Every fault of a contract's file beyond its fields."""
    names = Names(path, line)
    names.same_as_path(contract.slug, where.name, "slug")
    names.same_as_path(contract.client, where.client, "client")
    names.known(where.client, "client", desk.clients, ("client",))
    if (other := desk.contract_paths.get(where.name, path)) != path:
        names.faults.append(say.used_elsewhere(path, line(("slug",)), "slug", where.name, other))
    judged(names, ("holidays",), holiday_zone, contract.holidays)
    judged(names, ("start",), terms_of, contract)
    coverages = desk.company.coverages if desk.company else None
    for index, period in enumerate(contract.coverage):
        names.known(period.coverage, "coverage", coverages, ("coverage", index, "coverage"))
    _covered(contract, where.client, names, desk)
    if desk.company is not None and not names.faults:
        _targets(contract, desk.company, names)
    if contract.examples and desk.company is not None and not names.faults:
        judged(names, ("examples",), partial(_examples, company=desk.company, names=names), contract)
    client = desk.clients.get(where.client)
    if client and client.legal is Legal.PUBLIC_BUYER and renews_for_ever(contract):
        names.faults.append(say.latest_end_missing(path, line(("renewal",))))
    return names.faults


def _covered(contract: Contract, client: str, names: Names, desk: Context) -> None:
    sites, components, contacts = desk.sites(client), desk.components(client), desk.contacts(client)
    names.all_known(contract.covers.sites, "site", sites, ("covers", "sites"))
    names.all_known(contract.covers.components, "component", components, ("covers", "components"))
    for index, plan in enumerate(contract.preventive):
        names.known(plan.site, "site", sites, ("preventive", index, "site"))
    if contract.takeover is None:
        return
    names.known(contract.takeover.by, "member", desk.people, ("takeover", "by"))
    names.all_known(contract.takeover.level1, "contact", contacts, ("takeover", "level1"))
    for index, item in enumerate(contract.takeover.items):
        names.known(item.component, "component", components, ("takeover", "items", index, "component"))


def _targets(contract: Contract, company: Company, names: Names) -> None:
    """The targets that the contract's hours do not reach within ten years of their first day."""
    for index, period in enumerate(contract.targets):
        for place, target in enumerate(period.targets):
            for field in ("response", "restoration", "onsite"):
                wanted = parse_target(getattr(target, field) or NONE)
                if wanted is not None and _is_long(wanted):
                    calendar = _calendar(contract, company)
                    start = opening(datetime.combine(period.since, time.min), calendar.zone)
                    judged(names, ("targets", index, "targets", place, field), partial(due, calendar, start), wanted)


def _is_long(target: Target) -> bool:
    """Whether it may be out of reach of hours that open one day a week, for one hour: few contracts need a calendar."""
    return target.days >= _MANY if isinstance(target, DayTarget) else target.duration >= timedelta(hours=_MANY)


def _calendar(contract: Contract, company: Company) -> Calendar:
    from celyactl.domain.calendar import contract_calendar  # few contracts have examples, or targets of years

    return contract_calendar(contract, company, lambda zone, year: public_holidays(zone, [year]))


def _examples(contract: Contract, company: Company, names: Names) -> None:
    """The signed examples that the contract does not keep."""
    from celyactl.domain.examples import contradictions  # few contracts have examples

    for found in contradictions(contract, _calendar(contract, company)):
        at = ("examples", found.place, found.field)
        text = contract.examples[found.place].text
        signed, made = (full_moment(due, Wall(due)) if due else None for due in (found.signed, found.found))
        names.faults.append(say.example_contradicted(names.path, names.line(at), named(at), text, signed or "", made))

"""What `desk.yaml` says of itself: ids used twice, people and coverages that are not there, hours that never open."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from celyactl.domain.calendar import week_of
from celyactl.domain.escalation.rules import ROLES
from celyactl.domain.holiday_zones import holiday_zone
from celyactl.domain.local_time import zone_named
from celyactl.domain.service_hours import ServiceHours
from celyactl.errors.calendar import CalendarError
from celyactl.errors.field_faults import calendar
from celyactl.services.checking.names import Names, each
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.company import Company, Coverage
    from celyactl.errors.base import Fault
    from celyactl.store.records import Lines
    from celyactl.store.yaml.values import Path

T = TypeVar("T")


def company_faults(company: Company, path: str, line: Lines) -> list[Fault]:
    """Every fault of the company's file beyond its fields."""
    names = Names(path, line)
    _uniques(company, names)
    people = {member.id for member in company.team}
    suppliers = {supplier.id for supplier in company.suppliers}
    for index, duty in enumerate(company.oncall):
        names.all_known(duty.people, "member", people, ("oncall", index, "people"))
        names.all_known(duty.coverages, "coverage", company.coverages, ("oncall", index, "coverages"))
    for index, rule in enumerate(company.escalation):
        names.all_known(rule.coverages, "coverage", company.coverages, ("escalation", index, "coverages"))
        names.all_known(rule.tell, "member", people | ROLES, ("escalation", index, "tell"))
    for index, service in enumerate(company.shared_services):
        names.known(service.supplier, "supplier", suppliers, ("shared_services", index, "supplier"))
    _calendars(company, names)
    return names.faults


def _uniques(company: Company, names: Names) -> None:
    names.unique(
        [
            *each((member.id for member in company.team), "team"),
            *each((service.id for service in company.services), "services"),
        ]
    )
    names.unique(each((member.email.casefold() for member in company.team), "team", field="email"))
    names.unique(each((supplier.id for supplier in company.suppliers), "suppliers"))
    names.unique(each((service.id for service in company.shared_services), "shared_services"))
    names.unique(each((checklist.id for checklist in company.checklists), "checklists"))
    names.unique(each((reply.id for reply in company.replies), "replies"))


def _calendars(company: Company, names: Names) -> None:
    judged(names, ("zone",), zone_named, company.zone)
    judged(names, ("holidays",), holiday_zone, company.holidays)
    for name, coverage in company.coverages.items():
        judged(names, ("coverages", name), _hours, coverage)


def _hours(coverage: Coverage) -> ServiceHours:
    return ServiceHours("UTC", week_of(coverage))


def judged(names: Names, at: Path, attempt: Callable[[T], object], value: T) -> None:
    """Keep what the domain says of a value that it refuses."""
    try:
        attempt(value)
    except CalendarError as error:
        names.faults.append(calendar(names.path, names.line(at), named(at), error))

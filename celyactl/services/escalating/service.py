"""The one clone that escalates: the service identity of `desk.yaml` names its instance, the machine says who it is."""

from __future__ import annotations

from dataclasses import replace as replace_fields
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from celyactl.domain.company import ServiceIdentity
from celyactl.domain.words import ServiceKind
from celyactl.errors.escalation import NoEscalationService, NotTheInstance
from celyactl.services.acting import by_service, is_running
from celyactl.services.recording import Act, Done, record
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from celyactl.domain.company import Company
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View

_NAME: Final = "escalation"


def escalation_service(company: Company, today: date) -> ServiceIdentity | None:
    """The identity that escalates on a day; None when `desk.yaml` has none."""
    return next(
        (one for one in company.services if one.kind is ServiceKind.ESCALATION and is_running(one, today)), None
    )


def acting_service(company: Company, instance: str, now: datetime, *, dry_run: bool = False) -> Acting:
    """The service as an actor, on this instance. Raises NoEscalationService, NotTheInstance."""
    service = escalation_service(company, now.date())
    if service is None:
        raise NoEscalationService
    if service.instance != instance:
        raise NotTheInstance(service.instance, instance)
    return by_service(service, now, dry_run=dry_run)


def in_the_name_of(person: Acting, service: Acting) -> Acting:
    """Somebody whose word the service records: the person acts, the service commits."""
    return replace_fields(person, channel=service.channel, through=service.through)


def take_over(store: Store, acting: Acting, instance: str) -> Done[ServiceIdentity]:
    """Make this instance the one that escalates: an act of a person, which makes the identity if there is none."""

    def plan(view: View) -> Act[ServiceIdentity]:
        company = view.company
        before = escalation_service(company, acting.now.date())
        after = replace(before, instance=instance) if before else _identity(company, acting, instance)
        if after == before:
            return Act("escalation.take_over", "", {}, after)
        services = _with(company.services, before, after)
        files = {layout.DESK: replace(company, services=services)}
        return Act("escalation.take_over", f"{after.id}: take escalation over on {instance}", files, after)

    return record(store, acting, plan)


def _with(
    services: Sequence[ServiceIdentity], before: ServiceIdentity | None, after: ServiceIdentity
) -> tuple[ServiceIdentity, ...]:
    if before is None:
        return (*services, after)
    return tuple(after if one is before else one for one in services)


def _identity(company: Company, acting: Acting, instance: str) -> ServiceIdentity:
    """A new one, with an address in the company's own domain."""
    address = company.mail.address or acting.email
    taken = {person.id for person in company.team} | {service.id for service in company.services}
    name = _NAME if _NAME not in taken else f"{_NAME}-service"
    email = f"{name}@{address.rpartition('@')[2]}"
    return ServiceIdentity(id=name, kind=ServiceKind.ESCALATION, email=email, instance=instance)

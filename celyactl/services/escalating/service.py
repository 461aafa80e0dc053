"""The one clone that escalates: the service identity of `desk.yaml` names its instance, the machine says who it is."""

from __future__ import annotations

from dataclasses import replace as replace_fields
from typing import TYPE_CHECKING

from celyactl.domain.words import ServiceKind
from celyactl.errors.escalation import NoEscalationService, NotTheInstance
from celyactl.services import instances
from celyactl.services.acting import by_service

if TYPE_CHECKING:
    from datetime import date, datetime

    from celyactl.domain.company import Company, ServiceIdentity
    from celyactl.services.acting import Acting
    from celyactl.services.recording import Done
    from celyactl.store.store import Store


def escalation_service(company: Company, today: date) -> ServiceIdentity | None:
    """The identity that escalates on a day; None when `desk.yaml` has none."""
    return instances.identity(company, ServiceKind.ESCALATION, today)


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
    return instances.take_over(store, acting, instance, ServiceKind.ESCALATION)

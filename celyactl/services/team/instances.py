"""The one clone that does a service's work: `desk.yaml` names the instance, the machine says who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from celyactl.domain.company import ServiceIdentity
from celyactl.domain.words import ServiceKind
from celyactl.errors.services import NoService, NotTheInstance
from celyactl.services.acting import by_service
from celyactl.services.recording import Act, Done, nothing, record
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from celyactl.domain.company import Company
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


def extranet_service(company: Company, today: date) -> ServiceIdentity:
    """The service in whose name the extranet records what contacts write. Raises NoService."""
    return _service(company, ServiceKind.EXTRANET, today)


def acting_service(
    company: Company, kind: ServiceKind, instance: str, now: datetime, *, dry_run: bool = False
) -> Acting:
    """The service as an actor, on this instance.

    Raises NoService; NotTheInstance on any other instance.
    """
    service = _service(company, kind, now.date())
    if service.instance != instance:
        raise NotTheInstance(kind, service.instance, instance)
    return by_service(service, now, dry_run=dry_run)


def _service(company: Company, kind: ServiceKind, today: date) -> ServiceIdentity:
    service = company.service(kind, today)
    if service is None:
        raise NoService(kind)
    return service


class TakenOver(NamedTuple):
    """The service as it is now, and the instance that did its work before; None where there was none."""

    service: ServiceIdentity
    previous: str | None

    @property
    def is_new(self) -> bool:
        """Whether another instance is the one now."""
        return self.service.instance != self.previous


def take_over(store: Store, acting: Acting, instance: str, kind: ServiceKind) -> Done[TakenOver]:
    """Make this instance the one: an act of a person, which makes the identity if there is none.

    A new mail service tells nothing that is older than its day.
    """
    op, since = f"{kind}.take_over", acting.now.date() if kind is ServiceKind.MAIL else None

    def plan(view: View) -> Act[TakenOver]:
        company = view.company
        before = company.service(kind, acting.now.date())
        after = replace(before, instance=instance) if before else _made(company, acting, kind, instance, since)
        taken = TakenOver(after, before.instance if before else None)
        if after == before:
            return nothing(taken)
        services = _with(company.services, before, after)
        files = {layout.DESK: replace(company, services=services)}
        return Act(op, f"{after.id}: take {kind} over on {instance}", files, taken)

    return record(store, acting, plan)


def _with(
    services: Sequence[ServiceIdentity], before: ServiceIdentity | None, after: ServiceIdentity
) -> tuple[ServiceIdentity, ...]:
    if before is None:
        return (*services, after)
    return tuple(after if one is before else one for one in services)


def _made(company: Company, acting: Acting, kind: ServiceKind, instance: str, since: date | None) -> ServiceIdentity:
    """A new one, with an address in the company's own domain."""
    address = company.mail.address or acting.email
    taken = {person.id for person in company.team} | {service.id for service in company.services}
    name = kind.value if kind not in taken else f"{kind}-service"
    email = f"{name}@{address.rpartition('@')[2]}"
    return ServiceIdentity(id=name, kind=kind, email=email, instance=instance, since=since)

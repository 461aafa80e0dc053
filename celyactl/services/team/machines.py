"""The machines that act in the desk (`services:` of desk.yaml): mail, extranet, escalation, ci, monitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.company import ServiceIdentity
from celyactl.domain.keys import owners
from celyactl.errors.desk import AlreadyThere
from celyactl.errors.signing import UnknownService
from celyactl.services.acting import require_manager
from celyactl.services.recording import Act, Done, record
from celyactl.services.team.keys import new_key
from celyactl.store import layout

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.company import Company
    from celyactl.domain.words import ServiceKind
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class NewService(Struct, frozen=True):
    """A service to be; `instance` names the one clone that may send, `key` is its public key."""

    id: str
    kind: ServiceKind
    email: str
    instance: str | None = None
    key: str | None = None


def add_service(store: Store, acting: Acting, asked: NewService) -> Done[ServiceIdentity]:
    """Let a machine act. Raises AlreadyThere, ManagersOnly, BadFile, and as `new_key`."""

    def plan(view: View) -> Act[ServiceIdentity]:
        company, today = view.company, acting.now.date()
        require_manager(company, acting, "services")
        _require_free(company, asked)
        keys = (new_key(company, asked.key, today),) if asked.key else ()
        service = ServiceIdentity(
            id=asked.id, kind=asked.kind, email=asked.email, instance=asked.instance, keys=keys, since=today
        )
        files = {layout.DESK: replace(company, services=(*company.services, service))}
        return Act(f"service.add {service.id}", f"{service.id}: a service of kind {service.kind}", files, service)

    return record(store, acting, plan)


def end_service(store: Store, acting: Acting, name: str, on: date | None = None) -> Done[ServiceIdentity]:
    """Let a machine act no longer from a day on, today by default; its keys end with it. Raises UnknownService."""
    last = on or acting.now.date()

    def plan(view: View) -> Act[ServiceIdentity]:
        company = view.company
        service = service_named(company, name)
        require_manager(company, acting, "services")
        keys = tuple(key if key.until else replace(key, until=max(last, key.since)) for key in service.keys)
        ended = replace(service, until=last, keys=keys)
        services = tuple(ended if one is service else one for one in company.services)
        files = {layout.DESK: replace(company, services=services)}
        return Act(f"service.end {service.id}", f"{service.id}: the service ends", files, ended)

    return record(store, acting, plan)


def service_named(company: Company, name: str) -> ServiceIdentity:
    """The service of this id. Raises UnknownService."""
    found = next((one for one in company.services if one.id == name), None)
    if found is None:
        raise UnknownService(name, [one.id for one in company.services])
    return found


def _require_free(company: Company, asked: NewService) -> None:
    taken = {person.id for person in company.team} | {service.id for service in company.services}
    if asked.id in taken:
        raise AlreadyThere(asked.id, layout.DESK)
    addresses = {one.email.casefold() for one in owners(company)}
    if asked.email.casefold() in addresses:
        raise AlreadyThere(asked.email, layout.DESK)

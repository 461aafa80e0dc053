"""The one clone that sends: the mail service of `desk.yaml` names its instance, the machine says who it is."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from celyactl.domain.outbox import RECENT
from celyactl.domain.words import ServiceKind
from celyactl.errors.mail import NoMailService, NotTheMailInstance
from celyactl.services import instances
from celyactl.services.acting import by_service

if TYPE_CHECKING:
    from celyactl.domain.company import Company, ServiceIdentity
    from celyactl.services.acting import Acting
    from celyactl.services.recording import Done
    from celyactl.store.store import Store


def acting_service(company: Company, instance: str, now: datetime, *, dry_run: bool = False) -> Acting:
    """The service as an actor, on this instance. Raises NoMailService, NotTheMailInstance."""
    service = instances.identity(company, ServiceKind.MAIL, now.date())
    if service is None:
        raise NoMailService
    if service.instance != instance:
        raise NotTheMailInstance(service.instance, instance)
    return by_service(service, now, dry_run=dry_run)


def take_over(store: Store, acting: Acting, instance: str) -> Done[ServiceIdentity]:
    """Make this instance the one that sends: an act of a person; a new service tells nothing older than its day."""
    return instances.take_over(store, acting, instance, ServiceKind.MAIL, since=acting.now.date())


def tells_since(acting: Acting) -> datetime:
    """From when on what happens is told to clients: recent, and since the service is there."""
    recent, service = acting.now - RECENT, acting.through
    if service is None or service.since is None:
        return recent
    return max(recent, datetime.combine(service.since, time(), acting.now.tzinfo))

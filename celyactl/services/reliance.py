"""Which hosted services a client relies on, and what is said when an outage would be in no report of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from celyactl.domain.client import Client
    from celyactl.store.view import View


def hosted_services(view: View, client: Client) -> tuple[str, ...]:
    """The hosted services that a client relies on: those supplied to it, and those its components run on."""
    used = {*client.services, *(component.service for component in client.components if component.service)}
    return tuple(sorted(_hosted(view) & used))


def unheard_of(view: View, client: str, service: str) -> tuple[str, ...]:
    """What warns of an outage told for a client whose reports don't measure that hosted service."""
    if service not in _hosted(view) or client not in view.client_ids():
        return ()
    if service in hosted_services(view, view.client(client)):
        return ()
    said = _(
        "Nothing says that {client} relies on {service}: its reports leave that outage out. "
        "`celyactl client edit {client} --set components.ID.service={service}` names the component that runs on it."
    )
    return (said.format(client=client, service=service),)


def _hosted(view: View) -> set[str]:
    return {service.id for service in view.company.shared_services if service.hosted}

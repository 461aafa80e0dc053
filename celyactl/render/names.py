"""People and things by the names that readers know; what the desk does not know is shown by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from celyactl.domain.client import Client, Component, Contact, Site
    from celyactl.domain.company import Company


def reporter(requester: str, caller: str | None) -> str:
    """Who reported: the contact, the caller who is none, or the one for the other; nothing when nobody is known."""
    if requester and caller:
        return _("{caller} for {requester}").format(caller=caller, requester=requester)
    return requester or caller or ""


def address(site: Site, between: str = ", ") -> str:
    """Street and town of a site; nothing where neither is known."""
    town = " ".join(filter(None, (site.postcode, site.city)))
    return between.join(filter(None, (site.address, town)))


class Names:
    """The names of one desk and, for tickets, of one client."""

    def __init__(self, company: Company, client: Client | None = None) -> None:
        self._company = company
        self._client = client
        self._team = {member.id: member.name for member in company.team}
        self._team |= {service.id: service.id for service in company.services}

    @property
    def company(self) -> str:
        """The company's own name."""
        return self._company.company

    @property
    def client(self) -> str:
        """The client's name."""
        return self._client.name if self._client else ""

    def person(self, ident: str) -> str:
        """A member of the team, a service, or a contact (`acme:claire`)."""
        client, colon, contact = ident.partition(":")
        if not colon:
            return self._team.get(ident, ident)
        return self.contact(contact) if self._client and client == self._client.id else ident

    def member(self, ident: str) -> str:
        """The name of a member of the team; nothing for a service or a stranger."""
        return next((member.name for member in self._company.team if member.id == ident), "")

    def contact(self, ident: str) -> str:
        """A contact of the client."""
        found = self.contact_card(ident)
        return found.name if found else ident

    def contact_card(self, ident: str) -> Contact | None:
        """All that is known of a contact."""
        return next((one for one in self._contacts if one.id == ident), None)

    @property
    def _contacts(self) -> tuple[Contact, ...]:
        return self._client.contacts if self._client else ()

    def component(self, ident: str) -> str:
        """A component of the client's installation."""
        found = self.component_card(ident)
        return found.name if found else ident

    def component_card(self, ident: str) -> Component | None:
        """All that is known of a component."""
        components = self._client.components if self._client else ()
        return next((one for one in components if one.id == ident), None)

    def site(self, ident: str) -> str:
        """A site of the client."""
        return self.known_site(ident) or ident

    def known_site(self, ident: str | None) -> str:
        """The name of a site; nothing for one that the client does not have."""
        sites = self._client.sites if self._client else ()
        return next((site.name for site in sites if site.id == ident), "")

    def service(self, ident: str) -> str:
        """A service that several clients share."""
        return next((one.name for one in self._company.shared_services if one.id == ident), ident)

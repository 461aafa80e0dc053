"""What the files of a desk may name: read from `desk.yaml`, the clients and the contracts before anything is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from celyactl.domain.local_time import zone_named
from celyactl.errors.calendar import UnknownTimeZone
from celyactl.store.layout import PARIS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from celyactl.domain.client import Client
    from celyactl.domain.company import Company
    from celyactl.domain.contract import Contract


class Context(Struct):
    """The desk around a ticket. A file that could not be read is there as None, so that its names are not judged."""

    company: Company | None = None
    clients: dict[str, Client | None] = field(default_factory=dict)
    contracts: dict[str, Contract | None] = field(default_factory=dict)
    contract_paths: dict[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The desk's zone, Paris while it is not known."""
        try:
            return zone_named(self.company.zone) if self.company else PARIS
        except UnknownTimeZone:
            return PARIS

    @property
    def people(self) -> frozenset[str] | None:
        """The ids of the team; None when `desk.yaml` could not be read."""
        return frozenset(member.id for member in self.company.team) if self.company else None

    @property
    def actors(self) -> frozenset[str] | None:
        """The ids of team and service identities; None when `desk.yaml` could not be read."""
        if self.company is None:
            return None
        return frozenset(member.id for member in self.company.team) | {one.id for one in self.company.services}

    def contracts_of(self, client: str) -> frozenset[str]:
        """The slugs of a client's contracts; those that could not be read may be anybody's."""
        return frozenset(slug for slug, one in self.contracts.items() if one is None or one.client == client)

    def sites(self, client: str) -> frozenset[str] | None:
        """The ids of a client's sites; None when they could not be read."""
        found = self.clients.get(client)
        return frozenset(site.id for site in found.sites) if found else None

    def contacts(self, client: str) -> frozenset[str] | None:
        """The ids of a client's contacts; None when they could not be read."""
        found = self.clients.get(client)
        return frozenset(contact.id for contact in found.contacts) if found else None

    def components(self, client: str) -> frozenset[str] | None:
        """The ids of a client's components; None when they could not be read."""
        found = self.clients.get(client)
        return frozenset(component.id for component in found.components) if found else None

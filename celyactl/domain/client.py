"""One client company: its identity, sites, people and installation; a client is not a contract."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from celyactl.domain.days import holds
from celyactl.domain.model import Email, Id, Instant, Line, Model, Phone, Text, TicketRef
from celyactl.domain.words import ComponentKind, ComponentState, Legal, Role


class RemoteAccess(Model, frozen=True, kw_only=True):
    """How a site is reached from afar; the secret itself never enters a desk, only where it is kept."""

    method: Line
    endpoint: Line | None = None
    secret_kept: Line | None = None
    text: Text | None = None


class Site(Model, frozen=True, kw_only=True):
    """A place with telephones; `holidays` overrides the contract's zone for visits."""

    id: Id
    name: Line
    address: Text | None = None
    postcode: Line | None = None
    city: Line | None = None
    phones: tuple[Phone, ...] = ()
    holidays: Line | None = None
    access: Text | None = None
    remote_access: tuple[RemoteAccess, ...] = ()


class Training(Model, frozen=True, kw_only=True):
    """A training a contact followed; level 1 is held by trained contacts."""

    topic: Line
    on: date
    expires: date | None = None
    by: Id | None = None
    ref: TicketRef | None = None


class AccessCode(Model, frozen=True, kw_only=True):
    """A way into the extranet: the public part looks it up, the secret part is stored hashed only."""

    lookup: Line
    hash: Line
    created: Instant
    expires: date | None = None
    revoked: Instant | None = None
    label: Line | None = None


class Replacement(Model, frozen=True, kw_only=True):
    """Who stands in for a contact, from a date on, until (exclusive) another."""

    contact: Id
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether they stand in on a day."""
        return holds(self.since, self.until, day)


class Contact(Model, frozen=True, kw_only=True):
    """Somebody at the client; journals name the id, the details are here only."""

    id: Id
    name: Line
    email: Email | None = None
    phones: tuple[Phone, ...] = ()
    roles: tuple[Role, ...] = ()
    sites: tuple[Id, ...] = ()
    language: Literal["fr", "en"] | None = None
    digest: Literal["none", "weekly", "monthly"] | None = None
    training: tuple[Training, ...] = ()
    access: tuple[AccessCode, ...] = ()
    replaced_by: tuple[Replacement, ...] = ()
    since: date | None = None
    left: date | None = None
    erased: date | None = None
    note: Text | None = None

    def is_there(self, day: date) -> bool:
        """Whether they are with the client on a day; `left` is the first day without them."""
        return self.erased is None and holds(None, self.left, day)

    def stand_in(self, day: date) -> str | None:
        """The id of who stands in for them on a day."""
        return next((one.contact for one in self.replaced_by if one.holds(day)), None)


class Version(Model, frozen=True, kw_only=True):
    """A version a component had from an instant on, and why it changed."""

    version: Line
    since: date
    reason: Literal["security", "feature", "end-of-life", "fix"] | None = None
    ref: TicketRef | None = None
    by: Id | None = None


class Component(Model, frozen=True, kw_only=True):
    """A part of the installation: a PBX, a trunk, handsets."""

    id: Id
    kind: ComponentKind
    name: Line
    product: Line | None = None
    maker: Line | None = None
    site: Id | None = None
    hosted: bool = False
    service: Id | None = None
    supplier: Id | None = None
    circuit: Line | None = None
    technology: Line | None = None
    numbers: tuple[Line, ...] = ()
    serial: Line | None = None
    quantity: Annotated[int, Meta(ge=1)] | None = None
    criticality: Literal["low", "medium", "high"] | None = None
    state: ComponentState = ComponentState.IN_SERVICE
    versions: tuple[Version, ...] = ()
    replaces: Id | None = None
    expires: date | None = None
    end_of_life: date | None = None
    since: date | None = None
    note: Text | None = None

    @property
    def version(self) -> str | None:
        """The present one, the last of `versions`; None where nobody knows it."""
        return self.versions[-1].version if self.versions else None


class Client(Model, frozen=True, kw_only=True):
    """`contracts/<client>/client.yaml`."""

    format: Literal[1] = 1
    id: Id
    name: Line
    legal: Legal
    registration: Line | None = None
    language: Literal["fr", "en"] | None = None
    domains: tuple[Line, ...] = ()
    phones: tuple[Phone, ...] = ()
    imported: bool = False
    sites: tuple[Site, ...] = ()
    contacts: tuple[Contact, ...] = ()
    components: tuple[Component, ...] = ()
    services: tuple[Id, ...] = ()
    note: Text | None = None

"""Clients with their people and places: one function is one act, one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.client import Client, Contact, Site, Training
from celyactl.domain.ids import id_from
from celyactl.domain.words import Legal
from celyactl.errors.desk import AlreadyThere, UnknownContact, UnknownSite
from celyactl.services.catalogue import client_named, namesake
from celyactl.services.details import changed
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.domain.words import Role
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View

T = TypeVar("T")


class NewClient(Struct, frozen=True):
    """A client to be; its id is made from its name when none is given."""

    name: str
    id: str | None = None
    legal: Legal = Legal.PROFESSIONAL
    registration: str | None = None
    language: Literal["fr", "en"] | None = None
    phones: Sequence[str] = ()
    domains: Sequence[str] = ()


class ContactDetails(Struct, frozen=True):
    """What is said of a contact; trainings are added to those that are known."""

    name: str | None = None
    email: str | None = None
    phones: Sequence[str] | None = None
    roles: Sequence[Role] | None = None
    sites: Sequence[str] | None = None
    language: Literal["fr", "en"] | None = None
    note: str | None = None
    training: Sequence[Training] | None = None
    digest: Literal["none", "weekly", "monthly"] | None = None


class SiteDetails(Struct, frozen=True):
    """What is said of a site."""

    name: str | None = None
    address: str | None = None
    postcode: str | None = None
    city: str | None = None
    phones: Sequence[str] | None = None
    holidays: str | None = None
    access: str | None = None


def new_client(store: Store, acting: Acting, asked: NewClient) -> Done[Client]:
    """Take a client on, without a contract yet. Raises AlreadyThere, BadName, BadFile."""

    def plan(view: View) -> Act[Client]:
        name = asked.name.strip()
        known = namesake(view, asked.id or name) or namesake(view, name)
        if known is not None:
            raise AlreadyThere(known.name, layout.client_path(known.id), f"celyactl client edit {known.id}")
        client = Client(
            id=asked.id or id_from(name, view.client_ids()),
            name=name,
            legal=asked.legal,
            registration=asked.registration,
            language=asked.language,
            phones=tuple(asked.phones),
            domains=tuple(domain.strip().lower().removeprefix("@") for domain in asked.domains),
        )
        files = {layout.client_path(client.id): client}
        require_sound(view, files)
        return Act("client.new", f"{client.id}: new client", files, client)

    return record(store, acting, plan)


class Deed(Struct, frozen=True):
    """What is done to one part of a client: `contact`, `add`, `claire`."""

    noun: str
    verb: str
    ident: str

    @property
    def op(self) -> str:
        """The operation, for the trailer."""
        return f"{self.noun}.{self.verb} {self.ident}"

    @property
    def prose(self) -> str:
        """The same in English, for the subject."""
        return f"{self.verb} {self.noun} {self.ident}"


def rewrite(
    store: Store, acting: Acting, name: str, deed: Deed, change: Callable[[View, Client], tuple[Client, T]]
) -> Done[T]:
    """Change one client as one act; nothing is recorded when nothing changes. Raises UnknownClient, BadFile."""

    def plan(view: View) -> Act[T]:
        client = client_named(view, name)
        new, answer = change(view, client)
        path = layout.client_path(client.id)
        require_sound(view, {path: new})
        return Act(deed.op, f"{client.id}: {deed.prose}", {path: new} if new != client else {}, answer)

    return record(store, acting, plan)


def add_contact(store: Store, acting: Acting, client: str, ident: str, details: ContactDetails) -> Done[Contact]:
    """Somebody new at a client. Raises UnknownClient, AlreadyThere, BadFile."""

    def change(_view: View, known: Client) -> tuple[Client, Contact]:
        if any(contact.id == ident for contact in known.contacts):
            raise AlreadyThere(ident, layout.client_path(known.id))
        contact = changed(Contact(id=ident, name="", since=acting.now.date()), details)
        return replace(known, contacts=(*known.contacts, contact)), contact

    return rewrite(store, acting, client, Deed("contact", "add", ident), change)


def edit_contact(store: Store, acting: Acting, client: str, ident: str, details: ContactDetails) -> Done[Contact]:
    """Correct what is known of a contact. Raises UnknownClient, UnknownContact, BadFile."""

    def change(_view: View, known: Client) -> tuple[Client, Contact]:
        people = {contact.id: contact for contact in known.contacts}
        if ident not in people:
            raise UnknownContact(ident, list(people), known.id)
        trained = _trained(people[ident], details.training or (), acting.by)
        people[ident] = contact = changed(people[ident], replace(details, training=trained))
        return replace(known, contacts=tuple(people.values())), contact

    return rewrite(store, acting, client, Deed("contact", "edit", ident), change)


def _trained(contact: Contact, trainings: Sequence[Training], by: str) -> tuple[Training, ...]:
    """The trainings of a contact with these, by the actor unless said; one that is known is not told twice."""
    known = {(one.topic, one.on, one.expires) for one in contact.training}
    made = (replace(one, by=one.by or by) for one in trainings if (one.topic, one.on, one.expires) not in known)
    return (*contact.training, *made)


def add_site(store: Store, acting: Acting, client: str, ident: str, details: SiteDetails) -> Done[Site]:
    """A new place of a client. Raises UnknownClient, AlreadyThere, BadFile."""

    def change(_view: View, known: Client) -> tuple[Client, Site]:
        if any(site.id == ident for site in known.sites):
            raise AlreadyThere(ident, layout.client_path(known.id))
        site = changed(Site(id=ident, name=""), details)
        return replace(known, sites=(*known.sites, site)), site

    return rewrite(store, acting, client, Deed("site", "add", ident), change)


def edit_site(store: Store, acting: Acting, client: str, ident: str, details: SiteDetails) -> Done[Site]:
    """Correct what is known of a place. Raises UnknownClient, UnknownSite, BadFile."""

    def change(_view: View, known: Client) -> tuple[Client, Site]:
        places = {site.id: site for site in known.sites}
        if ident not in places:
            raise UnknownSite(ident, list(places), known.id)
        places[ident] = site = changed(places[ident], details)
        return replace(known, sites=tuple(places.values())), site

    return rewrite(store, acting, client, Deed("site", "edit", ident), change)

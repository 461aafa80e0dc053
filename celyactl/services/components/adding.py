"""The parts of a client's installation: one function is one act, one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.client import Component, Version
from celyactl.domain.company import Supplier
from celyactl.domain.ids import id_from
from celyactl.domain.words import ComponentKind
from celyactl.errors.desk import AlreadyThere
from celyactl.i18n import gettext as _
from celyactl.services.catalogue import client_named
from celyactl.services.details import changed
from celyactl.services.names import shared_service_of
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from celyactl.domain.company import Company
    from celyactl.domain.words import ComponentState
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class ComponentDetails(Struct, frozen=True):
    """What is said of a component; its supplier is an id or a name, made when it is new."""

    product: str | None = None
    maker: str | None = None
    site: str | None = None
    hosted: bool | None = None
    service: str | None = None
    supplier: str | None = None
    circuit: str | None = None
    technology: str | None = None
    numbers: Sequence[str] | None = None
    serial: str | None = None
    quantity: int | None = None
    criticality: Literal["low", "medium", "high"] | None = None
    state: ComponentState | None = None
    expires: date | None = None
    end_of_life: date | None = None
    since: date | None = None
    note: str | None = None


class NewComponent(Struct, frozen=True):
    """A component to be; `version` is the one that it has now."""

    id: str
    kind: ComponentKind
    name: str
    details: ComponentDetails
    version: str | None = None


def add_component(store: Store, acting: Acting, client: str, asked: NewComponent) -> Done[Component]:
    """A part that belongs to the client's installation from now on.

    Raises UnknownClient, UnknownSharedService, AlreadyThere, BadFile.
    """

    def plan(view: View) -> Act[Component]:
        known = client_named(view, client)
        path = layout.client_path(known.id)
        if any(component.id == asked.id for component in known.components):
            raise AlreadyThere(asked.id, path)
        if asked.details.service:
            shared_service_of(view, asked.details.service)
        component, company = _with_supplier(view.company, _component(acting, asked))
        files = {path: replace(known, components=(*known.components, component))}
        made = {layout.DESK: company} if company is not view.company else {}
        require_sound(view, {**made, **files})
        warnings = tuple(_made(company.suppliers[-1]) for _path in made)
        subject = f"{known.id}: add component {asked.id}"
        return Act(f"component.add {asked.id}", subject, {**files, **made}, component, warnings=warnings)

    return record(store, acting, plan)


def _component(acting: Acting, asked: NewComponent) -> Component:
    today = acting.now.date()
    versions = (Version(version=asked.version, since=today),) if asked.version else ()
    bare = Component(id=asked.id, kind=asked.kind, name=asked.name, since=today, versions=versions)
    return changed(bare, asked.details)


def _with_supplier(company: Company, component: Component) -> tuple[Component, Company]:
    """The component with its supplier's id, and the company, which knows it then."""
    wanted = component.supplier
    if wanted is None:
        return component, company
    for known in company.suppliers:
        if wanted == known.id or wanted.casefold() == known.name.casefold():
            return replace(component, supplier=known.id), company
    carrier = component.kind in {ComponentKind.TRUNK, ComponentKind.LINE}
    ident = id_from(wanted, [known.id for known in company.suppliers])
    made = Supplier(id=ident, name=wanted, kind="carrier" if carrier else "other")
    return replace(component, supplier=ident), replace(company, suppliers=(*company.suppliers, made))


def _made(supplier: Supplier) -> str:
    said = _("The supplier {name} is new: it was added to desk.yaml as {id}.")
    return said.format(name=supplier.name, id=supplier.id)

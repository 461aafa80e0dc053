"""Taking over an existing installation: the record grows as the audit goes on, one act after the other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.client import Component, Version
from celyactl.domain.contract import Takeover
from celyactl.domain.takeover import TakeoverForm, tells_secret
from celyactl.domain.words import Role
from celyactl.errors.desk import UnknownComponent, UnknownContact
from celyactl.errors.takeover import SecretTold
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound
from celyactl.store import layout
from celyactl.store.records import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.client import Client
    from celyactl.domain.company import Company
    from celyactl.domain.contract import Contract, PreventivePlan, TakeoverItem
    from celyactl.domain.model import Line, Model
    from celyactl.domain.takeover import Found
    from celyactl.domain.words import ComponentKind
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Audited(Struct, frozen=True):
    """What was found on a day, today by default; what is not said stays as it was recorded.

    `found` are components with what is known of them now; `items` the state in which they were taken over; `level1` the
    client's contacts who hold level 1 from now on; `credentials` the fact that they were handed over, never a secret.
    """

    on: date | None = None
    previous: str | None = None
    audit: str | None = None
    items: Sequence[TakeoverItem] = ()
    reservations: Sequence[str] = ()
    level1: Sequence[str] = ()
    credentials: Sequence[str] = ()
    training_planned: date | None = None
    signed: date | None = None
    found: Sequence[Found] = ()
    preventive: PreventivePlan | None = None


def read_form(text: bytes, path: str) -> Audited:
    """The takeover that somebody wrote into a file. Raises BadFile with every fault."""
    form = load(TakeoverForm, text, path).model
    return Audited(
        on=form.on,
        previous=form.previous,
        audit=form.audit,
        items=tuple(found.item for found in form.components if found.item),
        reservations=form.reservations,
        level1=form.level1,
        credentials=form.credentials,
        training_planned=form.training_planned,
        signed=form.signed,
        found=form.components,
        preventive=form.preventive,
    )


def take_over(store: Store, acting: Acting, slug: str, audited: Audited) -> Done[Contract]:
    """Record what was found when an installation was taken over; what an earlier record says is kept and completed.

    Components that are new join the installation, versions and ends of life are noted, a preventive plan begins.
    Raises UnknownContract, UnknownContact, UnknownComponent, SecretTold, BadFile.
    """
    _require_no_secret(slug, audited)

    def plan(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        known = view.client(contract.client)
        on = audited.on or (contract.takeover.on if contract.takeover else acting.now.date())
        client = _with_level1(_with_found(known, audited.found, on, acting.by), audited.level1)
        _require_known(client, audited, acting.now.date())
        taken = replace(contract, takeover=_completed(contract.takeover, audited, on, acting.by))
        if audited.preventive is not None:
            taken = with_plan(taken, drafted(audited.preventive, client, view.company, on))
        files: dict[str, Model] = {}
        if taken != contract:
            files[view.path_of_contract(slug)] = taken
        if client != known:
            files[layout.client_path(client.id)] = client
        require_sound(view, {view.path_of_contract(slug): taken, layout.client_path(client.id): client})
        return Act("contract.takeover", f"{slug}: take over the installation", files, taken)

    return record(store, acting, plan)


def _require_no_secret(slug: str, audited: Audited) -> None:
    """What was handed over is a fact; a secret among the words could never be taken out of the history again."""
    notes = (item.reservation or "" for item in audited.items)
    if any(map(tells_secret, (*audited.credentials, *audited.reservations, audited.audit or "", *notes))):
        raise SecretTold(slug)


def _require_known(client: Client, audited: Audited, today: date) -> None:
    contacts = [contact.id for contact in client.contacts if contact.is_there(today)]
    components = [component.id for component in client.components]
    for name in audited.level1:
        if name not in contacts:
            raise UnknownContact(name, contacts, client.id)
    for item in audited.items:
        if item.component not in components:
            raise UnknownComponent(item.component, components, client.id)


def _completed(known: Takeover | None, audited: Audited, on: date, by: str) -> Takeover:
    before = known or Takeover(on=on, by=by)
    items = {item.component: item for item in (*before.items, *audited.items)}
    return replace(
        before,
        on=on,
        previous=audited.previous or before.previous,
        audit=audited.audit or before.audit,
        items=tuple(items.values()),
        credentials=_joined(before.credentials, audited.credentials),
        reservations=_joined(before.reservations, audited.reservations),
        level1=_joined(before.level1, audited.level1),
        training_planned=audited.training_planned or before.training_planned,
        signed=audited.signed or before.signed,
    )


def _joined(before: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *more)))


def _with_found(client: Client, found: Sequence[Found], on: date, by: str) -> Client:
    """The client with these components as they were found. Raises UnknownComponent for a new one without its kind."""
    components = {component.id: component for component in client.components}
    for one in found:
        known = components.get(one.component) or _new(one, on, list(components), client.id)
        facts = {name: getattr(one, name) for name in ("name", "product", "maker", "site", "serial", "end_of_life")}
        known = replace(known, **{name: value for name, value in facts.items() if value is not None})
        if one.version and known.version != one.version:
            known = replace(known, versions=(*known.versions, Version(version=one.version, since=on, by=by)))
        components[one.component] = known
    return replace(client, components=tuple(components.values()))


def _new(found: Found, on: date, known: list[str], client: str) -> Component:
    if found.kind is None or found.name is None:
        raise UnknownComponent(found.component, known, client)
    return Component(id=found.component, kind=found.kind, name=found.name, since=on)


def with_plan(contract: Contract, plan: PreventivePlan) -> Contract:
    """The contract with the plan, in the place of one with its id."""
    others = (known for known in contract.preventive if known.id != plan.id)
    return replace(contract, preventive=(*others, plan))


def drafted(plan: PreventivePlan, client: Client, company: Company, on: date) -> PreventivePlan:
    """The plan; without checklists it has the desk's own ones for the kinds of component that the client has.

    One that begins with the takeover says so by the first of all days.
    """
    plan = replace(plan, since=on) if plan.since == date.min else plan
    if plan.checklists:
        return plan
    kinds = dict.fromkeys(component.kind for component in client.components)
    lists = {kind: _points(company, kind) for kind in kinds}
    return replace(plan, checklists={kind: points for kind, points in lists.items() if points})


def _points(company: Company, kind: ComponentKind) -> tuple[Line, ...]:
    suited = (one for one in company.checklists if kind in one.component_kinds and not one.level1)
    return tuple(dict.fromkeys(item for one in suited for item in one.items))


def _with_level1(client: Client, names: Sequence[str]) -> Client:
    """The client, whose contacts of these ids have the role."""
    contacts = (
        replace(contact, roles=(*contact.roles, Role.LEVEL1))
        if contact.id in names and Role.LEVEL1 not in contact.roles
        else contact
        for contact in client.contacts
    )
    return replace(client, contacts=tuple(contacts))

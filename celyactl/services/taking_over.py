"""Taking over an existing installation: the record grows as the audit goes on, one act after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from celyactl.domain.contract import Takeover
from celyactl.domain.words import Role
from celyactl.errors.desk import UnknownComponent, UnknownContact
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract, TakeoverItem
    from celyactl.domain.model import Model
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


@dataclass(frozen=True)
class Audited:
    """What was found on a day; `level1` are the client's contacts who hold level 1 from now on."""

    on: date
    previous: str | None = None
    audit: str | None = None
    items: Sequence[TakeoverItem] = ()
    reservations: Sequence[str] = ()
    level1: Sequence[str] = ()


def take_over(store: Store, acting: Acting, slug: str, audited: Audited) -> Done[Contract]:
    """Record what was found when an installation was taken over; what an earlier record says is kept and completed.

    Raises UnknownContract, UnknownContact, UnknownComponent, BadFile.
    """

    def plan(view: View) -> Act[Contract]:
        contract = view.contract(slug)
        client = view.client(contract.client)
        _require_known(client, audited)
        taken = replace(contract, takeover=_completed(contract.takeover, audited, acting.by))
        files: dict[str, Model] = {view.path_of_contract(slug): taken}
        if (helped := _with_level1(client, audited.level1)) != client:
            files[layout.client_path(client.id)] = helped
        require_sound(view, files)
        return Act(
            "contract.takeover", f"{slug}: take over the installation", files if taken != contract else {}, taken
        )

    return record(store, acting, plan)


def _require_known(client: Client, audited: Audited) -> None:
    contacts = [contact.id for contact in client.contacts if contact.left is None]
    components = [component.id for component in client.components]
    for name in audited.level1:
        if name not in contacts:
            raise UnknownContact(name, contacts, client.id)
    for item in audited.items:
        if item.component not in components:
            raise UnknownComponent(item.component, components, client.id)


def _completed(known: Takeover | None, audited: Audited, by: str) -> Takeover:
    before = known or Takeover(on=audited.on, by=by)
    items = {item.component: item for item in (*before.items, *audited.items)}
    return replace(
        before,
        on=audited.on,
        previous=audited.previous or before.previous,
        audit=audited.audit or before.audit,
        items=tuple(items.values()),
        reservations=tuple(dict.fromkeys((*before.reservations, *audited.reservations))),
        level1=tuple(dict.fromkeys((*before.level1, *audited.level1))),
    )


def _with_level1(client: Client, names: Sequence[str]) -> Client:
    """The client, whose contacts of these ids have the role."""
    contacts = (
        replace(contact, roles=(*contact.roles, Role.LEVEL1))
        if contact.id in names and Role.LEVEL1 not in contact.roles
        else contact
        for contact in client.contacts
    )
    return replace(client, contacts=tuple(contacts))

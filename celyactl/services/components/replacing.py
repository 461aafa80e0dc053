"""A component that is replaced: by another of the installation (a spare, a loan), or device for device in its place.

Both are one act: states, serial numbers, what replaces what, and the ticket that tells of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.client import Version
from celyactl.domain.entries.field import ComponentUpdated
from celyactl.domain.words import ComponentState
from celyactl.errors.components import InServiceAlready, NotInService, ReplacedByItself, SameDevice, SerialNeeded
from celyactl.i18n import gettext as _
from celyactl.services.catalogue import client_named, contracts
from celyactl.services.components.choosing import component_named
from celyactl.services.components.on_ticket import also_told, ticket_of
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound
from celyactl.services.tickets.telling import Telling, require_past
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from celyactl.domain.client import Client, Component
    from celyactl.domain.model import Model
    from celyactl.services.acting import Acting
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View

_WITH_THE_PLACE = ("site", "service", "hosted", "criticality", "supplier", "circuit", "technology", "numbers")
"""What belongs to where a component stands, and not to the device."""


class Swap(Struct, frozen=True):
    """What comes instead of the component `ident`: `other`, an id that is known or new, or without it another device.

    `serial_out` corrects what is on record of the old one, `old_state` is where that goes. `loan` marks what has to be
    given back. `version` is the one of the new device.
    """

    ident: str
    other: str | None = None
    serial_in: str | None = None
    serial_out: str | None = None
    old_state: ComponentState = ComponentState.RETIRED
    loan: bool = False
    version: str | None = None
    ref: str | None = None
    text: str | None = None
    public: bool = False


class Swapped(Struct, frozen=True):
    """The component as it went out, and as the one in its place is now; the same id for another device.

    `is_new` for a component that was not on record.
    """

    client: Client
    out: Component
    into: Component
    is_new: bool = False


def replace_component(
    store: Store, acting: Acting, client: str, swap: Swap, at: datetime | None = None
) -> Done[Swapped]:
    """Put something in a component's place.

    Raises UnknownClient, UnknownComponent, SerialNeeded, SameDevice, ReplacedByItself, InServiceAlready, NotInService,
    TicketOfAnotherClient, AtInTheFuture, BadFile, and as `View.resolve`.
    """
    moment = at or acting.now
    require_past(moment, acting.now)

    def plan(view: View) -> Act[Swapped]:
        known = client_named(view, client)
        ticket = ticket_of(view, swap.ref, [known.id]) if swap.ref else None
        day = moment.astimezone(view.zone).date()
        ref = ticket.ref if ticket else None
        version = Version(version=swap.version, since=day, ref=ref, by=acting.by) if swap.version else None
        done = _swapped(known, swap, day, version)
        path = layout.client_path(known.id)
        files: dict[str, Model] = {path: _installed(known, done)}
        require_sound(view, files)
        if ticket:
            files |= also_told(view, acting, ticket, Telling("component.replace", _entry(swap, done)), at)
        subject = f"{known.id}: replace {swap.ident}" + (f" by {done.into.id}" if swap.other else "")
        return Act(f"component.replace {swap.ident}", subject, files, done, ref, tuple(_uncovered(view, done)))

    return record(store, acting, plan)


def _swapped(client: Client, swap: Swap, day: date, version: Version | None) -> Swapped:
    old = component_named(client, swap.ident)
    out = replace(old, serial=swap.serial_out or old.serial)
    if swap.other is None:
        if not swap.serial_in:
            raise SerialNeeded(swap.ident)
        if swap.serial_in == out.serial:
            raise SameDevice(swap.ident, swap.serial_in)
        _require_standing(old)
        return Swapped(client, out, _filled(out, swap, version))
    if swap.other == swap.ident:
        raise ReplacedByItself(swap.ident)
    spare = next((one for one in client.components if one.id == swap.other), None)
    if spare is not None and spare.state is ComponentState.IN_SERVICE:
        raise InServiceAlready(swap.other)
    _require_standing(old)
    bare = replace(out, id=swap.other, serial=None, versions=(), expires=None, end_of_life=None, note=None)
    place = {name: getattr(old, name) for name in _WITH_THE_PLACE if getattr(old, name)}
    new = _filled(replace(spare or bare, since=day, replaces=old.id, **place), swap, version)
    return Swapped(client, replace(out, state=swap.old_state), new, is_new=spare is None)


def _require_standing(component: Component) -> None:
    if not component.state.stands:
        raise NotInService(component.id)


def _filled(component: Component, swap: Swap, version: Version | None) -> Component:
    """With the new device's serial number, state and version; a version that is on record already stays."""
    state = ComponentState.LOANED if swap.loan else ComponentState.IN_SERVICE
    known = component.versions
    is_new = version is not None and (not known or known[-1].version != version.version)
    more = (version,) if version is not None and is_new else ()
    return replace(component, serial=swap.serial_in or component.serial, state=state, versions=(*known, *more))


def _installed(client: Client, done: Swapped) -> Client:
    changed = {done.out.id: done.out} | {done.into.id: done.into}
    components = [changed.pop(one.id, one) for one in client.components]
    return replace(client, components=(*components, *changed.values()))


def _entry(swap: Swap, done: Swapped) -> Callable[[Scene], list[ComponentUpdated]]:
    def make(scene: Scene) -> list[ComponentUpdated]:
        old, new = _named(done.out), _named(done.into)
        stamp = scene.stamp(public=swap.public)
        return [ComponentUpdated(**stamp, component=done.into.id, old=old, new=new, text=swap.text)]

    return make


def _named(component: Component) -> str:
    """`passerelle, A-1`."""
    return ", ".join(filter(None, (component.id, component.serial)))


def _uncovered(view: View, done: Swapped) -> Iterator[str]:
    """The contracts that name the old one, and would leave the new one out."""
    if done.out.id == done.into.id:
        return
    for contract in contracts(view, done.client.id):
        named = contract.covers.components
        if done.out.id in named and done.into.id not in named:
            said = _("{contract} covers {old} by its name: name {new} there too.")
            yield said.format(contract=contract.slug, old=done.out.id, new=done.into.id)

"""Updates of components: all that were made together are one act, in the installation and on the ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.client import Version
from celyactl.domain.entries.field import ComponentUpdated
from celyactl.errors.components import UpdatedSince
from celyactl.i18n import ngettext
from celyactl.render.moments import full_date
from celyactl.services.components.choosing import installations
from celyactl.services.components.on_ticket import also_told, ticket_of
from celyactl.services.names import member_of
from celyactl.services.recording import Act, Done, nothing, record
from celyactl.services.soundness import require_sound
from celyactl.services.tickets.telling import Telling, require_past
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.client import Client, Component
    from celyactl.domain.model import Model
    from celyactl.services.acting import Acting
    from celyactl.services.components.choosing import Meant
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View

Why = Literal["security", "feature", "end-of-life", "fix"]


class Change(Struct, frozen=True):
    """A new version, and why; `old` is told of components whose version was not on record.

    It is told on the ticket `ref`, where the client may read it when `public`; the `technician` made it, or the actor.
    """

    new: str
    reason: Why | None = None
    old: str | None = None
    ref: str | None = None
    text: str | None = None
    technician: str | None = None
    public: bool = False


class Updated(Struct, frozen=True):
    """A component after an update, and the version that it had."""

    client: Client
    component: Component
    old: str | None


def update_components(
    store: Store, acting: Acting, meant: Meant, change: Change, at: datetime | None = None
) -> Done[tuple[Updated, ...]]:
    """Give components a version; those that have it already are left alone and counted in a warning.

    Raises UpdatedSince, TicketOfAnotherClient, AtInTheFuture, UnknownMember, BadFile, and as `installations` and
    `View.resolve`.
    """
    moment = at or acting.now
    require_past(moment, acting.now)

    def plan(view: View) -> Act[tuple[Updated, ...]]:
        found = [(owner, one) for owner, components in installations(view, meant) for one in components]
        due = [(owner, one) for owner, one in found if one.version != change.new]
        warnings = (*_left_alone(len(found) - len(due), change.new), *_known_otherwise(change.old, due))
        if not due:
            return nothing((), warnings)
        ticket = ticket_of(view, change.ref, (owner.id for owner, _one in due)) if change.ref else None
        ref = ticket.ref if ticket else None
        who = member_of(view, change.technician or "me", acting)
        day = moment.astimezone(view.zone).date()
        new = Version(version=change.new, since=day, reason=change.reason, ref=ref, by=who)
        made = tuple(_updated(owner, component, new, change.old) for owner, component in due)
        files: dict[str, Model] = {**_installations(made)}
        require_sound(view, files)
        if ticket:
            telling = Telling("component.update_many", _entries(change, made))
            files |= also_told(view, acting, ticket, telling, at)
        op = f"component.update {made[0].component.id}" if len(made) == 1 else "component.update_many"
        return Act(op, _subject(made, change), files, made, ref, warnings)

    return record(store, acting, plan)


def _updated(client: Client, component: Component, new: Version, old: str | None) -> Updated:
    known, day = component.versions, new.since
    if known and day < known[-1].since:
        raise UpdatedSince(component.id, known[-1].version, full_date(known[-1].since))
    if not known and old:
        known = (Version(version=old, since=min(day, component.since or day)),)
    return Updated(client, replace(component, versions=(*known, new)), known[-1].version if known else None)


def _installations(made: Sequence[Updated]) -> Mapping[str, Client]:
    """The clients' files as they are afterwards, by path."""
    files: dict[str, Client] = {}
    for one in made:
        path = layout.client_path(one.client.id)
        client = files.get(path, one.client)
        components = [one.component if one.component.id == old.id else old for old in client.components]
        files[path] = replace(client, components=tuple(components))
    return files


def _entries(change: Change, made: Sequence[Updated]) -> Callable[[Scene], list[ComponentUpdated]]:
    def make(scene: Scene) -> list[ComponentUpdated]:
        return [
            ComponentUpdated(
                **scene.stamp(public=change.public),
                component=one.component.id,
                old=one.old,
                new=change.new,
                reason=change.reason,
                text=change.text,
            )
            for one in made
        ]

    return make


def _subject(made: Sequence[Updated], change: Change) -> str:
    names = ", ".join(dict.fromkeys(one.client.id for one in made))
    what = made[0].component.id if len(made) == 1 else f"{len(made)} components"
    return f"{names}: update {what} to {change.new}"


def _left_alone(count: int, version: str) -> tuple[str, ...]:
    if not count:
        return ()
    said = ngettext(
        "{n} component has version {version} already.", "{n} components have version {version} already.", count
    )
    return (said.format(n=count, version=version),)


def _known_otherwise(old: str | None, due: Sequence[tuple[Client, Component]]) -> tuple[str, ...]:
    """What says that `--from` counts only where no version is on record."""
    if old is None:
        return ()
    known = [one.id for _owner, one in due if one.version not in {None, old}]
    if not known:
        return ()
    said = ngettext(
        "{n} component had another version on record than {version}, which stays: {names}.",
        "{n} components had another version on record than {version}, which stays: {names}.",
        len(known),
    )
    return (said.format(n=len(known), version=old, names=", ".join(known)),)

"""A ticket's description corrected, field by field or as a text; one ticket, or all that a query finds, in one act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec import Struct, convert
from msgspec.structs import replace

from celyactl.domain.description import Description, described
from celyactl.domain.model import plain
from celyactl.errors.editing import ChangedMeanwhile, ContractOfAnother, NothingToSet
from celyactl.errors.file import BadFile
from celyactl.i18n import gettext as _
from celyactl.services.adoption.headers import Wishes
from celyactl.services.editing import version_of
from celyactl.services.fields import with_fields
from celyactl.services.hands import all_of
from celyactl.services.names import component_of, contact_of, member_of, site_of
from celyactl.services.recording import Act, Done, record
from celyactl.services.tickets.relating import labelled
from celyactl.services.tickets.telling import Telling, told_anew
from celyactl.store.store import contents
from celyactl.store.walk import Walk, shape_of
from celyactl.store.yaml.canonical import write
from celyactl.store.yaml.strict import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.editing import Written
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View
    from celyactl.store.yaml.values import Path

    Line = Callable[[Path], int]


_PART: Final = 50
"""Tickets of one part; four parts are worth a second process."""


class Changed(Struct, frozen=True):
    """One ticket of an edit of many."""

    ref: str
    before: Description
    after: Description


class _Edited(NamedTuple):
    """What became of some tickets: those that changed, the files as they shall be, and what is to be said."""

    changed: list[Changed]
    files: dict[str, bytes | None]
    warnings: list[str]


def fields(assignments: Sequence[str], labels: Sequence[str] = ()) -> Telling:
    """Set single fields, `FIELD=VALUE` each, and put labels on or take them off.

    Raises NothingToSet, LabelUnsigned; telling it what `with_fields` raises, and the unknown names.
    """
    if not assignments and not labels:
        raise NothingToSet
    labelled((), labels)  # a label without its sign is refused before any ticket is read

    def make(scene: Scene) -> list[Entry]:
        was = described(scene.ticket)
        wanted = with_fields(was, assignments, scene.ticket.ref, scene.view.zone)
        wanted = replace(wanted, labels=labelled(was.labels, labels))
        return _entries(scene, wanted, lambda _at: 0)

    return Telling("ticket.edit", make, sets=True, prose=f"edit {_names(assignments, labels)}")


def _names(assignments: Iterable[str], labels: Sequence[str]) -> str:
    names = [assignment.partition("=")[0].strip() for assignment in assignments]
    return ", ".join([*names, *["labels"] * bool(labels)])


def text_of(ticket: Ticket) -> bytes:
    """The description as a text without comments."""
    return write(_plain(described(ticket))).encode()


def _plain(description: Description) -> dict[str, Any]:
    """Every field, also those that hold nothing: people see what they may fill in."""
    written_ones = plain(description)
    empty: dict[str, Any] = {
        name: [] if name in {"components", "labels"} else None for name in Description.__struct_fields__
    }
    return {name: written_ones.get(name, empty[name]) for name in empty}


def text(written_text: Written) -> Telling:
    """The whole description as somebody wrote it.

    Telling it raises BadFile with every fault and its line, ChangedMeanwhile, and the unknown names.
    """

    def make(scene: Scene) -> list[Entry]:
        ref = scene.ticket.ref
        if written_text.made_from not in {None, version_of(text_of(scene.ticket))}:
            raise ChangedMeanwhile(ref)
        document = read(written_text.text, ref)
        walk = Walk(ref, document.line, scene.view.zone)
        found = walk.value(shape_of(Description), document.data, ())
        if walk.faults:
            raise BadFile(ref, sorted(walk.faults, key=lambda fault: fault.line))
        return _entries(scene, convert(found, Description, strict=True, str_keys=True), document.line)

    return Telling("ticket.edit", make, sets=True, prose="edit")


def _entries(scene: Scene, wanted: Description, line: Line) -> list[Entry]:
    """The entries that make a ticket what is wanted. Raises the unknown names, and BadFile for what can't be so."""
    was, header = described(scene.ticket), scene.story.header
    known = {name: _known(scene, name, getattr(wanted, name)) for name in _changed(was, wanted)}
    wishes = Wishes(header.ref, header, header, replace(header, **known), line)
    entries = wishes.entries(scene.stamps)
    if wishes.faults:
        raise BadFile(header.ref, wishes.faults)
    return entries


def _changed(was: Description, wanted: Description) -> list[str]:
    return [name for name in Description.__struct_fields__ if getattr(was, name) != getattr(wanted, name)]


def _known(scene: Scene, name: str, value: Any) -> Any:
    """The value once it is known to lead somewhere; `me` and `none` are understood of people."""
    look = _LOOKED_UP.get(name)
    return look(scene, value) if look and value else value


def _assignee(scene: Scene, who: str) -> str | None:
    return None if who == "none" else member_of(scene.view, who, scene.acting)


def _contract(scene: Scene, slug: str) -> str:
    owner, client = scene.view.contract(slug).client, scene.ticket.client
    if owner != client:
        raise ContractOfAnother(slug, owner, scene.ticket.ref, client)
    return slug


_LOOKED_UP: Final[Mapping[str, Callable[[Scene, Any], Any]]] = {
    "assignee": _assignee,
    "contract": _contract,
    "requester": lambda scene, who: contact_of(scene.view, scene.ticket.client, who, scene.acting.now.date()),
    "site": lambda scene, name: site_of(scene.view, scene.ticket.client, name),
    "components": lambda scene, ids: tuple(component_of(scene.view, scene.ticket.client, one) for one in ids),
    "labels": lambda _scene, names: tuple(sorted(set(names))),
}
"""What must lead somewhere. Each raises its unknown name."""


def edit_all(
    store: Store, acting: Acting, refs: Callable[[View], Iterable[str]], telling: Telling
) -> Done[list[Changed]]:
    """Tell the same edit to many tickets, as one act; those that it leaves as they are are not touched.

    Raises what telling it raises, for the first ticket that refuses: then none is changed.
    """

    def plan(view: View) -> Act[list[Changed]]:
        found = list(refs(view))
        view.read_ahead(found)
        parts = [found[start : start + _PART] for start in range(0, len(found), _PART)]
        done = all_of(partial(_edited, view, acting, telling), parts)
        changed = [one for part in done for one in part.changed]
        files = {path: text for part in done for path, text in part.files.items()}
        warnings = dict.fromkeys(said for part in done for said in part.warnings)
        only = changed[0].ref if len(changed) == 1 else None
        subject = f"{only or f'{len(changed)} tickets'}: {telling.prose}"
        nothing = () if files else (_("Nothing changed."),)
        return Act("ticket.edit", subject, files, changed, only, (*warnings, *nothing))

    return record(store, acting, plan)


def _edited(view: View, acting: Acting, telling: Telling, refs: Sequence[str]) -> _Edited:
    """Tell the edit to some tickets; what the view is warned of goes with the answer, as it may be a child's copy."""
    known, changed = len(view.warnings), []
    models: dict[str, Ticket] = {}
    for ref in refs:
        before = view.ticket(ref)
        if after := told_anew(view, acting, before, telling):
            changed.append(Changed(ref, described(before), described(after)))
            models[view.path_of(after)] = after
    files = contents(view, models)
    warnings = view.warnings[known:]
    del view.warnings[known:]
    return _Edited(changed, files, warnings)

"""Labels, links between tickets, and the merge of one ticket into another: both files in one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from celyactl.domain.entries.conversation import Label, Link, Merge
from celyactl.domain.entries.lifecycle import Cancel
from celyactl.domain.fold import is_same, refold
from celyactl.domain.language import language_for
from celyactl.domain.local_time import to_utc
from celyactl.domain.words import OPEN, LinkKind
from celyactl.errors.relating import (
    LabelUnreadable,
    LabelUnsigned,
    LinkedToItself,
    MergeAcrossClients,
    MergeIntoYounger,
    MergeSettled,
)
from celyactl.i18n import gettext as _
from celyactl.i18n import spoken
from celyactl.render.words import word
from celyactl.services.recording import Act, Done, record
from celyactl.services.texts import perhaps_said
from celyactl.services.tickets.telling import Telling, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.tickets.telling import Scene
    from celyactl.store.store import Store
    from celyactl.store.view import View


def label(changes: Sequence[str]) -> Telling:
    """Labels put on (`+vip`) and taken off (`-vip`, however it is capitalised). Raises as `labelled`."""
    add, remove = _signed(changes)

    def make(scene: Scene) -> list[Entry]:
        carried = {name.casefold(): name for name in scene.ticket.labels}
        new = tuple(name for name in add if name.casefold() not in carried)
        gone = tuple(carried[name.casefold()] for name in remove if name.casefold() in carried)
        return [Label(**scene.stamp(), add=new, remove=gone)]

    def remark(scene: Scene, _after: Ticket) -> Sequence[str]:
        carried = {name.casefold() for name in scene.ticket.labels}
        absent = [name for name in remove if name.casefold() not in carried]
        said = _("The ticket does not carry the label {name}; its labels: {names}.")
        names = ", ".join(scene.ticket.labels) or "-"
        return [said.format(name=name, names=names) for name in absent]

    return Telling("label", make, remark, sets=True)


def labelled(carried: Sequence[str], changes: Sequence[str]) -> tuple[str, ...]:
    """The labels once these are put on and taken off, sorted. Raises LabelUnsigned, LabelUnreadable."""
    add, remove = _signed(changes)
    gone = {name.casefold() for name in remove}
    there = {name.casefold(): name for name in [*add, *carried]}
    return tuple(sorted(name for folded, name in there.items() if folded not in gone))


def _signed(changes: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is put on and what is taken off, each once."""
    found: dict[str, list[str]] = {"+": [], "-": []}
    for text in changes:
        sign, name = text[:1], " ".join(text[1:].split())
        if sign not in found or not name:
            raise LabelUnsigned(text)
        if sign == "+" and any(category(character) == "Cc" for character in name):
            raise LabelUnreadable
        if name not in found[sign]:
            found[sign].append(name)
    return found["+"], found["-"]


def link(  # noqa: PLR0913 - who acts on what, when
    store: Store,
    acting: Acting,
    reference: str,
    kind: LinkKind,
    other: str,
    *,
    remove: bool = False,
    at: datetime | None = None,
) -> Done[Ticket]:
    """Relate a ticket to another one, or end it; `related` is said by both of them.

    Raises LinkedToItself, and as `telling.tell`.
    """

    def plan(view: View) -> Act[Ticket]:
        first, second = _two(view, reference, other)
        pairs = [(first, second), (second, first)] if kind is LinkKind.RELATED else [(first, second)]
        after = [told(view, acting, one, _linked(kind, to.ref, removed=remove), at) for one, to in pairs]
        changed = {view.path_of(new): new for (old, _to), new in zip(pairs, after, strict=True) if _differs(old, new)}
        subject = f"{first.ref}: {'unlink' if remove else 'link'} {kind} {second.ref}"
        remarks = () if changed else (_("Nothing changed."),)
        ref = _only_one(first, changed)
        return Act(f"unlink {kind}" if remove else f"link {kind}", subject, changed, after[0], ref, remarks)

    return record(store, acting, plan)


def _only_one(first: Ticket, changed: dict[str, Ticket]) -> str | None:
    """The ticket that the commit names; None for two, so that the history finds both by their files."""
    return first.ref if len(changed) == 1 else None


def _differs(old: Ticket, new: Ticket) -> bool:
    return not is_same(refold(old), refold(new))


def _linked(kind: LinkKind, ref: str, *, removed: bool = False) -> Telling:
    return Telling("link", lambda s: [Link(**s.stamp(), kind=kind, ref=ref, removed=removed)])


def merge(  # noqa: PLR0913 - who acts on what, when
    store: Store, acting: Acting, reference: str, into: str, text: str | None = None, *, at: datetime | None = None
) -> Done[tuple[Ticket, Ticket]]:
    """Go on with a ticket's story in an older one of the same client, both open; the answer is both, as they are then.

    Each keeps its journal and names the other; the merged one is a duplicate and is cancelled, so that one matter is
    counted once, and by the clocks of its first report.

    Raises LinkedToItself, MergeAcrossClients, MergeIntoYounger, MergeSettled, EmptyText, and as `telling.tell`.
    """
    words = perhaps_said(text, "--text")

    def plan(view: View) -> Act[tuple[Ticket, Ticket]]:
        ticket, target = _two(view, reference, into)
        _require_mergeable(ticket, target)
        gone = told(view, acting, ticket, _gone_into(view, target, words), at)
        kept = told(view, acting, target, _joined_by(ticket, words), at)
        subject = f"{ticket.ref}: merge into {target.ref}"
        files = {view.path_of(gone): gone, view.path_of(kept): kept}
        return Act(f"merge {target.ref}", subject, files, (gone, kept))

    return record(store, acting, plan)


def _two(view: View, reference: str, other: str) -> tuple[Ticket, Ticket]:
    first, second = (view.ticket(view.resolve(text, writing=True)) for text in (reference, other))
    if first.ref == second.ref:
        raise LinkedToItself(first.ref)
    return first, second


def _require_mergeable(ticket: Ticket, target: Ticket) -> None:
    if ticket.client != target.client:
        raise MergeAcrossClients(ticket.ref, ticket.client, target.ref, target.client)
    for one in (ticket, target):
        if one.status not in OPEN:
            raise MergeSettled(ticket.ref, target.ref, one.ref, word(one.status))
    if to_utc(ticket.opened_at) < to_utc(target.opened_at):
        raise MergeIntoYounger(ticket.ref, target.ref)


def _gone_into(view: View, target: Ticket, text: str | None) -> Telling:
    def make(scene: Scene) -> list[Entry]:
        return [
            Merge(**scene.stamp(), ref=target.ref, direction="into", text=text),
            Link(**scene.stamp(), kind=LinkKind.DUPLICATE, ref=target.ref),
            Cancel(**scene.stamp(public=True), text=_farewell(view, target)),
        ]

    return Telling("merge", make)


def _joined_by(ticket: Ticket, text: str | None) -> Telling:
    def make(scene: Scene) -> list[Entry]:
        return [
            Merge(**scene.stamp(), ref=ticket.ref, direction="from", text=text),
            Link(**scene.stamp(), kind=LinkKind.RELATED, ref=ticket.ref),
        ]

    return Telling("merge", make)


def _farewell(view: View, target: Ticket) -> str:
    """What the client reads of the merged ticket, in its language."""
    language = language_for(view.company, view.client(target.client))
    return spoken(language, lambda: _("This is followed up in {ref}.").format(ref=target.ref))

"""Entries of a ticket taken back: a `retract` names them; refused when later entries would no longer make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from celyactl.domain.entries.conversation import Open, Retract
from celyactl.domain.entries.delivery import MailQueued
from celyactl.domain.fold import fold, refold, written
from celyactl.domain.journal import order, retracted
from celyactl.errors.undo import BuiltOn, OpeningStays
from celyactl.i18n import gettext as _
from celyactl.render.deeds import deed
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.services.stamping import Stamps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.store.view import View


def still_there(ticket: Ticket, ids: Collection[str]) -> list[str]:
    """Those of the entries that count, and retractions that hold. Raises OpeningStays for an opening."""
    ordered = order(ticket.journal)
    gone = retracted(ordered)
    if any(isinstance(entry, Open) and entry.id in ids for entry in ordered):
        raise OpeningStays([ticket.ref])
    return [entry.id for entry in ordered if entry.id in ids and entry.id not in gone]


def without(view: View, acting: Acting, ticket: Ticket, ids: Collection[str], text: str | None) -> Ticket:
    """The ticket once these entries are retracted. Raises BuiltOn."""
    entry = Retract(**Stamps(acting, acting.now, ticket.journal).stamp(), ids=tuple(ids), text=text)
    journal = (*ticket.journal, entry)
    before, after = refold(ticket), fold(ticket.ref, ticket.uid, journal, aliases=ticket.aliases)
    refused_before = {refusal.entry.id for refusal in before.refused}
    lost = [refusal.entry for refusal in after.refused if refusal.entry.id not in refused_before]
    naming = [one for one in after.entries if _names(one, ids)]
    if uses := sorted({one.id: one for one in (*lost, *naming)}.values(), key=lambda one: one.id):
        raise BuiltOn(ticket.ref, [_told(one, view, acting) for one in uses])
    return written(after.header, journal)


def read_by_client(ticket: Ticket, ids: Collection[str]) -> Iterator[str]:
    """What to say when the client was told of the entries by mail: that can't be taken back."""
    if any(isinstance(entry, MailQueued) and entry.about in ids for entry in ticket.journal):
        yield _("{ref}: the client was written about it; that can't be taken back.").format(ref=ticket.ref)


def _names(entry: Entry, ids: Collection[str]) -> bool:
    """Whether a later entry is about one of them, as a moved intervention is, or the end of an outage."""
    if isinstance(entry, MailQueued):
        return False
    return any(isinstance(value, str) and value in ids for name, value in asdict(entry).items() if name != "id")


def _told(entry: Entry, view: View, acting: Acting) -> str:
    """`Léa Martin, lun. 23/11 10:02 : fin de l’attente`."""
    wall, names = Wall(acting.now), Names(view.company)
    said = deed(entry, names, wall).sentence
    return _("{who}, {when}: {what}").format(who=names.person(entry.by), when=wall.moment(entry.at), what=said)

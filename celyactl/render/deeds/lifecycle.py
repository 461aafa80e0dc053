"""What the entries that move a ticket through its life say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.entries import lifecycle
from celyactl.domain.words import WaitFor
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.deeds.base import Deed, checked, deed, labelled
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.entries.base import Entry
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names


def _assign(entry: lifecycle.Assign, names: Names, _wall: Wall) -> Deed:
    if entry.assignee is None:
        return deed(_("unassigned the ticket"), entry.text)
    if entry.assignee == entry.by:
        return deed(_("took the ticket"), entry.text)
    return deed(_("assigned the ticket to {who}").format(who=names.person(entry.assignee)), entry.text)


def _ack(entry: lifecycle.Ack, _names: Names, _wall: Wall) -> Deed:
    return deed(_how(_("reached the operator and took the problem into account"), entry.how))


def _assist(entry: lifecycle.Assist, _names: Names, _wall: Wall) -> Deed:
    return deed(_how(_("helped the operator"), entry.how))


def _how(sentence: str, how: str | None) -> str:
    return f"{sentence} ({how})" if how else sentence


def _wait(entry: lifecycle.Wait, _names: Names, wall: Wall) -> Deed:
    back = labelled(_("Back on the board"), wall.moment(entry.until))
    match entry.reason:
        case WaitFor.CLIENT:
            sentence = _("waits for the date the client asked for") if entry.client_date else _("asked the client")
            return deed(sentence, entry.question, entry.text, back)
        case WaitFor.THIRD_PARTY:
            sentence = _("waits for {party}").format(party=entry.party or _("a third party"))
            theirs = labelled(_("Their reference"), entry.their_ref)
            promised = labelled(_("Promised for"), wall.moment(entry.promised) if entry.promised else None)
            return deed(sentence, entry.question, entry.text, theirs, promised, back)
        case WaitFor.INTERNAL:
            return deed(_("put the ticket aside"), entry.text, back)


def _chase(entry: lifecycle.Chase, _names: Names, wall: Wall) -> Deed:
    promised = labelled(_("Promised for"), wall.moment(entry.promised) if entry.promised else None)
    return deed(_("chased the third party"), entry.text, promised)


def _cause(entry: lifecycle.Cause, names: Names, _wall: Wall) -> Deed:
    on = labelled(_("On"), ", ".join(names.component(ident) for ident in entry.components))
    return deed(_("could not find the cause") if entry.unknown else _("named the cause"), entry.text, on)


def _restore(entry: lifecycle.Restore, _names: Names, _wall: Wall) -> Deed:
    sentence = _("restored the function") if entry.degraded is None else _("restored the function by a workaround")
    return deed(sentence, entry.degraded, entry.text)


def _close(entry: lifecycle.Close, _names: Names, _wall: Wall) -> Deed:
    return deed(
        _("closed the ticket, nobody having objected") if entry.automatic else _("closed the ticket"), entry.text
    )


def _escalate(entry: lifecycle.Escalate, names: Names, _wall: Wall) -> Deed:
    if entry.to is not None:
        sentence = _("escalated to {level}").format(level=word(entry.to))
    else:
        sentence = _("escalated to {manager}").format(manager=names.person(entry.manager or ""))
    given = names.person(entry.assignee) if entry.assignee else None
    return deed(
        sentence,
        entry.reason,
        labelled(_("Handover"), entry.handover),
        checked(entry.checks),
        labelled(_("Assigned to"), given),
    )


def _priority(entry: lifecycle.SetPriority, _names: Names, _wall: Wall) -> Deed:
    return deed(_("set the priority to {priority}").format(priority=word(entry.priority)), entry.text)


def _reason(entry: lifecycle.Reason, _names: Names, _wall: Wall) -> Deed:
    sentence = _("explained the miss of {clock}: {because}")
    return deed(sentence.format(clock=word(entry.clock), because=word(entry.because)), entry.text)


def _handed_over(entry: lifecycle.HandedOver, names: Names, _wall: Wall) -> Deed:
    sentence = _("handed the duties of {previous} over to {next}")
    return deed(sentence.format(previous=names.person(entry.previous), next=names.person(entry.next)))


def _plain(sentence: str) -> Callable[[Any, Names, Wall], Deed]:
    return lambda entry, _names, _wall: deed(_(sentence), getattr(entry, "text", None))


TELLERS: Final[dict[type[Entry], Callable[[Any, Names, Wall], Deed]]] = {
    lifecycle.Assign: _assign,
    lifecycle.Ack: _ack,
    lifecycle.Assist: _assist,
    lifecycle.Start: _plain(marked("began to work")),
    lifecycle.Wait: _wait,
    lifecycle.Chase: _chase,
    lifecycle.Resume: _plain(marked("took the turn back")),
    lifecycle.Cause: _cause,
    lifecycle.Restore: _restore,
    lifecycle.Resolve: _plain(marked("resolved the ticket")),
    lifecycle.Close: _close,
    lifecycle.Reopen: _plain(marked("opened the ticket again")),
    lifecycle.Confirm: _plain(marked("recorded that the client confirms")),
    lifecycle.Cancel: _plain(marked("cancelled the ticket")),
    lifecycle.Escalate: _escalate,
    lifecycle.SetPriority: _priority,
    lifecycle.Reason: _reason,
    lifecycle.HandedOver: _handed_over,
}
"""One teller a type of entry."""

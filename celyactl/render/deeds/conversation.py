"""What the entries in which people speak say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.entries import conversation
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.deeds.base import Deed, checked, deed, with_detail
from celyactl.render.names import reporter
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import Enum

    from celyactl.domain.entries.base import Entry
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names

_FIELDS: Final = {
    "title": marked("title"),
    "kind": marked("kind"),
    "contract": marked("contract"),
    "requester": marked("requester"),
    "caller": marked("caller"),
    "site": marked("site"),
    "components": marked("components"),
    "severity": marked("severity"),
    "out_of_contract": marked("out of contract"),
    "external_id": marked("external reference"),
}


def _open(entry: conversation.Open, names: Names, _wall: Wall) -> Deed:
    origin = word(entry.origin)
    caller = reporter(names.contact(entry.requester) if entry.requester else "", entry.caller)
    if caller:
        sentence = _("opened the ticket, reported by {caller} {origin}").format(caller=caller, origin=origin)
    elif entry.kind.is_reported:
        sentence = _("opened the ticket, reported {origin}").format(origin=origin)
    else:
        sentence = _("opened the ticket")
    return deed(sentence, entry.text, checked(entry.checks))


def _note(entry: conversation.Note, _names: Names, _wall: Wall) -> Deed:
    return deed(_("wrote to the client") if entry.public else _("noted"), entry.text)


def _message(entry: conversation.Message, names: Names, _wall: Wall) -> Deed:
    if entry.by_client:
        sentence = _("wrote")
    elif entry.contact is None:
        sentence = _("took down the client's words")
    else:
        sentence = _("took down the words of {contact}").format(contact=names.contact(entry.contact))
    unsure = entry.message_id is not None and not entry.sender_verified
    return deed(_("{sentence} (sender unverified)").format(sentence=sentence) if unsure else sentence, entry.text)


def _attach(_entry: conversation.Attach, _names: Names, _wall: Wall) -> Deed:
    return deed(_("added files"))


def _file_erased(entry: conversation.FileErased, _names: Names, _wall: Wall) -> Deed:
    return deed(_("erased the file {sha256}").format(sha256=entry.sha256[:12]), entry.text)


def _edit(entry: conversation.Edit, names: Names, _wall: Wall) -> Deed:
    changes = [with_detail(_(_FIELDS[name]), _value(name, entry, names)) for name in _changed(entry)]
    gone = [_("no {field}").format(field=_(_FIELDS.get(name, name))) for name in entry.cleared]
    return deed(_("corrected the ticket"), "\n".join((*changes, *gone)))


def _changed(entry: conversation.Edit) -> Iterable[str]:
    return (name for name in entry.set.__struct_fields__ if getattr(entry.set, name) is not None)


def _value(name: str, entry: conversation.Edit, names: Names) -> str:
    value = getattr(entry.set, name)
    shown: dict[str, Callable[[Any], str]] = {
        "kind": _word,
        "out_of_contract": _word,
        "requester": names.contact,
        "site": names.site,
        "components": lambda ids: ", ".join(names.component(ident) for ident in ids),
    }
    return shown.get(name, str)(value)


def _word(member: Enum) -> str:
    return word(member)


def _label(entry: conversation.Label, _names: Names, _wall: Wall) -> Deed:
    marks = [f"+{label}" for label in entry.add] + [f"-{label}" for label in entry.remove]
    return deed(_("labelled: {labels}").format(labels=" ".join(marks)))


def _link(entry: conversation.Link, _names: Names, _wall: Wall) -> Deed:
    sentence = _("is no longer linked: {kind} {ref}") if entry.removed else _("linked: {kind} {ref}")
    return deed(sentence.format(kind=word(entry.kind), ref=entry.ref))


def _merge(entry: conversation.Merge, _names: Names, _wall: Wall) -> Deed:
    sentence = _("merged {ref} into this ticket") if entry.direction == "from" else _("merged this ticket into {ref}")
    return deed(sentence.format(ref=entry.ref), entry.text)


def _rate(entry: conversation.Rate, _names: Names, _wall: Wall) -> Deed:
    return deed(_("gave {score} out of 5").format(score=entry.score), entry.text)


def _checks(entry: conversation.Checks, _names: Names, _wall: Wall) -> Deed:
    return deed(_("recorded what was checked"), checked(entry.checks))


def _retract(entry: conversation.Retract, _names: Names, _wall: Wall) -> Deed:
    return deed(_("took back what is marked as retracted"), entry.text)


TELLERS: Final[dict[type[Entry], Callable[[Any, Names, Wall], Deed]]] = {
    conversation.Open: _open,
    conversation.Note: _note,
    conversation.Message: _message,
    conversation.Attach: _attach,
    conversation.FileErased: _file_erased,
    conversation.Edit: _edit,
    conversation.Label: _label,
    conversation.Link: _link,
    conversation.Merge: _merge,
    conversation.Rate: _rate,
    conversation.Checks: _checks,
    conversation.Retract: _retract,
}
"""One teller a type of entry."""

"""What the entries that services write say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.durations import format_duration
from celyactl.domain.entries import delivery
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.deeds.base import Deed, deed, labelled
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.entries.base import Entry
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names

_ANSWERS: Final = {
    "taken": marked("takes it on"),
    "declined": marked("declines"),
    "no-answer": marked("the call was not answered"),
}
_IGNORED: Final = {
    "vacation": marked("an automatic reply arrived"),
    "bounce": marked("a mail came back"),
    "list": marked("a mailing list wrote"),
    "loop": marked("a mail went round in circles"),
}


def _notice(entry: delivery.Notice, names: Names, _wall: Wall) -> Deed:
    told = ", ".join(names.person(ident) for ident in entry.to) or _("nobody")
    sentence = _("called {people}") if entry.via == "command" else _("told {people}")
    return deed(labelled(_about(entry), sentence.format(people=told)) or "", entry.text)


def _about(entry: delivery.Notice) -> str:
    """What a notice is about; those of a contract say more in their text."""
    if entry.clock is not None and entry.threshold is not None:
        return _("{clock} at {threshold} %").format(clock=word(entry.clock), threshold=entry.threshold)
    if entry.contract is not None and entry.threshold is not None:
        said = _("the packs of {slug} are used up to {threshold} %")
        return said.format(slug=entry.contract, threshold=entry.threshold)
    if entry.contract is not None:
        return _("contract {slug}").format(slug=entry.contract)
    return _("the wait is over") if entry.threshold is None else _("urgent and out of contract")


def _notice_answered(entry: delivery.NoticeAnswered, _names: Names, _wall: Wall) -> Deed:
    return deed(_(_ANSWERS[entry.answer]), entry.text)


def _mail_queued(entry: delivery.MailQueued, names: Names, _wall: Wall) -> Deed:
    to = ", ".join(names.person(ident) for ident in entry.to)
    return deed(_("prepared a mail to {people}").format(people=to), entry.subject)


def _mail_sent(entry: delivery.MailSent, _names: Names, _wall: Wall) -> Deed:
    return deed(_("the mail was sent"), entry.answer)


def _mail_failed(entry: delivery.MailFailed, _names: Names, _wall: Wall) -> Deed:
    return deed(
        _("the mail was refused for good") if entry.permanent else _("the mail was refused for now"), entry.answer
    )


def _mail_ignored(entry: delivery.MailIgnored, _names: Names, _wall: Wall) -> Deed:
    return deed(_(_IGNORED[entry.reason]), entry.text)


def _billed(entry: delivery.Billed, _names: Names, _wall: Wall) -> Deed:
    month = f"{entry.month:%m/%Y}"
    sentence = _("took the billing of {month} back") if entry.reversal else _("billed with {month}")
    time = format_duration(timedelta(seconds=entry.seconds)) if entry.seconds is not None else None
    # what it costs is for managers: `celyactl billing list`
    return deed(sentence.format(month=month), entry.text, labelled(_("Time"), time))


TELLERS: Final[dict[type[Entry], Callable[[Any, Names, Wall], Deed]]] = {
    delivery.Notice: _notice,
    delivery.NoticeAnswered: _notice_answered,
    delivery.MailQueued: _mail_queued,
    delivery.MailSent: _mail_sent,
    delivery.MailFailed: _mail_failed,
    delivery.MailIgnored: _mail_ignored,
    delivery.Billed: _billed,
}
"""One teller a type of entry."""

"""Why a message waits in quarantine, in words."""

from __future__ import annotations

from typing import Final

from celyactl.i18n import gettext as _
from celyactl.i18n import marked

_REASONS: Final = {
    "unreadable": marked("nothing reads it safely"),
    "refuted": marked("our mail server says that the sender is not who they claim to be"),
    "token": marked("its token is not that of the ticket"),
    "reference": marked("it names a ticket of a client whose contact the sender is not"),
    "unproved": marked("the desk asks for more proof of who sent it"),
    "stranger": marked("the sender is no contact of any client"),
    "several": marked("the sender is a contact of several clients"),
    "sender": marked("it has no sender, or several"),
    "automatic": marked("a program wrote it, and no ticket is named"),
    "too_many": marked("too many messages within an hour"),
}


def reason_words(reason: str) -> str:
    """The reason in words; one of another version is shown as it is."""
    text = _REASONS.get(reason)
    return _(text) if text else reason

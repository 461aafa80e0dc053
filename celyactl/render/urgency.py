"""How much something disturbs, in words that clients use: nobody there speaks of priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.words import Priority
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract

_WORDS: Final = {
    Priority.P1: marked("Nobody can call any more"),
    Priority.P2: marked("It disturbs our work a lot"),
    Priority.P3: marked("It disturbs, but we can work"),
    Priority.P4: marked("It can wait"),
}
ORDER: Final = (Priority.P3, Priority.P2, Priority.P1, Priority.P4)
"""As a form offers them: the usual one first."""


def urgency_words(priority: Priority, contract: Contract | None = None) -> str:
    """An everyday sentence, with the contract's own word for it where it has one."""
    severities = contract.severities if contract else ()
    own = next((one.word for one in severities if one.priority is priority), None)
    said = _(_WORDS[priority])
    return _("{sentence} ({word})").format(sentence=said, word=own) if own else said

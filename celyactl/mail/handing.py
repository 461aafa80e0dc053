"""How a message leaves: what a server, or a folder, says of it. The answer is the proof."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from email.message import EmailMessage


class Fate(StrEnum):
    """What became of a message: taken over, to be tried again, refused for good."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"


class Outcome(Struct, frozen=True):
    """The fate and the other side's own words; `refused` are the addresses that alone were refused.

    `lost` says that the connection broke, so that nothing more can be handed over now.
    """

    fate: Fate
    answer: str
    refused: tuple[str, ...] = ()
    lost: bool = False


class Carrier(Protocol):
    """Takes messages over, one by one."""

    def hand(self, message: EmailMessage, sender: str, to: tuple[str, ...]) -> Outcome:
        """Hand a message over; addresses are `local@domain`.

        Raises MailServerGone, PasswordRefused before anything was said.
        """


class Nobody:
    """Takes everything and does nothing: for a trial."""

    def hand(self, message: EmailMessage, sender: str, to: tuple[str, ...]) -> Outcome:
        """Say that it was sent."""
        del message, sender, to
        return Outcome(Fate.SENT, "")

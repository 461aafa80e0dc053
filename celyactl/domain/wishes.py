"""What a client may wish by one touch once a ticket is resolved: the same words in the mail and in the answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from celyactl.i18n import marked


class Wish(StrEnum):
    """`settled` acts as `ticket confirm`, `remains` opens the ticket again."""

    SETTLED = "settled"
    REMAINS = "remains"


LABELS: Final = {Wish.SETTLED: marked("It is settled"), Wish.REMAINS: marked("The problem remains")}
"""Message ids of what a client reads on the link, and sends."""

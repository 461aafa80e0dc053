"""What is wrong with a ticket's reference as somebody typed or heard it; exit code 66.

Each is also a `ValueError`, so that models collect it with their other faults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import NotFound
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 40


class UnreadableReference(NotFound, ValueError):
    """A text that leads to no ticket."""


class MalformedReference(UnreadableReference):
    """What was typed can't be a reference, whole or short; `prefix` is the desk's, for the example."""

    def __init__(self, text: str, prefix: str = "") -> None:
        example = f"{prefix or 'CEL'}-2611-4F7K2QE"
        super().__init__(
            _('"{text}" is not a reference').format(text=_shown(text)),
            todo=_("Write it whole like {example}, or its last seven characters.").format(example=example),
        )


class CheckCharacterWrong(UnreadableReference):
    """A whole reference that was misread, misheard or mistyped; `likely` are those it may have been meant to be."""

    def __init__(self, reference: str, likely: Sequence[str] = ()) -> None:
        self.reference = reference
        self.likely = tuple(likely)
        super().__init__(
            _("The check character of {reference} is wrong: a character was misread").format(reference=reference),
            todo=_("Was {likely} meant?").format(likely=_(" or ").join(likely))
            if likely
            else _("Read it again, character by character."),
        )


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:_LONGEST])

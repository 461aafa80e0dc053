"""Words one after the other, as the language writes them; what is empty is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """`March, June, November`."""
    return ", ".join(filter(None, words))


def clauses(parts: Iterable[str]) -> str:
    """`closed on Monday; open on Tuesday`: parts that have commas themselves."""
    return _("; ").join(filter(None, parts))


def enumerated(words: Iterable[str]) -> str:
    """`March, June and November`."""
    *first, last = filter(None, words)
    return _("{first} and {last}").format(first=listed(first), last=last) if first else last

"""Views: queries with a name, written `@name` in another query. Those of `desk.yaml` come before the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED: Final[Mapping[str, str]] = {
    "mine": "assignee:me",
    "today": "next<tomorrow sort:next",
    "next": "assignee:me,none -waiting",
    "breaching": "due<+4h",
    "waiting": "waiting sort:back columns:ref,priority,status,party,back,client,assignee,title",
}
"""What is mine; what wants somebody today; what to take up next; what is or will soon be late; what others hold."""


def known_views(own: Mapping[str, str]) -> dict[str, str]:
    """The query of each view that a desk knows, its own first."""
    return {**own, **{name: query for name, query in SHIPPED.items() if name not in own}}

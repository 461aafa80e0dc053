"""What people may correct of a ticket by hand: the fields of its header that are no act of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.model import Id, Line, Model
from celyactl.domain.words import Kind, Priority

if TYPE_CHECKING:
    from celyactl.domain.ticket import Header


class Description(Model, frozen=True, kw_only=True):
    """In the order in which a person is shown them."""

    title: Line
    kind: Kind
    priority: Priority
    assignee: Id | None = None
    contract: Id | None = None
    requester: Id | None = None
    caller: Line | None = None
    site: Id | None = None
    components: tuple[Id, ...] = ()
    severity: Line | None = None
    labels: tuple[Line, ...] = ()
    external_id: Line | None = None


def described(header: Header) -> Description:
    """The description of a ticket."""
    return Description(**{name: getattr(header, name) for name in Description.__struct_fields__})

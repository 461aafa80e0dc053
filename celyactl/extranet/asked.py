"""A request and an answer as plain values: what pages read and give, without a web framework."""

from __future__ import annotations

from http import HTTPStatus
from typing import IO, TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sent(NamedTuple):
    """A file of a form: the name that the browser gave it, and its bytes, open at their end."""

    name: str
    content: IO[bytes]


class Asked(Struct, frozen=True):
    """One request; of a name that came several times the last counts. `languages` is `Accept-Language`.

    `where` is the address on this site, `path` what the names in the route stand for in it; `too_much` when files were
    left out for their number or size.
    """

    method: str
    where: str = ""
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    session: str = ""
    door: str = ""
    origin: str = ""
    site: str = ""
    address: str = ""
    languages: str = ""
    files: tuple[Sent, ...] = ()
    too_much: bool = False


class Answer(Struct, frozen=True):
    """A page, or the address of the next one; `session` and `door` are cookies to set, empty ones to remove.

    `saved_as` has a browser save it under this name.
    """

    body: str | bytes = ""
    status: int = HTTPStatus.OK
    location: str = ""
    session: str | None = None
    door: str | None = None
    kind: str = "text/html"
    saved_as: str = ""


class Refused(Exception):
    """The request gets a page with this status and a way back, and nothing that says why."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status
        super().__init__(status.phrase)


def next_page(location: str, *, session: str | None = None) -> Answer:
    """Send the browser on, by GET."""
    return Answer(status=HTTPStatus.SEE_OTHER, location=location, session=session)

"""Every address of the extranet: what answers it, for whom. The tests of authorisation are made from this table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.extranet import entering, files, one_ticket, pages, readiness, site

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.desk import Desk
    from celyactl.extranet.asked import Answer, Asked
    from celyactl.extranet.site import Site
    from celyactl.extranet.visit import Visit


class Route(NamedTuple):
    """A page for whoever is signed in, or what the door answers everybody; `files` when its form may bring some."""

    method: str
    path: str
    page: Callable[[Visit, Asked], Answer] | None = None
    door: Callable[[Site, Desk, Asked], Answer] | None = None
    files: bool = False


ROUTES: Final = (
    Route("GET", "/sign-in", door=site.show_door),
    Route("POST", "/sign-in", door=site.knock),
    Route("POST", "/sign-out", door=site.leave),
    Route("GET", "/brand.css", door=site.brand),
    Route("GET", "/health", door=site.health),
    Route("GET", "/ready", door=readiness.ready),
    Route("GET", "/", pages.home),
    Route("GET", "/tickets", pages.tickets),
    Route("GET", "/new", entering.form),
    Route("POST", "/new", entering.enter, files=True),
    Route("GET", "/tickets/{ref:str}", one_ticket.ticket),
    Route("GET", "/tickets/{ref:str}/files/{file:str}", files.download),
    Route("POST", "/tickets/{ref:str}/reply", one_ticket.reply, files=True),
    Route("POST", "/tickets/{ref:str}/confirm", one_ticket.confirm),
    Route("POST", "/tickets/{ref:str}/reopen", one_ticket.reopen),
)

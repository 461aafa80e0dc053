"""Every address of the extranet: what answers it, for whom. The tests of authorisation are made from this table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.extranet import (
    agreed,
    entering,
    figures,
    files,
    lost,
    one_ticket,
    pages,
    people,
    planned,
    readiness,
    site,
)

if TYPE_CHECKING:
    from celyactl.extranet.asked import Answer, Asked
    from celyactl.extranet.rooms import Room
    from celyactl.extranet.site import Site
    from celyactl.extranet.visit import Visit

Page = Callable[["Visit", "Asked"], "Answer"]
Door = Callable[["Site", "Room", "Asked"], "Answer"]


class Route(NamedTuple):
    """A page for whoever is signed in, or what the door answers everybody.

    `files` when its form may bring some; `is_kept` when the same page may be given again within a minute; `is_live`
    when an open page asks for it by itself, which is no sign that somebody is there; `any_host` when it is answered
    under other names of this server too.
    """

    method: str
    path: str
    page: Page | None = None
    door: Door | None = None
    files: bool = False
    is_kept: bool = False
    is_live: bool = False
    any_host: bool = False


ROUTES: Final = (
    Route("GET", "/sign-in", door=site.show_door),
    Route("POST", "/sign-in", door=site.knock),
    Route("POST", "/sign-out", door=site.leave),
    Route("GET", "/brand.css", door=site.brand, any_host=True),
    Route("GET", "/health", door=site.health, any_host=True),
    Route("GET", "/ready", door=readiness.ready, any_host=True),
    Route("GET", "/lost", door=lost.show),
    Route("POST", "/lost", door=lost.ask),
    Route("GET", "/lost/{secret:str}", door=lost.offer),
    Route("POST", "/lost/{secret:str}", door=lost.give),
    Route("GET", "/calendar/{secret:str}", door=planned.feed),
    Route("GET", "/", pages.home, is_kept=True),
    Route("GET", "/tickets", pages.tickets, is_kept=True),
    Route("GET", "/tickets.csv", pages.spreadsheet),
    Route("GET", "/new", entering.form),
    Route("POST", "/new", entering.enter, files=True),
    Route("GET", "/tickets/{ref:str}", one_ticket.ticket, is_kept=True),
    Route("GET", "/tickets/{ref:str}/standing", one_ticket.standing, is_kept=True, is_live=True),
    Route("GET", "/tickets/{ref:str}/files/{file:str}", files.download),
    Route("POST", "/tickets/{ref:str}/reply", one_ticket.reply, files=True),
    Route("POST", "/tickets/{ref:str}/confirm", one_ticket.confirm),
    Route("POST", "/tickets/{ref:str}/reopen", one_ticket.reopen),
    Route("POST", "/tickets/{ref:str}/rate", one_ticket.rate),
    Route("GET", "/planned", planned.planned),
    Route("POST", "/planned/calendar", planned.begin_feed),
    Route("POST", "/planned/calendar/end", planned.end_feed),
    Route("GET", "/contract", agreed.contract, is_kept=True),
    Route("GET", "/components", agreed.components, is_kept=True),
    Route("GET", "/availability", figures.availability, is_kept=True),
    Route("GET", "/reports", figures.reports, is_kept=True),
    Route("GET", "/reports/{report:str}", figures.report),
    Route("GET", "/people", people.people, is_kept=True),
    Route("POST", "/people/language", people.speak),
)

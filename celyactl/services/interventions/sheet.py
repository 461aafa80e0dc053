"""The sheet of an intervention: of the one planned next, else of the one made last; in the client's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.fold import refold
from celyactl.domain.language import language_for
from celyactl.domain.visits import unrecorded_visits
from celyactl.errors.field import NoIntervention, WhichVisit
from celyactl.i18n import spoken
from celyactl.render.deeds.base import span
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.pdf.document import Paper
from celyactl.render.sheet import Sheet, sheet_pdf, sheet_title
from celyactl.render.words import word
from celyactl.services.catalogue import client_if_known
from celyactl.services.interventions.planning import is_named, short_id

if TYPE_CHECKING:
    from celyactl.domain.entries.field import Intervention
    from celyactl.domain.story import Story
    from celyactl.domain.visits import Visit
    from celyactl.i18n import Language
    from celyactl.store.view import View


def sheet(view: View, reference: str, which: str | None = None, language: Language | None = None) -> bytes:
    """The sheet as PDF; the instant on it is that of the commit, so that it can be made again.

    Raises NoIntervention, WhichVisit, and what finds the ticket raises.
    """
    ticket = view.ticket(view.resolve(reference))
    story = refold(ticket)
    wall = Wall(view.made_at)
    work, visit = _chosen(story, which, wall)
    client = client_if_known(view, ticket.client)
    tongue = language or language_for(view.company, client)
    names = Names(view.company, client)
    about = Sheet(story.header, client, names, wall, work, visit)
    return spoken(tongue, lambda: _written(view, about))


def _written(view: View, about: Sheet) -> bytes:
    subtitle = f"{about.header.ref}, {about.names.client or about.header.client}"
    return sheet_pdf(Paper(view.company, sheet_title(), subtitle, view.made_at, view.commit), about)


def _chosen(story: Story, which: str | None, wall: Wall) -> tuple[Intervention | None, Visit | None]:
    visits, works = unrecorded_visits(story), story.interventions
    if not visits and not works:
        raise NoIntervention(story.header.ref)
    if which is None:
        ahead = next((visit for visit in visits if visit.end > wall.now), None)
        return (works[-1], None) if works and ahead is None else (None, ahead or visits[-1])
    for visit in visits:
        if is_named(visit.id, which):
            return None, visit
    for work in works:
        if is_named(work.id, which) or (work.planned and is_named(work.planned, which)):
            return work, None
    known: list[Visit | Intervention] = [*visits, *works]
    raise WhichVisit(
        story.header.ref, [f"{short_id(one.id)} {word(one.mode)}, {span(one.start, one.end, wall)}" for one in known]
    )

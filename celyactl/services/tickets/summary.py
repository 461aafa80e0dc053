"""The client's summary of a ticket, in the client's language, by the desk's own template or the shipped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.language import language_for
from celyactl.domain.visits import planned_visits
from celyactl.i18n import spoken
from celyactl.render.everyday import Matter
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.summary import Form, Subject, summary

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.i18n import Language
    from celyactl.services.sla import Case
    from celyactl.store.view import View


def summarise(view: View, case: Case, now: datetime, language: Language | None = None, form: Form = "txt") -> str:
    """The summary as the client should read it at `now`. Raises TemplateRefused, TemplateTooLarge, NotARegularFile."""
    subject = subject_of(view, case, now)
    return spoken(language or language_of(view, case), lambda: _written(subject, form, view))


def language_of(view: View, case: Case) -> Language:
    """The language of who asked, else the client's, else the desk's."""
    contacts = case.client.contacts if case.client else ()
    asked = next((contact for contact in contacts if contact.id == case.ticket.requester), None)
    return language_for(view.company, case.client, asked)


def subject_of(view: View, case: Case, now: datetime) -> Subject:
    """What the client may be told of a case at `now`."""
    matter = Matter(case.story, case.clocks(now), planned_visits(case.story, now), case.closes_at, Wall(now))
    return Subject(matter, view.company, Names(view.company, case.client), view.commit)


def _written(subject: Subject, form: Form, view: View) -> str:
    from celyactl.render.jinja.environment import Workshop  # 43 ms

    return summary(subject, form, Workshop(view.template))

"""What mails say: to a client the summary of a ticket and why it is written now, to the team what is due.

Values for the templates `mail/ticket` and `mail/escalation`, in the context's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.outbox import Moment
from celyactl.domain.wishes import LABELS
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_moment
from celyactl.render.summary import summary_data
from celyactl.render.ties import each_text, tied
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from celyactl.domain.clocks import Clock
    from celyactl.domain.wishes import Wish
    from celyactl.render.jinja.environment import Workshop
    from celyactl.render.letterhead import Value
    from celyactl.render.summary import Form, Subject

_LEADS: Final = {
    Moment.RECEIVED: marked("We have received your request."),
    Moment.ACKNOWLEDGED: marked("We took your request in charge."),
    Moment.QUESTION: marked("We have a question for you: it is enough to answer this message."),
    Moment.ANSWER: marked("We have written to you: our message is at the end of what was said and done."),
    Moment.PLANNED: marked("We have planned work for you."),
    Moment.MOVED: marked("What was planned has a new date."),
    Moment.CALLED_OFF: marked("What was planned will not take place."),
    Moment.RESTORED: marked("It works again."),
    Moment.RESOLVED: marked("We hold the matter for settled. Is all well on your side?"),
    Moment.CLOSED: marked("The ticket is closed."),
    Moment.CANCELLED: marked("The ticket is cancelled."),
    Moment.REMINDER: marked(
        "We are still waiting for your answer to our question: it is enough to answer this message."
    ),
}


class Occasion(NamedTuple):
    """Why a client is written to, what sends each wish (maybe nothing), whom to call if it can't wait (or empty)."""

    moment: Moment
    links: Mapping[Wish, str]
    urgent_phone: str = ""


def client_mail(subject: Subject, occasion: Occasion, form: Form, templates: Workshop) -> str:
    """The body for a client. Raises TemplateRefused, TemplateTooLarge for a desk's own template."""
    data = each_text(summary_data(subject), tied) | {
        "moment": occasion.moment.value,
        "lead": list(_lead(occasion)),
        "links": [{"label": label, "url": url} for label, url in _links(occasion)],
    }
    return templates.render(f"mail/ticket.{form}.j2", data)


def client_subject(subject: Subject) -> str:
    """The same for all messages of a ticket, so that programs keep the conversation together."""
    header = subject.matter.story.header
    return f"[{header.ref}] {header.title}"


def _lead(occasion: Occasion) -> Iterator[str]:
    if text := _LEADS.get(occasion.moment):
        yield _(text)
    if occasion.urgent_phone:
        yield _("If it can't wait, call {phone}.").format(phone=occasion.urgent_phone)


def _links(occasion: Occasion) -> Iterator[tuple[str, str]]:
    """Two answers by one touch, when we ask whether all is well."""
    if occasion.moment is Moment.RESOLVED:
        yield from ((_(LABELS[wish]), url) for wish, url in occasion.links.items())


def team_mail(subject: Subject, why: str, form: Form, templates: Workshop) -> str:
    """The body for people of the company: what is due, and where to look. Raises as `client_mail`."""
    made = summary_data(subject)
    data = {name: made[name] for name in ("language", "company", "made")} | {
        "why": tied(why),
        "ticket": made["ticket"],
        "facts": [{"label": label, "value": each_text(value, tied)} for label, value in _facts(subject) if value],
        "command": f"celyactl ticket show {subject.matter.story.header.ref}",
    }
    return templates.render(f"mail/escalation.{form}.j2", data)


def _facts(subject: Subject) -> Iterator[tuple[str, Value]]:
    header, names = subject.matter.story.header, subject.names
    yield _("Client"), names.client
    yield _("Site"), names.known_site(header.site)
    yield _("Priority"), word(header.priority)
    yield _("Status"), word(header.status)
    yield _("Assignee"), names.member(header.assignee or "") or _("nobody")
    yield from ((word(clock.name), _standing(clock, subject)) for clock in subject.matter.clocks)


def _standing(clock: Clock, subject: Subject) -> str:
    if clock.due_at is None:
        return ""
    when = full_moment(clock.due_at, subject.matter.wall)
    return _("{status}, due {when}").format(status=word(clock.status), when=when)

"""The client's summary of a ticket: plain values for a template, and the text that comes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from celyactl.domain.state import acted_at
from celyactl.i18n import gettext as _
from celyactl.render.everyday import Matter, everyday
from celyactl.render.exchange import exchange
from celyactl.render.letterhead import as_of, letterhead
from celyactl.render.moments import full_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.company import Company
    from celyactl.domain.entries.base import FileNote
    from celyactl.render.jinja.environment import Workshop
    from celyactl.render.letterhead import Value
    from celyactl.render.names import Names

Form = Literal["txt", "html"]


class Subject(Struct, frozen=True):
    """What a summary is about; `commit` is the state of the desk that it was made from."""

    matter: Matter
    company: Company
    names: Names
    commit: str


def summary(subject: Subject, form: Form, templates: Workshop) -> str:
    """The summary in the context's language. Raises TemplateRefused, TemplateTooLarge for a desk's own template."""
    return templates.render(f"summary/ticket.{form}.j2", summary_data(subject))


def _is_the_message(file: FileNote) -> bool:
    """Whether a file is the message as the client sent it: kept for us, and no news to who wrote it."""
    return (file.name, file.media_type) == ("message.eml", "message/rfc822")


def summary_data(subject: Subject) -> dict[str, Value]:
    """The values of the template: texts, lists and dicts of them, an empty text where there is nothing."""
    matter, names = subject.matter, subject.names
    header, answers = matter.story.header, everyday(matter)
    return {
        **letterhead(subject.company),
        "ticket": {
            "ref": header.ref,
            "title": header.title,
            "site": names.known_site(header.site),
        },
        "standing": {"status": answers.status, "turn": answers.turn, "ahead": list(answers.next)},
        "question": _question(matter),
        "dates": [{"label": label, "value": value} for label, value in _dates(matter)],
        "exchange": [
            {
                "when": said.when,
                "who": said.who,
                "what": said.what,
                "text": said.text,
                "files": ", ".join(file.name for file in said.files if not _is_the_message(file)),
                "attached": [{"name": file.name, "key": file.sha256} for file in said.files],
            }
            for said in exchange(matter.story, names, matter.wall)
        ],
        **as_of(matter.wall, subject.commit),
    }


def _question(matter: Matter) -> str:
    return (matter.asked.question or "") if matter.asked else ""


def _dates(matter: Matter) -> Iterator[tuple[str, str]]:
    """What happened when, from the first day on."""
    story, wall = matter.story, matter.wall
    is_ours = not story.header.kind.is_reported
    yield _("Opened") if is_ours else _("Reported"), full_moment(story.header.opened_at, wall)
    if story.responded is not None:
        yield _("Taken in charge"), full_moment(max(acted_at(story.responded), story.header.opened_at), wall)
    if story.restored is not None:
        yield _("Working again"), full_moment(story.restored.at, wall)
    if story.closed_at is not None:
        yield _("Closed"), full_moment(story.closed_at, wall)

"""Replies prepared with variables: the desk's own (desk.yaml, `templates/replies/`), or the shipped ones.

A name in desk.yaml comes before a file of the desk, which comes before the shipped one. The text is made in the
client's language, and only of what the ticket tells; a variable that has no value is refused, never left blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors.reply import UnknownReply, VariableNotGiven
from celyactl.errors.template import TemplateLacks, TemplateRefused
from celyactl.i18n import spoken
from celyactl.render.letterhead import letterhead
from celyactl.render.moments import Wall, full_moment
from celyactl.render.names import Names
from celyactl.render.templates import shipped
from celyactl.services.tickets.summary import language_of
from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from celyactl.domain.company import Reply
    from celyactl.i18n import Language
    from celyactl.services.acting import Acting
    from celyactl.services.sla import Case
    from celyactl.store.view import View

    Values = dict[str, object]

_FOLDER: Final = "replies/"
_END: Final = ".txt.j2"
VARIABLES: Final = (
    "language",
    "company",
    "ticket",
    "contact",
    "technician",
    "due",
    "party",
    "their_ref",
    "promised",
    "question",
)
"""What a reply may name; `company` has name, phone and website, `ticket` ref and title."""


def known(view: View) -> list[str]:
    """The names of the replies, sorted."""
    paths = [entry.path for entry in view.repository.entries(view.commit, [f"templates/{_FOLDER}"])]
    own = [path.removeprefix("templates/") for path in paths if _is_template(path)]
    files = [*own, *(_FOLDER + path.name for path in (shipped() / _FOLDER).glob(f"*{_END}"))]
    names = {path.removeprefix(_FOLDER).removesuffix(_END) for path in files if path.endswith(_END)}
    return sorted(names | {reply.id for reply in view.company.replies})


def _is_template(path: str) -> bool:
    where = classify(path)
    return where is not None and where.kind is FileKind.TEMPLATE


def reply(view: View, case: Case, acting: Acting, name: str, given: Mapping[str, str]) -> str:
    """The text of a reply to the client of a ticket; `given` are values beside those that the ticket tells.

    Raises UnknownReply, VariableNotGiven, TemplateRefused, TemplateTooLarge.
    """
    language = language_of(view, case)
    own = _of_the_desk(view, name, language)
    if own is None and name not in known(view):
        raise UnknownReply(name, known(view))
    tongue = (own.language if own else None) or language
    return spoken(tongue, lambda: _written(view, name, own, {**_values(view, case, acting), **given})).strip()


def _of_the_desk(view: View, name: str, language: Language) -> Reply | None:
    """The reply of desk.yaml: in the client's language if there is one, else in whatever it is."""
    mine = [one for one in view.company.replies if one.id == name]
    return next((one for one in mine if one.language == language), mine[0] if mine else None)


def _written(view: View, name: str, own: Reply | None, values: Values) -> str:
    from celyactl.render.jinja.environment import render  # 43 ms

    path = f"{_FOLDER}{name}{_END}"

    def text_of(wanted: str) -> bytes | None:
        if own and wanted == path:
            return own.text.encode()
        return view.template(wanted)

    try:
        return render(path, values, text_of, known=(*VARIABLES, *values))
    except TemplateLacks as lacking:
        raise VariableNotGiven(name, lacking.variable) from None
    except TemplateRefused as refused:
        if own:
            refused.where = f"desk.yaml, replies, {name}"
        raise


def _values(view: View, case: Case, acting: Acting) -> Values:
    """What the ticket tells; a variable without a value is left out."""
    ticket, pending, company = case.ticket, case.ticket.pending, view.company
    names, wall = Names(company, case.client), Wall(acting.now)
    due = min((clock.due_at for clock in case.clocks(acting.now) if clock.due_at and not clock.met_at), default=None)
    values: dict[str, object] = {
        **letterhead(company),
        "ticket": {"ref": ticket.ref, "title": ticket.title},
        "contact": names.contact(ticket.requester) if ticket.requester else ticket.caller,
        "technician": names.person(ticket.assignee or acting.by),
        "due": _moment(due, wall),
        "party": pending.party if pending else None,
        "their_ref": pending.their_ref if pending else None,
        "promised": _moment(pending.promised if pending else None, wall),
        "question": pending.question if pending else None,
    }
    return {name: value for name, value in values.items() if value}


def _moment(at: datetime | None, wall: Wall) -> str | None:
    return full_moment(at, wall) if at else None

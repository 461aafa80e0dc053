"""An invitation as a client's calendar shows it: everyday words in the context's language, nothing internal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.words import Mode
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.calendar import Appointment, Person, calendar_file, uid_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.headerregistry import Address

    from celyactl.domain.invitations import Planned
    from celyactl.render.calendar import Method
    from celyactl.render.summary import Subject

_SUMMARIES: Final = {
    Mode.ONSITE: marked("{company}: visit, {title}"),
    Mode.PHONE: marked("{company}: call, {title}"),
    Mode.REMOTE: marked("{company}: remote work, {title}"),
    Mode.EMAIL: marked("{company}: remote work, {title}"),
}


def method_of(one: Planned) -> Method:
    """What the invitation asks of the calendar."""
    return "CANCEL" if one.is_cancelled else "REQUEST"


def invitation(one: Planned, subject: Subject, organizer: Address, to: Sequence[Address]) -> bytes:
    """The calendar file; `organizer` is the desk, at the address that answers go to."""
    header, names = subject.matter.story.header, subject.names
    site = one.site or header.site
    appointment = Appointment(
        uid_of(one.id, one.what),
        one.start,
        one.end,
        _summary(one).format(company=names.company, title=header.title),
        one.said,
        sequence=one.sequence,
        description=_("Ticket {ref}. {company}").format(ref=header.ref, company=_reached(subject)),
        location=names.known_site(site) if one.mode is Mode.ONSITE else "",
        is_cancelled=one.is_cancelled,
        organizer=_person(organizer),
        attendees=tuple(map(_person, to)),
    )
    return calendar_file(one.what, [appointment], method=method_of(one))


def _summary(one: Planned) -> str:
    return _(_SUMMARIES[one.mode]) if one.mode else _("{company}: planned operation, {title}")


def _reached(subject: Subject) -> str:
    """The company, and its telephone."""
    phones = subject.company.phones
    return ", ".join((subject.company.company, *phones[:1]))


def _person(address: Address) -> Person:
    return Person(address.display_name or address.addr_spec, address.addr_spec)

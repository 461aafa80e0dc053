"""What a digest says, in the context's language: what is open, what ended, who worked when, what falls due.

Values for the templates `mail/digest`; of a ticket nothing but what its client may read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.entries.field import Intervention
from celyactl.domain.words import OPEN, Status
from celyactl.i18n import gettext as _
from celyactl.render.everyday import everyday
from celyactl.render.exchange import entry_said, readable
from celyactl.render.letterhead import Value, as_of, letterhead
from celyactl.render.moments import full_date, last_day
from celyactl.render.ties import each_text, tied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from celyactl.domain.company import Company
    from celyactl.domain.digests import Period
    from celyactl.domain.story import Story
    from celyactl.domain.terms import Term
    from celyactl.render.everyday import Matter
    from celyactl.render.jinja.environment import Workshop
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names
    from celyactl.render.summary import Form


class Account(Struct, frozen=True):
    """What one reader is told: matters in the order in which they began, terms of contracts that end soon."""

    period: Period
    matters: Sequence[Matter]
    terms: Sequence[tuple[str, Term]]
    company: Company
    names: Names
    wall: Wall
    commit: str

    @property
    def still_open(self) -> list[Matter]:
        """What is not settled."""
        return [one for one in self.matters if one.story.header.status in OPEN]

    @property
    def settled(self) -> list[Matter]:
        """What came to an end in the period, and has: a later note or receipt is no news of it."""
        return [one for one in self.matters if (ended := _ended(one.story)) is not None and self.holds(ended)]

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies in the period."""
        return self.period.start <= self.wall.local(at).date() < self.period.end

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.still_open or self.settled or self.terms or any(_visits(self)))


def _ended(story: Story) -> datetime | None:
    """When it came to be as it is; of what is open never."""
    match story.header.status:
        case Status.RESOLVED:
            return story.resolved_at
        case Status.CLOSED:
            return story.closed_at
        case Status.CANCELLED:
            return story.cancelled_at
    return None


def digest_subject(account: Account) -> str:
    """`CELYA: your tickets from 16 nov. 2026 to 22 nov. 2026`."""
    last = last_day(account.period.end)
    said = _("{company}: your tickets from {start} to {end}")
    return tied(said.format(company=account.company.company, start=full_date(account.period.start), end=last))


def digest_mail(account: Account, form: Form, templates: Workshop) -> str:
    """The body. Raises TemplateRefused, TemplateTooLarge for a desk's own template."""
    return templates.render(f"mail/digest.{form}.j2", each_text(digest_data(account), tied))


def digest_data(account: Account) -> dict[str, Value]:
    """The values of the template."""
    return {
        **letterhead(account.company),
        "client": account.names.client,
        "title": digest_subject(account),
        "open": [_open(one) for one in account.still_open],
        "settled": [_settled(one) for one in account.settled],
        "visits": [dict(visit) for visit in _visits(account)],
        "deadlines": list(_deadlines(account.terms, account.wall.local(account.wall.now).date())),
        **as_of(account.wall, account.commit),
    }


def _named(matter: Matter) -> dict[str, Value]:
    header = matter.story.header
    return {"ref": header.ref, "title": header.title, "status": everyday(matter).status}


def _open(matter: Matter) -> dict[str, Value]:
    said = everyday(matter)
    return _named(matter) | {
        "since": full_date(matter.wall.local(matter.story.header.opened_at)),
        "turn": said.turn,
        "ahead": list(said.next),
    }


def _settled(matter: Matter) -> dict[str, Value]:
    return _named(matter)


def _visits(account: Account) -> Iterator[dict[str, Value]]:
    """The work of the period that clients were told of, by when it began."""
    found = [
        (entry.start, matter, entry)
        for matter in account.matters
        for entry in readable(matter.story)
        if isinstance(entry, Intervention) and account.holds(entry.start)
    ]
    for _start, matter, entry in sorted(found, key=lambda one: (one[0], one[2].id)):
        said = entry_said(entry, matter.story, account.names, account.wall)
        yield {"ref": matter.story.header.ref, "who": said.who, "what": said.what, "text": said.text}


def _deadlines(terms: Iterable[tuple[str, Term]], today: date) -> Iterator[str]:
    for name, term in terms:
        last = full_date(term.last_day)
        if term.renews:
            said = _("Contract {name} renews by itself after {last}, unless notice is given by {limit}.")
            if term.notice_limit < today:
                said = _("Contract {name} renews by itself after {last}; notice could be given until {limit}.")
            yield said.format(name=name, last=last, limit=full_date(term.notice_limit))
        else:
            yield _("Contract {name} ends on {last}.").format(name=name, last=last)

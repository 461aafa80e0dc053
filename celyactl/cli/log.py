"""`celyactl log`: who changed what, when, and through which door, read from the history of commits."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.cli.table import Table
from celyactl.domain.instants import parse_date, parse_instant
from celyactl.domain.query_days import span
from celyactl.errors.calendar import DateNotUnderstood, InstantNotUnderstood
from celyactl.errors.command_line import SpanTurnedRound
from celyactl.errors.desk import UnknownMember
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.ops import act_words
from celyactl.services import catalogue
from celyactl.store.history import Wanted, acts
from celyactl.store.index.index import asked
from celyactl.store.index.near import former_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.desk import Desk
    from celyactl.store.history import Act

app = Commands()

LIMIT: Final = 50
_SHORT: Final = 10
_NAMED: Final = 3


About = Annotated[
    str | None,
    typer.Argument(metavar="[REF]", help=marked("A ticket, a contract or a client; all of them without.")),
]
Actor = Annotated[str | None, typer.Option("--actor", metavar=marked("WHO"), help=marked("Only what this person did."))]
Since = Annotated[
    str | None, typer.Option("--since", metavar=marked("INSTANT"), help=marked("From this day or instant on."))
]
Until = Annotated[
    str | None, typer.Option("--until", metavar=marked("INSTANT"), help=marked("Up to this day or instant."))
]
Limit = Annotated[
    int, typer.Option("--limit", min=0, max=1_000_000, metavar="N", help=marked("How many at most; 0 for all."))
]


@app.command(example="celyactl log CEL-2611-4F7K2QE")
def log(
    about: About = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = LIMIT,
) -> None:
    """Show who changed what, when, and through which door, newest first."""
    desk = session.current().desk
    wanted = asked_for(desk, about, actor, since, until)
    with Bar(_("Reading the history")) as bar:
        # one more than is shown tells whether there are more
        found = acts(desk.repository, desk.view.commit, wanted, limit and limit + 1, bar)
    shown = found.acts[:limit] if limit else found.acts
    more = len(found.acts) > len(shown)
    show([_data(act) for act in shown], lambda: _words(shown, more=more), warnings=found.warnings)


def asked_for(desk: Desk, about: str | None, actor: str | None, since: str | None, until: str | None) -> Wanted:
    """Which acts somebody asks for. Raises UnknownMember, SpanTurnedRound and what a wrong day or reference is."""
    names = _names(desk, about) if about else ()
    who, email = _person(desk, actor) if actor else (None, None)
    begin, end = _bound(desk, since, first=True), _bound(desk, until, first=False)
    if begin and end and end <= begin:
        raise SpanTurnedRound(since or "", until or "")
    return Wanted(names, who, email, begin, end)


def _names(desk: Desk, about: str) -> tuple[str, ...]:
    """A slug or a client's id as it is, else the reference of a ticket, with those that it had before."""
    if about in desk.view.contract_slugs() or about in desk.view.client_ids():
        return (about,)
    ref = desk.view.resolve(about)
    return (ref, *asked(desk.repository.place, lambda index: former_names(index, ref)))


def _person(desk: Desk, who: str) -> tuple[str, str]:
    """Somebody's id, and the e-mail under which commits by hand are known.

    An address that nobody of the team has may be that of a commit by hand. Raises UnknownMember for another name.
    """
    wanted = desk.identity() or who if who == "me" else who
    for person in desk.view.company.team:
        if wanted in {person.id, person.email}:
            return person.id, person.email
    if "@" not in wanted and wanted not in _others(desk):
        raise UnknownMember(wanted, [person.id for person in desk.view.company.team])
    return wanted, wanted


def _others(desk: Desk) -> set[str]:
    """Who acts without being of the team: the clients' contacts, and the services."""
    contacts = {contact.id for client in catalogue.clients(desk.view) for contact in client.contacts}
    return contacts | {service.id for service in desk.view.company.services}


def _bound(desk: Desk, text: str | None, *, first: bool) -> datetime | None:
    """The beginning of a day or an instant, or its end. Raises the errors of `parse_date` and `parse_instant`."""
    if text is None:
        return None
    zone = desk.view.zone
    found = span(text, desk.now, zone.key)
    if found is None:
        with suppress(DateNotUnderstood):
            parse_date(text, desk.now.date())  # which says what is wrong with a day that was written well
        parse_instant(text, desk.now, zone)
        raise InstantNotUnderstood(text)
    return datetime.fromtimestamp(found[0] if first else found[1], zone)


def _data(act: Act) -> dict[str, object]:
    return {**act._asdict(), "names": list(act.names), "by_hand": act.by_hand}


def _words(shown: Sequence[Act], *, more: bool) -> list[str | Table]:
    if not shown:
        return [_("Nothing was recorded.")]
    headings = [_("Commit"), _("When"), _("Who"), _("Through"), _("About"), _("What")]
    foot = [_("… and more: --limit 0 shows all")] if more else []
    return [Table(headings, [_row(act) for act in shown], spare=(3,), flexible=(2, 4, 5)), *foot]


def _row(act: Act) -> list[str]:
    """Instants in the offset in which they were recorded."""
    what = act_words(act.op) if act.op else _("by hand: {subject}").format(subject=act.subject)
    who = act.actor or f"{act.author} <{act.email}>"
    return [act.commit[:_SHORT], f"{act.at:%Y-%m-%d %H:%M}", who, act.channel or "git", _about(act.names), what]


def _about(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names) or "-"
    rest = len(names) - _NAMED
    text = ngettext("{names} and {n} more", "{names} and {n} more", rest)
    return text.format(names=", ".join(names[:_NAMED]), n=rest)

"""`celyactl team`: who is in the team; keys and services have files of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day, today
from celyactl.cli.commands import Commands, noun, verb
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.domain.words import TeamRole
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.company import Member

app = Commands(
    {
        "leave": verb(
            "celyactl.cli.teams.leave",
            marked("Hand over the tickets, interventions and duties of somebody who leaves, and end their keys."),
        ),
        "key": noun("celyactl.cli.teams.key", marked("The keys with which people and services sign.")),
        "service": noun("celyactl.cli.teams.service", marked("The machines that act in the desk.")),
    }
)


@app.write(example="celyactl team add lea --name 'Léa Martin' --email lea@celya.example --level 2")
def add(
    ident: Annotated[str, typer.Argument(metavar="ID", help=marked("The short name: letters, digits, dashes."))],
    name: Annotated[str, typer.Option("--name", metavar=marked("NAME"), help=marked("First and last name."))],
    email: Annotated[
        str, typer.Option("--email", metavar=marked("ADDRESS"), help=marked("The address that signs the acts."))
    ],
    phone: Annotated[
        list[str] | None, typer.Option("--phone", metavar=marked("PHONE"), help=marked("A telephone; repeatable."))
    ] = None,
    role: Annotated[
        list[TeamRole] | None, typer.Option("--role", help=marked("What the person may decide; repeatable."))
    ] = None,
    level: Annotated[
        list[int] | None,
        typer.Option("--level", min=1, max=3, help=marked("A level that the person serves; repeatable.")),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar=marked("DATE"), help=marked("The first day, if not yet there."))
    ] = None,
) -> None:
    """Take somebody into the team."""
    from celyactl.services.team.joining import Newcomer, add

    first = day(since, upcoming=True)
    newcomer = Newcomer(ident, name, email, phone or (), role or (TeamRole.TECHNICIAN,), level or (), first)
    done = add(session.current().desk.store, acting(), newcomer)
    person = done.answer
    answer(done, person, lambda: _("{name} is in the team: {id}").format(name=person.name, id=person.id))


@app.command("list", example="celyactl team list")
def listing() -> None:
    """List the team, those who left too."""
    view = session.current().desk.view
    show(list(view.company.team), lambda: _table(view.company.team), warnings=view.warnings)


def _table(team: Sequence[Member]) -> Table:
    headings = [_("Person"), _("Name"), _("E-mail"), _("Telephone"), _("Roles"), _("Levels"), _("Presence")]
    rows = [
        [
            person.id,
            person.name,
            person.email,
            ", ".join(person.phones) or "-",
            ", ".join(map(word, person.roles)) or "-",
            ", ".join(map(str, person.levels)) or "-",
            _presence(person),
        ]
        for person in team
    ]
    return Table(headings, rows, spare=(5, 3, 2), flexible=(1, 4))


def _presence(person: Member) -> str:
    if person.is_there(today()):
        return ""
    if person.left is not None and person.left <= today():
        return _("left on {day}").format(day=full_date(person.left))
    return _("from {day} on").format(day=full_date(person.since)) if person.since else ""

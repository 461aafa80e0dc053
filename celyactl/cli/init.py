"""`celyactl init`: a new desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from celyactl.cli import session
from celyactl.cli.acts import done_or_tried
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.errors.desk import NoIdentity
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from celyactl.domain.company import Company, Member

app = Commands()


@app.write(example="celyactl init ./bureau --company CELYA")
def init(
    path: Annotated[Path, typer.Argument(metavar=marked("PATH"), help=marked("A new or an empty folder."))],
    company: Annotated[
        str, typer.Option("--company", metavar=marked("NAME"), help=marked("The company that keeps the desk."))
    ],
    prefix: Annotated[
        str, typer.Option("--prefix", metavar=marked("LETTERS"), help=marked("What its references begin with."))
    ] = "CEL",
    pipeline: Annotated[
        Literal["github", "gitlab"] | None,
        typer.Option("--ci", help=marked("Leave a pipeline there that checks the desk and makes its annual reports.")),
    ] = None,
) -> None:
    """Make a new desk: a git repository with desk.yaml, in which you are the first member of the team."""
    from celyactl.services import founding
    from celyactl.services.acting import Acting

    now = session.current()
    person = _founder()
    desk = founding.drafted(company, prefix, person)
    acting = Acting(
        person.id, person.name, person.email, now.clock().astimezone(ZoneInfo(desk.zone)), dry_run=now.dry_run
    )
    founding.found(path, desk, acting, pipeline)
    left = founding.PIPELINES[pipeline] if pipeline else None
    data = {"path": str(path.resolve()), "company": desk.company, "prefix": desk.prefix, "ci": left}
    show(data, lambda: _welcome(path, desk, left))


def _founder() -> Member:
    from celyactl.services.founding import founder
    from celyactl.store.identity import configured

    name, email = configured(session.current().actor)
    if not email:
        raise NoIdentity
    return founder(name or email, email)


def _welcome(path: Path, desk: Company, pipeline: str | None) -> str:
    first = _("The desk of {company} is ready in {path}; you are {member} in its team.").format(
        company=desk.company, path=path, member=desk.team[0].id
    )
    following = _("Next: celyactl -C {path} contract new SLUG --client NAME").format(path=path)
    left = [_("{file} is yours to read and commit.").format(file=pipeline)] if pipeline else []
    return done_or_tried(first) if session.current().dry_run else "\n".join([first, *left, following])
